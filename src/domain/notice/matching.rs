//! Which position after a write is which before it.

use std::collections::HashMap;

use super::outline::{Outline, PositionOutline, QuestionOutline};

/// The most positions of a question, beside those that did not change, that are matched by what they share. Beyond it
/// they vanish and appear: nobody reads so many.
const MATCHED_MAX: usize = 100;

/// One number for each claim that stands before or after a write: that of after, and further ones for those gone.
pub(super) struct Numbering {
    of_before: Vec<usize>,
}

impl Numbering {
    pub(super) fn of(before: &Outline, after: &Outline) -> Self {
        let mut gone = after.claims.len()..;
        let mut at = 0;
        let number = |claim| {
            // Both lists are in order.
            while after.claims.get(at).is_some_and(|later| later < claim) {
                at += 1;
            }
            if after.claims.get(at) == Some(claim) { at } else { gone.next().unwrap_or_default() }
        };
        Self { of_before: before.claims.iter().map(number).collect() }
    }
}

/// One question before and after a write.
pub(super) struct Question<'a> {
    pub(super) before: &'a QuestionOutline,
    pub(super) after: &'a QuestionOutline,
    pub(super) shared: &'a Numbering,
}

impl Question<'_> {
    /// Whether there is nothing to say.
    pub(super) fn is_unchanged(&self) -> bool {
        let (old, new) = (&self.before.positions, &self.after.positions);
        let is_same = |(old, new): (&PositionOutline, &PositionOutline)| {
            old.roots == new.roots
                && old.claims.len() == new.claims.len()
                && old.claims.iter().zip(&new.claims).all(|(old, new)| self.shared.of_before[*old] == *new)
        };
        self.before.state == self.after.state && old.len() == new.len() && old.iter().zip(new).all(is_same)
    }

    /// The positions that are the same before and after, each by its number before and after; in order of before.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let (old, new) = self.committal();
        let mut pairs = equal(&old, &new);
        let is_left = |number: &usize, paired: &[usize]| !paired.contains(number);
        let (paired_old, paired_new): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        let left_old: Vec<usize> = (0..old.len()).filter(|it| is_left(it, &paired_old)).take(MATCHED_MAX).collect();
        let left_new: Vec<usize> = (0..new.len()).filter(|it| is_left(it, &paired_new)).take(MATCHED_MAX).collect();
        let mut likenesses = Vec::new();
        for &a in &left_old {
            for &b in &left_new {
                likenesses.extend(Likeness::of((a, &old[a]), (b, &new[b])));
            }
        }
        likenesses.sort_by(Likeness::order);
        let (mut taken_old, mut taken_new) = (vec![false; old.len()], vec![false; new.len()]);
        for Likeness { before, after, .. } in likenesses {
            if !taken_old[before] && !taken_new[after] {
                (taken_old[before], taken_new[after]) = (true, true);
                pairs.push((before, after));
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// The claims of each position that commit to an answer, in common numbers and in order.
    fn committal(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let of = |question: &QuestionOutline, number: &dyn Fn(usize) -> usize| {
            let claims = |position: &PositionOutline| {
                let is_committal = |claim: &&usize| question.non_committal.binary_search(claim).is_err();
                let mut claims: Vec<usize> =
                    position.claims.iter().filter(is_committal).map(|&claim| number(claim)).collect();
                claims.sort_unstable();
                claims
            };
            question.positions.iter().map(claims).collect::<Vec<_>>()
        };
        (of(self.before, &|claim| self.shared.of_before[claim]), of(self.after, &|claim| claim))
    }
}

/// The positions with the same claims.
fn equal(old: &[Vec<usize>], new: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let numbers: HashMap<&[usize], usize> = new.iter().map(Vec::as_slice).zip(0..).collect();
    old.iter().zip(0..).filter_map(|(claims, old)| Some((old, *numbers.get(claims.as_slice())?))).collect()
}

/// How much of two positions is common.
struct Likeness {
    before: usize,
    after: usize,
    common: usize,
    all: usize,
}

impl Likeness {
    fn of((before, old): (usize, &[usize]), (after, new): (usize, &[usize])) -> Option<Self> {
        let common = old.iter().filter(|claim| new.binary_search(claim).is_ok()).count();
        (common > 0).then(|| Self { before, after, common, all: old.len() + new.len() - common })
    }

    /// The larger share first; then the earlier letters, whichever side they are on.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let share = (other.common * self.all).cmp(&(self.common * other.all));
        let letters = |it: &Self| (it.before.min(it.after), it.before.max(it.after));
        share.then(letters(self).cmp(&letters(other)))
    }
}
