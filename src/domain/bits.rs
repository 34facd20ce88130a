//! Sets of numbers as bits. Most are of few claims or circles, and hundreds are made for one question: a set of numbers
//! below 128 is kept in place, where one of `fixedbitset` is always allocated.

use std::ops::Index;

/// The places of the bits that are set in a word, from the lowest.
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        usize::try_from(bit).ok()
    }
}

/// How many bits are set in a word.
#[inline]
pub(super) fn count_ones(word: u64) -> usize {
    usize::try_from(word.count_ones()).unwrap_or_default()
}

/// A set of numbers below a bound.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BitSet {
    words: Words,
    bound: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Words {
    Few([u64; FEW]),
    Many(Box<[u64]>),
}

/// How many words are kept in place.
const FEW: usize = 2;

impl BitSet {
    /// No numbers yet; those below `bound` may come.
    #[inline]
    pub(super) fn below(bound: usize) -> Self {
        let words = bound.div_ceil(64);
        let words = if words <= FEW { Words::Few([0; FEW]) } else { Words::Many(vec![0; words].into()) };
        Self { words, bound }
    }

    /// All numbers in the set are below this.
    pub(super) fn bound(&self) -> usize {
        self.bound
    }

    #[inline]
    fn words(&self) -> &[u64] {
        match &self.words {
            Words::Few(words) => words,
            Words::Many(words) => words,
        }
    }

    #[inline]
    fn words_mut(&mut self) -> &mut [u64] {
        match &mut self.words {
            Words::Few(words) => words,
            Words::Many(words) => words,
        }
    }

    #[inline]
    pub(super) fn insert(&mut self, number: usize) {
        self.words_mut()[number / 64] |= 1 << (number % 64);
    }

    #[inline]
    pub(super) fn remove(&mut self, number: usize) {
        self.words_mut()[number / 64] &= !(1 << (number % 64));
    }

    #[inline]
    pub(super) fn set(&mut self, number: usize, is_in: bool) {
        if is_in { self.insert(number) } else { self.remove(number) }
    }

    pub(super) fn clear(&mut self) {
        self.words_mut().fill(0);
    }

    /// Takes out what is in, and puts in what is not.
    pub(super) fn invert(&mut self) {
        let bound = self.bound;
        for (number, word) in self.words_mut().iter_mut().enumerate() {
            let end = bound.saturating_sub(number * 64);
            let within = if end < 64 { (1 << end) - 1 } else { u64::MAX };
            *word = !*word & within;
        }
    }

    /// Of sets kept in place the number of words is known when this is compiled: there is no loop.
    #[inline]
    fn change(&mut self, other: &Self, change: impl Fn(&mut u64, u64)) {
        if let (Words::Few(words), Words::Few(others)) = (&mut self.words, &other.words) {
            words.iter_mut().zip(others).for_each(|(word, &other)| change(word, other));
        } else {
            self.words_mut().iter_mut().zip(other.words()).for_each(|(word, &other)| change(word, other));
        }
    }

    /// Whether `holds` of every word and that of the other set.
    #[inline]
    fn all(&self, other: &Self, holds: impl Fn(u64, u64) -> bool) -> bool {
        if let (Words::Few(words), Words::Few(others)) = (&self.words, &other.words) {
            words.iter().zip(others).all(|(&word, &other)| holds(word, other))
        } else {
            self.words().iter().zip(other.words()).all(|(&word, &other)| holds(word, other))
        }
    }

    #[inline]
    pub(super) fn union_with(&mut self, other: &Self) {
        self.change(other, |word, other| *word |= other);
    }

    /// Keeps only what is in `other` as well. Both sets have one bound, here and below.
    #[inline]
    pub(super) fn intersect_with(&mut self, other: &Self) {
        self.change(other, |word, other| *word &= other);
    }

    #[inline]
    pub(super) fn difference_with(&mut self, other: &Self) {
        self.change(other, |word, other| *word &= !other);
    }

