//! Dates: both month names in full Arabic dates (كانون الثاني/يناير), the Levantine one alone where space is short.

use std::sync::LazyLock;

use super::Words;
use crate::domain::{
    calendar::{Civil, Day, days_in_month},
    dated::Dated,
    text::Language,
};

/// The names of the twelve months, full and short, by language: read once, for a page shows hundreds of dates.
static MONTHS: LazyLock<[[[String; 12]; 2]; 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        ["month-full-", "month-short-"]
            .map(|prefix| std::array::from_fn(|month| Words::of(language).say(&format!("{prefix}{}", month + 1))))
    })
});

#[derive(Clone, Copy)]
enum Length {
    Full,
    Short,
}

impl Words {
    /// "10 January 2019" / «10 كانون الثاني/يناير 2019».
    #[must_use]
    pub fn date(self, day: Day) -> String {
        self.day_month_year(day, Length::Full)
    }

    /// "10 Jan 2019" / «10 كانون الثاني 2019».
    #[must_use]
    pub fn short_date(self, day: Day) -> String {
        self.day_month_year(day, Length::Short)
    }

    /// A month on an axis: "Sep" / «أيلول». January, where the year changes, is told apart by the caller.
    #[must_use]
    pub fn month_label(self, _year: i64, month: u8) -> String {
        self.month_name(month, Length::Short).to_owned()
    }

    /// "September 2018".
    #[must_use]
    pub fn month(self, year: i64, month: u8) -> String {
        format!("{} {}", self.month_name(month, Length::Full), self.year(year))
    }

    /// "2018", "79 CE", "44 BCE".
    #[must_use]
    pub fn year(self, year: i64) -> String {
        match year {
            ..=0 => self.fill("year-bce", "year", &(1 - year).to_string()),
            1..=999 => self.fill("year-ce", "year", &year.to_string()),
            _ => year.to_string(),
        }
    }

    /// From one day to another: "10 January 2019", "September 2018", "11–20 September 2018",
    /// "28 January – 3 February 2019", "March–May 2019", "2011–2014".
    #[must_use]
    pub fn days_between(self, first: Day, last: Day) -> String {
        let (a, b) = (first.civil(), last.civil());
        if first == last {
            return self.date(first);
        }
        let is_months = a.day == 1 && b.day == days_in_month(b.year, b.month);
        if is_months && a.month == 1 && b.month == 12 {
            return if a.year == b.year {
                self.year(a.year)
            } else {
                self.tight(&self.year(a.year), &self.year(b.year))
            };
        }
        if is_months {
            return self.months_between(a, b);
        }
        let end = self.date(last);
        if (a.year, a.month) == (b.year, b.month) {
            self.tight(&a.day.to_string(), &end)
        } else if a.year == b.year {
            self.wide(&format!("{} {}", a.day, self.month_name(a.month, Length::Full)), &end)
        } else {
            self.wide(&self.date(first), &end)
        }
    }

    /// The date of a document or of an act: "10 January 2019", "February 2019", "8–28 February 2019".
    #[must_use]
    pub fn dated(self, dated: &Dated) -> String {
        let days = self.days_between(dated.first(), dated.last());
        // `~` and `?` move no bounds; they are the one thing about a date that its days do not show.
        if dated.edtf().contains(['~', '%']) { self.fill("date-about", "date", &days) } else { days }
    }

    fn months_between(self, a: Civil, b: Civil) -> String {
        if (a.year, a.month) == (b.year, b.month) {
            self.month(b.year, b.month)
        } else if a.year == b.year {
            self.tight(self.month_name(a.month, Length::Full), &self.month(b.year, b.month))
        } else {
            self.wide(&self.month(a.year, a.month), &self.month(b.year, b.month))
        }
    }

    fn day_month_year(self, day: Day, length: Length) -> String {
        let Civil { year, month, day } = day.civil();
        format!("{day} {} {}", self.month_name(month, length), self.year(year))
    }

    fn month_name(self, month: u8, length: Length) -> &'static str {
        let language = usize::from(self.language == Language::Arabic);
        let length = match length {
            Length::Full => 0,
            Length::Short => 1,
        };
        &MONTHS[language][length][usize::from(month.clamp(1, 12)) - 1]
    }

    pub(super) fn tight(self, from: &str, to: &str) -> String {
        self.tell("range-tight", &[("from", from.into()), ("to", to.into())])
    }

    /// "112 to 121", for sentences.
    pub(super) fn spelt_range(self, from: &str, to: &str) -> String {
        self.tell("range-words", &[("from", from.into()), ("to", to.into())])
    }

    pub(super) fn wide(self, from: &str, to: &str) -> String {
        self.tell("range-wide", &[("from", from.into()), ("to", to.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a day of the table")
    }

    fn both(say: impl Fn(Words) -> String) -> [String; 2] {
        Language::ALL.map(|language| say(Words::of(language)))
    }

    #[test]
    fn dates_are_said_in_both_languages_with_western_digits() {
        assert_eq!(both(|words| words.date(day("2019-01-10"))), ["10 January 2019", "10 كانون الثاني/يناير 2019"]);
        assert_eq!(both(|words| words.short_date(day("2019-01-10"))), ["10 Jan 2019", "10 كانون الثاني 2019"]);
        assert_eq!(both(|words| words.month_label(2018, 9)), ["Sep", "أيلول"]);
        assert_eq!(both(|words| words.year(-43)), ["44 BCE", "44 ق.م"]);
        assert_eq!(both(|words| words.year(79)), ["79 CE", "79 م"]);
    }

    #[test]
    fn ranges_take_a_dash_in_english_and_a_word_in_arabic() {
        for (first, last, english, arabic) in [
            ("2018-09-11", "2018-09-20", "11–20 September 2018", "11 إلى 20 أيلول/سبتمبر 2018"),
            ("2018-09-01", "2018-09-30", "September 2018", "أيلول/سبتمبر 2018"),
            ("2018-03-01", "2018-05-31", "March–May 2018", "آذار/مارس إلى أيار/مايو 2018"),
            (
                "2018-12-20",
                "2019-01-05",
                "20 December 2018 – 5 January 2019",
                "20 كانون الأول/ديسمبر 2018 إلى 5 كانون الثاني/يناير 2019",
            ),
            (
                "2019-01-28",
                "2019-02-03",
                "28 January – 3 February 2019",
                "28 كانون الثاني/يناير إلى 3 شباط/فبراير 2019",
            ),
            ("2011-01-01", "2014-12-31", "2011–2014", "2011 إلى 2014"),
            ("2011-01-01", "2011-12-31", "2011", "2011"),
        ] {
            assert_eq!(both(|words| words.days_between(day(first), day(last))), [english, arabic], "{first} {last}");
        }
    }
}
