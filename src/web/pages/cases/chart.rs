//! The drawing of the timeline: axis, groups of lanes, dimension lines, reports, and the same as a table.

use std::collections::HashMap;

use super::{
    View, disagreements,
    lanes::{self, Canvas, Row, Told},
    reports::{self, ReportMark},
    table::{self, TableRow},
};
use crate::{
    domain::{
        calendar::Day,
        text::Language,
        timeline::{
            Axis, Group, Subject, Timeline,
            axis::{Tick, Unit},
        },
    },
    paths,
    text::Words,
    web::{badge, geometry::Geometry},
};

/// A timeline, ready to be drawn.
pub(super) struct Chart {
    pub is_drawn: bool,
    /// `ltr` where a reader of Arabic turned the axis round.
    pub dir: Option<&'static str>,
    /// In which direction time runs, and the way to turn it; only in Arabic.
    pub turn: Option<Turn>,
    pub labels: Vec<Label>,
    pub lines: Vec<GridLine>,
    pub cut: Option<Cut>,
    pub groups: Vec<GroupView>,
    pub reports: Vec<ReportMark>,
    pub table: Vec<TableRow>,
    pub has_ghosts: bool,
    pub has_dimensions: bool,
}

/// In which direction time runs.
pub(super) struct Turn {
    pub direction: String,
    pub words: String,
    pub url: String,
}

/// A label of the axis.
pub(super) struct Label {
    pub class: String,
    pub text: String,
}

/// A line down the drawing.
pub(super) struct GridLine {
    pub class: String,
}

/// The day looked at.
pub(super) struct Cut {
    pub class: String,
    pub after_class: String,
    pub label: String,
}

/// Lanes that stand together.
pub(super) struct GroupView {
    pub heading: String,
    pub url: String,
    pub state: Option<StateView>,
    pub note: String,
    pub tied: Vec<Row>,
    pub is_tied: bool,
    pub free: Vec<Row>,
    pub left_out: Option<String>,
}

/// The state of a question.
pub(super) struct StateView {
    pub icon: &'static str,
    pub class: &'static str,
    pub words: String,
}

pub(super) fn chart(view: &View<'_>, timeline: &Timeline, geometry: &mut Geometry) -> Chart {
    let voices = || timeline.groups.iter().flat_map(|group| &group.lanes).flat_map(|lane| &lane.voices);
    let Some(axis) = &timeline.axis else {
        return Chart {
            is_drawn: false,
            dir: None,
            turn: None,
            labels: Vec::new(),
            lines: Vec::new(),
            cut: None,
            groups: Vec::new(),
            reports: Vec::new(),
            table: Vec::new(),
            has_ghosts: false,
            has_dimensions: false,
        };
    };
    let told: HashMap<usize, Told> = voices().map(|voice| (voice.headline(), Told::of(view, voice))).collect();
    let mut canvas = Canvas { axis, told };
    Chart {
        is_drawn: !timeline.groups.is_empty(),
        dir: is_turned(view).then_some("ltr"),
        turn: turn(view),
        labels: labels(view.words, axis, geometry),
        lines: lines(axis, geometry),
        cut: view.case.reader.as_of.map(|day| cut(view.words, axis, day, geometry)),
        groups: timeline.groups.iter().map(|it| group(view, it, &canvas, geometry)).collect(),
        reports: reports::reports(view, &timeline.reports, axis, geometry),
        table: voices()
            .filter_map(|voice| Some(table::row(view, voice, canvas.told.remove(&voice.headline())?)))
            .collect(),
        has_ghosts: voices().any(|voice| !voice.is_known),
        has_dimensions: timeline.groups.iter().any(|group| !group.dimensions.is_empty()),
    }
}

/// Practice is mixed in Arabic: time runs from right to left like the text, unless somebody turns it.
fn is_turned(view: &View<'_>) -> bool {
    view.words.language() == Language::Arabic && view.case.reader.asked("axis") == Some("ltr")
}

fn turn(view: &View<'_>) -> Option<Turn> {
    let (words, turned) = (view.words, is_turned(view));
    (words.language() == Language::Arabic).then(|| Turn {
        direction: words.say(if turned { "timeline-left-to-right" } else { "timeline-right-to-left" }),
        words: words.say("timeline-turn"),
        url: view.case.reader.with("axis", if turned { "" } else { "ltr" }),
    })
}

fn labels(words: Words, axis: &Axis, geometry: &mut Geometry) -> Vec<Label> {
    let mut labels = Vec::new();
    let crowded = axis.ticks.len() > 7;
    for (number, tick) in axis.ticks.iter().enumerate() {
        let place = geometry.at(axis.percent(tick.second));
        let thin = if number % 2 == 1 && (crowded || axis.unit == Unit::Month) { "m2 " } else { "" };
        labels.push(Label { class: format!("{thin}{place}"), text: small_label(words, axis, tick) });
        let is_large = (number == 0 || tick.is_major) && !is_close(axis, number);
        let large = if is_large { large_label(words, axis.unit, tick) } else { None };
        labels.extend(large.map(|text| Label { class: format!("y {place}"), text }));
    }
    labels
}

