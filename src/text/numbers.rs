//! Numbers, lists and letters: Western digits in both languages, ranges in words in Arabic.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use fixed_decimal::Decimal;
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};
use icu_locale::{Locale, locale};

use super::Words;
use crate::domain::{analysis::Letter, text::Language};

/// The formatters of one language; building one costs more than a hundred uses.
struct Formatters {
    decimal: Option<DecimalFormatter>,
    and: Option<ListFormatter>,
    or: Option<ListFormatter>,
}

thread_local! {
    static ENGLISH: OnceCell<Formatters> = const { OnceCell::new() };
    static ARABIC: OnceCell<Formatters> = const { OnceCell::new() };
}

/// Counts below this are said once and kept: a page says a hundred of them, and most of them again.
const COUNTS_KEPT: usize = 100;

thread_local! {
    static COUNTED: RefCell<Counted> = RefCell::default();
}

/// What was counted before, by language, message and number: never more than there are messages about a number.
#[derive(Default)]
struct Counted {
    said: HashMap<String, [Vec<Option<Box<str>>>; 2]>,
}

impl Counted {
    fn say(&mut self, language: Language, key: &str, number: usize, say: impl FnOnce() -> String) -> String {
        if !self.said.contains_key(key) {
            self.said.insert(key.to_owned(), <[_; 2]>::default());
        }
        let Some(of_key) = self.said.get_mut(key) else { return say() };
        let kept = &mut of_key[usize::from(language == Language::Arabic)];
        if kept.len() <= number {
            kept.resize(number + 1, None);
        }
        kept[number].get_or_insert_with(|| say().into()).to_string()
    }
}

impl Formatters {
    /// British English has no comma before "and"; Arabic takes Western digits.
    fn of(language: Language) -> Self {
        let locale: Locale = match language {
            Language::English => locale!("en-GB"),
            Language::Arabic => locale!("ar-u-nu-latn"),
        };
        let lists = || ListFormatterOptions::default().with_length(ListLength::Wide);
        Self {
            decimal: DecimalFormatter::try_new(locale.clone().into(), DecimalFormatterOptions::default()).ok(),
            and: ListFormatter::try_new_and(locale.clone().into(), lists()).ok(),
            or: ListFormatter::try_new_or(locale.into(), lists()).ok(),
        }
    }

    fn with<T>(language: Language, act: impl FnOnce(&Self) -> T) -> T {
        let cell = match language {
            Language::English => &ENGLISH,
            Language::Arabic => &ARABIC,
        };
        cell.with(|cell| act(cell.get_or_init(|| Self::of(language))))
    }
}

/// The case of a counted noun. Only the Arabic dual shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Standing alone.
    Nominative,
    /// After "about", "more than".
    Genitive,
    /// The upper end of a range.
    Range,
}

impl Case {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Nominative => "nominative",
            Self::Genitive => "genitive",
            Self::Range => "range",
        }
    }
}

impl Words {
    /// A whole number, grouped: "70,000".
    #[must_use]
    pub fn number(self, number: i64) -> String {
        if (0..1000).contains(&number) {
            return number.to_string();
        }
        self.format(&Decimal::from(number)).unwrap_or_else(|| number.to_string())
    }

    /// A number with at most one decimal: "19.1", "27".
    #[must_use]
    pub fn decimal(self, number: f64) -> String {
        let tenths = format!("{number:.1}");
        let short = tenths.strip_suffix(".0").unwrap_or(&tenths);
        let formatted = Decimal::try_from_str(short).ok().and_then(|decimal| self.format(&decimal));
        formatted.unwrap_or_else(|| short.to_owned())
    }

    fn format(self, decimal: &Decimal) -> Option<String> {
        Formatters::with(self.language, |formatters| {
            formatters.decimal.as_ref().map(|formatter| formatter.format(decimal).to_string())
        })
    }

