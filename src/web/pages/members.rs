//! The members of a case: who has which part in it. For its owners alone.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use crate::{
    domain::{
        id::PersonId,
        person::{Flags, Membership, Person, Role, SignInName},
    },
    paths,
    store::{PartBefore, StoreError},
    web::{
        FormFields, InCase, Page, PageError, Section, Shell, Visit,
        field::{Field, FieldFaults},
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

/// The choice of a part: a role and what goes with it.
struct Part {
    roles: Vec<(&'static str, String, bool)>,
    flags: Vec<(&'static str, String, bool)>,
}

/// What a page shows beside what is always there.
#[derive(Default)]
struct Told {
    faults: FieldFaults,
    refused: Option<String>,
    typed: FormFields,
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
            Some(it) if it.person.disabled_at.is_none() => return set(&visit, &case, &it.person.id, &form).await,
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
    own.ok_or_else(|| visit.not_found())?;
    if form.text("op") != "remove" {
        return set(&visit, &case, &person, &form).await;
    }
    let editor = visit.app.editor(&visit.signed_in()?.person.id);
    answer(&visit, &case, store.remove_membership(&editor, case.case(), &person, PartBefore::Any).await).await
}

async fn set(visit: &Visit, case: &InCase, person: &PersonId, form: &FormFields) -> Result<Response, PageError> {
    let role = Role::parse(form.text("role")).map_err(|_| visit.not_found())?;
    let flags = Flags {
        see_identity: form.is_ticked("see_identity"),
        export: form.is_ticked("export"),
        assess: form.is_ticked("assess"),
    };
    let membership = Membership { case: case.case().clone(), person: person.clone(), role, flags, until: None };
    let editor = visit.app.editor(&visit.signed_in()?.person.id);
    answer(visit, case, visit.app.store().set_membership(&editor, membership).await).await
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
    name.fault = told.faults.iter().map(|(_, fault)| fault.clone()).next();
    let faults: Vec<_> = name.fault.iter().map(|fault| (name.id.clone(), name.label.clone(), fault.clone())).collect();
    let is_refused = told.refused.is_some() || !faults.is_empty();
    let shown = Role::parse(told.typed.text("role")).unwrap_or(Role::Contributor);
    let flags = Flags {
        see_identity: told.typed.is_ticked("see_identity"),
        export: told.typed.is_ticked("export"),
        assess: told.typed.is_ticked("assess"),
    };
    let template = MembersPage {
        shell: case.shell(&title(words, &heading, is_refused), Section::Members),
        trail: Trail::of(case, &heading),
        heading,
        refused: told.refused,
        members: members.iter().map(|member| line(visit, &member.membership, &member.person)).collect(),
        action: visit.reader.link_as_it_stands(&paths::members(case.case())),
        name,
        part: part(visit, shown, flags),
        faults,
    };
    let status = status(if is_refused { &[()][..] } else { &[] });
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

fn line(visit: &Visit, membership: &Membership, person: &Person) -> MemberLine {
    let words = visit.words();
    let until = membership.until.map(|until| words.tell("member-until", &[("moment", words.moment(until).into())]));
    let disabled = person.disabled_at.map(|_| words.say("people-is-disabled"));
    MemberLine {
        name: person.name.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        about: until.into_iter().chain(disabled).collect(),
        action: visit.reader.link_as_it_stands(&paths::member(&membership.case, &membership.person)),
        part: part(visit, membership.role, membership.flags),
    }
}

fn part(visit: &Visit, chosen: Role, flags: Flags) -> Part {
    let words = visit.words();
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
        roles: roles.into_iter().map(|(role, key)| (role.word(), words.say(key), role == chosen)).collect(),
        flags: flags.into_iter().map(|(name, key, is_set)| (name, words.say(key), is_set)).collect(),
    }
}
