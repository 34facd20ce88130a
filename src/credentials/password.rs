//! What somebody may choose as a password: long, and not what a guesser tries first. No rules about kinds of characters.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::Score;

use crate::domain::fold::fold;

/// A password that was chosen and accepted, in the one spelling (NFC) it is hashed in.
pub struct NewPassword(Zeroizing<String>);

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// It has fewer characters than this.
    TooShort { min: usize },
    /// It has more bytes than this.
    TooLong { max_bytes: usize },
    /// It is common, or made of repetitions, sequences, dates, or words about the person or this program.
    Guessable,
}

const CHARACTERS_MIN: usize = 15;
const BYTES_MAX: usize = 1024;
/// The estimate takes longer the longer a text is, so it looks at the beginning alone.
const CHARACTERS_ESTIMATED: usize = 100;
const SIGNS_FOR_LETTERS: &str = "@({[<!|$+%";
const SIGNS_FOR_LETTERS_ESTIMATED: usize = 3;
const CHARACTERS_BESIDES_KNOWN_WORDS_MIN: usize = 8;
/// A guesser's 10^8 tries, at least, by the estimate of zxcvbn.
const SCORE_MIN: Score = Score::Three;

impl NewPassword {
    /// The password somebody chose, who is known by `words_about_the_person`: names, an address of electronic mail.
    ///
    /// The estimate computes for milliseconds, and for some tenths of a second at worst: call it where that holds up
    /// nobody else (`spawn_blocking`).
    ///
    /// # Errors
    ///
    /// The first reason not to accept it.
    pub fn parse(chosen: &str, words_about_the_person: &[&str]) -> Result<Self, PasswordFault> {
        let password = one_spelling(chosen).ok_or(PasswordFault::TooLong { max_bytes: BYTES_MAX })?;
        if password.chars().count() < CHARACTERS_MIN {
            return Err(PasswordFault::TooShort { min: CHARACTERS_MIN });
        }
        if is_guessable(&password, words_about_the_person) {
            return Err(PasswordFault::Guessable);
        }
        Ok(Self(password))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// A typed password as it is hashed: keyboards differ in whether é is one character or two. Nothing if it is too long.
pub(super) fn one_spelling(typed: &str) -> Option<Zeroizing<String>> {
    // Normalising can shorten a text, so the limit counts after it; but not every length sent is worth normalising.
    if typed.len() > 4 * BYTES_MAX {
        return None;
    }
    let normal: Zeroizing<String> = Zeroizing::new(typed.nfc().collect());
    (normal.len() <= BYTES_MAX).then_some(normal)
}

fn is_guessable(password: &str, words_about_the_person: &[&str]) -> bool {
    let known = known_words(words_about_the_person);
    if characters_besides(&known, password) < CHARACTERS_BESIDES_KNOWN_WORDS_MIN {
        return true;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    zxcvbn::zxcvbn(&what_is_estimated(password), &known).score() < SCORE_MIN
}

/// The beginning of a password, without the signs that stand for letters (`p@$$word`) where they are of many kinds.
///
/// The estimate tries all combinations of what such signs may stand for: a hundred of them held it up for four seconds.
/// No word is written with so many, so that other signs in their place give the same answer.
fn what_is_estimated(password: &str) -> Zeroizing<String> {
    let beginning = || password.chars().take(CHARACTERS_ESTIMATED);
    let kinds = SIGNS_FOR_LETTERS.chars().filter(|&sign| beginning().any(|c| c == sign)).count();
    if kinds <= SIGNS_FOR_LETTERS_ESTIMATED {
        return Zeroizing::new(beginning().collect());
    }
    let meaningless = |c: char| match SIGNS_FOR_LETTERS.find(c) {
        Some(place) => ['§', '¶', '†', '‡', '•', '¤', '¬', '°', 'µ', '¦'][place],
        None => c,
    };
    Zeroizing::new(beginning().map(meaningless).collect())
}

/// What a guesser who knows the person tries first: each name as a whole and every word of it, the longest first.
fn known_words(about_the_person: &[&str]) -> Vec<String> {
    let mut words = vec!["counterpoint".to_owned()];
    for name in about_the_person.iter().map(|name| fold(name)) {
        words.extend(name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        words.push(name);
    }
    words.retain(|word| word.chars().count() > 2);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// How many characters are left when the known words are taken out. The estimate alone is too kind to several names in a
/// row: it counts as if a guesser had ten thousand names to join.
fn characters_besides(known: &[String], password: &str) -> usize {
    let folded = Zeroizing::new(fold(password));
    let rest = known.iter().fold(folded, |rest, word| Zeroizing::new(rest.replace(word, "")));
    rest.chars().count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn fault(chosen: &str) -> Option<PasswordFault> {
        NewPassword::parse(chosen, &["Miriam al-Khatib", "m.khatib@example.org"]).err()
    }

    #[test]
    fn a_long_password_is_accepted_in_any_script_and_without_rules_about_its_characters() {
        for chosen in [
            "seven herons quarrel softly",
            "correcthorsebatterystaple",
            "نخيل يعبر الجسر قبل الفجر",
            "les hérons se querellent",
            "🐎🔋🖇️🌵🦉🎻🧭🪁🥁🧶🪐🍋🛶🦔🎈",
            "xk7qmvw2rtzp9bd",
        ] {
            assert_eq!(fault(chosen), None, "{chosen}");
        }
    }

    #[test]
    fn fifteen_characters_are_the_least() {
        assert_eq!(fault("xk7qmvw2rtzp9b"), Some(PasswordFault::TooShort { min: 15 }));
        assert_eq!(fault("xk7qmvw2rtzp9bd"), None);
        assert_eq!(fault(""), Some(PasswordFault::TooShort { min: 15 }));
        // Fifteen as typed, with the accent apart; fourteen in the one spelling.
        assert_eq!(fault("xk7qmvw2rtzp9e\u{301}"), Some(PasswordFault::TooShort { min: 15 }));
    }

    #[test]
    fn a_thousand_and_twenty_four_bytes_are_the_most() {
        let long =
            |bytes: usize| format!("seven herons quarrel softly{}", "ه".repeat(512))[..bytes - 1].to_owned() + "x";
        assert_eq!(long(1024).len(), 1024);
        assert_eq!(fault(&long(1024)), None);
        assert_eq!(fault(&format!("{}x", long(1024))), Some(PasswordFault::TooLong { max_bytes: 1024 }));
        assert_eq!(fault(&"é".repeat(1 << 20)), Some(PasswordFault::TooLong { max_bytes: 1024 }));
    }

    #[test]
    fn a_password_that_a_guesser_tries_first_is_refused() {
        for chosen in [
            "passwordpassword",
            "Password12345678",
            "P@ssw0rdP@ssw0rd",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "1234567890123456789",
            "qwertyuiopasdfghjkl",
            "ههههههههههههههههه",
            "counterpoint2026",
            "Counterpoint-counterpoint",
        ] {
            assert_eq!(fault(chosen), Some(PasswordFault::Guessable), "{chosen}");
        }
    }

    #[test]
    fn a_password_made_of_the_names_of_the_person_is_refused() {
        for chosen in ["miriamalkhatib1", "Khatib.Miriam.2026", "m.khatib@example.org", "MÍRIAM miriam miriam"] {
            assert_eq!(fault(chosen), Some(PasswordFault::Guessable), "{chosen}");
        }
        assert_eq!(fault("miriam counts herons at noon"), None, "a name among other words is no harm");
        let fault = NewPassword::parse("مريم الخطيب مريم", &["مريم الخطيب"]).err();
        assert_eq!(fault, Some(PasswordFault::Guessable));
    }

    #[test]
    fn odd_characters_are_estimated_without_a_stumble() {
        for chosen in [
            "İİİİİİİİİİİİİİİİİİİİ@@@444",
            "ẞßſƒ@4(1!|$5+7%2ẞßſƒ",
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ",
        ] {
            let _ = fault(chosen);
        }
        let _ = fault(&"4@8({[<3691!|70$5+7%2".repeat(48));
    }

    #[test]
    fn signs_that_stand_for_letters_are_estimated_unless_they_would_hold_the_estimate_up() {
        assert_eq!(*what_is_estimated("p@$$w0rd!"), "p@$$w0rd!");
        let others = what_is_estimated("1@({[<!|$+%z");
        assert!(others.starts_with('1') && others.ends_with('z') && !others.contains(['@', '(', '%']), "{others:?}");
        assert_eq!(others.chars().collect::<BTreeSet<char>>().len(), 12, "different signs stay different");
    }

    #[test]
    fn a_password_is_never_printed_for_debugging() {
        let password = NewPassword::parse("seven herons quarrel softly", &[]);
        assert_eq!(format!("{password:?}"), "Ok(NewPassword(…))");
    }
}
