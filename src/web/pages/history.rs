//! History: every state a record has had, with what changed, by whom, when and why; and the way back to any of them.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    app::{
        App,
        past::{self, Restorable},
    },
    domain::{
        access::Need,
        record::{Noun, Record},
        text::Text,
    },
    store::{Author, Change, Editor, StoreError, Version},
    web::{
        FormFields, InCase, Page, PageError, Section, Shell,
        forms::{drafts, faults::told},
        pages::activity::through,
        trail::Trail,
    },
};

mod diff;
mod fields;
pub mod names;

use diff::Run;

/// The most versions of one page.
const VERSIONS_MAX: usize = 25;
/// The most assessments shown with the history of their question.
const ASSESSMENTS_MAX: usize = 20;

#[derive(Template)]
#[template(path = "history/show.html")]
struct HistoryPage {
    shell: Shell,
    trail: Trail,
    heading: String,
    lede: String,
    error: Option<(String, String)>,
    parts: Vec<Part>,
    older_url: Option<String>,
}

/// The versions of one record.
struct Part {
    heading: Option<String>,
    versions: Vec<Shown>,
}

/// A version as it is printed.
struct Shown {
    anchor: String,
    heading: String,
    what: String,
    when: String,
    by: String,
    /// The token that it came through, in a sentence: for members.
    through: Option<String>,
    why: Option<String>,
    rows: Vec<Row>,
    restore: Option<Restore>,
    /// Why it cannot be brought back by this reader, and the way out.
    sealed: Option<String>,
}

/// A field before and after.
struct Row {
    name: String,
    before: Vec<Run>,
    after: Vec<Run>,
}

/// The form that brings a version back.
struct Restore {
    action: String,
    began_from: i64,
    field: String,
    why: String,
    error: Option<String>,
}

/// A restoring that was refused.
struct Refused {
    status: StatusCode,
    number: i64,
    why: String,
    sentence: String,
}

impl Refused {
    /// Where on the page it is put right, or can be looked at where it cannot.
    fn anchor(&self) -> String {
        let is_form_there = self.status != StatusCode::FORBIDDEN;
        let place = if is_form_there { field(self.number) } else { crate::paths::version_anchor(self.number) };
        format!("#{place}")
    }
}

/// A record whose history somebody looks at.
struct Subject {
    noun: Noun,
    id: String,
}

impl Subject {
    fn of(page: &InCase, noun: Noun) -> Result<Self, PageError> {
        let id = match noun {
            Noun::Case => page.case().to_string(),
            noun => page.id::<String>(noun.word())?,
        };
        Ok(Self { noun, id })
    }

    async fn versions(&self, app: &App, page: &InCase, from: i64, most: usize) -> Result<Vec<Version>, PageError> {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let (record, identities) = ((self.noun, self.id.as_str()), page.rights.identities());
        let found = app.store().history(page.case(), record, (from, most), identities).await;
        found.map_err(|error| failed(page, error))
    }
}

/// The history of a record of `noun`.
///
/// # Errors
/// `NotFound` where there never was such a record, `Store`.
pub async fn show(State(app): State<App>, page: InCase, noun: Noun) -> Result<Response, PageError> {
    let from = page.reader.asked("from").and_then(|from| from.parse().ok()).unwrap_or(i64::MAX);
    let subject = Subject::of(&page, noun)?;
    // A reason that was sent with a session too old stands where it was typed.
    let typed: Option<i64> = page.reader.asked(drafts::TYPED).and_then(|number| number.parse().ok());
    let before = match typed {
        Some(number) => {
            let address = crate::paths::restore(page.reader.path(), number);
            let why = drafts::typed_before(&app, &page.reader, &address).await?.text("why").to_owned();
            (!why.is_empty()).then_some((number, why))
        }
        None => None,
    };
    answer(&app, &page, &subject, from, (None, before)).await
}

