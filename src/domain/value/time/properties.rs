//! What holds for every text, date and policy.

use proptest::prelude::*;

use super::{TimeContext, read, read_edtf};
use crate::domain::{
    calendar::{Day, UtcOffset},
    fault::ValueFault,
    policy::{Policy, Rule},
    value::AxisReading,
};

/// Words of all three languages and scraps of notation, to be thrown together.
const SCRAPS: &[&str] = &[
    "mid",
    "early",
    "late",
    "January",
    "septembre",
    "يناير",
    "كانون الثاني",
    "2018",
    "2019",
    "10",
    "31",
    "about",
    "before",
    "قبل",
    "بعد",
    "between",
    "and",
    "و",
    "to",
    "or",
    "إلى",
    "à",
    "ago",
    "il y a",
    "three",
    "weeks",
    "أسبوعين",
    "last",
    "month",
    "الماضي",
    "dernier",
    "semaine",
    "06:30",
    "pm",
    "o'clock",
    "on",
    "yesterday",
    "Sunday",
    "spring",
    "1990s",
    "-",
    "/",
    "~",
    "..",
    "2019-01-10",
    "201X",
    "[",
    "]",
    ",",
    "T06:30",
    "+03:00",
    "Y170000",
    "S2",
    "?",
    "%",
    "العاشر",
    "من",
    "يوم",
];

const EDTF: &[&str] = &[
    "2019-01-10~",
    "2019-01~",
    "2018-21~",
    "2018~",
    "201X~",
    "20XX%",
    "2018-09-11~/2018-09-20~",
    "2018-09~/2018-12~",
    "2018-03-02~/2019",
    "../2019-01-10~",
    "2019~/..",
    "[2018~,2019-03-04]",
    "2004-06~-11",
    "1560-X2~",
    "2014-03-08T06:30~",
    "2014-03-08T06:30~/2014-03-08T07:00",
    "three weeks ago",
    "last month",
    "last week",
    "three o'clock",
    "1950S2~",
];

fn anchor() -> Option<Day> {
    Day::parse_iso("2019-02-08")
}

fn context(policy: &Policy) -> TimeContext<'_> {
    TimeContext { anchor: anchor(), utc_offset: UtcOffset::from_minutes(180).unwrap_or_default(), policy }
}

/// Checks what every reading promises.
fn check(text: &str) -> Result<(), TestCaseError> {
    let policy = Policy::standard();
    if let Ok(reading) = read(text, &context(&policy)) {
        prop_assert!(!reading.core.is_empty(), "{text}: nothing in the core");
        prop_assert!(reading.envelope.contains_all(&reading.core), "{text}: the core leaves the envelope");
        let again = read(&reading.canonical, &context(&policy));
        let again = again.map_err(|fault| TestCaseError::fail(format!("{text}: {} {fault:?}", reading.canonical)))?;
        prop_assert_eq!(&again.canonical, &reading.canonical, "{}", text);
        prop_assert_eq!(&again.core, &reading.core, "{}", text);
        if !is_beyond_notation(&reading) {
            prop_assert_eq!(&again.envelope, &reading.envelope, "{}", text);
        }
    }
    let _ = read_edtf(text, UtcOffset::UTC);
    Ok(())
}

/// Whether the envelope comes from a phrase that notation cannot say.
fn is_beyond_notation(reading: &AxisReading) -> bool {
    matches!(reading.rule, Some(Rule::Ago | Rule::LastMonth | Rule::LastWeek | Rule::OClock))
}

fn day() -> impl Strategy<Value = Day> {
    (-700_000_i64..2_900_000)
        .prop_map(Day::from_number)
        .prop_filter("years of four digits", |day| (1000..=9999).contains(&day.civil().year))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_text_makes_the_reader_panic(text in proptest::collection::vec(any::<char>(), 0..60)) {
        check(&text.into_iter().collect::<String>())?;
    }

    #[test]
    fn notation_like_text_never_panics_and_reads_back_as_written(text in "[0-9XYSTE~?%./,:+\\-\\[\\]{} ]{0,24}") {
        check(&text)?;
    }

    #[test]
    fn words_thrown_together_read_back_from_their_canonical_form(
        scraps in proptest::collection::vec(proptest::sample::select(SCRAPS), 1..7),
    ) {
        check(&scraps.join(" "))?;
        check(&scraps.concat())?;
    }

    #[test]
    fn a_date_written_out_in_three_languages_is_that_day(day in day()) {
        let policy = Policy::standard();
        let date = day.civil();
        let month = usize::from(date.month) - 1;
        let english = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"][month];
        let french = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre"][month];
        let arabic = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
            "تشرين الثاني", "كانون الأول"][month];
        let (year, number) = (date.year, date.day);
        for text in [format!("{number} {english} {year}"), format!("{english} {number}, {year}"),
            format!("le {number} {french} {year}"), format!("{number} {arabic} {year}")] {
            let reading = read(&text, &context(&policy)).map_err(|fault| TestCaseError::fail(format!("{text}: {fault:?}")))?;
            prop_assert_eq!(&reading.canonical, &day.to_string(), "{}", text);
            prop_assert_eq!(&reading.core, &day.seconds(context(&policy).utc_offset).into());
        }
    }

    #[test]
    fn a_larger_tolerance_never_shrinks_an_envelope(
        text in proptest::sample::select(EDTF), rule in proptest::sample::select(Rule::ALL), a in 0.0..1.0, b in 0.0..1.0,
    ) {
        let policy = |share: f64| Policy::standard().with(rule, rule.max() * share).unwrap_or_default();
        let (small, large) = (policy(f64::min(a, b)), policy(f64::max(a, b)));
        let envelope = |policy: &Policy| read(text, &context(policy)).map(|reading| reading.envelope).unwrap_or_default();
        prop_assert!(envelope(&large).contains_all(&envelope(&small)), "{} by {}", text, rule.name());
        prop_assert!(!envelope(&small).is_empty());
    }

    #[test]
    fn a_day_without_a_year_is_never_after_its_anchor(anchor in day(), date in day()) {
        let policy = Policy::standard();
        let context = TimeContext { anchor: Some(anchor), utc_offset: UtcOffset::UTC, policy: &policy };
        let text = format!("{:02} {}", date.civil().day, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec"][usize::from(date.civil().month) - 1]);
        match read(&text, &context) {
            Ok(reading) => {
                let found = Day::parse_iso(&reading.canonical);
                prop_assert!(found.is_some_and(|day| day <= anchor && anchor.number() - day.number() < 366 * 9));
            }
            Err(fault) => prop_assert_eq!(fault, ValueFault::NoSuchDay, "{}", text),
        }
    }
}
