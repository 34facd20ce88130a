//! What texts are read as: tables of cases in notation and in three languages.

mod arabic;
mod english;
mod french;
mod notation;

use super::{TimeContext, read, read_edtf};
use crate::domain::{
    calendar::{DAY_SECONDS, Day, UtcOffset},
    fault::ValueFault,
    policy::{Policy, Rule},
    span::{Span, Spans},
    value::AxisReading,
};

/// Text, canonical form, core, envelope, rule.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<Rule>);

#[test]
fn notation_is_read_as_the_table_says() {
    check(notation::ROWS);
}

#[test]
fn english_is_read_as_the_table_says() {
    check(english::ROWS);
}

#[test]
fn french_is_read_as_the_table_says() {
    check(french::ROWS);
}

#[test]
fn arabic_is_read_as_the_table_says() {
    check(arabic::ROWS);
}

#[test]
fn a_slip_of_the_pen_gets_the_nearest_reading_and_none_is_guessed() {
    let cases = [
        ("mid Septembr", Some("mid-September")),
        ("mid Septembr 2018", Some("mid-September 2018")),
        ("10 ينايرر 2019", Some("10 يناير 2019")),
        ("10 janvire 2019", Some("10 janvier 2019")),
        ("10/01/2019", Some("[2019-01-10,2019-10-01]")),
        ("10.01.2019", Some("[2019-01-10,2019-10-01]")),
        ("13/01/2019", Some("2019-01-13")),
        ("10/10/2019", Some("2019-10-10")),
        ("2019/01/10", Some("2019-01-10")),
        ("2019-1-5", Some("2019-01-05")),
        ("1/2019", Some("2019-01")),
        ("before 13/01/2019", Some("before 2019-01-13")),
        ("le 10/01/2019", Some("[2019-01-10,2019-10-01]")),
        ("in the middle of the night", None),
        ("la nuit dernière", None),
        ("in the past week", Some("in the last week")),
        ("201x", Some("201X")),
        ("Sunday 10 January 2019", Some("2019-01-10")),
        ("hello world", None),
        ("10 January 11", None),
        ("late yesterday", None),
        ("", None),
    ];
    for (text, near) in cases {
        let expected = ValueFault::NotUnderstood { kind: "time", near: near.map(str::to_owned) };
        assert_eq!(read_at(text, Some("2019-02-08")), Err(expected), "{text}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let cases = [
        ("2019-02-30", ValueFault::NoSuchDay),
        ("30 February 2019", ValueFault::NoSuchDay),
        ("31 أبريل 2019", ValueFault::NoSuchDay),
        ("{2018,2019}", ValueFault::AllOfOnOneAnswer),
        ("2019/2018", ValueFault::RangeReversed),
        ("2014-03-08T07:00/2014-03-08T06:30", ValueFault::RangeReversed),
        ("between March 2019 and January 2019", ValueFault::RangeReversed),
    ];
    for (text, fault) in cases {
        assert_eq!(read_at(text, Some("2019-02-08")), Err(fault), "{text}");
    }
}

#[test]
fn a_phrase_that_counts_from_a_day_wants_its_anchor() {
    for text in ["last month", "10 January", "in September", "قبل أسبوعين", "hier", "on Sunday", "06:30", "last winter"]
    {
        assert_eq!(read_at(text, None), Err(ValueFault::NeedsAnchor), "{text}");
    }
    for text in ["10 January 2019", "mi-septembre 2018", "ربيع 2018", "06:30 on 8 March 2014"] {
        assert!(read_at(text, None).is_ok(), "{text}");
    }
}

#[test]
fn the_nearest_day_or_month_is_never_after_the_anchor() {
    let cases = [
        ("10 January", "2019-01-10", "2019-01-10"),
        ("10 January", "2019-01-09", "2018-01-10"),
        ("January", "2019-01-01", "2019-01"),
        ("January", "2018-12-31", "2018-01"),
        ("last January", "2019-01-20", "2018-01"),
        ("يناير الماضي", "2019-01-20", "2018-01"),
        ("the 31st", "2019-03-02", "2019-01-31"),
        ("last month", "2019-01-15", "2018-12"),
        ("winter", "2019-01-15", "2018-24"),
        ("a month ago", "2019-03-31", "2019-02-13/2019-03-15"),
    ];
    for (text, anchor, canonical) in cases {
        let reading = read_at(text, Some(anchor)).map(|reading| reading.canonical);
        assert_eq!(reading.as_deref(), Ok(canonical), "{text} from {anchor}");
    }
}

#[test]
fn times_without_an_offset_are_local_times_of_the_event() {
    let policy = Policy::standard();
    let utc_offset = UtcOffset::parse("+03:00").expect("the case is readable");
    let context = TimeContext { anchor: None, utc_offset, policy: &policy };
    let core = |text: &str| read(text, &context).expect("the case is readable").core;
    let day = Day::parse_iso("2019-03-03").expect("the case is readable");
    assert_eq!(core("2019-03-03"), Spans::from(day.seconds(utc_offset)));
    assert_eq!(core("2019-03-03T06:30"), core("2019-03-03T03:30Z"));
    assert_eq!(core("06:30 on 3 March 2019"), core("2019-03-03T03:30+00:00"));
    assert_eq!(core("2019-03-03T09:00:00"), core("2019-03-03T06:00:00Z"));
    assert_ne!(core("2019-03-03T06:30+08:00"), core("2019-03-03T06:30"));
}

#[test]
fn many_pieces_become_their_hull_and_say_so() {
    let read = |text: &str| read_at(text, None).expect("the case is readable");
    assert!(read("XXXX-12").is_hull);
    assert!(!read("XXXX-XX-XX").is_hull);
    let february_or_december = read("1560-X2");
    assert_eq!((february_or_december.core.pieces().len(), february_or_december.is_hull), (2, false));
    assert_eq!(read("XX60-12").core.pieces().len(), 100);
}

#[test]
fn a_question_mark_makes_a_time_uncertain_and_moves_nothing() {
    let (plain, doubted, both) = (read_at("2018", None), read_at("2018?", None), read_at("2018%", None));
    let (plain, doubted, both) = (
        plain.expect("the case is readable"),
        doubted.expect("the case is readable"),
        both.expect("the case is readable"),
    );
    assert!(doubted.is_uncertain && both.is_uncertain && !plain.is_uncertain);
    assert_eq!((&doubted.core, &doubted.envelope), (&plain.core, &plain.envelope));
    assert_ne!(both.envelope, plain.envelope);
    assert!(read_at("2014-03-08T06:30?", None).expect("the case is readable").is_uncertain);
}

#[test]
fn open_and_unknown_ends_bound_nothing() {
    let everything = read_at("../..", None).expect("the case is readable");
    assert!(everything.core.is_everything() && everything.envelope.is_everything());
    assert_eq!(
        read_at("2018/", None).expect("the case is readable").core,
        read_at("2018/..", None).expect("the case is readable").core
    );
    assert_eq!(
        read_at("/2018", None).expect("the case is readable").core,
        read_at("../2018", None).expect("the case is readable").core
    );
}

#[test]
fn a_document_is_dated_in_notation_and_a_phrase_has_its_notation_offered() {
    assert!(read_edtf("2019-02-18~", UtcOffset::UTC).is_ok());
    assert!(read_edtf("2019-02-18T06:30Z", UtcOffset::UTC).is_ok());
    let offered = ValueFault::NotUnderstood { kind: "time", near: Some("2019-01-10".to_owned()) };
    assert_eq!(read_edtf("10 January 2019", UtcOffset::UTC), Err(offered));
    assert_eq!(read_edtf("2019-02-30", UtcOffset::UTC), Err(ValueFault::NoSuchDay));
    let unknown = ValueFault::NotUnderstood { kind: "time", near: None };
    assert_eq!(read_edtf("last month", UtcOffset::UTC), Err(unknown));
}

#[test]
fn the_gap_between_mid_september_and_10_january_is_112_to_121_days() {
    let core =
        |text: &str| read_at(text, None).expect("the case is readable").core.hull().expect("the case is readable");
    let (early, late) = (core("mid-September 2018"), core("10 January 2019"));
    let day = |second: i64| Day::of_second(second, UtcOffset::UTC).number();
    assert_eq!((day(late.lo()) - day(early.hi()), day(late.hi()) - day(early.lo())), (112, 121));
}

fn check(rows: &[Row]) {
    for (text, canonical, core, envelope, rule) in rows {
        let reading = read_at(text, Some("2019-02-08")).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        let envelope = if *envelope == "=" { core } else { envelope };
        let found = (reading.canonical.as_str(), shown(&reading.core), shown(&reading.envelope), reading.rule);
        assert_eq!(found, (*canonical, (*core).to_owned(), (*envelope).to_owned(), *rule), "{text}");
    }
}

fn read_at(text: &str, anchor: Option<&str>) -> Result<AxisReading, ValueFault> {
    let policy = Policy::standard();
    let anchor = anchor.map(|anchor| Day::parse_iso(anchor).expect("the anchor is a day"));
    read(text, &TimeContext { anchor, utc_offset: UtcOffset::UTC, policy: &policy })
}

/// Pieces as `first/last`, in whole days where they are whole days.
fn shown(spans: &Spans) -> String {
    spans.pieces().iter().map(|span| shown_span(*span)).collect::<Vec<_>>().join(" + ")
}

fn shown_span(span: Span) -> String {
    let moment = |second: Option<i64>, whole_day: i64| {
        let Some(second) = second else { return "..".to_owned() };
        let (day, of_day) = (Day::of_second(second, UtcOffset::UTC), second.rem_euclid(DAY_SECONDS));
        if of_day == whole_day {
            return day.to_string();
        }
        format!("{day}T{:02}:{:02}", of_day / 3600, of_day / 60 % 60)
    };
    let (first, last) = (moment(span.lower(), 0), moment(span.upper(), DAY_SECONDS - 1));
    if first == last { first } else { format!("{first}/{last}") }
}
