//! `demo`: the shipped case, served from a database of its own.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::{
    block_on,
    input::import_bytes,
    output::print_line,
    serve::{self, Kind},
};
use crate::{
    clock::Clock,
    config::{Config, LISTEN},
    domain::{
        id::PersonId,
        person::{DEMO_EDITOR, Flags, Membership, Person, Role, SignInName},
        text::Text,
    },
    store::{Editor, ImportMode, Store, StoreError},
};

/// The shipped case.
const CASE: &[u8] = include_bytes!("../../tests/data/baghdadi-2019.json");

/// Options of `demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Where to listen.
    #[arg(long, default_value = LISTEN)]
    listen: SocketAddr,
    /// Keep the database in this folder instead of removing it at the end.
    #[arg(long)]
    data: Option<PathBuf>,
}

impl Demo {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let passing = if self.data.is_none() { Some(PassingFolder::new()?) } else { None };
        let data = self.data.or_else(|| passing.as_ref().map(|folder| folder.0.clone())).unwrap_or_default();
        let config = Config::plain(self.listen, data);
        block_on(async {
            // The port first: a taken one should say so at once.
            let listener = serve::listen(&config).await?;
            let store = serve::open_store(&config).await?;
            import_bytes(&store, CASE, "the shipped case", ImportMode::Merge).await?;
            let address = listener.local_addr()?;
            let kind = if address.ip().is_loopback() { Kind::Demo } else { Kind::Real };
            if kind == Kind::Demo {
                add_editor(&store).await?;
            }
            print_line(&format!("Counterpoint shows the shipped case on http://{address}\nStop it with Ctrl-C."))?;
            serve::serve(listener, store, &config, kind).await
        })
    }
}

/// Makes the account that anybody on this machine may use without a password, an owner of the shipped case.
async fn add_editor(store: &Store) -> anyhow::Result<()> {
    let editor = Editor::system("demo", Clock::system().now());
    let person = Person {
        id: PersonId::parse(DEMO_EDITOR).expect("the name is a slug"),
        sign_in_name: SignInName::parse(DEMO_EDITOR).expect("the name is a sign-in name"),
        name: Text::name("Demo editor").expect("the name is a text"),
        is_admin: false,
        disabled_at: None,
    };
    let id = person.id.clone();
    match store.add_person(&editor, person, "no password".to_owned()).await {
        // A demo whose database was kept has it already.
        Ok(()) | Err(StoreError::Taken(_)) => {}
        Err(error) => return Err(error.into()),
    }
    for case in store.cases().await? {
        let (role, flags) = (Role::Owner, Flags::ALL);
        let membership =
            Membership { case: case.id, person: id.clone(), role, flags, until: None, is_emergency: false };
        store.set_membership(&editor, membership).await?;
    }
    Ok(())
}

/// A folder in the system's temporary directory that goes when the demo ends.
struct PassingFolder(PathBuf);

impl PassingFolder {
    fn new() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("counterpoint-demo-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for PassingFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
