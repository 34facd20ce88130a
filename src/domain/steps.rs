//! Steps: how a case grew from report to report, and the few days that tell it.

use super::{analysis::Study, as_known, calendar::Day};

/// The most days shown before today.
pub const STEPS_MAX: usize = 4;
/// The claims that may be analysed for all days together; a larger case is looked at on fewer days.
const CLAIMS_ANALYSED: usize = 60_000;

/// How much was known on a day, and how much of it was disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// The claims visible on it.
    pub claims: usize,
    /// The questions contested on it.
    pub contested: usize,
}

/// The days on which the picture changed, in order.
#[must_use]
pub fn all(study: &Study<'_>) -> Vec<Step> {
    let days = as_known::days(study.dossier());
    let most = (CLAIMS_ANALYSED / study.dossier().claims().len().max(1)).clamp(STEPS_MAX, 60);
    let step = |day: Day| {
        let counts = study.analysis(Some(day)).counts;
        Step { day, claims: counts.claims, contested: counts.contested }
    };
    spread(&days, most).into_iter().map(step).collect()
}

/// The first day and those on which the most questions became disputed or undisputed, in order.
#[must_use]
pub fn telling(steps: &[Step]) -> Vec<Step> {
    if steps.len() <= STEPS_MAX {
        return steps.to_vec();
    }
    let change = |number: usize| match number {
        0 => usize::MAX,
        _ => steps[number].contested.abs_diff(steps[number - 1].contested),
    };
    let mut numbers: Vec<usize> = (0..steps.len()).collect();
    numbers.sort_by_key(|&number| (std::cmp::Reverse(change(number)), std::cmp::Reverse(number)));
    numbers.truncate(STEPS_MAX);
    numbers.sort_unstable();
    numbers.into_iter().map(|number| steps[number]).collect()
}

/// At most `most` of `days`, the first and the last among them.
fn spread(days: &[Day], most: usize) -> Vec<Day> {
    if days.len() <= most {
        return days.to_vec();
    }
    (0..most).map(|number| days[number * (days.len() - 1) / (most - 1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_that_tell_most_are_the_first_and_those_with_the_most_change() {
        let step = |(number, contested): (i64, usize)| Step { day: Day::from_number(number), claims: 1, contested };
        let steps: Vec<Step> = [(1, 0), (2, 0), (3, 4), (4, 4), (5, 5), (6, 5), (7, 7)].map(step).into();
        let days: Vec<i64> = telling(&steps).iter().map(|step| step.day.number()).collect();
        assert_eq!(days, [1, 3, 5, 7]);
        assert_eq!(telling(&steps[..2]), steps[..2]);
    }

    #[test]
    fn many_days_are_looked_at_from_the_first_to_the_last() {
        let days: Vec<Day> = (0..100).map(Day::from_number).collect();
        let numbers: Vec<i64> = spread(&days, 5).iter().map(|day| day.number()).collect();
        assert_eq!(numbers, [0, 24, 49, 74, 99]);
    }
}
