//! How sure a source says it is. The word is kept as typed; three degrees carry its consequences.

use super::{fault::FaultKind, fold::fold, near::nearest};

/// What a certainty word commits its speaker to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// Non-committal: the claim is in every position and supports none.
    Possible,
    /// Committal, at half the severity.
    Probable,
    /// Committal.
    Certain,
}

/// A certainty word and its degree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Certainty {
    word: String,
    degree: Degree,
}

/// The words by degree, the English ones first: they stand for the list in a fault.
const ENGLISH: [(Degree, &[&str]); 3] = [
    (Degree::Certain, &["certain", "confirmed", "announced", "stated"]),
    (Degree::Probable, &["probable", "likely", "believed", "reported", "alleged", "estimated"]),
    (Degree::Possible, &["possible", "unconfirmed", "rumoured", "if-true", "investigating"]),
];

/// Spellings and equivalents beside [`ENGLISH`]: British and American, Arabic, French.
const OTHERS: [(Degree, &[&str]); 3] = [
    (
        Degree::Certain,
        &[
            "مؤكد",
            "مؤكدة",
            "أكيد",
            "أكيدة",
            "معلن",
            "معلنة",
            "أعلن",
            "أكد",
            "صرح",
            "certaine",
            "confirmé",
            "confirmée",
            "annoncé",
            "annoncée",
            "déclaré",
            "déclarée",
            "affirmé",
            "affirmée",
        ],
    ),
    (
        Degree::Probable,
        &[
            "مرجح",
            "مرجحة",
            "على الأرجح",
            "محتمل جدا",
            "يعتقد",
            "أفيد",
            "أفادت تقارير",
            "مزعوم",
            "مزعومة",
            "يزعم",
            "مقدر",
            "مقدرة",
            "تقديري",
            "probablement",
            "vraisemblable",
            "cru",
            "crue",
            "rapporté",
            "rapportée",
            "présumé",
            "présumée",
            "allégué",
            "alléguée",
            "estimé",
            "estimée",
        ],
    ),
    (
        Degree::Possible,
        &[
            "ممكن",
            "ممكنة",
            "محتمل",
            "محتملة",
            "غير مؤكد",
            "غير مؤكدة",
            "شائعة",
            "إشاعة",
            "يشاع",
            "إن صح",
            "إن صحت",
            "إذا صح",
            "قيد التحقيق",
            "rumored",
            "non confirmé",
            "non confirmée",
            "rumeur",
            "si vrai",
            "si c'est vrai",
            "enquête en cours",
            "en cours d'enquête",
        ],
    ),
];

impl Default for Certainty {
    /// No word given: the source simply says so.
    fn default() -> Self {
        Self { word: "certain".to_owned(), degree: Degree::Certain }
    }
}

impl Certainty {
    /// Reads a certainty word in English, Arabic or French, whatever its letter case, accents and vowel marks.
    ///
    /// # Errors
    /// `NotOneOf` for any other word, with the English list and the known word closest to it.
    ///
    /// ```
    /// use counterpoint::domain::certainty::{Certainty, Degree};
    /// let certainty = Certainty::parse("Reported")?;
    /// assert_eq!((certainty.word(), certainty.degree()), ("Reported", Degree::Probable));
    /// # Ok::<(), counterpoint::domain::fault::FaultKind>(())
    /// ```
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        let typed = input.trim();
        let key = comparable(typed);
        match words().find(|(_, word)| comparable(word) == key) {
            Some((degree, _)) => Ok(Self { word: typed.to_owned(), degree }),
            None => Err(FaultKind::NotOneOf {
                given: typed.to_owned(),
                allowed: Self::words().map(str::to_owned).collect(),
                near: nearest(typed, words().map(|(_, word)| word)).map(str::to_owned),
            }),
        }
    }

    /// The English words, from certain to possible: what a form offers and a fault lists.
    pub fn words() -> impl Iterator<Item = &'static str> {
        ENGLISH.into_iter().flat_map(|(_, words)| words).copied()
    }

    /// The word as typed.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What the word commits its speaker to.
    #[must_use]
    pub fn degree(&self) -> Degree {
        self.degree
    }
}

fn words() -> impl Iterator<Item = (Degree, &'static str)> {
    ENGLISH.into_iter().chain(OTHERS).flat_map(|(degree, words)| words.iter().map(move |word| (degree, *word)))
}

/// `if-true` and "if true" are one word.
fn comparable(word: &str) -> String {
    fold(word).replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_words_of_three_languages_have_their_degree() {
        for (word, degree) in [
            ("certain", Degree::Certain),
            ("Announced", Degree::Certain),
            ("مؤكَّد", Degree::Certain),
            ("confirme", Degree::Certain),
            ("likely", Degree::Probable),
            ("estimated", Degree::Probable),
            ("مُرجَّح", Degree::Probable),
            ("présumé", Degree::Probable),
            ("if true", Degree::Possible),
            ("if-true", Degree::Possible),
            ("غير مؤكد", Degree::Possible),
            ("rumeur", Degree::Possible),
        ] {
            assert_eq!(Certainty::parse(word).map(|c| c.degree()), Ok(degree), "{word}");
        }
    }

    #[test]
    fn every_certainty_word_is_read_as_its_own_degree() {
        for (degree, word) in words() {
            assert_eq!(Certainty::parse(word).map(|c| c.degree()), Ok(degree), "{word}");
        }
    }

    #[test]
    fn the_certainty_word_is_kept_as_typed() {
        assert_eq!(Certainty::parse(" Rumoured ").expect("a certainty word").word(), "Rumoured");
    }

    #[test]
    fn without_a_word_a_claim_is_certain() {
        assert_eq!(Certainty::default().degree(), Degree::Certain);
    }

    #[test]
    fn another_certainty_word_is_refused_with_the_list_and_a_near_one() {
        let fault = Certainty::parse("probabel").expect_err("no certainty word");
        let FaultKind::NotOneOf { given, allowed, near } = fault else { panic!("{fault:?}") };
        assert_eq!((given.as_str(), near.as_deref()), ("probabel", Some("probable")));
        assert_eq!(allowed.len(), 15);
        assert!(matches!(Certainty::parse(""), Err(FaultKind::NotOneOf { near: None, .. })));
    }
}
