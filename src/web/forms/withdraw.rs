//! Withdrawing: a record that shall no longer stand. It keeps its versions; what still refers to it keeps it standing.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};

use super::{
    Sheet,
    conflict::last_saved,
    drafts,
    edit::{self, failed},
    faults,
    known::Known,
    page::VERSION,
};
use crate::{
    app::App,
    domain::{
        analysis::Study, candidate::without, consequence::Consequence, fault::FaultKind, id::ClaimId, record::Noun,
        referrers, text::Text,
    },
    paths,
    store::{Change, Editor, StoreError},
    text::consequences::Sides,
    web::{
        FormFields, InCase, Page, PageError, Shell,
        effects::{Effect, effects},
        in_case::WITHDRAWN,
        trail::Trail,
    },
};

/// The most referring records that are named.
const SHOWN_MAX: usize = 20;

#[derive(Template)]
#[template(path = "forms/withdraw.html")]
struct WithdrawPage {
    shell: Shell,
    trail: Trail,
    title: String,
    name: String,
    action: String,
    version: i64,
    why: String,
    error: Option<String>,
    /// Sentence and address of what the case would not agree with.
    elsewhere: Vec<(String, String)>,
    /// Name and address of what refers to it.
    referrers: Vec<(String, String)>,
    referrers_more: Option<String>,
    /// Whether something refers to it, seen or not.
    is_referred_to: bool,
    cancel_url: String,
    draft_address: String,
    /// What would follow, where that can be told.
    effects: Vec<Effect>,
}

/// `GET /cases/{case}/{list}/{id}/withdraw`
pub async fn ask(State(app): State<App>, page: InCase, sheet: &'static Sheet) -> Result<Response, PageError> {
    let id = edit::record_id(&page, sheet)?;
    edit::shown_record(&page, sheet, &id)?;
    let version = edit::version(&app, &page, sheet.noun, &id).await?;
    let typed = drafts::typed_before(&app, &page.reader, &drafts::address(&page.reader)).await?;
    Ok(show(&page, sheet, &id, Asked { version, why: typed.text("why").to_owned(), ..Asked::default() }).await)
}

/// What was answered, and what came of it.
#[derive(Default)]
struct Asked {
    version: i64,
    why: String,
    error: Option<String>,
    elsewhere: Vec<(String, String)>,
    is_outdated: bool,
}

/// `POST /cases/{case}/{list}/{id}/withdraw`
pub async fn withdraw(
    State(app): State<App>,
    page: InCase,
    sheet: &'static Sheet,
    fields: FormFields,
) -> Result<Response, PageError> {
    let id = edit::record_id(&page, sheet)?;
    edit::shown_record(&page, sheet, &id)?;
    let version = fields.first(VERSION).and_then(|version| version.parse().ok()).unwrap_or_default();
    let mut asked = Asked { version, why: fields.text("why").to_owned(), ..Asked::default() };
    let why = match asked.why.trim() {
        "" => Err(FaultKind::Missing),
        why => Text::name(why),
    };
    let why = match why {
        Ok(why) => why,
        Err(kind) => {
            asked.error = Some(faults::sentence(page.words(), &kind));
            return Ok(show(&page, sheet, &id, asked).await);
        }
    };
    let person = page.reader.viewer().person().ok_or_else(|| page.not_found())?;
    let editor = Editor { why: Some(why), ..app.editor(person) };
    let record = (sheet.noun, id.clone());
    let change = Change { withdraw: vec![record.clone()], began_from: vec![(record, version)], ..Change::default() };
    match app.store().change_case(&editor, page.case(), change).await {
        Ok(_) => {
            drafts::drop_here(&app, &page.reader).await?;
            let record = format!("{}:{id}", sheet.noun.word());
            let to = drafts::with_query(&stood_at(&page, sheet.noun, &id), &[(WITHDRAWN, &record)]);
            Ok(Redirect::to(&page.reader.link_as_it_stands(&to)).into_response())
        }
        Err(StoreError::Faults(found)) => {
            asked.elsewhere = faults::of_case(&page, sheet.noun, &id, false, &found).elsewhere;
            Ok(show(&page, sheet, &id, asked).await)
        }
        Err(StoreError::Outdated { .. }) => {
            asked.version = edit::version(&app, &page, sheet.noun, &id).await?;
            asked.is_outdated = true;
            let (by, history) = last_saved(&app, &page, sheet.noun, &id).await?;
            let see = (page.words().say("form-outdated-withdraw"), Known::of(&page).url(sheet.noun, &id));
            asked.elsewhere = vec![see, (by, history)];
            Ok(show(&page, sheet, &id, asked).await)
        }
        Err(error) => Err(failed(&page.reader, error)),
    }
}

