//! Activity: what was written to a case or to all cases somebody may see, newest first.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    domain::{access::Need, as_known::Recorded, calendar::UtcOffset, dated::Dated, id::CaseId, record::Noun},
    store::{self, ActivityFilter, ActivityPlace, StoreError},
    web::{InCase, Page, PageError, Reader, Section, Shell, trail::Trail},
};

mod written;

use written::{Known, Printer, Write};
pub use written::{Since, since, through};

/// The most writes of one page.
const WRITES_MAX: usize = 50;
/// The filters of the page, as the query names them.
const FILTERS: [&str; 6] = ["case", "noun", "person", "from", "to", "after"];

#[derive(Template)]
#[template(path = "activity/show.html")]
struct ActivityPage {
    shell: Shell,
    trail: Option<Trail>,
    heading: String,
    lede: String,
    action: String,
    carried: Vec<(String, String)>,
    choices: Vec<Choices>,
    days: Vec<DayField>,
    writes: Vec<Write>,
    clear_url: Option<String>,
    older_url: Option<String>,
}

/// A filter by one of several.
struct Choices {
    name: &'static str,
    label: String,
    offered: Vec<(String, String, bool)>,
}

/// A filter by a day.
struct DayField {
    name: &'static str,
    label: String,
    value: String,
    error: Option<String>,
}

/// `/cases/{case}/activity`
///
/// # Errors
/// `Store`.
pub async fn show(State(app): State<App>, page: InCase) -> Result<Response, PageError> {
    let (reader, words) = (&page.reader, page.words());
    let is_member = page.rights.allow(Need::Member);
    let cases =
        vec![Known { id: page.case().clone(), title: page.text(&page.dossier().case().title).to_owned(), is_member }];
    let name = cases[0].title.clone();
    let heading = words.tell("activity-heading-case", &[("name", name.into())]);
    let shell = page.shell(&heading, Section::Activity);
    let trail = Trail::of(&page, &words.say("activity-heading"));
    let list = List { reader, cases, of_one: Some(&page) };
    list.answer(&app, shell, Some(trail), heading)
        .await
        .map_err(|error| PageError::Store(Box::new(reader.clone()), error))
}

/// `/activity`
///
/// # Errors
/// `Store`.
pub async fn index(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    let failed = |error| PageError::Store(Box::new(reader.clone()), error);
    let cases = known_cases(&app, &reader).await.map_err(failed)?;
    let heading = reader.words().say("activity-heading");
    let shell = Shell::new(&reader, &heading, Section::Activity);
    let list = List { reader: &reader, cases, of_one: None };
    list.answer(&app, shell, None, heading).await.map_err(failed)
}

async fn known_cases(app: &App, reader: &Reader) -> Result<Vec<Known>, StoreError> {
    let parts: Vec<CaseId> = match reader.viewer().person() {
        None => Vec::new(),
        Some(id) => {
            let memberships = app.store().memberships(id, app.clock().now()).await?;
            memberships.into_iter().map(|membership| membership.case).collect()
        }
    };
    let known = |case: store::CaseSummary| Known {
        title: case.title.to(reader.language).to_owned(),
        is_member: parts.contains(&case.id),
        id: case.id,
    };
    Ok(app.cases(reader.viewer()).await?.into_iter().map(known).collect())
}

/// A list of writes.
struct List<'a> {
    reader: &'a Reader,
    cases: Vec<Known>,
    of_one: Option<&'a InCase>,
}

