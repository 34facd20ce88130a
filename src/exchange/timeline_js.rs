//! `TimelineJS` JSON, as Knight Lab publishes it: a title, events, eras. Texts in it are HTML, so all of ours is escaped.
//!
//! A date there is a year with what else is known; how sure it is stands in words in `display_date`. Years before the
//! common era are negative and there is no year 0: 44 BCE is -44.

use serde_json::{Map, Value, json};

use super::markup::xml;
use crate::domain::calendar::{Civil, DAY_SECONDS, Day, UtcOffset};

/// A timeline.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// What is said to have happened, and the reports.
    pub events: Vec<Event>,
    /// Stretches of time with a name.
    pub eras: Vec<Era>,
}

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Names it in the file.
    pub id: String,
    /// The row it stands in.
    pub group: String,
    /// When, from the first to the last moment.
    pub span: (Moment, Option<Moment>),
    /// When, in words.
    pub when: String,
    /// What, in a line.
    pub headline: String,
    /// The words it was said in, and by whom.
    pub paragraphs: Vec<String>,
    /// Where it is shown.
    pub url: Option<String>,
}

/// A stretch of time with a name.
#[derive(Debug, Clone)]
pub struct Era {
    /// Its first and its last moment.
    pub span: (Moment, Moment),
    /// Its name.
    pub name: String,
}

/// A day, or a minute of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    day: Civil,
    minute: Option<(i64, i64)>,
}

impl Moment {
    /// A day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self { day: day.civil(), minute: None }
    }

    /// The day of `second` where clocks are `offset` ahead of UTC; with its minute where `is_exact`.
    #[must_use]
    pub fn of_second(second: i64, offset: UtcOffset, is_exact: bool) -> Self {
        let of_day = second.saturating_add(offset.seconds()).rem_euclid(DAY_SECONDS);
        let minute = is_exact.then_some((of_day / 3_600, of_day / 60 % 60));
        Self { day: Day::of_second(second, offset).civil(), minute }
    }

    fn to_json(self, in_words: Option<&str>) -> Value {
        let Civil { year, month, day } = self.day;
        let mut date = Map::new();
        date.insert("year".into(), if year > 0 { year } else { year - 1 }.into());
        date.insert("month".into(), month.into());
        date.insert("day".into(), day.into());
        if let Some((hour, minute)) = self.minute {
            date.insert("hour".into(), hour.into());
            date.insert("minute".into(), minute.into());
        }
        if let Some(words) = in_words {
            date.insert("display_date".into(), xml(words).into());
        }
        Value::Object(date)
    }
}

/// The timeline as JSON.
#[must_use]
pub fn to_json(story: &Story) -> Value {
    json!({
        "scale": "human",
        "title": { "unique_id": "title", "text": text(&story.title, std::slice::from_ref(&story.about), None) },
        "events": story.events.iter().map(event).collect::<Vec<_>>(),
        "eras": story.eras.iter().map(era).collect::<Vec<_>>(),
    })
}

fn event(event: &Event) -> Value {
    let (first, last) = event.span;
    let mut json = json!({
        "unique_id": event.id,
        "group": xml(&event.group),
        "start_date": first.to_json(Some(&event.when)),
        "text": text(&event.headline, &event.paragraphs, event.url.as_deref()),
        "display_date": xml(&event.when),
    });
    if let Some(last) = last.filter(|last| *last != first) {
        json["end_date"] = last.to_json(Some(&event.when));
    }
    json
}

fn era(era: &Era) -> Value {
    let (first, last) = era.span;
    json!({ "start_date": first.to_json(None), "end_date": last.to_json(None), "text": { "headline": xml(&era.name) } })
}

fn text(headline: &str, paragraphs: &[String], url: Option<&str>) -> Value {
    let headline = match url {
        Some(url) => format!("<a href=\"{}\">{}</a>", xml(url), xml(headline)),
        None => xml(headline),
    };
    let said = paragraphs.iter().filter(|it| !it.is_empty());
    let text = said.map(|it| format!("<p dir=\"auto\">{}</p>", xml(it))).collect::<Vec<_>>().concat();
    json!({ "headline": headline, "text": text })
}
