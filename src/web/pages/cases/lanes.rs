//! Lanes: what one root says, with its badge, its mark, what else it says, and the days it was reported on.

use std::collections::HashMap;

use super::{
    View,
    marks::{self, MarkView},
};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, State},
        disagreement::gap,
        question::AnswerKind,
        timeline::{Axis, Dimension, Lane, Subject, Voice},
    },
    web::{badge::Badge, geometry::Geometry},
};

/// The most other answers named beside a mark.
const ASIDES_MAX: usize = 3;
/// The longest text beside a mark, in characters.
const ASIDE_CHARS_MAX: usize = 56;

/// A line of the drawing.
pub(super) enum Row {
    Lane(LaneView),
    Gap(GapView),
}

/// What one root says.
pub(super) struct LaneView {
    pub url: String,
    pub badge: Badge,
    pub value: String,
    pub who: String,
    /// "Not yet known"
    pub later: Option<String>,
    /// "Reported on 7 Feb 2019", for those who do not see the squares.
    pub reported: String,
    pub marks: Vec<MarkView>,
    pub aside: Option<Aside>,
    pub is_undated: bool,
}

/// What else the same root says about the event.
pub(super) struct Aside {
    pub class: String,
    pub parts: Vec<AsidePart>,
}

/// One of its other answers.
pub(super) struct AsidePart {
    pub is_disputed: bool,
    pub text: String,
}

/// The line that shows how far apart two positions are.
pub(super) struct GapView {
    pub url: String,
    pub words: String,
    pub class: String,
    pub upper_class: String,
    pub lower_class: String,
}

/// What one voice says, in words; the drawing and the table share them.
#[derive(Clone)]
pub(super) struct Told {
    pub value: String,
    pub who: String,
    pub reported: String,
}

impl Told {
    pub(super) fn of(view: &View<'_>, voice: &Voice) -> Self {
        let value = view.words.claim_value(view.dossier, voice.headline());
        Self { value, who: who(view, voice), reported: reported(view, voice) }
    }
}

/// What lanes are drawn on, and what is told on them.
pub(super) struct Canvas<'a> {
    pub axis: &'a Axis,
    /// What each voice says, by the claim that stands for it.
    pub told: HashMap<usize, Told>,
}

pub(super) fn lane(
    view: &View<'_>,
    subject: Subject,
    lane: &Lane,
    canvas: &Canvas<'_>,
    geometry: &mut Geometry,
) -> LaneView {
    let (voice, axis) = (&lane.voices[0], canvas.axis);
    let told = canvas.told[&voice.headline()].clone();
    let mut voices: Vec<&Voice> = lane.voices.iter().collect();
    // The widest first, so that narrower marks stand on top.
    voices.sort_by_key(|voice| voice.mark.map(|mark| mark.bounds().0 - mark.bounds().1));
    let marks: Vec<MarkView> =
        voices.iter().map(|voice| marks::mark(voice, study(view, voice).is_contested(), axis, geometry)).collect();
    let (value, who, url) = match subject {
        Subject::Question(_) => (told.value, told.who, view.claim_url(voice.headline())),
        Subject::Source(_) | Subject::Circle => {
            (told.value, view.question(voice.question).to_owned(), view.claim_url(voice.headline()))
        }
        Subject::Each => {
            let answers = view.words.counted("timeline-answers", lane.voices.len());
            (view.question(voice.question).to_owned(), answers, view.question_url(voice.question))
        }
    };
    LaneView {
        url,
        badge: if let Subject::Each = subject { state_badge(view, voice.question) } else { badge_of(view, voice) },
        value,
        who,
        later: (!voice.is_known).then(|| view.words.say("timeline-not-yet-known")),
        reported: told.reported,
        is_undated: lane.voices.iter().all(|voice| voice.mark.is_none()),
        aside: if let Subject::Question(_) = subject { aside(view, voice, axis, geometry) } else { None },
        marks,
    }
}

/// "Regional intelligence officials · 5 documents".
fn who(view: &View<'_>, voice: &Voice) -> String {
    let who = if voice.is_circular { view.words.say("root-circular") } else { view.source(voice.root).into_owned() };
    if voice.documents < 2 {
        return who;
    }
    let documents = view.documents(voice.documents);
    view.words.tell("case-who", &[("who", who.into()), ("documents", documents.into())])
}

