//! Positions on an axis: one look along the ends for intervals, a sweep and a subset filter for unions of intervals.

use super::{cells, numbers};
use crate::domain::{
    bits::BitSet,
    span::{Span, Spans},
};

/// The maximal sets of `sets` with a common point.
pub(super) fn maximal_sets(sets: &[&Spans]) -> Vec<Vec<usize>> {
    if let Some(intervals) = plain(sets) {
        return of_intervals(&intervals);
    }
    let mut found = Vec::new();
    sweep(sets, |open| found.push(open.clone()));
    cells::maximal(found).iter().map(numbers).collect()
}

/// How many maximal sets there are among intervals, all of one piece.
pub(super) fn count(sets: &[&Spans]) -> usize {
    plain(sets).map_or(0, |intervals| peaks(&intervals).len())
}

/// The sets as intervals, where all of them are.
fn plain(sets: &[&Spans]) -> Option<Vec<Span>> {
    let mut intervals = Vec::with_capacity(sets.len());
    for set in sets {
        let [span] = set.pieces() else { return None };
        intervals.push(*span);
    }
    Some(intervals)
}

/// The points at which an interval ends after another has begun since the last such point. At each of them the open
/// intervals are a position: the one that began last is in no earlier one, the one that ends is in no later one.
fn peaks(intervals: &[Span]) -> Vec<i64> {
    // Single numbers sort in a third of the time of pairs: who begins and ends there is looked up afterwards.
    let mut ends: Vec<i64> = intervals.iter().map(|span| span.hi()).collect();
    ends.sort_unstable();
    let mut is_peak = vec![false; ends.len()];
    for span in intervals {
        is_peak[ends.partition_point(|&end| end < span.lo())] = true;
    }
    let mut is_peak = is_peak.into_iter();
    ends.retain(|_| is_peak.next().unwrap_or(false));
    ends
}

/// The maximal sets of intervals: each interval is in the positions of the peaks that lie in it, which follow each other.
fn of_intervals(intervals: &[Span]) -> Vec<Vec<usize>> {
    let peaks = peaks(intervals);
    let first = |span: &Span| peaks.partition_point(|&peak| peak < span.lo());
    let end = |span: &Span| peaks.partition_point(|&peak| peak <= span.hi());
    let runs: Vec<(usize, usize)> = intervals.iter().map(|span| (first(span), end(span))).collect();
    let mut sets: Vec<Vec<usize>> = sizes(&runs, peaks.len()).map(Vec::with_capacity).collect();
    for (number, &(first, end)) in runs.iter().enumerate() {
        sets[first..end].iter_mut().for_each(|set| set.push(number));
    }
    sets
}

/// How many of `runs` each of `count` peaks is in.
fn sizes(runs: &[(usize, usize)], count: usize) -> impl Iterator<Item = usize> {
    let (mut begin, mut end) = (vec![0; count + 1], vec![0; count + 1]);
    for run in runs {
        begin[run.0] += 1;
        end[run.1] += 1;
    }
    let mut open = 0;
    (0..count).map(move |peak| {
        open = open + begin[peak] - end[peak];
        open
    })
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
