//! Sorting claims by a number: done a few times for every question, over all its claims.

/// The numbers below `count` in order of `key`, those of one key in order themselves. Neither reaches 2^32: they number
/// records of a case.
///
/// A key and a number are put into one word: words are sorted without a branch, in a third of the time of pairs.
pub(super) fn numbers_by(count: usize, key: impl Fn(usize) -> usize) -> Vec<usize> {
    let word = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let mut words: Vec<u64> = (0..count).map(|number| word(key(number)) << 32 | word(number)).collect();
    words.sort_unstable();
    let number = |word: u64| usize::try_from(word & u64::from(u32::MAX)).unwrap_or(usize::MAX);
    words.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers_by;

    #[test]
    fn numbers_come_in_order_of_their_key_and_then_of_themselves() {
        let keys = [7, 200_000, 0, 7, 1];
        assert_eq!(numbers_by(keys.len(), |number| keys[number]), [2, 4, 0, 3, 1]);
        assert!(numbers_by(0, |number| number).is_empty());
    }
}