    #[inline]
    pub(super) fn is_subset(&self, other: &Self) -> bool {
        self.all(other, |word, other| word & !other == 0)
    }

    #[inline]
    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.all(other, |word, other| word & other == 0)
    }

    #[inline]
    pub(super) fn is_clear(&self) -> bool {
        match &self.words {
            Words::Few(words) => words.iter().all(|&word| word == 0),
            Words::Many(words) => words.iter().all(|&word| word == 0),
        }
    }

    /// How many numbers are in the set.
    #[inline]
    pub(super) fn count(&self) -> usize {
        match &self.words {
            Words::Few(words) => words.iter().map(|&word| count_ones(word)).sum(),
            Words::Many(words) => words.iter().map(|&word| count_ones(word)).sum(),
        }
    }

    /// The numbers, in order.
    #[inline]
    pub(super) fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        let (first, rest) = self.words().split_first().unwrap_or((&0, &[]));
        Members { word: Ones(*first), from: 0, rest }
    }
}

/// The numbers of a set, in order, word by word.
struct Members<'b> {
    word: Ones,
    /// The number of the first bit of the word.
    from: usize,
    rest: &'b [u64],
}

impl Iterator for Members<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some(bit) = self.word.next() {
                return Some(self.from + bit);
            }
            let (next, rest) = self.rest.split_first()?;
            (self.word, self.rest) = (Ones(*next), rest);
            self.from += 64;
        }
    }
}

impl Extend<usize> for BitSet {
    #[inline]
    fn extend<I: IntoIterator<Item = usize>>(&mut self, numbers: I) {
        numbers.into_iter().for_each(|number| self.insert(number));
    }
}

impl Index<usize> for BitSet {
    type Output = bool;

    #[inline]
    fn index(&self, number: usize) -> &bool {
        if self.words()[number / 64] >> (number % 64) & 1 == 1 { &true } else { &false }
    }
}

#[cfg(test)]
mod tests {
    use super::BitSet;

    fn set(bound: usize, numbers: &[usize]) -> BitSet {
        let mut set = BitSet::below(bound);
        set.extend(numbers.iter().copied());
        set
    }

    fn changed(a: &BitSet, b: &BitSet, change: impl Fn(&mut BitSet, &BitSet)) -> Vec<usize> {
        let mut changed = a.clone();
        change(&mut changed, b);
        changed.ones().collect()
    }

    #[test]
    fn sets_of_any_bound_are_joined_cut_and_compared() {
        for bound in [66, 128, 129, 300] {
            let (a, b) = (set(bound, &[0, 63, 64, bound - 1]), set(bound, &[63, 65]));
            assert_eq!(
                changed(&a, &b, BitSet::union_with),
                set(bound, &[0, 63, 64, 65, bound - 1]).ones().collect::<Vec<_>>()
            );
            assert_eq!(
                changed(&a, &b, BitSet::intersect_with),
                set(bound, &[63, 65]).ones().filter(|&n| a[n]).collect::<Vec<_>>()
            );
            assert_eq!(changed(&a, &b, BitSet::difference_with), a.ones().filter(|&n| !b[n]).collect::<Vec<_>>());
            assert_eq!(changed(&a, &b, |a, _| a.invert()), (0..bound).filter(|&n| !a[n]).collect::<Vec<_>>());
            assert!(set(bound, &[63]).is_subset(&a) && !b.is_subset(&set(bound, &[65])));
            assert!(set(bound, &[1, 62]).is_disjoint(&a) && !a.is_disjoint(&b));
            assert_eq!((a.count(), a.bound()), (4, bound));
        }
    }

    #[test]
    fn numbers_are_put_in_and_taken_out() {
        let mut numbers = set(200, &[7, 130]);
        numbers.set(7, false);
        numbers.set(8, true);
        numbers.remove(130);
        assert_eq!(numbers.ones().collect::<Vec<_>>(), [8]);
        numbers.clear();
        assert!(numbers.is_clear());
    }
}
