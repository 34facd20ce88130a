//! The members of a case: who has which part in it. For its owners alone.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        calendar::{Day, UtcOffset},
        id::PersonId,
        person::{Flags, Membership, Person, Role, SignInName},
    },
    paths,
    store::{PartBefore, StoreError},
    web::{
        FormFields, InCase, Page, PageError, Section, Shell, Visit,
        field::{Field, FieldFaults, end_of_day},
        forms::drafts,
        new_account::sign_in_name_fault,
        short_page::{status, title},
        trail::Trail,
        visit::unkept,
    },
};

#[derive(Template)]
#[template(path = "people/members.html")]
struct MembersPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    faults: Vec<(String, String, String)>,
    refused: Option<String>,
    members: Vec<MemberLine>,
    action: String,
    name: Field,
    part: Part,
}

/// Somebody with a part in the case.
struct MemberLine {
    name: String,
    sign_in_name: String,
    about: Vec<String>,
    action: String,
    part: Part,
}

/// The choice of a part: a role, what goes with it, and its last day.
struct Part {
    roles: Vec<(&'static str, String, bool)>,
    flags: Vec<(&'static str, String, bool)>,
    /// Its id ends with whom it is of: the page has one for each member.
    until: Field,
}

/// A part as a form has it.
struct Chosen {
    role: Role,
    flags: Flags,
    until: String,
}

/// What a page shows beside what is always there.
#[derive(Default)]
struct Told {
    faults: FieldFaults,
    refused: Option<String>,
    typed: FormFields,
    /// Whose form was sent; `None`: the one for somebody new.
    of: Option<PersonId>,
}

/// `GET /cases/{case}/members`
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit, case: InCase) -> Result<Response, PageError> {
    let typed = drafts::typed_before(&visit.app, &visit.reader, visit.reader.path()).await?;
    page(&visit, &case, Told { typed, ..Told::default() }).await
}

/// `POST /cases/{case}/members`: gives somebody a part, or another one.
///
/// # Errors
/// `Store`.
pub async fn add(visit: Visit, case: InCase, form: FormFields) -> Result<Response, PageError> {
    let words = visit.words();
    let fault = match SignInName::parse(form.text("sign_in_name")) {
        Err(fault) => sign_in_name_fault(words, &fault),
        Ok(name) => match visit.app.store().credentials(&name).await.map_err(|error| visit.failed(error))? {
            Some(it) if it.person.disabled_at.is_none() => {
                return set(&visit, &case, (&it.person.id, None), form).await;
            }
            _ => words.say("fault-no-such-person"),
        },
    };
    page(&visit, &case, Told { faults: vec![("sign_in_name", fault)], typed: form, ..Told::default() }).await
}

/// `POST /cases/{case}/members/{person}`: changes the part of a member, or takes it away, as `op` says.
///
/// # Errors
/// `NotFound` where they are no member, `Store`.
pub async fn change(visit: Visit, case: InCase, form: FormFields) -> Result<Response, PageError> {
    let person: PersonId = case.id("person")?;
    let (store, now) = (visit.app.store(), visit.app.clock().now());
    let own = store.membership(case.case(), &person, now).await.map_err(|error| visit.failed(error))?;
    let own = own.ok_or_else(|| visit.not_found())?;
    if form.text("op") != "remove" {
        return set(&visit, &case, (&person, Some(&own)), form).await;
    }
    let editor = visit.app.editor(&visit.signed_in()?.person.id);
    answer(&visit, &case, store.remove_membership(&editor, case.case(), &person, PartBefore::Any).await).await
}

/// Gives `person` the part that the form says; `own`: the one that its form was about.
async fn set(
    visit: &Visit,
    case: &InCase,
    (person, own): (&PersonId, Option<&Membership>),
    form: FormFields,
) -> Result<Response, PageError> {
    let role = Role::parse(form.text("role")).map_err(|_| visit.not_found())?;
    let Ok(until) = read_until(form.text("until"), own, visit.app.clock().now()) else {
        let faults = vec![("until", until_fault(visit))];
        let of = own.map(|_| person.clone());
        return page(visit, case, Told { faults, typed: form, of, ..Told::default() }).await;
    };
    let (case_id, person, flags) = (case.case().clone(), person.clone(), flags(&form));
    let membership = Membership { case: case_id, person, role, flags, until, is_emergency: false };
    let editor = visit.app.editor(&visit.signed_in()?.person.id);
    answer(visit, case, visit.app.store().set_membership(&editor, membership).await).await
}

/// The end of a part whose last day is typed; `None`: it stays.
///
/// # Errors
/// Where it is no day, or one that is over.
fn read_until(typed: &str, own: Option<&Membership>, now: Timestamp) -> Result<Option<Timestamp>, ()> {
    let own = own.and_then(|own| own.until);
    match typed.trim() {
        "" => Ok(None),
        // An end within the day that is shown stays where the day does.
        typed if own.is_some_and(|own| last_day(own).to_string() == typed) => Ok(own),
        typed => match end_of_day(typed) {
            Ok(end) if end > now => Ok(Some(end)),
            _ => Err(()),
        },
    }
}

fn until_fault(visit: &Visit) -> String {
    let today = last_day(visit.app.clock().now());
    let days = [("first", visit.words().date(today).into()), ("example", today.plus(30).to_string().into())];
    visit.words().tell("fault-member-until", &days)
}

/// The last day of a part that ends at this moment, in UTC.
fn last_day(end: Timestamp) -> Day {
    let last = end - SignedDuration::from_micros(1);
    Day::of_second(last.as_second(), UtcOffset::UTC)
}

fn flags(form: &FormFields) -> Flags {
    Flags {
        see_identity: form.is_ticked("see_identity"),
        export: form.is_ticked("export"),
        assess: form.is_ticked("assess"),
    }
}

async fn answer(visit: &Visit, case: &InCase, done: Result<(), StoreError>) -> Result<Response, PageError> {
    match done {
        // Whoever gave up their own part sees the case, if that.
        Ok(()) => {
            drafts::drop_here(&visit.app, &visit.reader).await?;
            Ok(visit.to(&paths::members(case.case())))
        }
        Err(StoreError::Last(_)) => {
            let refused = Some(visit.words().say("members-last-owner"));
            page(visit, case, Told { refused, ..Told::default() }).await
        }
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

async fn page(visit: &Visit, case: &InCase, told: Told) -> Result<Response, PageError> {
    let words = visit.words();
    let members = visit.app.store().members(case.case(), visit.app.clock().now()).await;
    let members = members.map_err(|error| visit.failed(error))?;
    let heading = words.say("members-heading");
    let mut name = Field::sign_in_name(words, "field-sign-in-name").value(told.typed.text("sign_in_name"));
    name.autocomplete = "off";
    let fault = |name: &str| told.faults.iter().find(|(at, _)| *at == name).map(|(_, fault)| fault.clone());
    name.fault = fault("sign_in_name");
    let typed = Chosen {
        role: Role::parse(told.typed.text("role")).unwrap_or(Role::Contributor),
        flags: flags(&told.typed),
        until: told.typed.text("until").to_owned(),
    };
    let is_typed_for = |person: &PersonId| told.of.as_ref() == Some(person);
    let mut lines = Vec::new();
    for member in &members {
        let (membership, person) = (&member.membership, &member.person);
        let mut part = if is_typed_for(&person.id) {
            part(visit, person.id.as_str(), &typed)
        } else {
            part(visit, person.id.as_str(), &Chosen::of(membership))
        };
        part.until.fault = fault("until").filter(|_| is_typed_for(&person.id));
        lines.push(line(visit, membership, person, part));
    }
    let mut new = part(visit, "new", &typed);
    new.until.fault = fault("until").filter(|_| told.of.is_none());
    let fields = [&name, &new.until].into_iter().chain(lines.iter().map(|line| &line.part.until));
    let at = |field: &Field| Some((field.id.clone(), field.label.clone(), field.fault.clone()?));
    let faults: Vec<_> = fields.filter_map(at).collect();
    let is_refused = told.refused.is_some() || !faults.is_empty();
    let template = MembersPage {
        shell: case.shell(&title(words, &heading, is_refused), Section::Members),
        trail: Trail::of(case, &heading),
        heading,
        refused: told.refused,
        members: lines,
        action: visit.reader.link_as_it_stands(&paths::members(case.case())),
        name,
        part: new,
        faults,
    };
    let status = status(if is_refused { &[()][..] } else { &[] });
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

fn line(visit: &Visit, membership: &Membership, person: &Person, part: Part) -> MemberLine {
    let words = visit.words();
    let key = if membership.is_emergency { "member-emergency-until" } else { "member-until" };
    let until = membership.until.map(|until| words.tell(key, &[("moment", words.moment(until).into())]));
    let disabled = person.disabled_at.map(|_| words.say("people-is-disabled"));
    MemberLine {
        name: person.name.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        about: until.into_iter().chain(disabled).collect(),
        action: visit.reader.link_as_it_stands(&paths::member(&membership.case, &membership.person)),
        part,
    }
}

impl Chosen {
    /// The part that somebody has.
    fn of(membership: &Membership) -> Self {
        let until = membership.until.map(|until| last_day(until).to_string()).unwrap_or_default();
        Self { role: membership.role, flags: membership.flags, until }
    }
}

/// The choice of a part for whoever `of` tells from the others.
fn part(visit: &Visit, of: &str, Chosen { role: chosen, flags, until }: &Chosen) -> Part {
    let words = visit.words();
    let day = Field { kind: "date", dir: "ltr", ..Field::text(words, "until", "member-last-day") };
    let day = Field { id: format!("f-until-{of}"), ..day.value(until) };
    let roles = [
        (Role::Viewer, "role-viewer"),
        (Role::Contributor, "role-contributor"),
        (Role::Editor, "role-editor"),
        (Role::Owner, "role-owner"),
    ];
    let flags = [
        ("see_identity", "flag-see-identity", flags.see_identity),
        ("export", "flag-export", flags.export),
        ("assess", "flag-assess", flags.assess),
    ];
    Part {
        roles: roles.into_iter().map(|(role, key)| (role.word(), words.say(key), role == *chosen)).collect(),
        flags: flags.into_iter().map(|(name, key, is_set)| (name, words.say(key), is_set)).collect(),
        until: day,
    }
}
