//! Writes as they are printed: in the list of activity, and beside a form that others were quicker than.

use super::super::history::names;
use crate::{
    app::App,
    domain::{access::Need, id::CaseId, record::Noun},
    paths,
    store::{self, ActivityFilter, Author, CaseAct, MemberAct, MemberChange, StoreError, Through, WebhookAct},
    web::{InCase, Reader},
};

/// The most writes told beside a form.
const SINCE_MAX: u32 = 10;

/// A write as it is printed.
#[derive(Debug, Clone)]
pub struct Write {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// The token that it came through, in a sentence.
    pub through: Option<String>,
    /// The case and its address, where writes to several are listed.
    pub case: Option<(String, String)>,
    /// What it changed, with the history of each.
    pub what: Vec<(String, Option<String>)>,
    /// How much more it changed.
    pub more: Option<String>,
    /// Why, in their words.
    pub why: Option<String>,
}

/// What was written to a case since somebody read it.
#[derive(Debug, Clone)]
pub struct Since {
    /// The newest writes, the last first.
    pub writes: Vec<Write>,
    /// Where all of them are listed.
    pub url: String,
}

/// What was written to the case of `page` after its revision `began`, by whom and when, as far as its reader may know.
///
/// # Errors
/// As [`store::Store::activity`].
pub async fn since(app: &App, page: &InCase, began: i64) -> Result<Since, StoreError> {
    let is_member = page.rights.allow(Need::Member);
    // What became of members and webhooks is no change of what was judged.
    let filter = ActivityFilter { cases: vec![page.case().clone()], ..ActivityFilter::default() };
    let found = app.store().activity(&filter, SINCE_MAX).await?;
    let cases = [Known { id: page.case().clone(), title: String::new(), is_member }];
    let printer = Printer { reader: &page.reader, cases: &cases, of_one: Some(page) };
    let writes = found.iter().filter(|write| write.place.revision > began).map(|write| printer.write(write));
    let url = page.reader.link_as_it_stands(&paths::case_activity(page.case()));
    Ok(Since { writes: writes.collect(), url })
}

/// The token that a write of `author` came through, in a sentence: by its name for whoever manages it.
#[must_use]
pub fn through(reader: &Reader, author: &Author, through: &Through) -> String {
    let words = reader.words();
    match author {
        Author::Person(id, _) if reader.viewer().manages_tokens_of(id) => {
            words.tell("history-through-own", &[("token", through.name.as_str().into())])
        }
        _ => words.say("history-through"),
    }
}

/// A case whose writes may be shown.
pub(super) struct Known {
    pub(super) id: CaseId,
    pub(super) title: String,
    /// Whether the reader has a part in it, and so may know who wrote and why.
    pub(super) is_member: bool,
}

/// Prints writes for a reader.
#[derive(Clone, Copy)]
pub(super) struct Printer<'a> {
    pub(super) reader: &'a Reader,
    pub(super) cases: &'a [Known],
    /// The one case they are of, where they are.
    pub(super) of_one: Option<&'a InCase>,
}

impl Printer<'_> {
    pub(super) fn noun(&self, noun: Noun) -> String {
        self.reader.words().say(&format!("activity-noun-{}", noun.word()))
    }

    pub(super) fn write(&self, write: &store::Activity) -> Write {
        let words = self.reader.words();
        let case = self.cases.iter().find(|case| case.id == write.place.case);
        let is_member = case.is_some_and(|case| case.is_member);
        let more = write.changes.saturating_sub(write.changed.len());
        Write {
            when: words.moment(write.at),
            who: match &write.author {
                Author::System(part) if write.act.is_some() => {
                    words.tell("people-by-system", &[("part", part.clone().into())])
                }
                Author::System(_) => words.say("history-by-system"),
                Author::Person(_, name) if is_member => name.to_string(),
                Author::Person(..) => words.say("history-by-editor"),
            },
            through: write.through.as_ref().filter(|_| is_member).map(|it| through(self.reader, &write.author, it)),
            case: case
                .filter(|_| self.of_one.is_none())
                .map(|case| (case.title.clone(), self.reader.link_as_it_stands(&paths::case_activity(&case.id)))),
            what: match &write.act {
                Some(CaseAct::Member(act)) => self.member(act).into_iter().map(|said| (said, None)).collect(),
                Some(CaseAct::Webhook(act)) => vec![(self.webhook(act), None)],
                None => write.changed.iter().map(|changed| self.changed(&write.place.case, changed)).collect(),
            },
            more: (more > 0).then(|| words.counted("activity-more", more)),
            why: write.why.as_ref().filter(|_| is_member).map(ToString::to_string),
        }
    }

    /// What became of a member.
    fn member(&self, MemberAct { name, what }: &MemberAct) -> Vec<String> {
        let words = self.reader.words();
        let name = ("name", name.as_str().into());
        match what {
            MemberChange::Set(role, flags) => {
                let said = words.tell("activity-member-set", &[name, ("role", role.word().into())]);
                let flags = [
                    ("flag-see-identity", flags.see_identity),
                    ("flag-export", flags.export),
                    ("flag-assess", flags.assess),
                ];
                let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| words.say(key));
                [said].into_iter().chain(flags).collect()
            }
            MemberChange::Removed => vec![words.tell("activity-member-removed", &[name])],
            MemberChange::Emergency(until) => {
                vec![words.tell("activity-member-emergency", &[name, ("moment", words.moment(*until).into())])]
            }
        }
    }

    /// What became of a webhook.
    fn webhook(&self, WebhookAct { host, fate, .. }: &WebhookAct) -> String {
        let said = [("fate", fate.word().into()), ("host", host.as_str().into())];
        self.reader.words().tell("activity-webhook", &said)
    }

    /// What became of a record, and its history.
    fn changed(&self, case: &CaseId, changed: &store::Changed) -> (String, Option<String>) {
        let (noun, id) = &changed.record;
        let key = match (changed.is_withdrawn, changed.is_new) {
            (true, _) => "activity-withdrawn",
            (false, true) => "activity-new",
            (false, false) => "activity-changed",
        };
        let name = match (self.of_one, noun) {
            (_, Noun::Case) => id.clone(),
            (Some(page), noun) => names::name(page, *noun, id),
            (None, Noun::Assessment) => id.split('/').next().unwrap_or(id).to_owned(),
            (None, _) => id.clone(),
        };
        let said = [("noun", self.noun(*noun).into()), ("name", name.into())];
        let url = self.reader.link_as_it_stands(&names::history_of(case, *noun, id));
        (self.reader.words().tell(key, &said), Some(url))
    }
}
