//! The people of this installation: who has an account, who is invited, and emergency access to a private case.

use askama::Template;
use axum::{
    extract::RawPathParams,
    response::{IntoResponse as _, Response},
};

use crate::{
    admission::random_id,
    credentials::Secret,
    domain::{
        fault::FaultKind,
        id::{CaseId, PersonId},
        person::{EMERGENCY_LIFE, INVITE_LIFE, Person},
        text::Text,
    },
    paths,
    store::{AccountChange, Editor, Invite, StoreError},
    text::Words,
    web::{
        FormFields, Page, PageError, Section, Shell, Visit,
        field::{Field, FieldFaults, ShortForm},
        forms::drafts,
        short_page::{status, title},
        visit::unkept,
    },
};

#[derive(Template)]
#[template(path = "people/index.html")]
struct PeoplePage {
    shell: Shell,
    heading: String,
    activity_url: String,
    faults: Vec<(String, String, String)>,
    refused: Option<String>,
    link: Option<String>,
    people: Vec<PersonLine>,
    invites: Vec<InviteLine>,
    invite_action: String,
    note: Field,
    emergency: ShortForm,
}

/// Somebody with an account.
struct PersonLine {
    name: String,
    sign_in_name: String,
    about: Vec<String>,
    action: String,
    acts: Vec<(&'static str, String)>,
}

/// A link that may still be used.
struct InviteLine {
    note: String,
    about: String,
    action: String,
}

/// What a page shows beside what is always there.
#[derive(Default)]
struct Told {
    faults: FieldFaults,
    refused: Option<String>,
    link: Option<String>,
    typed: FormFields,
}

/// `GET /people`
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit) -> Result<Response, PageError> {
    let mut typed = FormFields::default();
    for form in [paths::invites(), paths::emergency()] {
        typed.pairs.extend(drafts::typed_before(&visit.app, &visit.reader, &form).await?.pairs);
    }
    page(&visit, Told { typed, ..Told::default() }).await
}

/// `POST /people/invites`: makes a link and shows it, once.
///
/// # Errors
/// `Store`.
pub async fn invite(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let note = match Text::name(form.text("note")) {
        Ok(note) => Some(note),
        Err(FaultKind::Empty) => None,
        Err(fault) => {
            let faults = vec![("note", visit.words().fault_kind(&fault))];
            return page(&visit, Told { faults, typed: form, ..Told::default() }).await;
        }
    };
    let (secret, now) = (Secret::random(), visit.app.clock().now());
    let invite = Invite {
        id: random_id("i"),
        is_admin: form.is_ticked("is_admin"),
        note,
        resets: None,
        made_at: now,
        expires_at: now + INVITE_LIFE,
    };
    let made = visit.app.store().add_invite(&editor(&visit)?, &secret, invite).await;
    let made = made.map_err(|error| visit.failed(error))?;
    drafts::drop_here(&visit.app, &visit.reader).await?;
    let link = address(&visit, &paths::invitation(&made.secret));
    page(&visit, Told { link: Some(link), ..Told::default() }).await
}

