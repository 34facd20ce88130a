//! What the sources disagree about, and the answers that rest on one source.

use super::View;
use crate::{
    domain::{
        analysis::{Position, QuestionAnalysis, State},
        independence::Root,
    },
    web::badge::{self, Badge},
};

/// Disagreements shown as cards.
const CARDS_MAX: usize = 4;
/// Disagreements named below the cards.
const LISTED_MAX: usize = 8;
/// Positions shown on a card.
const POSITIONS_MAX: usize = 3;
/// Answers shown that rest on one source.
const ANSWERS_MAX: usize = 12;

/// All disagreements of a case.
pub(super) struct Disagreements {
    pub cards: Vec<Card>,
    pub rest: Vec<Line>,
    /// Those beyond, and where the timeline shows them.
    pub more: Option<(String, String)>,
}

/// A disagreement with its positions.
pub(super) struct Card {
    pub question: String,
    pub url: String,
    pub big: String,
    pub small: Option<String>,
    pub positions: Vec<PositionLine>,
    pub kinds: String,
    pub more: Option<String>,
}

/// A position and who holds it.
pub(super) struct PositionLine {
    pub badge: Badge,
    pub value: String,
    pub who: String,
}

/// A disagreement in one line.
pub(super) struct Line {
    pub question: String,
    pub url: String,
    pub difference: String,
    pub kinds: String,
}

/// The answers that nobody disputes and that rest on one source.
pub(super) struct SingleAnswers {
    pub answers: Vec<Answer>,
    pub more: Option<String>,
}

/// An answer to an undisputed question.
pub(super) struct Answer {
    pub question: String,
    pub url: String,
    pub value: String,
    pub who: String,
    pub icon: &'static str,
    /// The state, where it is not "one source".
    pub state: Option<String>,
    /// What a strict reading would change.
    pub strict: Option<String>,
}

pub(super) fn disagreements(view: &View<'_>) -> Disagreements {
    let all = view.analysis.disagreements();
    let left = all.len().saturating_sub(CARDS_MAX + LISTED_MAX);
    Disagreements {
        cards: all.iter().take(CARDS_MAX).map(|study| card(view, study)).collect(),
        rest: all.iter().skip(CARDS_MAX).take(LISTED_MAX).map(|study| line(view, study)).collect(),
        more: (left > 0).then(|| {
            let url = view.case.reader.with("state", State::Contested.word());
            (view.words.counted("case-more-disagreements", left), format!("{url}#tl-h"))
        }),
    }
}

fn card(view: &View<'_>, study: &QuestionAnalysis) -> Card {
    let gap = view.words.gap(view.dossier, study);
    let left = study.positions.len().saturating_sub(POSITIONS_MAX);
    Card {
        question: view.question(study.question).to_owned(),
        url: view.question_url(study.question),
        big: gap.big,
        small: gap.small,
        positions: study.positions.iter().take(POSITIONS_MAX).map(|it| position(view, study, it)).collect(),
        kinds: kinds(view, study),
        more: (left > 0).then(|| view.words.counted("case-more-positions", left)),
    }
}

fn position(view: &View<'_>, study: &QuestionAnalysis, position: &Position) -> PositionLine {
    PositionLine {
        badge: Badge::of(view.words, study, position),
        value: view.words.position(view.dossier, study, position),
        who: who(view, position),
    }
}

/// "Regional intelligence officials, 5 documents".
fn who(view: &View<'_>, position: &Position) -> String {
    let roots = own_roots(view, position);
    // Two are shown; of more, the first: a card has no room for a list.
    let shown = if roots.len() > 2 { 1 } else { 2 };
    let left = roots.len().saturating_sub(shown);
    let mut names: Vec<String> = roots.iter().take(shown).map(|&root| view.words.root(view.dossier, root)).collect();
    if names.is_empty() {
        names.push(view.source(view.dossier.chain_of(position.headline)[0]).into_owned());
    }
    if left > 0 {
        names.push(view.words.counted("case-other-sources", left));
    }
    let documents = view.documents(position.support.documents);
    view.words.tell("case-who", &[("who", view.words.list(&names).into()), ("documents", documents.into())])
}

/// The roots of the claims that hold this position and no other; those of all where there are none.
fn own_roots(view: &View<'_>, position: &Position) -> Vec<Root> {
    let claims = if position.exclusive.is_empty() { position.claims.as_slice() } else { position.exclusive.as_slice() };
    view.origins.roots_behind(claims, &position.support.roots)
}

fn line(view: &View<'_>, study: &QuestionAnalysis) -> Line {
    Line {
        question: view.question(study.question).to_owned(),
        url: view.question_url(study.question),
        difference: difference(view, study),
        kinds: kinds(view, study),
    }
}

/// "19–35 km apart", "2 or many".
pub(super) fn difference(view: &View<'_>, study: &QuestionAnalysis) -> String {
    view.words.gap_line(view.dossier, study)
}

/// "Rival sources, lost in relay".
pub(super) fn kinds(view: &View<'_>, study: &QuestionAnalysis) -> String {
    let kinds: Vec<String> = study.kinds.iter().map(|kind| view.words.kind(*kind)).collect();
    view.words.list(&kinds)
}

/// That nothing is disputed only as long as words are read with tolerance: "3 positions if read strictly".
pub(super) fn only_within_tolerance(view: &View<'_>, study: &QuestionAnalysis) -> Option<String> {
    let is_so = study.positions.len() == 1 && study.strict_positions > 1;
    let positions = || view.words.positions(study.strict_positions);
    is_so.then(|| view.words.tell("case-strict", &[("positions", positions().into())]))
}

pub(super) fn single_answers(view: &View<'_>) -> SingleAnswers {
    let is_single =
        |study: &&QuestionAnalysis| matches!(study.state, State::OneSource | State::Unclear | State::Untraceable);
    let all: Vec<&QuestionAnalysis> = view.analysis.questions.iter().filter(is_single).collect();
    let left = all.len().saturating_sub(ANSWERS_MAX);
    SingleAnswers {
        answers: all.iter().take(ANSWERS_MAX).filter_map(|study| answer(view, study)).collect(),
        more: (left > 0).then(|| view.words.counted("case-more-answers", left)),
    }
}

fn answer(view: &View<'_>, study: &QuestionAnalysis) -> Option<Answer> {
    let position = study.positions.first()?;
    Some(Answer {
        question: view.question(study.question).to_owned(),
        url: view.question_url(study.question),
        value: view.words.position(view.dossier, study, position),
        who: who(view, position),
        icon: badge::symbol(study.state),
        state: (study.state != State::OneSource).then(|| view.words.state(study.state)),
        strict: only_within_tolerance(view, study),
    })
}
