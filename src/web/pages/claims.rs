//! Claims: one answer as a sentence, the way it reached us, the words, how it was read, and what it stands beside.

use askama::Template;
use axum::response::IntoResponse;

use self::{chain::Link, reading::Row, relations::Group};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        id::ClaimId,
        record::Noun,
    },
    paths,
    web::{
        InCase, Page, PageError, Section, Shell,
        badge::Badge,
        forms::actions,
        pages::questions::{
            line::voice,
            relay::{Loss, Side, side},
        },
        said,
        trail::{Neighbour, Neighbours, Trail},
    },
};

mod chain;
pub mod form;
mod reading;
mod relations;

#[derive(Template)]
#[template(path = "claims/show.html")]
struct ClaimPage {
    shell: Shell,
    trail: Trail,
    neighbours: Neighbours,
    heading: String,
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
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let of_question = &analysis.questions[page.dossier().question_of(claim)];
    let study = page.open.study();
    let heading = heading(&page, claim);
    let positions = positions(&page, of_question, claim);
    let template = ClaimPage {
        shell: page.shell(&heading, Section::Cases),
        trail: trail(&page, claim).with(actions::of_record(&page, form::SHEET, id.as_str())),
        neighbours: neighbours(&page, study, claim),
        heading,
        standing: relations::standing(&page, of_question, claim),
        // A claim that fits several positions has the colour of none.
        tone: if let [(badge, _, _)] = positions.as_slice() { badge.tone } else { "n" },
        positions,
        said: side(&page, of_question, claim),
        original_language: reading::original_language(&page, claim),
        chain: chain::chain(&page, study, page.open.origins(&picture), claim),
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

/// The way to the claim, through its question.
fn trail(page: &InCase, claim: usize) -> Trail {
    let (question, url) = said::question_link(page, page.dossier().question_of(claim));
    let id = page.dossier().claims()[claim].id.as_str();
    let here = page.words().tell("claim-crumb", &[("id", id.into())]);
    Trail::of(page, &question).to(url, &here).with_history(page, Noun::Claim, id)
}

/// The claims reported before and after it on the same question.
fn neighbours(page: &InCase, study: &Study<'_>, claim: usize) -> Neighbours {
    let (words, dossier) = (page.words(), page.dossier());
    let mut on_question = dossier.claims_on(dossier.question_of(claim)).to_vec();
    on_question.sort_by_key(|&claim| study.rank(claim));
    let place = on_question.iter().position(|&other| other == claim).unwrap_or_default();
    let at = |place: usize| on_question.get(place).map(|&other| said::claim_link(page, other));
    let previous = place.checked_sub(1).and_then(at).map(|link| Neighbour {
        rel: "prev",
        key: "k",
        pressed: &["K"],
        what: words.say("claim-previous"),
        link,
    });
    let next = at(place + 1).map(|link| Neighbour {
        rel: "next",
        key: "j",
        pressed: &["J"],
        what: words.say("claim-next"),
        link,
    });
    Neighbours { label: words.say("claim-neighbours"), links: previous.into_iter().chain(next).collect() }
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
