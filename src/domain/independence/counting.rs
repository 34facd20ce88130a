//! A set of numbers to count with: quick to fill, read in order, and empty again once it has been read.

use crate::domain::{
    bits::{Ones, count_ones},
    numbers::Numbers,
};

/// Numbers below a bound, as bits.
pub(super) struct CountingSet {
    /// A bit a slot.
    words: Vec<u64>,
    /// A bit for each word that is not empty: most sets are small, and only their own words are looked at.
    filled: Vec<u64>,
}

/// The place of a number in a set, or the place of no number at all: whether there is one need not be asked when it is
/// put in, thousands of times, but only once when the set is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot(usize);

impl Slot {
    pub(super) fn of(number: usize) -> Self {
        Self(number + 1)
    }

    /// The bit of the slot in the word that it is in.
    #[inline]
    pub(super) fn bit(self) -> u64 {
        1 << (self.0 % 64)
    }
}

impl From<Option<usize>> for Slot {
    fn from(number: Option<usize>) -> Self {
        number.map_or(Self(0), Self::of)
    }
}

impl CountingSet {
    /// No numbers yet; those below `end` may come.
    pub(super) fn below(end: usize) -> Self {
        let words = (end + 1).div_ceil(64);
        Self { words: vec![0; words], filled: vec![0; words.div_ceil(64)] }
    }

    #[inline]
    pub(super) fn insert(&mut self, slot: Slot) {
        let word = slot.0 / 64;
        let bits = &mut self.words[word];
        if *bits == 0 {
            self.filled[word / 64] |= 1 << (word % 64);
        }
        *bits |= slot.bit();
    }

    /// Whether every number that may come has its bit in the first word.
    pub(super) fn is_one_word(&self) -> bool {
        self.words.len() == 1
    }

    /// Puts in all that have a bit in `first`, the first word.
    #[inline]
    pub(super) fn insert_first(&mut self, first: u64) {
        self.words[0] |= first;
        self.filled[0] |= 1;
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        let slot = number + 1;
        self.words[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// Takes out all numbers; how many there were.
    pub(super) fn clear(&mut self) -> usize {
        self.words[0] &= !1;
        let mut count = 0;
        for (number, filled) in self.filled.iter_mut().enumerate() {
            for bit in Ones(std::mem::take(filled)) {
                count += count_ones(std::mem::take(&mut self.words[number * 64 + bit]));
            }
        }
        count
    }

    /// Takes out all numbers, in order.
    pub(super) fn drain(&mut self, mut each: impl FnMut(usize)) {
        self.words[0] &= !1;
        for (number, filled) in self.filled.iter_mut().enumerate() {
            for bit in Ones(std::mem::take(filled)) {
                let word = number * 64 + bit;
                for bit in Ones(std::mem::take(&mut self.words[word])) {
                    each(word * 64 + bit - 1);
                }
            }
        }
    }

    /// Takes out all numbers, in order, and appends them to `list`.
    pub(super) fn drain_into(&mut self, list: &mut Vec<usize>) {
        self.drain(|number| list.push(number));
    }

    /// Takes out all numbers, in order, as a list that is given the room it needs at once.
    pub(super) fn take(&mut self) -> Numbers {
        self.words[0] &= !1;
        if self.is_one_word() {
            self.filled[0] = 0;
            // A number's slot is one beyond it.
            return Numbers::of_bits(std::mem::take(&mut self.words[0]) >> 1);
        }
        let mut room = 0;
        for (number, filled) in self.filled.iter().enumerate() {
            room += Ones(*filled).map(|bit| count_ones(self.words[number * 64 + bit])).sum::<usize>();
        }
        let mut list = Numbers::with_room_for(room);
        self.drain(|number| list.push(number));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::{CountingSet, Slot};

    #[test]
    fn numbers_come_out_once_and_in_order() {
        let mut numbers = CountingSet::below(10_000);
        for number in [9_999, 0, 63, 64, 4_096, 63] {
            numbers.insert(Slot::of(number));
        }
        numbers.insert(Slot::from(None));
        assert!(numbers.contains(63) && !numbers.contains(65));
        let mut list = vec![7];
        numbers.drain_into(&mut list);
        assert_eq!(list, [7, 0, 63, 64, 4_096, 9_999]);
        for number in [9_999, 0, 63, 64, 4_096, 63, 7] {
            numbers.insert(Slot::of(number));
        }
        assert_eq!(numbers.take(), [0, 7, 63, 64, 4_096, 9_999]);
        numbers.insert(Slot::of(700));
        numbers.insert(Slot::from(None));
        assert_eq!([numbers.clear(), numbers.clear()], [1, 0]);
        assert!(!numbers.is_one_word());
        let mut few = CountingSet::below(63);
        few.insert_first(Slot::of(2).bit() | Slot::of(62).bit() | Slot::from(None).bit());
        assert!(few.is_one_word() && few.contains(62));
        assert_eq!([few.take().as_slice(), few.take().as_slice()], [&[2, 62][..], &[]]);
    }
}
