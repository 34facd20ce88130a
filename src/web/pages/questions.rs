//! Questions: the disagreement on one, or its one answer, with what stands behind it and how it reached us.

use askama::Template;
use axum::response::IntoResponse;

use self::{
    column::{Column, columns},
    distance::Distance,
    judgement::Judgements,
    relay::Relayed,
    ruler::Ruler,
    together::Together,
};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, State},
        id::QuestionId,
        question::Cardinality,
        record::Noun,
    },
    web::{
        InCase, Page, PageError, Section, Shell, badge,
        downloads::Downloads,
        forms::actions,
        geometry::Geometry,
        said,
        trail::{Neighbour, Neighbours, Trail},
    },
};

pub mod assessment;
mod column;
mod distance;
pub mod form;
mod judgement;
pub mod line;
mod named;
pub mod relay;
mod ruler;
mod scale;
mod since;
pub mod strand;
pub mod together;

/// Positions stand side by side up to this many; beyond they are stacked.
const COLUMNS_MAX: usize = 3;

#[derive(Template)]
#[template(path = "questions/show.html")]
struct QuestionPage {
    shell: Shell,
    trail: Trail,
    neighbours: Neighbours,
    heading: String,
    lede: Vec<String>,
    facts: Vec<String>,
    state: StateMark,
    ruler: Option<Ruler>,
    distance: Option<Distance>,
    arrangement: &'static str,
    columns: Vec<Column>,
    notes: Vec<String>,
    why: Vec<String>,
    together: Option<Together>,
    kinds: Vec<(String, String)>,
    severity: Option<String>,
    relayed: Vec<Relayed>,
    judgements: Option<Judgements>,
    lists: Vec<line::Lines>,
}

/// The state of a question.
pub struct StateMark {
    /// Its colour.
    pub class: &'static str,
    /// Its symbol.
    pub symbol: &'static str,
    /// Its name.
    pub name: String,
    /// Since when, and by which report.
    pub since: Option<String>,
}

/// One question.
///
/// # Errors
/// `NotFound` where the case holds no such question.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: QuestionId = page.id("question")?;
    let number = page.dossier().question_number(&id).ok_or_else(|| page.not_found())?;
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let (study, origins) = (page.open.study(), page.open.origins(&picture));
    let of_question = &analysis.questions[number];
    let disagreements = analysis.disagreements();
    let place = disagreements.iter().position(|other| other.question == number);
    let mut geometry = Geometry::default();
    let ruler = ruler::ruler(&page, study, of_question, &mut geometry);
    let heading = page.text(&page.dossier().questions()[number].text).to_owned();
    let template = QuestionPage {
        shell: page
            .claims_from(page.shell(&heading, Section::Cases), "question", id.as_str())
            .offering(Downloads::of_question(&page, &id))
            .drawn_with(&geometry),
        trail: Trail::of(&page, &name(&page, place, disagreements.len()))
            .with(what_can_be_done(&page, number))
            .with_history(&page, Noun::Question, id.as_str()),
        neighbours: neighbours(&page, &disagreements, place),
        heading,
        lede: lede(&page, of_question),
        facts: facts(&page, number),
        state: state_mark(&page, of_question),
        ruler,
        distance: distance::distance(&page, of_question),
        arrangement: arrangement(of_question.positions.len()),
        columns: columns(&page, (study, origins), of_question),
        notes: notes(&page, of_question),
        why: why(&page, of_question),
        together: together::table(&page, study, of_question),
        kinds: kinds(&page, of_question),
        severity: severity(&page, of_question),
        relayed: relay::parts(&page, study, of_question),
        judgements: of_question.is_contested().then(|| judgement::judgements(&page, of_question)),
        lists: line::lists(&page, of_question),
    };
    Ok(Page::new(template, &geometry.css()))
}

fn what_can_be_done(page: &InCase, number: usize) -> Vec<actions::Action> {
    let question = &page.dossier().questions()[number];
    let own = actions::of_record(page, form::SHEET, question.id.as_str());
    let added = actions::adding_claim(page, "question", question.id.as_str());
    added.into_iter().chain(own).chain(actions::changing(page, super::events::SHEET, question.event.as_str())).collect()
}

fn arrangement(positions: usize) -> &'static str {
    match positions {
        0 | 1 => "poss of1",
        2 => "poss of2",
        COLUMNS_MAX => "poss of3",
        _ => "poss stack",
    }
}

/// "Disagreement 1 of 7", or the question where it is none.
fn name(page: &InCase, place: Option<usize>, total: usize) -> String {
    match place {
        None => page.words().say("question-crumb"),
        Some(place) => {
            page.words().tell("question-crumb-disagreement", &[("number", (place + 1).into()), ("total", total.into())])
        }
    }
}

