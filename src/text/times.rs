//! Times as a reader should see them, from their bounds: "mid-September 2018", "from 10 January 2019".

use super::{Words, moments};
use crate::domain::{
    calendar::{Civil, Day, UtcOffset, days_in_month},
    policy::Rule,
    reading::is_whole_days,
    span::{Span, Spans},
};

/// More pieces than this are said by their number and ends.
const PIECES_SAID: usize = 4;

/// What `core` says, read under `rule`, in words that fit inside a sentence.
pub(super) fn value(words: Words, core: &Spans, rule: Option<Rule>, offset: UtcOffset) -> String {
    let (Some(hull), pieces) = (core.hull(), core.pieces()) else { return words.say("time-none") };
    if pieces.len() > PIECES_SAID {
        let number = i64::try_from(pieces.len()).unwrap_or(i64::MAX);
        let span = piece(words, hull, rule, offset);
        return words.tell(
            "time-one-of",
            &[("n", number.into()), ("number", words.number(number).into()), ("span", span.into())],
        );
    }
    let said: Vec<String> = pieces.iter().map(|span| piece(words, *span, rule, offset)).collect();
    words.list_or(&said)
}

/// How a time was read, where its value does not show it: the days of "mid-September", the reach of "about".
pub(super) fn reading(
    words: Words,
    core: &Spans,
    envelope: &Spans,
    rule: Option<Rule>,
    offset: UtcOffset,
) -> Option<String> {
    match rule {
        None => None,
        Some(Rule::PartOfMonth | Rule::PartOfYear) => Some(value(words, core, None, offset)),
        Some(_) => (core != envelope).then(|| value(words, envelope, None, offset)),
    }
}

fn piece(words: Words, span: Span, rule: Option<Rule>, offset: UtcOffset) -> String {
    let said = match (span.lower(), span.upper()) {
        (None, None) => return words.say("time-any"),
        (Some(lo), None) => words.fill("time-from", "date", &end(words, lo, span, offset)),
        (None, Some(hi)) => words.fill("time-until", "date", &end(words, hi, span, offset)),
        (Some(_), Some(_)) if !is_whole_days(span, offset) => moments::between(words, span, offset),
        (Some(lo), Some(hi)) => {
            let (first, last) = (Day::of_second(lo, offset), Day::of_second(hi, offset));
            if let Some(part) = part(words, first.civil(), last.civil(), rule) {
                return part;
            }
            words.days_between(first, last)
        }
    };
    if is_about(rule) { words.fill("about", "value", &said) } else { said }
}

/// One end of an open span: a day, or a moment where the span is finer than days.
fn end(words: Words, second: i64, span: Span, offset: UtcOffset) -> String {
    if is_whole_days(span, offset) {
        words.date(Day::of_second(second, offset))
    } else {
        moments::at(words, second, offset)
    }
}

fn is_about(rule: Option<Rule>) -> bool {
    matches!(
        rule,
        Some(
            Rule::AboutDay
                | Rule::AboutMonth
                | Rule::AboutSeason
                | Rule::AboutYear
                | Rule::AboutDecade
                | Rule::AboutCentury
                | Rule::AboutMinute
                | Rule::OClock
        )
    )
}

/// "Early January 2019", "mid-2018", where the value was read by that row of the table.
fn part(words: Words, first: Civil, last: Civil, rule: Option<Rule>) -> Option<String> {
    let (key, whole) = match rule? {
        Rule::PartOfMonth if (first.year, first.month) == (last.year, last.month) => {
            let key = match (first.day, last.day) {
                (1, 10) => "time-early",
                (11, 20) => "time-mid",
                (21, day) if day == days_in_month(last.year, last.month) => "time-late",
                _ => return None,
            };
            (key, words.month(first.year, first.month))
        }
        Rule::PartOfYear if first.year == last.year && first.day == 1 => {
            let key = match (first.month, last.month) {
                (1, 4) => "time-early",
                (5, 8) => "time-mid",
                (9, 12) => "time-late",
                _ => return None,
            };
            (key, words.year(first.year))
        }
        _ => return None,
    };
    Some(words.fill(key, "whole", &whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        policy::Policy,
        text::Language,
        value::time::{TimeContext, read},
    };

    #[test]
    fn times_are_said_from_their_bounds() {
        let policy = Policy::standard();
        let utc_offset = UtcOffset::from_minutes(180).expect("three hours");
        let context = TimeContext { anchor: None, utc_offset, policy: &policy };
        let table: Vec<String> = [
            "2019-01-10",
            "2018-09",
            "2018",
            "2018-09-11~/2018-09-20~",
            "2019-01-01~/2019-01-10~",
            "2018-09-21~/2018-09-30~",
            "2018-05-01~/2018-08-31~",
            "2019-01-10~",
            "2018~",
            "2019-01-10/..",
            "../2019-01-10",
            "2019-02-08/2019-02-28",
            "2014-03-08T06:30",
            "2014-03-08T06:30~",
            "2014-03-08T06:30/2014-03-08T07:00",
            "2014-03-08T01:19+08:00",
            "2019-01-10T06:30:15Z",
            "2014-03-08T23:30/2014-03-09T01:00",
            "2014-03-08T06:30/..",
            "[2019-01-10,2019-01-12]",
            "201X",
            "19XX",
            "-0043",
            "../..",
            "2019-XX-13",
        ]
        .iter()
        .flat_map(|text| {
            let read = read(text, &context).expect("a value of the table");
            Language::ALL.map(|language| {
                let words = Words::of(language);
                let said = value(words, &read.core, read.rule, utc_offset);
                let reading = reading(words, &read.core, &read.envelope, read.rule, utc_offset);
                format!("{text:34} {said} = {}", reading.as_deref().unwrap_or("-"))
            })
        })
        .collect();
        insta::assert_snapshot!(table.join("\n"));
    }
}
