//! What was done to accounts and outside cases, newest first: for those who manage people.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use crate::{
    paths,
    store::{ActPlace, Author, PersonAct},
    web::{Page, PageError, Section, Shell, Visit, pages::activity::through, visit::unkept},
};

/// The most acts of one page.
const ACTS_MAX: usize = 50;

#[derive(Template)]
#[template(path = "people/activity.html")]
struct PeopleActivityPage {
    shell: Shell,
    heading: String,
    people_url: String,
    acts: Vec<Act>,
    older_url: Option<String>,
}

/// An act as it is printed.
struct Act {
    when: String,
    who: String,
    /// The token that it came through, in a sentence.
    through: Option<String>,
    what: String,
    about: Option<String>,
}

/// `GET /people/activity`
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit) -> Result<Response, PageError> {
    let (reader, words) = (&visit.reader, visit.words());
    let after = reader.asked("after").and_then(place);
    let most = u32::try_from(ACTS_MAX + 1).unwrap_or(u32::MAX);
    let mut acts = visit.app.store().people_acts(after, most).await.map_err(|error| visit.failed(error))?;
    let has_older = acts.len() > ACTS_MAX;
    acts.truncate(ACTS_MAX);
    let last = acts.last().filter(|_| has_older);
    let heading = words.say("people-activity-heading");
    let template = PeopleActivityPage {
        shell: Shell::new(reader, &heading, Section::People),
        people_url: reader.link_as_it_stands(&paths::people()),
        older_url: last.map(|last| reader.with("after", &format!("{}.{}", last.place.micros, last.place.nth))),
        acts: acts.iter().map(|act| shown(&visit, act)).collect(),
        heading,
    };
    Ok(unkept(Page::new(template, "").into_response()))
}

fn shown(visit: &Visit, act: &PersonAct) -> Act {
    let words = visit.words();
    let (who, own) = match &act.author {
        Author::System(part) => (words.tell("people-by-system", &[("part", part.clone().into())]), None),
        Author::Person(_, name) => (name.to_string(), Some(name)),
    };
    Act {
        when: words.moment(act.at),
        what: key(&act.action).map_or_else(|| act.action.clone(), |key| words.say(key)),
        through: act.through.as_ref().map(|token| through(&visit.reader, &act.author, token)),
        about: act.affected.as_ref().filter(|name| Some(*name) != own).map(ToString::to_string),
        who,
    }
}

/// The words for an act, by its name in the trail.
fn key(action: &str) -> Option<&'static str> {
    Some(match action {
        "person.add" => "people-act-person-add",
        "person.rename" => "people-act-person-rename",
        "person.disable" => "people-act-person-disable",
        "person.enable" => "people-act-person-enable",
        "person.give_admin" => "people-act-person-give-admin",
        "person.take_admin" => "people-act-person-take-admin",
        "person.password" => "people-act-person-password",
        "second_factor.offer" => "people-act-second-factor-offer",
        "second_factor.confirm" => "people-act-second-factor-confirm",
        "second_factor.use" => "people-act-second-factor-use",
        "second_factor.remove" => "people-act-second-factor-remove",
        "recovery_code.use" => "people-act-recovery-code-use",
        "session.begin" => "people-act-session-begin",
        "session.end" => "people-act-session-end",
        "session.end_others" => "people-act-session-end-others",
        "token.make" => "people-act-token-make",
        "token.revoke" => "people-act-token-revoke",
        "token.revoke_all" => "people-act-token-revoke-all",
        "invite.make" => "people-act-invite-make",
        "invite.withdraw" => "people-act-invite-withdraw",
        "invite.use" => "people-act-invite-use",
        "setup_code.make" => "people-act-setup-code-make",
        _ => return None,
    })
}

/// A place in the list as the query carries it: nothing that the list itself does not show.
fn place(text: &str) -> Option<ActPlace> {
    let (micros, nth) = text.split_once('.')?;
    Some(ActPlace { micros: micros.parse().ok()?, nth: nth.parse().ok()? })
}
