//! The gate: every EDTF expression of seven public suites, decided and tested.
//!
//! Undisputed inputs must come out as the suites say: validity, level, first and last day. Where the suites disagree
//! among themselves, the table below says what we do and why.

use std::collections::BTreeSet;

use serde_json::Value;

use super::edtf::{DayBound, Edtf};
use crate::domain::calendar::Day;

const CASES: &str = include_str!("../../../../tests/data/edtf-cases.json");

const HOURS_OFFSET: &str = "ISO 8601-1 has the shift in hours alone, and EDTF level 0 keeps it; the suites differ only on whether bounds are given in UTC. Ours are days in the writer's local time.";
const LEVEL: &str = "A mark on the whole date is level 1; the suites differ on the level alone.";
const SIGNIFICANT: &str = "ISO 8601-2 4.4.3: the digits beyond the significant ones may be any, so the range is swept from the written digits, not centred on the number.";
const FRACTION: &str = "Fractions of a second are not in the EDTF profile; nothing we compare is that fine.";
const HOUR24: &str = "ISO 8601-1:2019 withdrew hour 24: midnight is 00:00 of the next day.";
const LEAP: &str = "ISO 8601-1 lets a minute have second 60; which ones did is not for a parser to know.";
const SHIFT14: &str = "Clocks differ by at most 14 hours, and we take the limit for both sides: refusing -12:01 to -14:00 would lose typed data for a rule the standard does not state.";
const BASIC_SHIFT: &str =
    "EDTF is the extended format throughout; a shift without its colon mixes in the basic format.";
const CENTURY: &str = "ISO 8601-1's two digits for a century are not in the EDTF profile, which writes 19XX; here a two-digit number is more likely a slip.";
const NO_DATE: &str = "An interval needs one dated end to be a date. `../..` alone is read as any time by our extension, after EDTF refuses it.";
const DECADE: &str = "ISO 8601-1's three digits for a decade are not in the EDTF profile, which writes 193X; here three digits are more likely a year typed short.";
const SPACES: &str =
    "The grammar of sets has no spaces; EDTF is an exchange notation, and one spelling per value is its point.";
const SEASONS: &str = "Each end of an interval may be any date of level 1, and seasons are; the bounds are plain.";
const NEGATIVE_MASK: &str = "The grammar gives open digits to years without a sign; whether -01XX counts towards or away from zero is not said.";
const WINTER: &str = "The product's seasons: winter is December to February of the next year, so the year written is the one it begins in.";
const NEGATIVE_TIME: &str = "A time of day is level 0, where years have four digits and no sign.";
const SHORT_Y: &str = "The prefix Y is for years beyond four digits; a year has one notation.";
const PHRASE: &str = "A phrase, not EDTF; the phrase reader has its own tests.";
const TOO_MANY_DIGITS: &str = "More significant digits than the year has say nothing.";
const SAME_UNIT: &str = "The start lies within the end, so the interval is not reversed: some moment from the first day to the last of the end.";
const LONG_YEAR_END: &str = "An end of an interval may be any date, a prefixed year too.";
const NESTED_MARKS: &str =
    "Each end carries its own mark, and the end's unit holds the start, so the interval is not reversed.";
const PREFIXED_DAY: &str =
    "ISO 8601-2 gives months and days to four-digit years alone; a prefixed year stands by itself.";

