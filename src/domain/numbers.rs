//! Short lists of numbers: of claims, sources and the like. Of the lists that describe positions most have a handful of
//! entries and there are thousands of them, so a list of up to six is kept in place.

use std::{fmt, ops::Deref};

use super::bits::{Ones, count_ones};

/// How many numbers are kept in place.
const FEW: usize = 6;

/// A list of numbers, to be read as a slice.
#[derive(Clone)]
pub struct Numbers(List);

#[derive(Clone)]
enum List {
    Few { count: u8, numbers: [usize; FEW] },
    Many(Vec<usize>),
}

impl Numbers {
    /// An empty list that is to take `count` numbers.
    #[inline]
    pub(super) fn with_room_for(count: usize) -> Self {
        if count <= FEW { Self::default() } else { Self(List::Many(Vec::with_capacity(count))) }
    }

    /// The places of the bits that are set in a word.
    #[inline]
    pub(super) fn of_bits(word: u64) -> Self {
        let count = count_ones(word);
        if count > FEW {
            return Self(List::Many(Ones(word).collect()));
        }
        let mut numbers = [0; FEW];
        numbers.iter_mut().zip(Ones(word)).for_each(|(number, bit)| *number = bit);
        Self(List::Few { count: u8::try_from(count).unwrap_or_default(), numbers })
    }

    /// Appends a number.
    #[inline]
    pub(super) fn push(&mut self, number: usize) {
        match &mut self.0 {
            List::Few { count, numbers } => match numbers.get_mut(usize::from(*count)) {
                Some(free) => {
                    *free = number;
                    *count += 1;
                }
                None => self.0 = List::Many(numbers.iter().copied().chain([number]).collect()),
            },
            List::Many(numbers) => numbers.push(number),
        }
    }

    /// The numbers, in order.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &[usize] {
        match &self.0 {
            List::Few { count, numbers } => &numbers[..usize::from(*count)],
            List::Many(numbers) => numbers,
        }
    }
}

impl Default for Numbers {
    #[inline]
    fn default() -> Self {
        Self(List::Few { count: 0, numbers: [0; FEW] })
    }
}

impl Deref for Numbers {
    type Target = [usize];

    #[inline]
    fn deref(&self) -> &[usize] {
        self.as_slice()
    }
}

impl From<Vec<usize>> for Numbers {
    #[inline]
    fn from(numbers: Vec<usize>) -> Self {
        if numbers.len() <= FEW { numbers.into_iter().collect() } else { Self(List::Many(numbers)) }
    }
}

impl FromIterator<usize> for Numbers {
    #[inline]
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut list = Self::default();
        numbers.into_iter().for_each(|number| list.push(number));
        list
    }
}

impl<'n> IntoIterator for &'n Numbers {
    type Item = &'n usize;
    type IntoIter = std::slice::Iter<'n, usize>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Numbers {}

impl<const N: usize> PartialEq<[usize; N]> for Numbers {
    fn eq(&self, other: &[usize; N]) -> bool {
        self.as_slice() == other
    }
}

impl fmt::Debug for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn a_list_is_the_same_however_long_it_is_and_however_it_was_made() {
        for length in [0, 1, 6, 7, 20] {
            let expected: Vec<usize> = (0..length).collect();
            let mut pushed = Numbers::with_room_for(length);
            for &number in &expected {
                pushed.push(number);
            }
            let collected: Numbers = expected.iter().copied().collect();
            assert_eq!(pushed.as_slice(), expected);
            assert_eq!([&collected, &Numbers::from(expected.clone())], [&pushed; 2]);
            assert_eq!(format!("{pushed:?}"), format!("{expected:?}"));
        }
        assert_eq!(Numbers::from(vec![3, 1]), [3, 1]);
        assert_eq!(Numbers::of_bits(1 << 63 | 5), [0, 2, 63]);
        assert_eq!(Numbers::of_bits(0xff).as_slice(), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(Numbers::of_bits(0).is_empty());
    }
}