/// The disagreements before and after the one at `place`.
fn neighbours(page: &InCase, disagreements: &[&QuestionAnalysis], place: Option<usize>) -> Neighbours {
    let words = page.words();
    let at = |place: usize| disagreements.get(place).map(|other| said::question_link(page, other.question));
    let previous = place.and_then(|place| place.checked_sub(1)).and_then(at).map(|link| Neighbour {
        rel: "prev",
        key: "D",
        pressed: &["⇧", "D"],
        what: words.say("question-previous"),
        link,
    });
    let next = place.and_then(|place| at(place + 1)).map(|link| Neighbour {
        rel: "next",
        key: "d",
        pressed: &["D"],
        what: words.say("question-next"),
        link,
    });
    Neighbours { label: words.say("question-neighbours"), links: previous.into_iter().chain(next).collect() }
}

/// The steps that lead to the disagreement; what is told of an undisputed question stands in its first sentences.
fn why(page: &InCase, question: &QuestionAnalysis) -> Vec<String> {
    if question.is_contested() { page.words().explanation(page.dossier(), question) } else { Vec::new() }
}

/// What the sources say, in a sentence or two.
fn lede(page: &InCase, question: &QuestionAnalysis) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    if question.is_contested() {
        let gap = words.gap_sentence(dossier, question);
        let mut lede = vec![words.tell("question-lede-gap", &[("gap", gap.into())])];
        // Without a distance the first sentence says already that they cannot all be true.
        if words.gap(dossier, question).small.is_some() {
            let is_pair = question.positions.len() == 2;
            lede.push(words.say(if is_pair { "question-lede-both" } else { "question-lede-all" }));
        }
        return lede;
    }
    let mut lede = vec![words.state_sentence(question.state)];
    if question.visible.is_empty() && page.reader.as_of.is_some() {
        lede = vec![words.say("question-lede-not-yet")];
    }
    if question.state == State::Corroborated && !question.corroborated_nodes.is_empty() {
        let names = words.node_names(dossier, question.question, &question.corroborated_nodes);
        lede.push(words.tell("question-lede-nodes", &[("nodes", words.list(&names).into())]));
    }
    lede.extend(words.explanation(dossier, question));
    lede
}

/// The event, the unit, the scope, and that several answers can hold.
fn facts(page: &InCase, question: usize) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let asked = &dossier.questions()[question];
    let event = page.text(&dossier.events()[dossier.event_of(question)].title).to_owned();
    let mut facts = vec![words.tell("question-event", &[("event", event.into())])];
    let unit = asked.unit.as_ref().map(|unit| page.text(unit).to_owned());
    facts.extend(unit.map(|unit| words.tell("question-unit", &[("unit", unit.into())])));
    let scope = asked.scope.as_ref().map(|scope| page.text(scope).to_owned());
    facts.extend(scope.map(|scope| words.tell("question-scope", &[("scope", scope.into())])));
    if asked.cardinality == Cardinality::Many {
        facts.push(words.say("question-many"));
    }
    facts
}

fn state_mark(page: &InCase, question: &QuestionAnalysis) -> StateMark {
    let since = question.is_contested().then(|| since::disputed_since(page, page.open.whole(), question.question));
    StateMark {
        class: badge::colour(question.state),
        symbol: badge::symbol(question.state),
        name: page.words().state(question.state),
        since: since.flatten(),
    }
}

/// One channel behind several roots or positions, and the warnings of the engine.
fn notes(page: &InCase, question: &QuestionAnalysis) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let mut notes = Vec::new();
    let mut channels: Vec<usize> =
        question.positions.iter().flat_map(|position| &position.support.channels).copied().collect();
    let mut roots: Vec<usize> =
        question.positions.iter().flat_map(|position| &position.support.roots).copied().collect();
    for list in [&mut channels, &mut roots] {
        list.sort_unstable();
        list.dedup();
    }
    let (roots, channels) = (roots.into(), channels.into());
    let all = crate::domain::independence::Support { roots, channels, ..Default::default() };
    notes.extend(words.channel_warning(dossier, &all));
    let left_out = question.positions.len().saturating_sub(column::COLUMNS_MAX);
    if left_out > 0 {
        notes.push(words.counted("question-positions-left-out", left_out));
    }
    notes.extend(question.warnings.iter().map(|warning| words.warning(*warning)));
    notes
}

fn kinds(page: &InCase, question: &QuestionAnalysis) -> Vec<(String, String)> {
    let words = page.words();
    question.kinds.iter().map(|kind| (words.kind(*kind), words.kind_sentence(*kind))).collect()
}

fn severity(page: &InCase, question: &QuestionAnalysis) -> Option<String> {
    let words = page.words();
    let label = words.severity(question.severity?.label);
    Some(words.tell("question-severity", &[("severity", label.into())]))
}
