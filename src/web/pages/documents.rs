//! Documents: what we hold, and one document with the claims taken from it.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::{analysis::Analysis, id::DocumentId, record::Noun},
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        fact::Fact,
        forms::actions,
        pager::Pager,
        said,
        said::OnQuestion,
        tabs::{self, Tab, View},
        trail::Trail,
    },
};

mod citation;
pub mod form;
mod reading;

use citation::Citation;
use reading::{Speaker, StoredText, Token};

/// A document in the list.
struct Entry {
    title: String,
    url: String,
    note: String,
    figures: Vec<String>,
}

#[derive(Template)]
#[template(path = "documents/index.html")]
struct IndexPage {
    shell: Shell,
    trail: Trail,
    tabs: Vec<Tab>,
    lede: String,
    case_url: String,
    entries: Vec<Entry>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "documents/show.html")]
struct ShowPage {
    shell: Shell,
    trail: Trail,
    title: String,
    lede: String,
    facts: Vec<Fact>,
    address: Option<String>,
    note: Option<String>,
    stored: Option<StoredText>,
    missing: Vec<Speaker>,
    excerpts: Vec<Speaker>,
    cites: Vec<Citation>,
    cited_by: Vec<Citation>,
    questions: Vec<OnQuestion>,
    pager: Pager,
}

/// `/cases/{case}/documents`
///
/// # Errors
/// None of its own: [`InCase`] refuses what the reader may not see.
pub async fn index(page: InCase) -> Result<impl IntoResponse, PageError> {
    let (dossier, words) = (page.dossier(), page.words());
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let claims = claims_by_document(&page, analysis);
    let is_out = |&document: &usize| said::is_out(&page, document);
    let mut order: Vec<usize> = (0..dossier.documents().len()).filter(is_out).collect();
    order.sort_by_key(|&document| (dossier.documents()[document].published.last(), document));
    let pager = Pager::of(&page.reader, order.len());
    let taken: usize = claims.iter().map(Vec::len).sum();
    let numbers = [("documents", words.documents(order.len()).into()), ("claims", words.claims(taken).into())];
    let template = IndexPage {
        shell: page.shell(&words.say("nav-documents"), Section::Documents),
        trail: Trail::of(&page, &words.say("nav-documents")).with(actions::adding(&page, form::SHEET)),
        tabs: tabs::tabs(&page, analysis, View::Documents),
        lede: words.tell("documents-lede", &numbers),
        case_url: page.link(&paths::case(page.case())),
        entries: order[pager.range.clone()].iter().map(|&number| entry(&page, number, &claims[number])).collect(),
        pager,
    };
    Ok(Page::new(template, ""))
}

fn entry(page: &InCase, number: usize, claims: &[usize]) -> Entry {
    let (dossier, words) = (page.dossier(), page.words());
    let document = &dossier.documents()[number];
    let (title, url) = said::document_link(page, number);
    let publisher = dossier.source_number(&document.publisher).unwrap_or_default();
    let names = [
        ("source", words.source(dossier, publisher).into_owned().into()),
        ("date", words.dated(&document.published).into()),
        ("language", citation::language_name(page, &document.language).into()),
    ];
    let mut figures = vec![words.claims(claims.len())];
    if citation::cites_later(dossier, number) {
        figures.push(words.say("document-cites-later"));
    }
    Entry { title, url, note: words.tell("documents-note", &names), figures }
}

/// The visible claims taken from each document.
fn claims_by_document(page: &InCase, analysis: &Analysis) -> Vec<Vec<usize>> {
    let mut claims = vec![Vec::new(); page.dossier().documents().len()];
    for &claim in analysis.questions.iter().flat_map(|question| &question.visible) {
        claims[page.dossier().document_of(claim)].push(claim);
    }
    claims
}

/// `/cases/{case}/documents/{document}`
///
/// # Errors
/// `NotFound` where the case has no such document.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: DocumentId = page.id("document")?;
    let number = page.dossier().document_number(&id).ok_or_else(|| page.not_found())?;
    let document = &page.dossier().documents()[number];
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let claims = known_claims(&page, number);
    let (title, _) = said::document_link(&page, number);
    let read = document.text.as_ref().map(|text| reading::read(&page, analysis, number, text.as_str(), &claims));
    let listed = Pager::of(&page.reader, claims.len());
    let shown = &claims[listed.range.clone()];
    let excerpts = if read.is_none() {
        reading::speakers(&page, analysis, number, shown, 1 + listed.range.start)
    } else {
        Vec::new()
    };
    let (stored, missing, pager) = match read {
        Some((stored, missing, pager)) => (Some(stored), missing, pager),
        None => (None, Vec::new(), listed),
    };
    let template = ShowPage {
        shell: page.claims_from(page.shell(&title, Section::Documents), "document", id.as_str()),
        trail: Trail::in_list(&page, "nav-documents", &paths::documents(page.case()), &title)
            .with(
                actions::adding_claim(&page, "document", id.as_str())
                    .into_iter()
                    .chain(actions::of_record(&page, form::SHEET, id.as_str()))
                    .collect(),
            )
            .with_history(&page, Noun::Document, id.as_str()),
        lede: citation::lede(&page, number, claims.len()),
        facts: citation::facts(&page, number),
        address: document.url.as_ref().map(|url| url.as_str().to_owned()),
        note: document.note.as_ref().map(ToString::to_string),
        questions: said::by_question(&page, analysis, shown),
        stored,
        missing,
        excerpts,
        cites: citation::cites(&page, number),
        cited_by: citation::cited_by(&page, number),
        pager,
        title,
    };
    Ok(Page::new(template, ""))
}

/// The claims taken from document number `number` that were known by the day the page shows.
fn known_claims(page: &InCase, number: usize) -> Vec<usize> {
    let dossier = page.dossier();
    let is_here = |claim: &usize| dossier.document_of(*claim) == number && said::is_known(page, *claim);
    (0..dossier.claims().len()).filter(is_here).collect()
}