/// Where a record stood: a claim with its question, a question or an event with its case, anything else in its list.
fn stood_at(page: &InCase, noun: Noun, id: &str) -> String {
    let claim = id.parse().ok().filter(|_| noun == Noun::Claim).and_then(|id| page.dossier().claim_number(&id));
    match claim {
        Some(claim) => paths::question(page.case(), &page.dossier().claims()[claim].question),
        None => edit::list_path(page, noun),
    }
}

async fn show(page: &InCase, sheet: &'static Sheet, id: &str, asked: Asked) -> Response {
    let effects = if sheet.noun == Noun::Claim { effects_of(page, id).await } else { Vec::new() };
    let (words, known) = (page.words(), Known::of(page));
    let title = words.say(sheet.titles[2]);
    let (referrers, rest) = referrers_of(page, sheet.noun, id);
    let referring = referrers::of(page.open.whole().dossier(), sheet.noun, id).len();
    let is_refused = asked.error.is_some() || !asked.elsewhere.is_empty();
    let mut shell = page.shell(&title, sheet.section);
    if is_refused {
        shell.title = words.plain(words.tell("form-error-title", &[("title", shell.title.into())]));
    }
    let template = WithdrawPage {
        shell,
        trail: sheet.trail(page, Some(id), &title),
        name: known.name(sheet.noun, id),
        effects,
        action: page.reader.without(&["as_of"]),
        version: asked.version,
        why: asked.why,
        error: asked.error,
        elsewhere: asked.elsewhere,
        referrers,
        referrers_more: (rest > 0).then(|| words.counted("form-referrers-more", rest)),
        is_referred_to: referring > 0,
        cancel_url: known.url(sheet.noun, id),
        draft_address: drafts::address(&page.reader),
        title,
    };
    let status = match (asked.is_outdated, is_refused) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    Page { status, template, style: String::new() }.into_response()
}

/// The records that refer to it, as far as they are shown, and how many more there are.
fn referrers_of(page: &InCase, noun: Noun, id: &str) -> (Vec<(String, String)>, usize) {
    let known = Known::of(page);
    let all = referrers::of(page.dossier(), noun, id);
    let shown = all.iter().take(SHOWN_MAX).map(|(noun, id)| (known.name(*noun, id), known.url(*noun, id))).collect();
    (shown, all.len().saturating_sub(SHOWN_MAX))
}

/// What would follow if the claim `id` were withdrawn; nothing where other claims hold on to it. As in the form for a
/// claim, it is found on what the editor may see.
async fn effects_of(page: &InCase, id: &str) -> Vec<Effect> {
    let (open, words) = (Arc::clone(&page.open), page.words());
    let Ok(id) = id.parse::<ClaimId>() else { return Vec::new() };
    page.open
        .work(async move {
            let before = open.study();
            let Some(claim) = before.dossier().claim_number(&id) else { return Vec::new() };
            let Ok(after) = without(before.dossier(), &id) else { return Vec::new() };
            let question = &before.dossier().claims()[claim].question;
            let after = Study::owning(after);
            let Some(consequence) = Consequence::between(before, &after, question) else { return Vec::new() };
            let consequence = consequence.with_judged(&open.judged(), before.dossier(), after.dossier());
            let sides = Sides { before: before.dossier(), after: after.dossier(), unnamed: &[] };
            effects(words, words.consequence(sides, &consequence))
        })
        .await
}
