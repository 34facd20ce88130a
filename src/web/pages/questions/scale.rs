//! Scales: where a point of an axis stands on a ruler, in percent, and which points are labelled.

use crate::{
    domain::{
        calendar::{DAY_SECONDS, Day, UtcOffset},
        dossier::Dossier,
        extent::Denotation,
        question::AnswerKind,
        span::Span,
    },
    text::Words,
};

/// The most labels on a ruler.
const TICKS_MAX: i64 = 7;
/// Beyond this ratio of its ends a scale of numbers is logarithmic.
const LINEAR_RATIO_MAX: f64 = 40.0;

/// A scale with its labelled points.
pub struct Scale {
    from: f64,
    to: f64,
    is_logarithmic: bool,
    /// The labelled points: percent and label.
    pub ticks: Vec<(f64, String)>,
}

impl Scale {
    /// A scale of times that shows everything from `lo` to `hi`.
    #[must_use]
    pub fn of_times(words: Words, lo: i64, hi: i64, offset: UtcOffset) -> Self {
        let points = match hi - lo {
            ..=259_200 => clock_points(words, lo, hi, offset),
            259_201..=3_900_000 => day_points(words, lo, hi, offset),
            _ => month_points(words, lo, hi, offset),
        };
        Self::through(points, false)
    }

    /// A scale of counts or durations that shows 0 and everything from `lo` to `hi`.
    #[must_use]
    pub fn of_numbers(words: Words, dossier: &Dossier, question: usize, lo: i64, hi: i64) -> Self {
        let print = |number: i64| match dossier.questions()[question].answer {
            AnswerKind::Duration => words.denotation(dossier, question, &Denotation::Axis(Span::point(number).into())),
            _ => words.number(number),
        };
        let is_logarithmic = lo > 0 && real(hi) / real(lo) > LINEAR_RATIO_MAX;
        let points = if is_logarithmic {
            let tens = std::iter::successors(Some(1_i64), |ten| ten.checked_mul(10));
            let below = tens.clone().take_while(|ten| *ten <= lo).last().unwrap_or(1);
            let mut points: Vec<i64> = tens.skip_while(|ten| *ten < below).take_while(|ten| *ten < hi).collect();
            points.push(points.last().copied().unwrap_or(1).saturating_mul(10));
            points
        } else {
            let unit = if dossier.questions()[question].answer == AnswerKind::Duration { unit_of(hi) } else { 1 };
            let step = nice_step((hi / unit).max(1)) * unit;
            (0..=hi / step + 1).map(|n| n * step).collect()
        };
        Self::through(points.into_iter().map(|point| (point, print(point))).collect(), is_logarithmic)
    }

    fn through(points: Vec<(i64, String)>, is_logarithmic: bool) -> Self {
        let ends = points.first().zip(points.last()).map_or((0, 1), |(first, last)| (first.0, last.0));
        let mut scale = Self { from: 0.0, to: 1.0, is_logarithmic, ticks: Vec::new() };
        (scale.from, scale.to) = (scale.raw(ends.0), scale.raw(ends.1.max(ends.0 + 1)));
        let count = points.len();
        scale.ticks = points.into_iter().take(count - 1).map(|(at, label)| (scale.percent(at), label)).collect();
        scale
    }

    /// Where `point` stands, in percent of the width.
    #[must_use]
    pub fn percent(&self, point: i64) -> f64 {
        ((self.raw(point) - self.from) / (self.to - self.from) * 100.0).clamp(0.0, 100.0)
    }

    fn raw(&self, point: i64) -> f64 {
        if self.is_logarithmic { real(point.max(1)).ln() } else { real(point) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a drawing needs no more than four digits")]
fn real(number: i64) -> f64 {
    number as f64
}

fn unit_of(seconds: i64) -> i64 {
    [DAY_SECONDS, 3_600, 60].into_iter().find(|unit| seconds >= 2 * unit).unwrap_or(1)
}

/// 1, 2 or 5 times a power of ten, so that no more than [`TICKS_MAX`] labels reach `most`.
fn nice_step(most: i64) -> i64 {
    let tens = std::iter::successors(Some(1_i64), |ten| ten.checked_mul(10));
    tens.flat_map(|ten| [ten, ten.saturating_mul(2), ten.saturating_mul(5)])
        .find(|step| most / step < TICKS_MAX)
        .unwrap_or(most)
}

fn clock_points(words: Words, lo: i64, hi: i64, offset: UtcOffset) -> Vec<(i64, String)> {
    let steps = [60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, DAY_SECONDS];
    let step = steps.into_iter().find(|step| (hi - lo) / step < TICKS_MAX).unwrap_or(DAY_SECONDS);
    let local = |second: i64| second + offset.seconds();
    let first = local(lo).div_euclid(step);
    let last = local(hi).div_euclid(step) + 1;
    (first..=last)
        .map(|number| {
            let second = number * step - offset.seconds();
            let of_day = (number * step).rem_euclid(DAY_SECONDS);
            let is_midnight = of_day == 0;
            let clock = format!("{:02}:{:02}", of_day / 3_600, of_day % 3_600 / 60);
            (second, if is_midnight { words.short_date(Day::of_second(second, offset)) } else { clock })
        })
        .collect()
}

fn day_points(words: Words, lo: i64, hi: i64, offset: UtcOffset) -> Vec<(i64, String)> {
    let (lo, hi) = (Day::of_second(lo, offset).number(), Day::of_second(hi, offset).number());
    let step = [1, 2, 5, 7, 14].into_iter().find(|step| (hi - lo) / step < TICKS_MAX).unwrap_or(14);
    let count = (hi - lo) / step + 2;
    (0..=count)
        .map(|number| Day::from_number(lo - 1 + number * step))
        .map(|day| (day.seconds(offset).lo(), words.short_date(day)))
        .collect()
}

fn month_points(words: Words, lo: i64, hi: i64, offset: UtcOffset) -> Vec<(i64, String)> {
    let month = |second: i64| {
        let civil = Day::of_second(second, offset).civil();
        civil.year * 12 + i64::from(civil.month) - 1
    };
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000];
    let (lo, hi) = (month(lo), month(hi));
    let step = steps.into_iter().find(|step| (hi - lo) / step < TICKS_MAX).unwrap_or(120_000);
    let first = lo.div_euclid(step);
    let last = hi.div_euclid(step) + 1;
    (first..=last)
        .filter_map(|number| {
            let month = number * step;
            let (year, of_year) = (month.div_euclid(12), u8::try_from(month.rem_euclid(12) + 1).ok()?);
            let day = Day::from_civil(year, of_year, 1)?;
            let label = match (step >= 12, number == first || of_year == 1) {
                (true, _) => words.year(year),
                (false, true) => {
                    let month = words.month_label(year, of_year);
                    words.tell("question-axis-month", &[("month", month.into()), ("year", words.year(year).into())])
                }
                (false, false) => words.month_label(year, of_year),
            };
            Some((day.seconds(offset).lo(), label))
        })
        .collect()
}