impl List<'_> {
    async fn answer(
        self,
        app: &App,
        shell: Shell,
        trail: Option<Trail>,
        heading: String,
    ) -> Result<Response, StoreError> {
        let (reader, words) = (self.reader, self.reader.words());
        let filter = self.filter();
        let mut found = app.store().activity(&filter, u32::try_from(WRITES_MAX + 1).unwrap_or(u32::MAX)).await?;
        let has_older = found.len() > WRITES_MAX;
        found.truncate(WRITES_MAX);
        let older = found.last().filter(|_| has_older).map(|last| reader.with("after", &place_text(&last.place)));
        let is_filtered = FILTERS.iter().any(|name| reader.asked(name).is_some());
        let knows_all = self.cases.iter().all(|case| case.is_member);
        let page = ActivityPage {
            trail,
            lede: words.say(if knows_all { "activity-lede" } else { "activity-lede-reader" }),
            action: reader.path().to_owned(),
            carried: reader.carried(&FILTERS),
            choices: self.choices(app).await?,
            days: ["from", "to"].map(|name| self.day_field(name)).into(),
            writes: found.iter().map(|write| self.printer().write(write)).collect(),
            clear_url: is_filtered.then(|| reader.without(&FILTERS)),
            older_url: older,
            shell,
            heading,
        };
        Ok(Page::new(page, "").into_response())
    }

    fn printer(&self) -> Printer<'_> {
        Printer { reader: self.reader, cases: &self.cases, of_one: self.of_one }
    }

    fn filter(&self) -> ActivityFilter {
        let reader = self.reader;
        let asked = reader.asked("case").filter(|_| self.of_one.is_none());
        let cases = self.cases.iter().filter(|case| asked.is_none_or(|asked| case.id.as_str() == asked));
        let named = self.cases.iter().filter(|case| case.is_member);
        let day = |name: &str| reader.asked(name).and_then(|day| Dated::parse(day).ok());
        let start = |day: Dated| jiff::Timestamp::from_second(day.first().seconds(UtcOffset::UTC).lo()).ok();
        ActivityFilter {
            cases: cases.map(|case| case.id.clone()).collect(),
            named: named.map(|case| case.id.clone()).collect(),
            person: reader.asked("person").and_then(|person| person.parse().ok()),
            noun: reader.asked("noun").and_then(|noun| Noun::parse(noun).ok()),
            from: day("from").and_then(start),
            to: day("to").and_then(|day| Recorded::end_of(day.last())).map(|end| end.moment),
            after: reader.asked("after").and_then(place),
        }
    }

    async fn choices(&self, app: &App) -> Result<Vec<Choices>, StoreError> {
        let (reader, words) = (self.reader, self.reader.words());
        let chosen = |name: &'static str, label: &str, offered: Vec<(String, String)>| {
            let asked = reader.asked(name).unwrap_or_default().to_owned();
            let all = [(String::new(), words.say("activity-all"))];
            let offered = all.into_iter().chain(offered).map(|(id, text)| {
                let is_chosen = id == asked;
                (id, text, is_chosen)
            });
            Choices { name, label: words.say(label), offered: offered.collect() }
        };
        let mut choices = Vec::new();
        if self.of_one.is_none() && self.cases.len() > 1 {
            let cases = self.cases.iter().map(|case| (case.id.to_string(), case.title.clone())).collect();
            choices.push(chosen("case", "activity-case", cases));
        }
        let nouns = Noun::ALL.iter().map(|noun| (noun.word().to_owned(), self.printer().noun(*noun))).collect();
        choices.push(chosen("noun", "activity-noun", nouns));
        if let Some(page) = self.of_one.filter(|page| page.rights.allow(Need::Member)) {
            let authors = app.store().authors(page.case()).await?;
            let people = authors.into_iter().map(|(id, name)| (id.to_string(), name.to_string())).collect();
            choices.push(chosen("person", "activity-person", people));
        }
        Ok(choices)
    }

    fn day_field(&self, name: &'static str) -> DayField {
        let (value, words) = (self.reader.asked(name).unwrap_or_default().to_owned(), self.reader.words());
        let is_wrong = !value.is_empty() && Dated::parse(&value).is_err();
        DayField {
            name,
            label: words.say(&format!("activity-{name}")),
            error: is_wrong.then(|| words.say("activity-unreadable-day")),
            value,
        }
    }
}

/// A place in the list as the query carries it: nothing that the list itself does not show.
fn place_text(place: &ActivityPlace) -> String {
    format!("{}.{}.{}.{}", place.micros, place.revision, place.nth, place.case)
}

fn place(text: &str) -> Option<ActivityPlace> {
    let mut parts = text.splitn(4, '.');
    let micros = parts.next()?.parse().ok()?;
    let revision = parts.next()?.parse().ok()?;
    let nth = parts.next()?.parse().ok()?;
    Some(ActivityPlace { micros, revision, nth, case: parts.next()?.parse().ok()? })
}