/// Brings a version of a record of `noun` back, as a new version.
///
/// # Errors
/// `NotFound` where there is no such version or it may not be restored, `Store`.
pub async fn restore(
    State(app): State<App>,
    page: InCase,
    noun: Noun,
    sent: FormFields,
) -> Result<Response, PageError> {
    let subject = Subject::of(&page, noun)?;
    let number: i64 = page.id::<String>("number")?.parse().map_err(|_| page.not_found())?;
    let version = subject.versions(&app, &page, number, 1).await?.pop();
    let version = version.filter(|version| version.number == number && restorable(&page, version) != Restorable::No);
    let version = version.ok_or_else(|| page.not_found())?;
    let (typed, words) = (sent.text("why").to_owned(), page.words());
    let refused = |status, sentence| Refused { status, number, why: typed.clone(), sentence };
    if restorable(&page, &version) == Restorable::InPart {
        let refused = refused(StatusCode::FORBIDDEN, words.say("history-restore-sealed"));
        return answer(&app, &page, &subject, number.max(newest_of(&sent)), (Some(refused), None)).await;
    }
    let why = match Text::name(&typed) {
        Ok(why) => why,
        Err(kind) => {
            let refused = refused(StatusCode::UNPROCESSABLE_ENTITY, words.fault_kind(&kind));
            return answer(&app, &page, &subject, number.max(newest_of(&sent)), (Some(refused), None)).await;
        }
    };
    let person = page.reader.viewer().person().ok_or_else(|| page.not_found())?;
    let editor = Editor { why: Some(why), ..app.editor(person) };
    let began_from = vec![((subject.noun, subject.id.clone()), newest_of(&sent))];
    let newest = subject.versions(&app, &page, i64::MAX, 1).await?.pop();
    // Part of it comes from the newest version, so that has to be the one it began from.
    if newest.as_ref().is_some_and(|newest| newest.number != newest_of(&sent)) {
        let refused = refused(StatusCode::CONFLICT, words.say("history-outdated"));
        return answer(&app, &page, &subject, i64::MAX, (Some(refused), None)).await;
    }
    let put = vec![past::as_it_may_come_back(page.rights, version.record, newest.map(|newest| newest.record))];
    let refused =
        match app.store().change_case(&editor, page.case(), Change { put, began_from, ..Change::default() }).await {
            Ok(_) => {
                drafts::drop_here(&app, &page.reader).await?;
                let back = page.reader.link_as_it_stands(&names::history(&page, subject.noun, &subject.id));
                return Ok(Redirect::to(&back).into_response());
            }
            Err(StoreError::Faults(faults)) => {
                let sentences: Vec<String> =
                    faults.iter().take(5).map(|fault| told(&page, Some(subject.noun), fault)).collect();
                refused(StatusCode::UNPROCESSABLE_ENTITY, sentences.join(" "))
            }
            Err(StoreError::Outdated { .. } | StoreError::Taken(_)) => {
                refused(StatusCode::CONFLICT, words.say("history-outdated"))
            }
            Err(error) => return Err(failed(&page, error)),
        };
    answer(&app, &page, &subject, i64::MAX, (Some(refused), None)).await
}

/// The version the form was made from.
fn newest_of(sent: &FormFields) -> i64 {
    sent.text("began_from").parse().unwrap_or(0)
}

/// Whether a version can be brought back from this page.
fn restorable(page: &InCase, version: &Version) -> Restorable {
    if page.reader.recorded.is_some() { Restorable::No } else { past::restorable(page.rights, version) }
}

async fn answer(
    app: &App,
    page: &InCase,
    subject: &Subject,
    from: i64,
    (refused, typed): (Option<Refused>, Option<(i64, String)>),
) -> Result<Response, PageError> {
    let versions = subject.versions(app, page, from, VERSIONS_MAX + 1).await?;
    if versions.is_empty() {
        return Err(page.not_found());
    }
    let words = page.words();
    let name = names::name(page, subject.noun, &subject.id);
    let heading = words.tell("history-heading", &[("name", name.clone().into())]);
    let path = names::history(page, subject.noun, &subject.id);
    let older = versions.len() > VERSIONS_MAX;
    let older_url = older.then(|| page.reader.with("from", &versions[VERSIONS_MAX].number.to_string()));
    let mut parts = vec![part(page, None, &versions, &path, refused.as_ref())];
    if let Some((number, why)) = typed {
        let of_number = parts[0].versions.iter_mut().filter_map(|shown| shown.restore.as_mut());
        of_number.filter(|restore| restore.field == field(number)).for_each(|restore| restore.why.clone_from(&why));
    }
    if subject.noun == Noun::Question {
        parts.extend(assessments(app, page, subject).await?);
    }
    let mut shell = page.shell(&heading, Section::Cases);
    if refused.is_some() {
        shell.title = words.plain(words.tell("history-error-title", &[("title", shell.title.into())]));
    }
    let status = refused.as_ref().map_or(StatusCode::OK, |refused| refused.status);
    let template = HistoryPage {
        trail: trail(page, subject, &name),
        lede: words.say(if page.rights.allow(Need::Member) { "history-lede" } else { "history-lede-reader" }),
        error: refused.map(|refused| (refused.anchor(), refused.sentence)),
        shell,
        heading,
        parts,
        older_url,
    };
    Ok(Page { status, template, style: String::new() }.into_response())
}

fn trail(page: &InCase, subject: &Subject, name: &str) -> Trail {
    let here = page.words().say("history-title");
    match names::itself(page, subject.noun, &subject.id) {
        Some(_) if subject.noun == Noun::Case => Trail::of(page, &here),
        Some(url) => Trail::of(page, name).to(page.link(&url), &here),
        None => Trail::of(page, name).to(page.link(&names::history(page, subject.noun, &subject.id)), &here),
    }
}

