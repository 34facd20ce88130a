//! Random bytes: the only place that asks the operating system for them.

use zeroize::Zeroizing;

/// As many unpredictable bytes as the caller has room for.
#[expect(clippy::disallowed_methods, reason = "this is the place that everything else takes chance from")]
pub fn bytes<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).expect("an operating system that runs a server has random bytes");
    bytes
}

/// The letters and digits of [`letters`]: none that is taken for another.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// So many letters and digits that nobody can guess, as ids have them.
#[must_use]
pub fn letters(count: usize) -> String {
    (0..count).map(|_| char::from(LETTERS[usize::from(below(31))])).collect()
}

/// A random byte: to spread what would otherwise happen at the same moment.
#[must_use]
pub fn chance() -> u8 {
    bytes::<1>()[0]
}

/// One of the numbers below `end`, each as likely as any other.
pub fn below(end: u8) -> u8 {
    // A plain remainder would favour small numbers, so bytes past the last whole multiple are thrown away.
    let fair = u8::MAX - u8::MAX % end;
    loop {
        let [byte] = *bytes();
        if byte < fair {
            return byte % end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_drawings_are_the_same() {
        assert_ne!(bytes::<32>(), bytes::<32>());
    }

    #[test]
    fn every_number_below_the_end_comes_up_about_as_often() {
        let mut seen = [0_u32; 62];
        for _ in 0..62_000 {
            seen[usize::from(below(62))] += 1;
        }
        // A thousand are expected of each; eight standard deviations are never seen by chance.
        assert!(seen.iter().all(|&count| (750..1250).contains(&count)), "{seen:?}");
    }
}
