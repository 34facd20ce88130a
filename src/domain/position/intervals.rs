//! Positions on an axis: a sweep for intervals, a sweep and a subset filter for unions of intervals.

use super::{cells, numbers};
use crate::domain::{bits::BitSet, span::Spans};

/// The maximal sets of `sets` with a common point.
pub(super) fn maximal_sets(sets: &[&Spans]) -> Vec<Vec<usize>> {
    let is_plain = sets.iter().all(|spans| spans.pieces().len() == 1);
    if is_plain {
        let mut found = Vec::with_capacity(sets.len());
        // For intervals every peak of the sweep is a position: the interval that just began is in no earlier one,
        // the interval that ends next is in no later one.
        sweep(sets, |open| found.push(numbers(open)));
        return found;
    }
    let mut peaks = Vec::new();
    sweep(sets, |open| peaks.push(open.clone()));
    cells::maximal(peaks).iter().map(numbers).collect()
}

/// How many maximal sets there are among intervals, all of one piece.
pub(super) fn count(intervals: &[&Spans]) -> usize {
    let mut count = 0;
    sweep(intervals, |_| count += 1);
    count
}

/// Walks along the axis and calls `peak` with the sets open at each point after which one of them closes, where
/// at least one has opened since the last such point.
fn sweep(sets: &[&Spans], mut peak: impl FnMut(&BitSet)) {
    let pieces = || sets.iter().enumerate().flat_map(|(n, spans)| spans.pieces().iter().map(move |s| (n, s)));
    let mut starts: Vec<(i64, usize)> = pieces().map(|(n, span)| (span.lo(), n)).collect();
    let mut ends: Vec<(i64, usize)> = pieces().map(|(n, span)| (span.hi(), n)).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut open = BitSet::below(sets.len());
    let mut has_opened = false;
    let mut next = 0;
    for (end, closing) in ends {
        while let Some(&(_, opening)) = starts.get(next).filter(|(start, _)| *start <= end) {
            open.insert(opening);
            has_opened = true;
            next += 1;
        }
        if has_opened {
            peak(&open);
            has_opened = false;
        }
        open.remove(closing);
    }
}