/// The assessments that the question ever had, the last judged first.
async fn assessments(app: &App, page: &InCase, question: &Subject) -> Result<Vec<Part>, PageError> {
    let words = page.words();
    let mut ids = app.store().assessments_ever(page.case(), &question.id).await.map_err(|error| failed(page, error))?;
    ids.reverse();
    ids.truncate(ASSESSMENTS_MAX);
    let mut parts = Vec::new();
    for id in ids {
        let subject = Subject { noun: Noun::Assessment, id };
        let versions = subject.versions(app, page, i64::MAX, VERSIONS_MAX + 1).await?;
        let heading = match versions.first().map(|version| &version.record) {
            Some(Record::Assessment(it)) => {
                let said = [("by", it.by.as_str().into()), ("moment", words.moment(it.at).into())];
                Some(words.tell("history-assessment", &said))
            }
            _ => None,
        };
        parts.push(part(page, heading, &versions, "", None));
    }
    Ok(parts)
}

/// The versions of one record, each beside the one before it.
fn part(page: &InCase, heading: Option<String>, versions: &[Version], path: &str, refused: Option<&Refused>) -> Part {
    let newest = versions.first().map_or(0, |version| version.number);
    let shown = versions.iter().take(VERSIONS_MAX).enumerate().map(|(place, version)| {
        let before = versions.get(place + 1);
        let is_as_it_stands = version.number == newest && !version.is_withdrawn;
        let is_earlier = !version.is_withdrawn && !is_as_it_stands;
        let restorable = if is_earlier { restorable(page, version) } else { Restorable::No };
        let restore = (restorable == Restorable::Yes).then(|| restoring(path, version.number, newest, refused));
        let sealed = (restorable == Restorable::InPart).then(|| page.words().say("history-restore-sealed"));
        Shown { restore, sealed, ..shown(page, version, before) }
    });
    Part { heading, versions: shown.collect() }
}

fn restoring(path: &str, number: i64, began_from: i64, refused: Option<&Refused>) -> Restore {
    let own = refused.filter(|refused| refused.number == number);
    Restore {
        action: crate::paths::restore(path, number),
        began_from,
        field: field(number),
        why: own.map(|own| own.why.clone()).unwrap_or_default(),
        error: own.map(|own| own.sentence.clone()),
    }
}

fn field(number: i64) -> String {
    format!("why-{number}")
}

fn shown(page: &InCase, version: &Version, before: Option<&Version>) -> Shown {
    let words = page.words();
    let what = match (version.is_withdrawn, before) {
        (true, _) => "history-withdrawn",
        (false, None) if version.number == 1 => "history-added",
        (false, Some(before)) if before.is_withdrawn => "history-restored",
        (false, _) => "history-changed",
    };
    let token = version.through.as_ref().filter(|_| page.rights.allow(Need::Member));
    Shown {
        anchor: crate::paths::version_anchor(version.number),
        heading: words.tell("history-version", &[("number", words.number(version.number).into())]),
        what: words.say(what),
        when: words.moment(version.at),
        by: author(page, &version.author),
        through: token.map(|token| through(&page.reader, &version.author, token)),
        why: version.why.as_ref().filter(|_| page.rights.allow(Need::Member)).map(ToString::to_string),
        rows: rows(page, version, before),
        restore: None,
        sealed: None,
    }
}

/// Who wrote: by name for members of the case, since the names of people are for them alone.
#[must_use]
pub fn author(page: &InCase, author: &Author) -> String {
    let words = page.words();
    match author {
        Author::System(_) => words.say("history-by-system"),
        Author::Person(_, name) if page.rights.allow(Need::Member) => name.to_string(),
        Author::Person(..) => words.say("history-by-editor"),
    }
}

/// The fields that differ from the version before.
fn rows(page: &InCase, version: &Version, before: Option<&Version>) -> Vec<Row> {
    let (noun, is_change) = (version.record.noun(), before.is_some());
    let old = before
        .map(|before| fields::fields(page, &past::as_seen(&page.open, page.rights, &before.record)))
        .unwrap_or_default();
    let new = fields::fields(page, &past::as_seen(&page.open, page.rights, &version.record));
    let texts = |fields: &[fields::Field]| -> BTreeMap<String, String> {
        fields.iter().map(|field| (field.path.clone(), field.text.clone())).collect()
    };
    let (old_texts, new_texts) = (texts(&old), texts(&new));
    let gone = old.iter().filter(|field| !new_texts.contains_key(&field.path));
    let paths = new.iter().chain(gone).map(|field| &field.path);
    let text = |texts: &BTreeMap<String, String>, path: &String| texts.get(path).cloned().unwrap_or_default();
    let differing = paths.filter(|path| old_texts.get(*path) != new_texts.get(*path));
    differing
        .map(|path| {
            let [before, mut after] = diff::words(&text(&old_texts, path), &text(&new_texts, path));
            // Of a record that is new everything is: marks would say nothing.
            for run in &mut after {
                run.is_changed &= is_change;
            }
            Row { name: fields::label(page, noun, path), before, after }
        })
        .collect()
}

fn failed(page: &InCase, error: StoreError) -> PageError {
    PageError::Store(Box::new(page.reader.clone()), error)
}