    /// "A, B and C" / «أ وب وج».
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        if let [item] = items {
            return item.clone();
        }
        let formatted = Formatters::with(self.language, |formatters| {
            formatters.and.as_ref().map(|formatter| formatter.format(items.iter()).to_string())
        });
        formatted.unwrap_or_else(|| items.join(", "))
    }

    /// "A, B or C" / «أ أو ب أو ج».
    #[must_use]
    pub fn list_or(self, items: &[String]) -> String {
        if let [item] = items {
            return item.clone();
        }
        let formatted = Formatters::with(self.language, |formatters| {
            formatters.or.as_ref().map(|formatter| formatter.format(items.iter()).to_string())
        });
        formatted.unwrap_or_else(|| items.join(", "))
    }

    /// "112–121" / «112 إلى 121»; one number where both are equal.
    #[must_use]
    pub fn range(self, from: i64, to: i64) -> String {
        if from == to {
            return self.number(from);
        }
        self.tell("range-tight", &[("from", self.number(from).into()), ("to", self.number(to).into())])
    }

    /// The letter of a position: A, B, C … / أ ب ج … in the abjad order; beyond the last, two letters as in a table.
    #[must_use]
    pub fn letter(self, letter: Letter) -> String {
        const ABJAD: [&str; 28] = [
            "أ", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش",
            "ت", "ث", "خ", "ذ", "ض", "ظ", "غ",
        ];
        if self.language == Language::English {
            return letter.to_string();
        }
        let number = letter.number();
        let mut name = String::new();
        if let Some(before) = (number / ABJAD.len()).checked_sub(1) {
            name.push_str(&self.letter(Letter::new(before)));
        }
        name.push_str(ABJAD[number % ABJAD.len()]);
        name
    }

    /// "12 claims".
    #[must_use]
    pub fn claims(self, number: usize) -> String {
        self.counted("count-claims", number)
    }

    /// "2 documents".
    #[must_use]
    pub fn documents(self, number: usize) -> String {
        self.counted("count-documents", number)
    }

    /// "4 sources".
    #[must_use]
    pub fn sources(self, number: usize) -> String {
        self.counted("count-sources", number)
    }

    /// "8 questions".
    #[must_use]
    pub fn questions(self, number: usize) -> String {
        self.counted("count-questions", number)
    }

    /// "2 positions".
    #[must_use]
    pub fn positions(self, number: usize) -> String {
        self.counted("count-positions", number)
    }

    /// "4 disagreements".
    #[must_use]
    pub fn disagreements(self, number: usize) -> String {
        self.counted("count-disagreements", number)
    }

    /// "3 cases".
    #[must_use]
    pub fn cases(self, number: usize) -> String {
        self.counted("count-cases", number)
    }

    /// "1 root".
    #[must_use]
    pub fn roots(self, number: usize) -> String {
        self.counted("count-roots", number)
    }

    /// "28 days".
    #[must_use]
    pub fn days(self, number: i64) -> String {
        self.units("unit-days", number, Case::Nominative)
    }

    /// The message `key` about `number` things; it picks its plural form by `n` and prints `number`.
    #[must_use]
    pub fn counted(self, key: &str, number: usize) -> String {
        let said = || {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            self.tell(key, &[("n", number.into()), ("number", self.number(number).into())])
        };
        if number < COUNTS_KEPT {
            COUNTED.with_borrow_mut(|kept| kept.say(self.language, key, number, said))
        } else {
            said()
        }
    }

    /// `number` of a unit.
    pub(super) fn units(self, key: &str, number: i64, case: Case) -> String {
        self.tell(key, &[("n", number.into()), ("number", self.number(number).into()), ("case", case.word().into())])
    }

    /// From `from` to `to` of a unit.
    pub(super) fn units_range(self, key: &str, from: i64, to: i64, case: Case) -> String {
        if from == to { self.units(key, to, case) } else { self.units_joined(key, to, self.range(from, to)) }
    }

    /// A range up to `to` of a unit, put as `number`.
    pub(super) fn units_joined(self, key: &str, to: i64, number: String) -> String {
        self.tell(key, &[("n", to.into()), ("number", number.into()), ("case", Case::Range.word().into())])
    }
}

/// `text` with its first letter as at the start of a sentence.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let mut sentence = String::with_capacity(text.len());
    if let Some(first) = characters.next() {
        sentence.extend(first.to_uppercase());
    }
    sentence + characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_nouns_take_the_form_of_their_number() {
        let (english, arabic) = (Words::of(Language::English), Words::of(Language::Arabic));
        let said: Vec<String> = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 121, 1_002, 10_214]
            .iter()
            .map(|&n| format!("{} = {}", english.claims(n), arabic.claims(n)))
            .collect();
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn numbers_lists_and_letters_are_said_in_both_languages() {
        let (english, arabic) = (Words::of(Language::English), Words::of(Language::Arabic));
        let list = |items: [&str; 3]| items.map(str::to_owned);
        assert_eq!([english.number(70_000), arabic.number(70_000)], ["70,000", "70,000"]);
        assert_eq!([english.decimal(19.1), english.decimal(27.0), arabic.decimal(1_234.5)], ["19.1", "27", "1,234.5"]);
        assert_eq!(english.list(&list(["A", "B", "C"])), "A, B and C");
        assert_eq!(arabic.list(&list(["أ", "ب", "ج"])), "أ وب وج");
        assert_eq!(english.list_or(&list(["A", "B", "C"])), "A, B or C");
        assert_eq!(arabic.list_or(&list(["أ", "ب", "ج"])), "أ أو ب أو ج");
        let letters = |words: Words| [0, 1, 2, 26, 28].map(|number| words.letter(Letter::new(number)));
        assert_eq!(letters(english), ["A", "B", "C", "AA", "AC"]);
        assert_eq!(letters(arabic), ["أ", "ب", "ج", "ظ", "أأ"]);
    }
}
