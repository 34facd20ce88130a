//! Tables of quantities in three languages, and what holds for any text under any tolerance table.

use proptest::prelude::*;

use super::{read_count, read_duration};
use crate::domain::{
    fault::ValueFault,
    policy::{Policy, Rule},
    span::Span,
    value::AxisReading,
};

const INF: i64 = Span::OPEN_HI;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

type Case = (&'static str, &'static str, (i64, i64), (i64, i64));
type Read = fn(&str, &Policy) -> Result<AxisReading, ValueFault>;

fn check(read: Read, cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, canonical, core, envelope) in cases {
        let expected = Ok(((*canonical).to_owned(), *core, *envelope));
        let ends = |spans: &crate::domain::span::Spans| spans.hull().map_or((0, -1), |hull| (hull.lo(), hull.hi()));
        let actual = read(text, &Policy::standard()).map(|r| (r.canonical.clone(), ends(&r.core), ends(&r.envelope)));
        if actual != expected {
            wrong.push(format!("{text}: {actual:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers that say exactly themselves.
fn check_numbers(cases: &[(&str, i64)]) {
    for (text, n) in cases {
        let reading = read_count(text, &Policy::standard()).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(reading.canonical, n.to_string(), "{text}");
        assert_eq!(reading.core, Span::point(*n).into(), "{text}");
        assert_eq!(reading.envelope, reading.core, "{text}");
    }
}

#[test]
fn counts_in_english_have_the_core_and_envelope_of_the_table() {
    check(
        read_count,
        &[
            ("at least 70,000", ">=70000", (70_000, INF), (70_000, INF)),
            ("no fewer than 300", ">=300", (300, INF), (300, INF)),
            ("300 so far", ">=300", (300, INF), (300, INF)),
            ("at least 300 people so far", ">=300", (300, INF), (300, INF)),
            ("300+", ">=300", (300, INF), (300, INF)),
            ("300 or more", ">=300", (300, INF), (300, INF)),
            ("more than 300", ">300", (301, INF), (300, INF)),
            ("over a thousand", ">1000", (1001, INF), (1000, INF)),
            ("at most 5", "<=5", (0, 5), (0, 5)),
            ("up to 300 fighters", "<=300", (0, 300), (0, 300)),
            ("no more than twenty", "<=20", (0, 20), (0, 20)),
            ("fewer than 10", "<10", (0, 9), (0, 10)),
            ("1000..1500", "1000..1500", (1000, 1500), (1000, 1500)),
            ("1,000 to 1,500", "1000..1500", (1000, 1500), (1000, 1500)),
            ("between 10 and 20", "10..20", (10, 20), (10, 20)),
            ("between two hundred and fifty and three hundred", "250..300", (250, 300), (250, 300)),
            ("between two hundred and fifty and one thousand", "250..1000", (250, 1000), (250, 1000)),
            ("10-20", "10..20", (10, 20), (10, 20)),
            ("10–20 dead", "10..20", (10, 20), (10, 20)),
            ("two to three hundred", "200..300", (200, 300), (200, 300)),
            ("2-3 million", "2000000..3000000", (2_000_000, 3_000_000), (2_000_000, 3_000_000)),
            ("500 to 2 thousand", "500..2000", (500, 2000), (500, 2000)),
            ("about 2000", "~2000", (2000, 2000), (1500, 2500)),
            ("some 500 people", "~500", (500, 500), (450, 550)),
            ("an estimated 7", "~7", (7, 7), (6, 8)),
            ("~0", "~0", (0, 0), (0, 1)),
            ("at least about 300", ">=~300", (300, INF), (250, INF)),
            ("about 10 to 20", "~10..20", (10, 20), (5, 25)),
            ("between about 10 and 20", "~10..20", (10, 20), (5, 25)),
            ("10 to about 20", "10..~20", (10, 20), (10, 25)),
            ("nearly 300", "nearly 300", (270, 299), (255, 300)),
            ("close to a thousand", "nearly 1000", (900, 999), (850, 1000)),
            ("a couple", "a-couple", (2, 2), (1, 3)),
            ("a few", "a-few", (3, 5), (2, 6)),
            ("several", "several", (3, 9), (2, 10)),
            ("a handful of fighters", "a-handful", (3, 6), (2, 7)),
            ("a dozen", "a-dozen", (12, 12), (10, 14)),
            ("about a dozen", "a-dozen", (12, 12), (10, 14)),
            ("more than a dozen", ">a-dozen", (13, INF), (10, INF)),
            ("dozens killed", "dozens", (24, 99), (24, 199)),
            ("scores of victims", "scores", (40, 99), (40, 199)),
            ("tens", "tens", (20, 99), (20, 199)),
            ("hundreds", "hundreds", (200, 999), (200, 1999)),
            ("thousands of people", "thousands", (2000, 9999), (2000, 19_999)),
            ("tens of thousands", "tens-of-thousands", (20_000, 99_999), (20_000, 199_999)),
            ("hundreds of thousands", "hundreds-of-thousands", (200_000, 999_999), (200_000, 1_999_999)),
            ("several dozen", "several-dozen", (36, 99), (36, 199)),
            ("several hundred people", "several-hundred", (300, 900), (300, 1999)),
            ("a few hundred", "a-few-hundred", (300, 500), (200, 600)),
            ("at least several", ">=several", (3, INF), (2, INF)),
            ("many", "many", (10, INF), (3, INF)),
            ("numerous", "many", (10, INF), (3, INF)),
        ],
    );
}

#[test]
fn counts_in_arabic_have_the_core_and_envelope_of_the_table() {
    check(
        read_count,
        &[
            ("ما لا يقل عن ٧٠ ألفًا", ">=70000", (70_000, INF), (70_000, INF)),
            ("لا يقل عن ثلاثمئة شخص", ">=300", (300, INF), (300, INF)),
            ("300 على الأقل", ">=300", (300, INF), (300, INF)),
            ("أكثر من خمسمائة", ">500", (501, INF), (500, INF)),
            ("ما يزيد على ٥٠٠", ">500", (501, INF), (500, INF)),
            ("أقل من عشرة", "<10", (0, 9), (0, 10)),
            ("لا يزيد عن 20", "<=20", (0, 20), (0, 20)),
            ("نحو 500 قتيل", "~500", (500, 500), (450, 550)),
            ("حوالي ألفين", "~2000", (2000, 2000), (1500, 2500)),
            ("يُقدَّر بنحو ٢٠٠٠", "~2000", (2000, 2000), (1500, 2500)),
            ("قرابة 300", "nearly 300", (270, 299), (255, 300)),
            ("زهاء 500", "~500", (500, 500), (450, 550)),
            ("ما يقرب من 300", "nearly 300", (270, 299), (255, 300)),
            ("بين 10 و20", "10..20", (10, 20), (10, 20)),
            ("بين مئتين وثلاثمئة", "200..300", (200, 300), (200, 300)),
            ("من عشرة إلى عشرين شخصا", "10..20", (10, 20), (10, 20)),
            ("العديد من الضحايا", "many", (10, INF), (3, INF)),
            ("كثيرون", "many", (10, INF), (3, INF)),
            ("عدة أشخاص", "several", (3, 9), (2, 10)),
            ("بضعة", "several", (3, 9), (2, 10)),
            ("عشرات القتلى", "tens", (20, 99), (20, 199)),
            ("مئات", "hundreds", (200, 999), (200, 1999)),
            ("آلاف الضحايا", "thousands", (2000, 9999), (2000, 19_999)),
            ("عشرات الآلاف", "tens-of-thousands", (20_000, 99_999), (20_000, 199_999)),
            ("مئات الآلاف", "hundreds-of-thousands", (200_000, 999_999), (200_000, 1_999_999)),
        ],
    );
}

#[test]
fn counts_in_french_have_the_core_and_envelope_of_the_table() {
    check(
        read_count,
        &[
            ("au moins 70 000 personnes", ">=70000", (70_000, INF), (70_000, INF)),
            ("plus de trois cents morts", ">300", (301, INF), (300, INF)),
            ("moins de dix", "<10", (0, 9), (0, 10)),
            ("au plus 20", "<=20", (0, 20), (0, 20)),
            ("jusqu’à 300", "<=300", (0, 300), (0, 300)),
            ("environ 500", "~500", (500, 500), (450, 550)),
            ("près de 300", "nearly 300", (270, 299), (255, 300)),
            ("entre 10 et 20", "10..20", (10, 20), (10, 20)),
            ("de 10 à 15", "10..15", (10, 15), (10, 15)),
            ("une dizaine", "~10", (10, 10), (5, 15)),
            ("une vingtaine de morts", "~20", (20, 20), (15, 25)),
            ("une douzaine", "a-dozen", (12, 12), (10, 14)),
            ("des dizaines", "tens", (20, 99), (20, 199)),
            ("des centaines de morts", "hundreds", (200, 999), (200, 1999)),
            ("des milliers", "thousands", (2000, 9999), (2000, 19_999)),
            ("des dizaines de milliers", "tens-of-thousands", (20_000, 99_999), (20_000, 199_999)),
            ("plusieurs", "several", (3, 9), (2, 10)),
            ("quelques", "a-few", (3, 5), (2, 6)),
            ("de nombreux combattants", "many", (10, INF), (3, INF)),
        ],
    );
}

#[test]
fn numbers_are_read_in_digits_and_in_words_of_three_languages() {
    check_numbers(&[
        ("2", 2),
        ("70,000", 70_000),
        ("70 000", 70_000),
        ("70\u{a0}000", 70_000),
        ("70.000", 70_000),
        ("1,234,567", 1_234_567),
        ("1,234.0", 1234),
        ("1.5 million", 1_500_000),
        ("1,5 million", 1_500_000),
        ("half a million", 500_000),
        ("zero", 0),
        ("no one", 0),
        ("none", 0),
        ("لا أحد", 0),
        ("aucun", 0),
        ("no deaths", 0),
        ("twenty-five", 25),
        ("two hundred and fifty", 250),
        ("seventy thousand", 70_000),
        ("one hundred and twenty-three thousand four hundred and fifty-six", 123_456),
        ("two dozen", 24),
        ("two dead fighters", 2),
        ("a hundred", 100),
        ("fifteen hundred", 1500),
        ("vingt et un mille", 21_000),
        ("٧٠٬٠٠٠", 70_000),
        ("۲۰", 20),
        ("قتيلان", 2),
        ("شخصين", 2),
        ("شخص واحد", 1),
        ("ثلاثة عشر", 13),
        ("اثنا عشر", 12),
        ("خمسة وعشرون", 25),
        ("خمسمئة", 500),
        ("خمسمائة", 500),
        ("سبعين ألفا", 70_000),
        ("خمسة آلاف", 5000),
        ("ألف ومئتان وخمسون", 1250),
        ("ثلاثة قتلى", 3),
        ("quatre-vingt-dix-sept", 97),
        ("soixante et onze", 71),
        ("mille deux cents", 1200),
        ("1000000000000000", 1_000_000_000_000_000),
    ]);
}

#[test]
fn durations_are_read_in_iso_notation_and_in_words_of_three_languages() {
    check(
        read_duration,
        &[
            ("P2D", "P2D", (2 * DAY, 2 * DAY), (2 * DAY, 2 * DAY)),
            ("PT36H", "PT36H", (36 * HOUR, 36 * HOUR), (36 * HOUR, 36 * HOUR)),
            ("P1Y2M", "P1Y2M", (425 * DAY, 425 * DAY), (425 * DAY, 425 * DAY)),
            ("P1D..P3D", "P1D..P3D", (DAY, 3 * DAY), (DAY, 3 * DAY)),
            (">=P2D", ">=P2D", (2 * DAY, INF), (2 * DAY, INF)),
            (">P2D", ">P2D", (2 * DAY + 1, INF), (2 * DAY, INF)),
            ("<PT1H", "<PT1H", (0, HOUR - 1), (0, HOUR)),
            ("~P2D", "~P2D", (2 * DAY, 2 * DAY), (3 * DAY / 2, 5 * DAY / 2)),
            ("two days", "P2D", (2 * DAY, 2 * DAY), (2 * DAY, 2 * DAY)),
            ("a week", "P1W", (7 * DAY, 7 * DAY), (7 * DAY, 7 * DAY)),
            ("2 to 3 days", "P2D..P3D", (2 * DAY, 3 * DAY), (2 * DAY, 3 * DAY)),
            ("between two and three days", "P2D..P3D", (2 * DAY, 3 * DAY), (2 * DAY, 3 * DAY)),
            ("1.5 hours", "PT1.5H", (5400, 5400), (5400, 5400)),
            ("an hour and a half", "PT1.5H", (5400, 5400), (5400, 5400)),
            ("half an hour", "PT0.5H", (1800, 1800), (1800, 1800)),
            ("1 day and 6 hours", "P1DT6H", (30 * HOUR, 30 * HOUR), (30 * HOUR, 30 * HOUR)),
            ("about 3 hours", "~PT3H", (3 * HOUR, 3 * HOUR), (9000, 12_600)),
            ("more than two days", ">P2D", (2 * DAY + 1, INF), (2 * DAY, INF)),
            ("nearly two days", "nearly P2D", (155_520, 2 * DAY - 1), (146_880, 2 * DAY)),
            ("several weeks", "several-weeks", (21 * DAY, 63 * DAY), (14 * DAY, 70 * DAY)),
            ("a couple of days", "a-couple-days", (2 * DAY, 2 * DAY), (DAY, 3 * DAY)),
            ("many hours", "many-hours", (10 * HOUR, INF), (3 * HOUR, INF)),
            ("يومان", "P2D", (2 * DAY, 2 * DAY), (2 * DAY, 2 * DAY)),
            ("يوم واحد", "P1D", (DAY, DAY), (DAY, DAY)),
            ("أسبوعين", "P2W", (14 * DAY, 14 * DAY), (14 * DAY, 14 * DAY)),
            ("ثلاثة أيام", "P3D", (3 * DAY, 3 * DAY), (3 * DAY, 3 * DAY)),
            ("شهران", "P2M", (60 * DAY, 60 * DAY), (60 * DAY, 60 * DAY)),
            ("نحو ساعتين", "~PT2H", (2 * HOUR, 2 * HOUR), (5400, 9000)),
            ("عدة أسابيع", "several-weeks", (21 * DAY, 63 * DAY), (14 * DAY, 70 * DAY)),
            ("يوم و6 ساعات", "P1DT6H", (30 * HOUR, 30 * HOUR), (30 * HOUR, 30 * HOUR)),
            ("deux jours", "P2D", (2 * DAY, 2 * DAY), (2 * DAY, 2 * DAY)),
            ("un an", "P1Y", (365 * DAY, 365 * DAY), (365 * DAY, 365 * DAY)),
            ("environ 3 heures", "~PT3H", (3 * HOUR, 3 * HOUR), (9000, 12_600)),
            ("plusieurs semaines", "several-weeks", (21 * DAY, 63 * DAY), (14 * DAY, 70 * DAY)),
        ],
    );
}

#[test]
fn what_is_no_quantity_is_refused_with_a_reading_close_to_it() {
    let refused = |read: Read, kind: &'static str, text: &str, near: Option<&str>| {
        let fault = read(text, &Policy::standard()).expect_err(text);
        assert_eq!(fault, ValueFault::NotUnderstood { kind, near: near.map(str::to_owned) }, "{text}");
    };
    refused(read_count, "count", "at leest seventy thousand", Some(">=70000"));
    refused(read_count, "count", "", None);
    refused(read_count, "count", "hajin", None);
    refused(read_count, "count", "seventy thosand", Some("70000"));
    refused(read_count, "count", "atleast 300", Some(">=300"));
    refused(read_count, "count", "300 sheep", Some("300"));
    refused(read_count, "count", "-5", Some("5"));
    refused(read_count, "count", "1.5", None);
    refused(read_count, "count", "P2D", None);
    refused(read_count, "count", "up to 300 so far", None);
    refused(read_count, "count", "<0", None);
    refused(read_duration, "duration", "two dyas", Some("P2D"));
    refused(read_duration, "duration", "days", None);
    refused(read_duration, "duration", "2", None);
    refused(read_duration, "duration", "P", None);
    refused(read_duration, "duration", "P1H", None);
}

#[test]
fn numbers_beyond_what_is_counted_and_ranges_in_reverse_are_named_as_such() {
    let policy = Policy::standard();
    assert_eq!(read_count("1000000000000001", &policy), Err(ValueFault::NumberTooLarge));
    assert_eq!(read_count(&"9".repeat(200), &policy), Err(ValueFault::NumberTooLarge));
    assert!(read_count("two million billion", &policy).is_err());
    assert_eq!(read_duration("999999999999 years", &policy), Err(ValueFault::NumberTooLarge));
    assert_eq!(read_count("20..10", &policy), Err(ValueFault::RangeReversed));
    assert_eq!(read_count("between 300 and 200", &policy), Err(ValueFault::RangeReversed));
    assert_eq!(read_duration("P3D..P1D", &policy), Err(ValueFault::RangeReversed));
}

#[test]
fn the_rule_that_widened_a_count_is_named() {
    let rule = |text| read_count(text, &Policy::standard()).expect("a count").rule;
    assert_eq!(rule("300"), None);
    assert_eq!(rule("~300"), Some(Rule::AboutNumber));
    assert_eq!(rule(">300"), Some(Rule::MoreThan));
    assert_eq!(rule("nearly 300"), Some(Rule::NearlyEnvelope));
    assert_eq!(rule("many"), Some(Rule::ManyEnvelope));
    assert_eq!(read_duration("~P2D", &Policy::standard()).expect("a duration").rule, Some(Rule::AboutDuration));
}

#[test]
fn a_case_that_reads_strictly_gets_strict_envelopes() {
    let policy =
        Policy::standard().with(Rule::MoreThan, 0.0).expect("in range").with(Rule::AboutNumber, 0.0).expect("in range");
    for text in [">300", "~300"] {
        let reading = read_count(text, &policy).expect("a count");
        assert_eq!(reading.core, reading.envelope, "{text}");
    }
}

/// Quantities put together from the words of the grammar, most of them readable.
fn quantities() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "at least",
        "more than",
        "up to",
        "fewer than",
        "about",
        "nearly",
        "between",
        "and",
        "to",
        "..",
        "-",
        "~",
        ">=",
        "<",
        "so far",
        "two",
        "3",
        "twenty",
        "500",
        "70,000",
        "1.5",
        "hundred",
        "thousand",
        "million",
        "a",
        "an",
        "of",
        "several",
        "a few",
        "dozens",
        "tens",
        "hundreds",
        "many",
        "a dozen",
        "half",
        "days",
        "hour",
        "weeks",
        "P2D",
        "PT36H",
        "people",
        "نحو",
        "بين",
        "وعشرون",
        "ألف",
        "آلاف",
        "عشرات",
        "يومان",
        "أيام",
        "une vingtaine",
        "plus de",
        "mille",
        "مئة",
    ]);
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

/// Signs and digits in any order.
fn notations() -> impl Strategy<Value = String> {
    "[0-9]{0,3}[0-9.,' pPtTdDhHmMsS~<>=+-]{0,16}"
}

fn policies() -> impl Strategy<Value = Policy> {
    prop::collection::vec((prop::sample::select(Rule::ALL.to_vec()), 0.0..1.0), 0..6).prop_map(|changes| {
        changes.into_iter().fold(Policy::standard(), |policy, (rule, share): (Rule, f64)| {
            policy.clone().with(rule, share * rule.max()).unwrap_or(policy)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_the_reader_fail_otherwise_than_by_a_fault(text in "\\PC{0,60}", policy in policies()) {
        let _ = (read_count(&text, &policy), read_duration(&text, &policy));
    }

    #[test]
    fn a_notation_is_refused_or_its_canonical_form_reads_the_same(text in notations(), policy in policies()) {
        for read in [read_count, read_duration] {
            if let Ok(reading) = read(&text, &policy) {
                prop_assert_eq!(read(&reading.canonical, &policy), Ok(reading), "{}", text);
            }
        }
    }

    #[test]
    fn a_core_is_not_empty_not_negative_and_within_its_envelope(text in quantities(), policy in policies()) {
        for reading in [read_count(&text, &policy), read_duration(&text, &policy)].into_iter().flatten() {
            prop_assert!(!reading.core.is_empty());
            prop_assert!(reading.envelope.contains_all(&reading.core), "{text}: {reading:?}");
            prop_assert!(reading.envelope.hull().is_some_and(|hull| hull.lo() >= 0), "{text}: {reading:?}");
        }
    }

    #[test]
    fn the_canonical_form_is_read_as_the_value_it_came_from(text in quantities(), policy in policies()) {
        for read in [read_count, read_duration] {
            if let Ok(reading) = read(&text, &policy) {
                prop_assert_eq!(read(&reading.canonical, &policy), Ok(reading), "{}", text);
            }
        }
    }

    #[test]
    fn a_wider_tolerance_never_takes_a_point_out_of_an_envelope(text in quantities(), policy in policies(), share in 0.0..1.0) {
        // For "nearly" and "many" the lower bound is the wider one.
        let rules = [(Rule::AboutNumber, true), (Rule::AboutDuration, true), (Rule::MoreThan, true), (Rule::NearlyEnvelope, false),
            (Rule::NearlyCore, false), (Rule::ManyEnvelope, false), (Rule::ManyCore, false)];
        for (rule, is_wider_above) in rules {
            let now = policy.value(rule);
            let value = if is_wider_above { now + share * (rule.max() - now) } else { now * share };
            let Some(wider) = policy.clone().with(rule, value) else { continue };
            for read in [read_count, read_duration] {
                if let (Ok(before), Ok(after)) = (read(&text, &policy), read(&text, &wider)) {
                    prop_assert!(after.envelope.contains_all(&before.envelope), "{text}: {before:?} {after:?}");
                }
            }
        }
    }
}
