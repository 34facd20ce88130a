//! The ruler of a question of time, number or duration: marks on an axis, and the dimension line between positions
//! that cannot both be true.

use super::{scale::Scale, together};
use crate::{
    domain::{
        analysis::{QuestionAnalysis, Study},
        calendar::{Day, UtcOffset},
        disagreement::Gap,
        extent::Denotation,
        question::AnswerKind,
        reading::{Sets, is_whole_days},
        span::Span,
    },
    text::Words,
    web::{InCase, badge::Badge, geometry::Geometry},
};

/// Two marks share a track where their labels stand at least this far apart, in percent.
const LABEL_PERCENT: f64 = 38.0;
/// The most marks on a ruler.
const MARKS_MAX: usize = 40;

/// A ruler.
pub struct Ruler {
    /// What it shows, in one sentence.
    pub label: String,
    /// Time runs with the language; numbers always run from left to right.
    pub is_time: bool,
    /// The labelled points of the axis: class and label.
    pub ticks: Vec<(String, String)>,
    /// The marks, track by track.
    pub tracks: Vec<Vec<Mark>>,
    /// The dimension line.
    pub dimension: Option<Dimension>,
}

/// A mark with its label.
pub struct Mark {
    /// Class of its place and width.
    pub place: String,
    /// Class of its shape and colour.
    pub shape: String,
    /// Class of the place of its label.
    pub label_place: String,
    /// Whether the label ends where the mark does.
    pub is_label_before: bool,
    /// Its badge.
    pub badge: Option<Badge>,
    /// Its label.
    pub label: String,
}

/// The line between two positions.
pub struct Dimension {
    /// Class of its place and width.
    pub place: String,
    /// How far apart they are.
    pub words: String,
}

/// What a mark shows.
struct Shown {
    /// What it says strictly.
    hull: Span,
    /// What it says with tolerance.
    reach: Span,
    badge: Option<Badge>,
    tone: &'static str,
    label: String,
}

/// The ruler of `analysis`; `None` where its answers are on no axis, or nowhere bounded.
#[must_use]
pub fn ruler(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis, geometry: &mut Geometry) -> Option<Ruler> {
    let (words, dossier) = (page.words(), page.dossier());
    let kind = dossier.questions()[analysis.question].answer;
    if !matches!(kind, AnswerKind::Time | AnswerKind::Count | AnswerKind::Duration) {
        return None;
    }
    let shown = if analysis.is_contested() { positions(page, analysis) } else { values(page, study, analysis) };
    let ends = || shown.iter().flat_map(|mark| [mark.hull.lower(), mark.hull.upper()]).flatten();
    let (lo, hi) = (ends().min()?, ends().max()?);
    let offset = dossier.utc_offset(analysis.question);
    let scale = match kind {
        AnswerKind::Time => Scale::of_times(words, lo, hi, offset),
        _ => Scale::of_numbers(words, dossier, analysis.question, lo, hi),
    };
    let dimension = dimension(page, analysis, &shown, &scale, geometry);
    let gap = words.gap_sentence(dossier, analysis);
    let ticks = scale.ticks.iter().map(|(at, label)| (geometry.at(*at), label.clone())).collect();
    let drawn: Vec<(f64, f64, Mark)> =
        shown.into_iter().map(|mark| draw(mark, kind, offset, &scale, geometry)).collect();
    let label =
        if gap.is_empty() { dossier.questions()[analysis.question].text.to(words.language()).to_owned() } else { gap };
    Some(Ruler { label, is_time: kind == AnswerKind::Time, ticks, tracks: tracks(drawn), dimension })
}

/// One mark a position.
fn positions(page: &InCase, analysis: &QuestionAnalysis) -> Vec<Shown> {
    let (words, dossier) = (page.words(), page.dossier());
    let shown = |position: &crate::domain::analysis::Position| {
        let Denotation::Axis(spans) = &position.denotation else { return None };
        let badge = Badge::of(words, analysis, position);
        Some(Shown {
            hull: spans.hull()?,
            reach: reach(page, position.headline, spans.hull()?),
            tone: badge.tone,
            badge: Some(badge),
            label: words.measured(dossier, analysis.question, position),
        })
    };
    analysis.positions.iter().take(MARKS_MAX).filter_map(shown).collect()
}

/// One mark a distinct value, where nothing is disputed.
fn values(page: &InCase, study: &Study<'_>, analysis: &QuestionAnalysis) -> Vec<Shown> {
    let (words, dossier) = (page.words(), page.dossier());
    let shown = |claim: usize| {
        let crate::domain::extent::Extent::Axis(spans) = &study.extents(claim)?.core else { return None };
        let label = words.claim_value(dossier, claim);
        let hull = spans.hull()?;
        Some(Shown { hull, reach: reach(page, claim, hull), badge: None, tone: "n", label })
    };
    together::distinct(study, analysis).into_iter().take(MARKS_MAX).filter_map(shown).collect()
}

