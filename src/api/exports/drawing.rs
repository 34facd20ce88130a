//! The timeline of a case as one drawing.

use super::content::Content;
use crate::{
    domain::{
        calendar::Day,
        disagreement::gap,
        timeline::{
            self, Axis, Shape, Subject, Timeline, View, Voice,
            axis::{Tick as AxisTick, Unit},
        },
    },
    exchange::timeline_svg::{Drawing, Group, Hue, Lane, Mark, Row, Sign, Tick},
};

/// More ticks than this, and only every second one has a label.
const LABELS_MAX: usize = 9;

/// The drawing of a case.
pub(super) fn drawing(content: &Content<'_>) -> Drawing {
    let (words, dossier) = (content.words, content.dossier());
    let voices = content.material().voices();
    let timeline = Timeline::among(content.material(), &voices, &View::default());
    let verdict = words.verdict(dossier, content.analysis, content.origins).unwrap_or_default().replace('*', "");
    let axis = timeline.axis.as_ref();
    let groups: Vec<Group> =
        axis.map(|axis| timeline.groups.iter().map(|it| group(content, it, axis)).collect()).unwrap_or_default();
    let foot = words.tell(
        "export-foot",
        &[
            ("known", content.as_known().into()),
            ("clock", content.clock().into()),
            ("revision", content.revision().into()),
        ],
    );
    Drawing {
        language: words.language(),
        title: content.text(&dossier.case().title).to_owned(),
        description: content.plain(format!("{} {verdict}", words.say("timeline-note"))),
        axis: words.say("timeline-axis"),
        ticks: axis.map(|axis| ticks(content, axis)).unwrap_or_default(),
        cut: axis
            .zip(content.known.as_of)
            .map(|(axis, day)| (axis.percent(day.seconds(axis.offset).hi()), words.short_date(day))),
        legend: legend(content, &groups),
        groups,
        foot: vec![foot, content.case_url()],
    }
}

fn group(content: &Content<'_>, group: &timeline::Group, axis: &Axis) -> Group {
    let words = content.words;
    let Subject::Question(question) = group.subject else {
        // Lanes are by position here, so that every group is a question.
        return Group {
            heading: String::new(),
            note: String::new(),
            is_disputed: false,
            tied: 0,
            rows: Vec::new(),
            left_out: None,
        };
    };
    let study = &content.analysis.questions[question];
    let mut rows = Vec::new();
    let mut tied = 0;
    for (number, one) in group.lanes.iter().enumerate() {
        rows.push(Row::Lane(lane(content, &one.voices[0], axis)));
        if let Some(dimension) = group.dimensions.iter().find(|it| it.after_lane == number) {
            let answers = dimension.positions.map(|position| &study.positions[position].denotation);
            let apart = words.distance_line(gap::of_times(&answers, content.dossier().utc_offset(question)));
            rows.push(Row::Gap {
                from: axis.percent(dimension.from),
                to: axis.percent(dimension.to),
                is_upper_later: dimension.is_upper_later,
                words: apart.unwrap_or_else(|| content.outcome(study)),
            });
        }
        if number + 1 == group.tied {
            tied = rows.len();
        }
    }
    let state = if study.visible.is_empty() { words.say("timeline-nothing-yet") } else { words.state(study.state) };
    let note = if study.is_contested() {
        words.tell("export-state-and-gap", &[("state", state.into()), ("gap", content.outcome(study).into())])
    } else {
        state
    };
    Group {
        heading: content.question(question).to_owned(),
        note,
        is_disputed: study.is_contested(),
        tied,
        rows,
        left_out: (group.left_out > 0).then(|| words.counted("timeline-left-out", group.left_out)),
    }
}

fn lane(content: &Content<'_>, voice: &Voice, axis: &Axis) -> Lane {
    let words = content.words;
    let claim = voice.headline();
    let questions = if voice.is_known { &content.analysis.questions } else { &content.as_it_stands.questions };
    let is_contested = questions[voice.question].is_contested();
    let letters: String = voice.letters.iter().map(|&letter| words.letter(letter)).collect();
    let hue = match voice.letters.as_slice() {
        [letter] if is_contested => [Hue::A, Hue::B, Hue::C].get(letter.number()).copied().unwrap_or(Hue::Neutral),
        _ => Hue::Neutral,
    };
    let mark = voice.mark.map(|mark| {
        let (start, end) = match mark.shape {
            Shape::Exact => (axis.percent(mark.middle()), axis.percent(mark.middle())),
            _ => (
                mark.first.map_or(0.0, |first| axis.percent(first)),
                mark.last.map_or(100.0, |last| axis.percent(last.saturating_add(1))),
            ),
        };
        Mark { shape: mark.shape, start, end }
    });
    Lane {
        letters: if is_contested { letters } else { String::new() },
        hue,
        value: words.claim_value(content.dossier(), claim),
        who: who(content, voice),
        mark,
        reported: voice.reported.iter().map(|day| axis.percent(axis.noon(*day))).collect(),
        reported_in_words: reported(content, &voice.reported),
        is_known: voice.is_known,
    }
}

