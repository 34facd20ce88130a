//! The answer among those on record, on one small track.

use super::outlook;
use crate::{
    domain::{
        analysis::Letter,
        candidate::Trial,
        dossier::Dossier,
        timeline::{Axis, Mark, Shape, axis::Unit},
    },
    text::Words,
    web::{badge::Badge, geometry::Geometry},
};

/// The most positions drawn beside the answer.
const POSITIONS_MAX: usize = 4;
/// The most labels of the axis.
const LABELS_MAX: usize = 4;

/// What is drawn.
pub(super) struct Mini {
    axis: Axis,
    /// The answer, and the position it would be in where it is in one alone.
    own: (Mark, Option<Letter>),
    /// The positions on record, by the letter they would have.
    others: Vec<(Mark, Option<Letter>)>,
    /// What lies between the answer and the nearest that it cannot hold together with: seconds.
    gap: Option<(i64, i64)>,
}

/// The same as it is printed.
pub(super) struct Track {
    /// Place and words of a label.
    pub labels: Vec<(Place, String)>,
    pub marks: Vec<(String, Place)>,
    pub gap: Option<Place>,
    pub captions: Vec<(Option<Badge>, String)>,
}

/// A place on the track: as a class of the style block, and in numbers, for a page whose style block is older.
pub(super) struct Place {
    pub class: String,
    pub start: String,
    pub width: String,
}

impl Mini {
    /// The drawing for a trial on `before`; `None` where the answer is no time.
    pub(super) fn of(before: &Dossier, trial: &Trial) -> Option<Self> {
        let after = trial.study.dossier();
        let mark = Mark::of(after, trial.claim)?;
        let consequence = trial.consequences.first()?;
        let is_lettered = consequence.after.as_ref().is_some_and(|after| after.positions.len() > 1);
        let letter = outlook::letter(trial);
        let mut others = Vec::new();
        for shift in &consequence.shifts {
            let position = shift.before.and_then(|letter| consequence.before.as_ref()?.positions.get(letter.number()));
            let headline = position.map(|position| position.headline);
            // An edited claim is drawn once, as it would be.
            let is_self = headline.is_some_and(|it| before.claims()[it].id == after.claims()[trial.claim].id);
            let found = headline.filter(|_| !is_self).and_then(|headline| Mark::of(before, headline));
            others.extend(found.map(|mark| (mark, shift.after.filter(|_| is_lettered))));
        }
        others.truncate(POSITIONS_MAX);
        let effect = consequence.effects.iter().find(|effect| effect.claim == trial.claim);
        let conflicts = effect.map(|effect| effect.conflicts.as_slice()).unwrap_or_default();
        let is_rival = |letter: &Letter| conflicts.iter().any(|conflict| conflict.letter == *letter);
        let rivals = others.iter().filter(|(_, letter)| letter.as_ref().is_some_and(is_rival));
        let gap = rivals.filter_map(|(rival, _)| between(mark, *rival)).min_by_key(|(from, to)| to - from);
        let bounds: Vec<(i64, i64)> =
            std::iter::once(mark).chain(others.iter().map(|(mark, _)| *mark)).map(Mark::bounds).collect();
        let first = bounds.iter().map(|(first, _)| *first).min()?;
        let last = bounds.iter().map(|(_, last)| *last).max()?;
        let axis = Axis::between(first, last, after.utc_offset(after.question_of(trial.claim)));
        Some(Self { axis, own: (mark, letter), others, gap })
    }

    /// The drawing as it is printed.
    pub(super) fn track(&self, words: Words, geometry: &mut Geometry) -> Track {
        let step = self.axis.ticks.len().div_ceil(LABELS_MAX).max(1);
        let labels = self.axis.ticks.iter().step_by(step).filter_map(|tick| {
            let at = self.axis.percent(tick.second);
            let text = match self.axis.unit {
                Unit::Hour => format!("{:02}:00", tick.hour),
                Unit::Day => words.short_date(crate::domain::calendar::Day::of_second(tick.second, self.axis.offset)),
                Unit::Month | Unit::Quarter => words.month(tick.civil.year, tick.civil.month),
                Unit::Year => words.year(tick.civil.year),
            };
            // A label at the edge would hang over it.
            (at < 85.0).then_some((at, text))
        });
        let labels: Vec<(f64, String)> = labels.collect();
        let labels = labels.into_iter().map(|(at, text)| (place(geometry, at, None), text)).collect();
        let drawn = self.others.iter().chain([&self.own]);
        let marks = drawn.map(|(mark, letter)| self.mark(*mark, *letter, geometry)).collect();
        let gap = self.gap.map(|(from, to)| {
            let (from, to) = (self.axis.percent(from), self.axis.percent(to));
            place(geometry, from, Some(to - from))
        });
        let badge = |letter: Option<Letter>| letter.map(|letter| Badge::of_letter(words, letter));
        let mut captions = vec![(badge(self.own.1), words.say("claim-form-this"))];
        captions.extend(self.others.iter().map(|(_, letter)| (badge(*letter), words.say("claim-form-on-record"))));
        Track { labels, marks, gap, captions }
    }

    fn mark(&self, mark: Mark, letter: Option<Letter>, geometry: &mut Geometry) -> (String, Place) {
        let shape = match mark.shape {
            Shape::Exact => "mk-exact",
            Shape::Approximate => "mk-approx",
            Shape::Range => "mk-range",
            Shape::Before => "mk-before",
            Shape::After => "mk-after",
        };
        let hue = letter.and_then(|letter| ["k-a", "k-b", "k-c"].get(letter.number()).copied()).unwrap_or("k-n");
        let place = if mark.shape == Shape::Exact {
            place(geometry, self.axis.percent(mark.middle()), None)
        } else {
            let start = mark.first.map_or(0.0, |first| self.axis.percent(first));
            let end = mark.last.map_or(100.0, |last| self.axis.percent(last.saturating_add(1)));
            place(geometry, start, Some((end - start).max(0.8)))
        };
        (format!("{shape} {hue}"), place)
    }
}

fn place(geometry: &mut Geometry, start: f64, width: Option<f64>) -> Place {
    let class = match width {
        Some(width) => geometry.span(start, width),
        None => geometry.at(start),
    };
    Place { class, start: format!("{start:.2}"), width: width.map_or_else(String::new, |width| format!("{width:.2}")) }
}

/// What lies between two marks that do not touch.
fn between(one: Mark, other: Mark) -> Option<(i64, i64)> {
    let gap = |earlier: Mark, later: Mark| Some((earlier.last?, later.first?)).filter(|(from, to)| from < to);
    gap(one, other).or_else(|| gap(other, one))
}