fn reported(view: &View<'_>, voice: &Voice) -> String {
    let days: Vec<String> = voice.reported.iter().map(|day| view.words.short_date(*day)).collect();
    match days.as_slice() {
        [day] => view.words.tell("timeline-reported-on", &[("date", day.as_str().into())]),
        [first, .., last] => view
            .words
            .tell("timeline-reported-between", &[("first", first.as_str().into()), ("last", last.as_str().into())]),
        [] => String::new(),
    }
}

/// The question as known on the day, or, for what was not yet known, as things stand.
fn study<'a>(view: &View<'a>, voice: &Voice) -> &'a QuestionAnalysis {
    let questions = if voice.is_known { &view.analysis.questions } else { &view.case.open.analysis().questions };
    &questions[voice.question]
}

fn badge_of(view: &View<'_>, voice: &Voice) -> Badge {
    if study(view, voice).is_contested() {
        Badge::of_letters(view.words, &voice.letters)
    } else {
        state_badge(view, voice.question)
    }
}

fn state_badge(view: &View<'_>, question: usize) -> Badge {
    let study = &view.analysis.questions[question];
    let state = if study.visible.is_empty() { State::OneSource } else { study.state };
    Badge::of_state(view.words, state)
}

/// What else the root of a dated voice says about the same event; disputed answers first.
fn aside<'a>(view: &View<'a>, voice: &Voice, axis: &Axis, geometry: &mut Geometry) -> Option<Aside> {
    let mark = voice.mark.filter(|_| voice.is_known && !voice.is_circular)?;
    let event = view.dossier.event_of(voice.question);
    let others = view.analysis.questions.iter().filter(|study| {
        study.question != voice.question
            && view.dossier.event_of(study.question) == event
            && view.dossier.questions()[study.question].answer != AnswerKind::Time
    });
    let by_root =
        |&claim: &usize| view.origins.root(claim).source == voice.root && !view.origins.root(claim).is_circular;
    let first = |study: &'a QuestionAnalysis| {
        let own = study.visible.iter().copied().filter(by_root);
        Some((study, own.min_by_key(|&claim| (view.dossier.reported_by(claim), claim))?))
    };
    let mut answers: Vec<(&QuestionAnalysis, usize)> = others.filter_map(first).collect();
    answers.sort_by_key(|(study, _)| !study.is_contested());
    let part = |(study, claim): (&QuestionAnalysis, usize)| AsidePart {
        is_disputed: study.is_contested(),
        text: aside_value(view, study, claim),
    };
    let mut chars = 0;
    let fits = |part: &AsidePart| {
        chars += part.text.chars().count() + 3;
        chars <= ASIDE_CHARS_MAX
    };
    let parts: Vec<AsidePart> = answers.into_iter().take(ASIDES_MAX).map(part).take_while(fits).collect();
    if parts.is_empty() {
        return None;
    }
    let (start, end) = marks::ends(mark, axis);
    let class = if start > 100.0 - end {
        format!("ann-before {}", geometry.at(start))
    } else {
        format!("ann-after {}", geometry.at(end))
    };
    Some(Aside { class, parts })
}

/// A number needs its unit beside a date.
fn aside_value(view: &View<'_>, study: &QuestionAnalysis, claim: usize) -> String {
    let value = view.words.claim_value_in_sentence(view.dossier, claim);
    match &view.dossier.questions()[study.question] {
        question if question.answer == AnswerKind::Count => match &question.unit {
            Some(unit) if !value.contains(view.case.text(unit)) => {
                let unit = view.case.text(unit);
                view.words.tell("timeline-amount", &[("value", value.into()), ("unit", unit.to_owned().into())])
            }
            _ => value,
        },
        _ => value,
    }
}

pub(super) fn gap(
    view: &View<'_>,
    question: usize,
    dimension: &Dimension,
    axis: &Axis,
    geometry: &mut Geometry,
) -> GapView {
    let study = &view.analysis.questions[question];
    let answers = dimension.positions.map(|position| &study.positions[position].denotation);
    let apart = view.words.distance_line(gap::of_times(&answers, view.dossier.utc_offset(question)));
    let (start, end) = (axis.percent(dimension.from), axis.percent(dimension.to));
    let (early, late) = (geometry.at(start), geometry.at(end));
    let (upper_class, lower_class) = if dimension.is_upper_later { (late, early) } else { (early, late) };
    GapView {
        url: view.question_url(question),
        words: apart.unwrap_or_else(|| super::disagreements::difference(view, study)),
        class: geometry.span(start, end - start),
        upper_class,
        lower_class,
    }
}