fn who(content: &Content<'_>, voice: &Voice) -> String {
    let words = content.words;
    let root = if voice.is_circular { words.say("root-circular") } else { content.source(voice.root) };
    let who = if voice.documents < 2 {
        root
    } else {
        let documents = words.documents(voice.documents);
        words.tell("case-who", &[("who", root.into()), ("documents", documents.into())])
    };
    if voice.is_known {
        return who;
    }
    let later = words.say("timeline-not-yet-known");
    words.tell("case-who", &[("who", who.into()), ("documents", later.into())])
}

fn reported(content: &Content<'_>, days: &[Day]) -> String {
    let words = content.words;
    match days {
        [] => String::new(),
        [day] => words.tell("timeline-reported-on", &[("date", words.short_date(*day).into())]),
        [first, .., last] => {
            let ends = [("first", words.short_date(*first).into()), ("last", words.short_date(*last).into())];
            words.tell("timeline-reported-between", &ends)
        }
    }
}

fn ticks(content: &Content<'_>, axis: &Axis) -> Vec<Tick> {
    let is_crowded = axis.ticks.len() > LABELS_MAX;
    let tick = |(number, tick): (usize, &AxisTick)| {
        let at = axis.percent(tick.second);
        let large = (number == 0 || tick.is_major).then(|| large_label(content, axis.unit, tick)).flatten();
        // The first label of the upper row gives way to a major one that follows at once.
        let next = axis.ticks.get(number + 1).filter(|next| number == 0 && next.is_major);
        let large = large.filter(|_| next.is_none_or(|next| axis.percent(next.second) >= 8.0));
        Tick { at, small: (!is_crowded || number % 2 == 0).then(|| small_label(content, axis, tick)), large }
    };
    axis.ticks.iter().enumerate().map(tick).collect()
}

fn small_label(content: &Content<'_>, axis: &Axis, tick: &AxisTick) -> String {
    let words = content.words;
    match axis.unit {
        Unit::Hour => format!("{:02}:00", tick.hour),
        Unit::Day => words.number(i64::from(tick.civil.day)),
        Unit::Month | Unit::Quarter => words.month_label(tick.civil.year, tick.civil.month),
        Unit::Year => words.year(tick.civil.year),
    }
}

fn large_label(content: &Content<'_>, unit: Unit, tick: &AxisTick) -> Option<String> {
    let words = content.words;
    let day = Day::from_civil(tick.civil.year, tick.civil.month, tick.civil.day)?;
    match unit {
        Unit::Hour => Some(words.short_date(day)),
        Unit::Day => Some(words.month(tick.civil.year, tick.civil.month)),
        Unit::Month | Unit::Quarter => Some(words.year(tick.civil.year)),
        Unit::Year => None,
    }
}

/// What the shapes that are used mean.
fn legend(content: &Content<'_>, groups: &[Group]) -> Vec<(Sign, String)> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let is_used =
        |shape: Shape| rows().any(|row| matches!(row, Row::Lane(Lane { mark: Some(mark), .. }) if mark.shape == shape));
    let has_gaps = rows().any(|row| matches!(row, Row::Gap { .. }));
    let signs = [
        (Sign::Shape(Shape::Exact), "legend-exact", is_used(Shape::Exact)),
        (Sign::Shape(Shape::Approximate), "legend-approximate", is_used(Shape::Approximate)),
        (Sign::Shape(Shape::Range), "legend-range", is_used(Shape::Range)),
        (Sign::Shape(Shape::After), "legend-limit", is_used(Shape::After) || is_used(Shape::Before)),
        (Sign::Hatch, "legend-gap", has_gaps),
        (Sign::Report, "legend-reported", rows().next().is_some()),
    ];
    signs.into_iter().filter(|(.., used)| *used).map(|(sign, key, _)| (sign, content.words.say(key))).collect()
}
