//! Claims: one answer as a sentence, the way it reached us, the words, how it was read, and what it stands beside.

use askama::Template;
use axum::response::IntoResponse;

use self::{chain::Link, reading::Row, relations::Group};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        id::ClaimId,
    },
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        pages::questions::{
            AsOf, Crumbs, above, as_of,
            badge::Badge,
            line::voice,
            relay::{Loss, Side, side},
        },
    },
};

mod chain;
mod reading;
mod relations;

#[derive(Template)]
#[template(path = "claims/show.html")]
struct ClaimPage {
    shell: Shell,
    crumbs: Crumbs,
    heading: String,
    as_of: Option<AsOf>,
    standing: Vec<String>,
    positions: Vec<(Badge, String, String)>,
    tone: &'static str,
    said: Side,
    original_language: Option<String>,
    chain: Vec<Link>,
    hops: Vec<Loss>,
    reading: Vec<Row>,
    facts: Vec<Row>,
    groups: Vec<Group>,
    retold: Vec<Group>,
}

/// One claim.
///
/// # Errors
/// `NotFound` where the case holds no such claim.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: ClaimId = page.id("claim")?;
    let claim = page.dossier().claim_number(&id).ok_or_else(|| page.not_found())?;
    let analysis = page.open.analysis_on(page.reader.as_of);
    let of_question = &analysis.questions[page.dossier().question_of(claim)];
    let study = page.open.study();
    let heading = heading(&page, claim);
    let positions = positions(&page, of_question, claim);
    let template = ClaimPage {
        shell: page.shell(&heading, Section::Cases),
        crumbs: crumbs(&page, study, claim),
        heading,
        as_of: as_of(&page),
        standing: relations::standing(&page, of_question, claim),
        // A claim that fits several positions has the colour of none.
        tone: if let [(badge, _, _)] = positions.as_slice() { badge.tone } else { "n" },
        positions,
        said: side(&page, of_question, claim),
        original_language: reading::original_language(&page, claim),
        chain: chain::chain(&page, study, claim),
        hops: chain::hops(&page, study, of_question, claim),
        reading: reading::rows(&page, claim),
        facts: reading::facts(&page, claim),
        groups: relations::groups(&page, study, of_question, claim),
        retold: relations::retold(&page, study, of_question, claim),
    };
    Ok(Page::new(template, ""))
}

/// "An SDF military official, through the Guardian: mid-September 2018".
fn heading(page: &InCase, claim: usize) -> String {
    let words = page.words();
    let value = words.claim_value_in_sentence(page.dossier(), claim);
    words.tell("claim-sentence", &[("voice", voice(page, claim).into()), ("value", value.into())])
}

fn question(page: &InCase, claim: usize) -> (String, String) {
    let question = &page.dossier().questions()[page.dossier().question_of(claim)];
    (page.text(&question.text).to_owned(), page.link(&paths::question(page.case(), &question.id)))
}

/// The way to the claim, and the claims reported before and after it on the same question.
fn crumbs(page: &InCase, study: &Study<'_>, claim: usize) -> Crumbs {
    let dossier = page.dossier();
    let mut on_question = dossier.claims_on(dossier.question_of(claim)).to_vec();
    on_question.sort_by_key(|&claim| study.rank(claim));
    let place = on_question.iter().position(|&other| other == claim).unwrap_or_default();
    let link = |&other: &usize| {
        let url = page.link(&paths::claim(page.case(), &dossier.claims()[other].id));
        (page.words().claim_value(dossier, other), url)
    };
    let mut above = above(page);
    above.push(question(page, claim));
    Crumbs {
        above,
        here: page.words().tell("claim-crumb", &[("id", dossier.claims()[claim].id.as_str().into())]),
        previous: place.checked_sub(1).and_then(|place| on_question.get(place)).map(link),
        next: on_question.get(place + 1).map(link),
    }
}

/// The positions that hold the claim: badge, name, and the way to them.
fn positions(page: &InCase, analysis: &QuestionAnalysis, claim: usize) -> Vec<(Badge, String, String)> {
    let (words, dossier) = (page.words(), page.dossier());
    let url = page.link(&paths::question(page.case(), &dossier.questions()[analysis.question].id));
    let is_committal = analysis.non_committal.binary_search(&claim).is_err();
    let positions = analysis.positions_of(claim).filter(|_| is_committal && analysis.is_contested());
    positions
        .map(|position| {
            let anchor = format!("{url}#position-{}", position.letter.to_string().to_lowercase());
            (Badge::of(words, analysis, position), words.position(dossier, analysis, position), anchor)
        })
        .collect()
}
