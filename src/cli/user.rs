//! `user`: accounts, from the terminal of whoever runs the server.

use std::io::Read as _;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use jiff::SignedDuration;

use super::{block_on, input::open, output::print_line, place::Place};
use crate::{
    admission::random_id,
    clock::Clock,
    credentials::{Cost, Hasher, NewPassword, PasswordFault, Secret},
    domain::{
        fault::FaultKind,
        id::{CaseId, PersonId},
        person::{Flags, Membership, Person, Role, SignInName},
        text::{Language, Text},
    },
    paths,
    store::{Account, Editor, Invite, Store, StoreError},
    text::Words,
};

/// What no password makes: the account waits for the one-time link.
const NO_PASSWORD: &str = "no password";
/// How long a one-time link may be used.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Options of `user`.
#[derive(Debug, Args)]
pub(super) struct User {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make an account, and a one-time link that chooses its password.
    Add {
        /// What they type to sign in.
        sign_in_name: String,
        /// The name their changes are signed with; the sign-in name where there is none.
        #[arg(long)]
        name: Option<String>,
        /// They manage people.
        #[arg(long)]
        admin: bool,
        /// Take the password from the first line of standard input instead.
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts.
    List,
    /// Print a one-time link that chooses a new password.
    Reset {
        /// What they type to sign in.
        sign_in_name: String,
        /// Take their second factor away too, as where phone and recovery codes are lost.
        #[arg(long)]
        second_factor: bool,
    },
    /// Give somebody a part in a case, such as its first owner.
    Member {
        /// What they type to sign in.
        sign_in_name: String,
        /// The id of the case.
        case: String,
        /// viewer, contributor, editor or owner.
        role: String,
        /// They see who protected sources are.
        #[arg(long)]
        see_identity: bool,
        /// They take copies of a case that is not public.
        #[arg(long)]
        export: bool,
        /// They judge disagreements.
        #[arg(long)]
        assess: bool,
    },
}

impl User {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let Self { place, act } = self;
        block_on(async {
            let store = open(place).await?;
            let done = act.run(&store).await;
            store.close().await;
            done
        })
    }
}

impl Act {
    async fn run(self, store: &Store) -> anyhow::Result<()> {
        match self {
            Self::Add { sign_in_name, name, admin, password_stdin } => {
                let person = new_person(&sign_in_name, name.as_deref(), admin)?;
                add(store, person, password_stdin).await
            }
            Self::List => list(store).await,
            Self::Reset { sign_in_name, second_factor } => {
                let person = find(store, &sign_in_name).await?;
                if second_factor {
                    store.take_second_factor(&editor(), &person.id).await?;
                }
                print_link(store, &person.id).await
            }
            Self::Member { sign_in_name, case, role, see_identity, export, assess } => {
                let person = find(store, &sign_in_name).await?.id;
                let flags = Flags { see_identity, export, assess };
                give_part(store, person, (&case, &role, flags)).await
            }
        }
    }
}

fn editor() -> Editor {
    Editor::system("terminal", Clock::system().now())
}

fn new_person(sign_in_name: &str, name: Option<&str>, is_admin: bool) -> anyhow::Result<Person> {
    let name = Text::name(name.unwrap_or(sign_in_name)).map_err(|fault| refuse("name", &fault))?;
    let sign_in_name = SignInName::parse(sign_in_name).map_err(|fault| refuse("sign-in name", &fault))?;
    let id = PersonId::parse(&random_id("p")).expect("a random id is a slug");
    Ok(Person { id, sign_in_name, name, is_admin, disabled_at: None })
}

fn refuse(what: &str, fault: &FaultKind) -> anyhow::Error {
    anyhow::anyhow!("{what}: {}", Words::of(Language::English).fault_kind(fault))
}

async fn add(store: &Store, person: Person, has_password: bool) -> anyhow::Result<()> {
    let id = person.id.clone();
    let password = if has_password { password_of(&person).await? } else { NO_PASSWORD.to_owned() };
    match store.add_person(&editor(), person, password).await {
        Ok(()) if has_password => print_line("The account is made."),
        Ok(()) => print_link(store, &id).await,
        Err(StoreError::Taken(what)) => bail!("this {what} is taken"),
        Err(error) => Err(error.into()),
    }
}

/// The argon2 hash of the first line of standard input.
async fn password_of(person: &Person) -> anyhow::Result<String> {
    let mut typed = String::new();
    std::io::stdin().take(8_192).read_to_string(&mut typed).context("standard input cannot be read")?;
    let line = typed.lines().next().unwrap_or_default();
    let password = NewPassword::parse(line, &[person.sign_in_name.as_str(), person.name.as_str()]);
    let password = password.map_err(|fault| match fault {
        PasswordFault::TooShort { min } => anyhow::anyhow!("the password needs {min} characters or more"),
        PasswordFault::TooLong { max_bytes } => anyhow::anyhow!("the password may have {max_bytes} bytes at most"),
        PasswordFault::Guessable => anyhow::anyhow!("the password is easy to guess; choose several unrelated words"),
    })?;
    Ok(Hasher::new(Cost::standard()).hash(password).await?)
}

async fn print_link(store: &Store, person: &PersonId) -> anyhow::Result<()> {
    let (secret, now) = (Secret::random(), Clock::system().now());
    let invite = Invite {
        id: random_id("i"),
        is_admin: false,
        note: None,
        resets: Some(person.clone()),
        made_at: now,
        expires_at: now + LINK_LIFE,
    };
    store.add_invite(&editor(), &secret, invite).await?;
    print_line(&format!(
        "Open this address on your server to choose the password. It works once, for seven days:\n  {}",
        paths::invitation(&secret.reveal())
    ))
}

async fn list(store: &Store) -> anyhow::Result<()> {
    for Account { person, .. } in store.people().await? {
        let mut about = Vec::new();
        if person.is_admin {
            about.push("manages people");
        }
        if person.disabled_at.is_some() {
            about.push("closed");
        }
        print_line(format!("{}\t{}\t{}", person.sign_in_name.as_str(), person.name, about.join(", ")).trim_end())?;
    }
    Ok(())
}

async fn find(store: &Store, sign_in_name: &str) -> anyhow::Result<Person> {
    let name = SignInName::parse(sign_in_name).map_err(|fault| refuse("sign-in name", &fault))?;
    let credentials = store.credentials(&name).await?;
    Ok(credentials.with_context(|| format!("nobody signs in as {}", name.as_str()))?.person)
}

async fn give_part(store: &Store, person: PersonId, (case, role, flags): (&str, &str, Flags)) -> anyhow::Result<()> {
    let no_case = || format!("there is no case called {case}");
    let id = CaseId::parse(case).ok().with_context(no_case)?;
    let role = Role::parse(role).ok().context("the role is viewer, contributor, editor or owner")?;
    let membership = Membership { case: id, person, role, flags, until: None, is_emergency: false };
    match store.set_membership(&editor(), membership).await {
        Ok(()) => Ok(()),
        Err(StoreError::Gone) => bail!("{}", no_case()),
        Err(StoreError::Last(what)) => bail!("this is the last {what} of the case; make somebody else one first"),
        Err(error) => Err(error.into()),
    }
}