/// How far the words of claim number `claim` reach around `hull`.
fn reach(page: &InCase, claim: usize, hull: Span) -> Span {
    match page.dossier().reading(claim).members.as_slice() {
        [Sets::Axis { core, envelope }] if core != envelope => envelope.hull().unwrap_or(hull),
        _ => hull,
    }
}

fn draw(shown: Shown, kind: AnswerKind, offset: UtcOffset, scale: &Scale, geometry: &mut Geometry) -> (f64, f64, Mark) {
    let (start, end) = ends(&shown, kind, offset, scale);
    let shape = match (shown.hull.lower(), shown.hull.upper()) {
        (None, _) => "mk-before",
        (_, None) => "mk-after",
        _ if shown.reach != shown.hull => "mk-approx",
        _ if is_exact(shown.hull, kind, offset) => "mk-exact",
        _ => "mk-range",
    };
    let is_label_before = start > 55.0;
    let anchor = if is_label_before { end } else { start };
    let mark = Mark {
        place: if shape == "mk-exact" { geometry.at(start) } else { geometry.span(start, end - start) },
        shape: format!("{shape} k-{}", shown.tone),
        label_place: geometry.at(if is_label_before { 100.0 - anchor } else { anchor }),
        is_label_before,
        badge: shown.badge,
        label: shown.label,
    };
    // With its label it takes this much of a track.
    let (from, to) = if is_label_before { (anchor - LABEL_PERCENT, end) } else { (start, anchor + LABEL_PERCENT) };
    (from.min(start), to.max(end), mark)
}

/// Where a mark begins and ends; an exact one stands on one point.
fn ends(shown: &Shown, kind: AnswerKind, offset: UtcOffset, scale: &Scale) -> (f64, f64) {
    let is_point = is_exact(shown.hull, kind, offset);
    if is_point && shown.reach == shown.hull {
        let middle = scale.percent(shown.hull.lo() + shown.hull.hi().saturating_sub(shown.hull.lo()) / 2);
        return (middle, middle);
    }
    // "About 500" is drawn as wide as it is read; "mid-September" says its own bounds.
    let hull = if is_point { shown.reach } else { shown.hull };
    let start = hull.lower().map_or(0.0, |lo| scale.percent(lo));
    (start, hull.upper().map_or(100.0, |hi| scale.percent(hi)))
}

fn is_exact(hull: Span, kind: AnswerKind, offset: UtcOffset) -> bool {
    let Some((lo, hi)) = hull.lower().zip(hull.upper()) else { return false };
    let is_one_day = || is_whole_days(hull, offset) && Day::of_second(lo, offset) == Day::of_second(hi, offset);
    lo == hi || (kind == AnswerKind::Time && (is_one_day() || hi.saturating_sub(lo) < 60))
}

/// Marks whose labels leave room for each other share a track.
fn tracks(mut drawn: Vec<(f64, f64, Mark)>) -> Vec<Vec<Mark>> {
    drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut tracks: Vec<(f64, Vec<Mark>)> = Vec::new();
    for (from, to, mark) in drawn {
        match tracks.iter_mut().find(|(taken, _)| *taken <= from) {
            Some((taken, track)) => {
                *taken = to;
                track.push(mark);
            }
            None => tracks.push((to, vec![mark])),
        }
    }
    tracks.into_iter().map(|(_, track)| track).collect()
}

/// From the end of the position that ends first to the start of the one that begins last.
fn dimension(
    page: &InCase,
    analysis: &QuestionAnalysis,
    shown: &[Shown],
    scale: &Scale,
    geometry: &mut Geometry,
) -> Option<Dimension> {
    let dossier = page.dossier();
    let (kind, offset) = (dossier.questions()[analysis.question].answer, dossier.utc_offset(analysis.question));
    let words = dimension_words(page.words(), page, analysis)?;
    let first = shown.iter().min_by_key(|mark| mark.hull.hi())?;
    let last = shown.iter().max_by_key(|mark| mark.hull.lo())?;
    let (from, to) = (ends(first, kind, offset, scale).1, ends(last, kind, offset, scale).0);
    (to > from).then(|| Dimension { place: geometry.span(from, to - from), words })
}

/// "112 days at least, 121 at most".
#[must_use]
pub fn dimension_words(words: Words, page: &InCase, analysis: &QuestionAnalysis) -> Option<String> {
    let said = match analysis.gap? {
        Gap::Days(least, Some(most)) if least < most => words.tell(
            "question-gap-days",
            &[("n", least.into()), ("least", words.number(least).into()), ("most", words.number(most).into())],
        ),
        Gap::Quantity { ratio: Some(ratio), .. } if ratio > 1.0 && analysis.positions.len() == 2 => {
            words.tell("question-gap-ratio", &[("ratio", words.decimal(ratio).into())])
        }
        Gap::Quantity { difference, .. } => {
            words.tell("question-gap-difference", &[("difference", words.number(difference).into())])
        }
        _ => {
            let gap = words.gap(page.dossier(), analysis);
            match gap.small {
                Some(small) => words.tell("question-gap", &[("gap", gap.big.into()), ("apart", small.into())]),
                None => gap.big,
            }
        }
    };
    Some(said)
}