/// The first label of the upper row gives way to a major one that follows at once.
fn is_close(axis: &Axis, number: usize) -> bool {
    let at = |number: usize| axis.ticks.get(number).map(|tick| axis.percent(tick.second));
    number == 0 && axis.ticks.get(1).is_some_and(|next| next.is_major) && at(1).unwrap_or(100.0) < 8.0
}

fn small_label(words: Words, axis: &Axis, tick: &Tick) -> String {
    match axis.unit {
        Unit::Hour => format!("{:02}:00", tick.hour),
        Unit::Day => words.number(i64::from(tick.civil.day)),
        Unit::Month | Unit::Quarter => words.month_label(tick.civil.year, tick.civil.month),
        Unit::Year => words.year(tick.civil.year),
    }
}

fn large_label(words: Words, unit: Unit, tick: &Tick) -> Option<String> {
    let day = Day::from_civil(tick.civil.year, tick.civil.month, tick.civil.day)?;
    match unit {
        Unit::Hour => Some(words.short_date(day)),
        Unit::Day => Some(words.month(tick.civil.year, tick.civil.month)),
        Unit::Month | Unit::Quarter => Some(words.year(tick.civil.year)),
        Unit::Year => None,
    }
}

fn lines(axis: &Axis, geometry: &mut Geometry) -> Vec<GridLine> {
    let line = |tick: &Tick| {
        let place = geometry.at(axis.percent(tick.second));
        GridLine { class: if tick.is_major { format!("y {place}") } else { place } }
    };
    axis.ticks.iter().filter(|tick| tick.second > axis.first).map(line).collect()
}

fn cut(words: Words, axis: &Axis, day: Day, geometry: &mut Geometry) -> Cut {
    let at = axis.percent(day.seconds(axis.offset).hi());
    let side = if at < 15.0 { " start" } else { "" };
    Cut { class: format!("now{side} {}", geometry.at(at)), after_class: geometry.at(at), label: words.short_date(day) }
}

fn group(view: &View<'_>, group: &Group, canvas: &Canvas<'_>, geometry: &mut Geometry) -> GroupView {
    let (heading, url, state, note) = match group.subject {
        Subject::Question(question) => of_question(view, question, !group.dimensions.is_empty()),
        Subject::Source(source) => {
            let record = &view.dossier.sources()[source];
            let url = view.case.link(&paths::source(view.case.case(), &record.id));
            (view.source(source).into_owned(), url, None, view.words.source_kind(record))
        }
        Subject::Circle => (view.words.say("root-circular"), String::new(), None, String::new()),
        Subject::Each => (String::new(), String::new(), None, String::new()),
    };
    let mut tied = Vec::new();
    for (number, lane) in group.lanes[..group.tied].iter().enumerate() {
        tied.push(Row::Lane(lanes::lane(view, group.subject, lane, canvas, geometry)));
        if let Some(dimension) = group.dimensions.iter().find(|dimension| dimension.after_lane == number) {
            let question = lane.voices[0].question;
            tied.push(Row::Gap(lanes::gap(view, question, dimension, canvas.axis, geometry)));
        }
    }
    let free = &group.lanes[group.tied..];
    GroupView {
        heading,
        url,
        state,
        note,
        is_tied: group.tied > 1,
        tied,
        free: free.iter().map(|lane| Row::Lane(lanes::lane(view, group.subject, lane, canvas, geometry))).collect(),
        left_out: (group.left_out > 0).then(|| view.words.counted("timeline-left-out", group.left_out)),
    }
}

/// Heading, link, state, and what else stands beside it: the difference where no line in the drawing shows it.
fn of_question(view: &View<'_>, question: usize, has_lines: bool) -> (String, String, Option<StateView>, String) {
    let study = &view.analysis.questions[question];
    let (icon, class) = (badge::symbol(study.state), badge::colour(study.state));
    let words =
        if study.visible.is_empty() { view.words.say("timeline-nothing-yet") } else { view.words.state(study.state) };
    let mut notes = Vec::new();
    if study.is_contested() {
        if !has_lines {
            notes.push(disagreements::difference(view, study));
        }
        notes.push(disagreements::kinds(view, study));
    }
    notes.extend(disagreements::only_within_tolerance(view, study));
    let note = notes.join(" · ");
    (view.question(question).to_owned(), view.question_url(question), Some(StateView { icon, class, words }), note)
}