/// `POST /people/invites/{invite}`: withdraws it.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn withdraw_invite(visit: Visit, params: RawPathParams, _: FormFields) -> Result<Response, PageError> {
    let id = params.iter().find(|(name, _)| *name == "invite").map(|(_, id)| id.to_owned()).unwrap_or_default();
    match visit.app.store().withdraw_invite(&editor(&visit)?, &id).await {
        Ok(()) => Ok(visit.to(&paths::people())),
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

/// `POST /people/{person}`: closes or opens the account, gives or takes the managing of people, as `op` says.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn change(visit: Visit, params: RawPathParams, form: FormFields) -> Result<Response, PageError> {
    let change = ACTS.into_iter().find(|(op, ..)| *op == form.text("op")).map(|(_, change, _)| change);
    let person = params.iter().find(|(name, _)| *name == "person").and_then(|(_, id)| PersonId::parse(id).ok());
    let (Some(change), Some(person)) = (change, person) else { return Err(visit.not_found()) };
    let known = visit.app.store().credentials_of(&person).await.map_err(|error| visit.failed(error))?;
    known.ok_or_else(|| visit.not_found())?;
    match visit.app.store().change_account(&editor(&visit)?, &person, vec![change], None).await {
        Ok(_) => Ok(visit.to(&paths::people())),
        Err(StoreError::Last(_)) => {
            let refused = Some(visit.words().say("people-last-admin"));
            page(&visit, Told { refused, ..Told::default() }).await
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// `POST /people/emergency`: lets the administrator read a case for one hour, with a reason that stands in its trail.
///
/// # Errors
/// `Store`.
pub async fn enter_in_emergency(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let (words, own) = (visit.words(), &visit.signed_in()?.person.id);
    let mut faults = FieldFaults::new();
    let case = CaseId::parse(form.text("case").trim());
    let case = case.map_err(|_| faults.push(("case", words.say("fault-emergency-case"))));
    let why = Text::note(form.text("why")).map_err(|fault| faults.push(("why", words.fault_kind(&fault))));
    let (Ok(case), Ok(why)) = (case, why) else {
        return page(&visit, Told { faults, typed: form, ..Told::default() }).await;
    };
    let editor = Editor { why: Some(why), ..visit.app.editor(own) };
    let until = editor.at + EMERGENCY_LIFE;
    let fault = match visit.app.store().enter_in_emergency(&editor, &case, own, until).await {
        Ok(_) => {
            drafts::drop_here(&visit.app, &visit.reader).await?;
            return Ok(visit.to(&paths::case(&case)));
        }
        Err(StoreError::Gone) => words.say("fault-emergency-case"),
        Err(StoreError::Taken(_)) => words.say("fault-emergency-member"),
        Err(error) => return Err(visit.failed(error)),
    };
    page(&visit, Told { faults: vec![("case", fault)], typed: form, ..Told::default() }).await
}

fn editor(visit: &Visit) -> Result<Editor, PageError> {
    Ok(visit.app.editor(&visit.signed_in()?.person.id))
}

/// An address of ours in full, as this browser calls the server. Only https and loopback names can sign in.
fn address(visit: &Visit, path: &str) -> String {
    let host = visit.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let is_loopback = ["localhost", "127.", "[::1]"].iter().any(|start| host.starts_with(start));
    format!("{}://{host}{path}", if is_loopback { "http" } else { "https" })
}

/// What can be done with an account: its name in the form, what it does, its words.
const ACTS: [(&str, AccountChange, &str); 4] = [
    ("disable", AccountChange::Disable, "people-disable"),
    ("enable", AccountChange::Enable, "people-enable"),
    ("give-admin", AccountChange::GiveAdmin, "people-give-admin"),
    ("take-admin", AccountChange::TakeAdmin, "people-take-admin"),
];

async fn page(visit: &Visit, told: Told) -> Result<Response, PageError> {
    let words = visit.words();
    let people = visit.app.store().people().await.map_err(|error| visit.failed(error))?;
    let invites = visit.app.store().invites(visit.app.clock().now()).await.map_err(|error| visit.failed(error))?;
    let field = |name, label: &str| Field::text(words, name, label).value(told.typed.text(name));
    let mut note = field("note", "invite-note").hint(words.say("invite-note-hint"));
    note.fault = told.faults.iter().find(|(name, _)| *name == "note").map(|(_, fault)| fault.clone());
    let case = Field { dir: "ltr", ..field("case", "emergency-case") };
    let emergency = ShortForm::new(&visit.reader, &paths::emergency(), "emergency-button");
    let emergency = emergency.with([case, field("why", "emergency-why")]).faulty(&told.faults);
    let of_note = note.fault.clone().map(|fault| (note.id.clone(), note.label.clone(), fault));
    let faults: Vec<_> = of_note.into_iter().chain(emergency.faults()).collect();
    let is_refused = told.refused.is_some() || !faults.is_empty();
    let heading = words.say("people-heading");
    let template = PeoplePage {
        shell: Shell::new(&visit.reader, &title(words, &heading, is_refused), Section::People),
        activity_url: visit.reader.link_as_it_stands(&paths::people_activity()),
        heading,
        refused: told.refused,
        link: told.link,
        people: people.iter().map(|account| person_line(visit, &account.person)).collect(),
        invites: invites.iter().map(|invite| invite_line(visit, words, invite)).collect(),
        invite_action: visit.reader.link_as_it_stands(&paths::invites()),
        note,
        emergency,
        faults,
    };
    let status = status(if is_refused { &[()][..] } else { &[] });
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

fn person_line(visit: &Visit, person: &Person) -> PersonLine {
    let words = visit.words();
    let is_open = person.disabled_at.is_none();
    let acts = ACTS.into_iter().filter(|(_, change, _)| match change {
        AccountChange::Disable => is_open,
        AccountChange::Enable => !is_open,
        AccountChange::GiveAdmin => is_open && !person.is_admin,
        AccountChange::TakeAdmin => is_open && person.is_admin,
    });
    let about = [(person.is_admin, "people-is-admin"), (!is_open, "people-is-disabled")];
    PersonLine {
        name: person.name.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        about: about.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| words.say(key)).collect(),
        action: visit.reader.link_as_it_stands(&paths::person(&person.id)),
        acts: acts.map(|(op, _, key)| (op, words.say(key))).collect(),
    }
}

fn invite_line(visit: &Visit, words: Words, invite: &Invite) -> InviteLine {
    let until = [("moment", words.moment(invite.expires_at).into())];
    let kind = match (&invite.resets, invite.is_admin) {
        (Some(_), _) => "invite-resets-until",
        (None, true) => "invite-admin-until",
        (None, false) => "invite-until",
    };
    InviteLine {
        note: invite.note.as_ref().map_or_else(|| words.say("invite-without-note"), ToString::to_string),
        about: words.tell(kind, &until),
        action: visit.reader.link_as_it_stands(&paths::invite(&invite.id)),
    }
}