/// Disputed inputs: whether we take them, and why.
const DECISIONS: &[(&str, bool, &str)] = &[
    ("1985-04-12T23:20:30-04", true, HOURS_OFFSET),
    ("2004-06-11%", true, LEVEL),
    ("1950S2", true, SIGNIFICANT),
    ("Y171010000S3", true, SIGNIFICANT),
    ("Y3388E2S3", true, SIGNIFICANT),
    ("1953S2", true, SIGNIFICANT),
    ("1953S3", true, SIGNIFICANT),
    ("Y17101E4S3", true, SIGNIFICANT),
    ("2016-05-02T16:54:59.042", false, FRACTION),
    ("2016-05-02T16:54:59.04200000", false, FRACTION),
    ("2016-05-02T16:54:59.4", false, FRACTION),
    ("2016-05-02T16:54:59.42", false, FRACTION),
    ("2016-05-02T16:54:59.042123", false, FRACTION),
    ("2016-05-02T16:54:59.042Z", false, FRACTION),
    ("2016-05-02T24:00:00", false, HOUR24),
    ("2016-05-02T01:01:60", true, LEAP),
    ("2016-05-02T12:00:00-12:01", true, SHIFT14),
    ("2016-05-02T12:00:00-13:00", true, SHIFT14),
    ("2016-05-02T12:00:00-14:00", true, SHIFT14),
    ("2016-05-02T12:00:00-13", true, SHIFT14),
    ("2016-05-02T12:00:00-14", true, SHIFT14),
    ("2016-05-02T16:54:59+0230", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59+0000", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59+1400", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59+1330", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59+1200", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59+0410", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59-0015", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59-1159", false, BASIC_SHIFT),
    ("2016-05-02T16:54:59-1200", false, BASIC_SHIFT),
    ("19", false, CENTURY),
    ("00", false, CENTURY),
    ("-04", false, CENTURY),
    ("19~", false, CENTURY),
    ("19?", false, CENTURY),
    ("19%", false, CENTURY),
    ("/", false, NO_DATE),
    ("../..", false, NO_DATE),
    ("/..", false, NO_DATE),
    ("../", false, NO_DATE),
    ("193", false, DECADE),
    ("019", false, DECADE),
    ("009", false, DECADE),
    ("000", false, DECADE),
    ("-193", false, DECADE),
    ("-019", false, DECADE),
    ("197~", false, DECADE),
    ("197?", false, DECADE),
    ("197%", false, DECADE),
    ("[1667, 1672-12]", false, SPACES),
    ("{1667, 1670..1672}", false, SPACES),
    ("{1960 ,  1961-12}", false, SPACES),
    ("[1667, 1668, 1670..1672]", false, SPACES),
    ("[1760-01, 1760-02, 1760-12..]", false, SPACES),
    ("[1667, 1760-12]", false, SPACES),
    ("{1667,1668, 1670..1672}", false, SPACES),
    ("{1960, 1961-12}", false, SPACES),
    ("2012-21/2012-22", true, SEASONS),
    ("-01XX", false, NEGATIVE_MASK),
    ("-01XX~", false, NEGATIVE_MASK),
    ("-20XX", false, NEGATIVE_MASK),
    ("-1X32-X1-X2", false, NEGATIVE_MASK),
    ("-156X-12-25", false, NEGATIVE_MASK),
    ("-15XX-12-25", false, NEGATIVE_MASK),
    ("-XXXX-12-XX", false, NEGATIVE_MASK),
    ("-1XXX-XX", false, NEGATIVE_MASK),
    ("-1XXX-12", false, NEGATIVE_MASK),
    ("2010-24", true, WINTER),
    ("-1972-04-12T23:20:28", false, NEGATIVE_TIME),
    ("-1985-04-12T23:20:30", false, NEGATIVE_TIME),
    ("-1985-04-12T23:20:30Z", false, NEGATIVE_TIME),
    ("-1985-04-12T23:20:30-04", false, NEGATIVE_TIME),
    ("-1985-04-12T23:20:30+04:30", false, NEGATIVE_TIME),
    ("Y1700", false, SHORT_Y),
    ("Y-1200", false, SHORT_Y),
    ("Y20E2", false, SHORT_Y),
    ("Y-20E2S3", false, SHORT_Y),
    ("Spring, 2002", false, PHRASE),
    ("winter, 2002", false, PHRASE),
    ("second quarter of 2001", false, PHRASE),
    ("-1859S5", false, TOO_MANY_DIGITS),
    ("0000-01-03/0000-01", true, SAME_UNIT),
    ("0000-02/0000", true, SAME_UNIT),
    ("Y-61000/-2000", true, LONG_YEAR_END),
    ("2004-06-11%/2004-%06", true, NESTED_MARKS),
    ("2004-06-11%/2004-06~", true, NESTED_MARKS),
    ("Y17000-08-16", false, PREFIXED_DAY),
];

#[test]
fn every_undisputed_input_is_decided_as_all_suites_decide_it() {
    let cases = cases();
    let undisputed: Vec<&Value> = cases.iter().filter(|case| case["disputed"] == false).collect();
    assert_eq!(undisputed.len(), 528);
    let wrong: Vec<&str> = undisputed
        .iter()
        .map(|case| (text(case, "input"), case["valid"] == true))
        .filter(|(input, is_valid)| Edtf::parse(input).is_ok() != *is_valid)
        .map(|(input, _)| input)
        .collect();
    assert_eq!(wrong, Vec::<&str>::new());
}

#[test]
fn every_undisputed_expression_has_the_level_and_the_days_the_suites_give_it() {
    let cases = cases();
    let valid: Vec<&Value> = cases.iter().filter(|case| case["disputed"] == false && case["valid"] == true).collect();
    assert_eq!(valid.len(), 394);
    for case in valid {
        let input = text(case, "input");
        let edtf = Edtf::parse(input).expect("the case is readable");
        assert_eq!(Some(u64::from(edtf.level())), case["level"].as_u64(), "level of {input}");
        assert_eq!(edtf.earliest(), bound(text(case, "earliest")), "first day of {input}");
        assert_eq!(edtf.latest(), bound(text(case, "latest")), "last day of {input}");
        assert_eq!(edtf.to_string(), text(case, "canonical"), "canonical form of {input}");
    }
}

#[test]
fn the_table_of_decisions_covers_exactly_the_disputed_inputs_each_with_a_reason() {
    let cases = cases();
    let disputed: BTreeSet<&str> =
        cases.iter().filter(|case| case["disputed"] == true).map(|case| text(case, "input")).collect();
    let decided: BTreeSet<&str> = DECISIONS.iter().map(|(input, ..)| *input).collect();
    assert_eq!(decided, disputed);
    assert_eq!((DECISIONS.len(), disputed.len()), (87, 87));
    assert!(DECISIONS.iter().all(|(_, _, reason)| reason.len() > 20));
}

#[test]
fn the_parser_does_what_the_table_of_decisions_says() {
    for (input, is_valid, reason) in DECISIONS {
        assert_eq!(Edtf::parse(input).is_ok(), *is_valid, "{input}: {reason}");
    }
}

#[test]
fn disputed_expressions_we_take_have_the_days_we_decided_on() {
    for case in cases().iter().filter(|case| case["disputed"] == true && case["valid"] == true) {
        let edtf = Edtf::parse(text(case, "input")).expect("the case is readable");
        assert_eq!(edtf.earliest(), bound(text(case, "earliest")), "{edtf}");
        assert_eq!(edtf.latest(), bound(text(case, "latest")), "{edtf}");
    }
}

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(CASES).expect("the file is JSON");
    file["cases"].as_array().expect("cases is a list").clone()
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} is missing in {case}"))
}

fn bound(text: &str) -> DayBound {
    match text {
        "-inf" | "+inf" => DayBound::Open,
        "unknown" => DayBound::Unknown,
        _ => {
            let (rest, sign) = text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1));
            let fields: Vec<i64> = rest.split('-').map(|field| field.parse().expect("a number")).collect();
            let small = |n: i64| u8::try_from(n).expect("a month or a day");
            DayBound::Day(Day::from_civil(sign * fields[0], small(fields[1]), small(fields[2])).expect("a day"))
        }
    }
}
