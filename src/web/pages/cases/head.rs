//! The head of a case: title, verdict, squares, facts, the days it was known on, and the way to its other pages.

use std::collections::HashSet;

use super::{
    View,
    verdict::{self, Piece, Squares},
};
use crate::{
    app::App,
    domain::{
        as_known::{self, Clock, Recorded},
        calendar::{Day, UtcOffset},
        steps,
    },
    store::DayWritten,
    web::{
        reader::{AS_OF, CLOCK},
        said,
    },
};

/// The head of a case.
pub(super) struct Head {
    pub title: String,
    pub summary: Option<String>,
    pub verdict: Vec<Piece>,
    pub squares: Squares,
    pub facts: Vec<String>,
    pub asked: String,
    pub clocks: Vec<ClockLink>,
    pub steps: Vec<StepLink>,
    pub day_action: String,
    pub day_carried: Vec<(String, String)>,
    pub day_value: String,
}

/// A day of the case.
pub(super) struct StepLink {
    pub url: String,
    pub day: String,
    pub claims: String,
    pub disputed: String,
    pub is_current: bool,
}

/// A way to one of the two clocks.
pub(super) struct ClockLink {
    pub url: String,
    pub name: String,
    pub is_current: bool,
}

/// Why there is nothing to show, and what to do.
pub(super) struct Nothing {
    pub heading: String,
    pub explanation: String,
    pub way_out: Option<(String, String)>,
    /// Each event with the questions asked about it, where the case has them already.
    pub events: Vec<(String, Vec<(String, String)>)>,
}

/// The events of a case that has no claims yet, each with the questions about it: name and address.
fn begun(view: &View<'_>) -> Vec<(String, Vec<(String, String)>)> {
    let dossier = view.dossier;
    let questions_of = |event: usize| {
        let questions = (0..dossier.questions().len()).filter(|&question| dossier.event_of(question) == event);
        questions.map(|question| said::question_link(view.case, question)).collect()
    };
    let events = dossier.events().iter().enumerate();
    events.map(|(number, event)| (view.case.text(&event.title).to_owned(), questions_of(number))).collect()
}

pub(super) fn head(view: &View<'_>, app: &App, written: &[DayWritten]) -> Head {
    let reader = &view.case.reader;
    let case = view.dossier.case();
    Head {
        title: view.case.text(&case.title).to_owned(),
        summary: case.summary.as_ref().map(|summary| view.case.text(summary).to_owned()),
        verdict: verdict::verdict(view),
        squares: verdict::squares(view.words, &view.analysis.counts),
        facts: facts(view),
        asked: view.words.say(match reader.clock {
            Clock::Reported => "case-as-known-on",
            Clock::Recorded => "case-as-recorded-on",
        }),
        clocks: clocks(view),
        steps: match reader.clock {
            Clock::Reported => steps(view, app),
            Clock::Recorded => recorded_steps(view, written),
        },
        day_action: reader.path().to_owned(),
        day_carried: reader.carried(&["as_of"]),
        day_value: reader.asked("as_of").unwrap_or_default().to_owned(),
    }
}

/// "71 claims", "19 of 20 sources", "14 documents", "2 of 7 disagreements assessed".
fn facts(view: &View<'_>) -> Vec<String> {
    let words = view.words;
    let visible = || view.analysis.questions.iter().flat_map(|question| question.visible.iter().copied());
    // Those the tab and the list count, whether or not a claim was taken from them.
    let documents = (0..view.dossier.documents().len()).filter(|&document| said::is_out(view.case, document)).count();
    let sources: HashSet<usize> = visible().flat_map(|claim| view.dossier.chain_of(claim).iter().copied()).collect();
    let roots = visible().map(|claim| view.origins.root(claim)).filter(|root| root.is_counted);
    let roots: HashSet<usize> = roots.map(|root| root.source).collect();
    let mut facts = vec![
        words.claims(view.analysis.counts.claims),
        heard(view, sources.len()),
        words.roots(roots.len()),
        words.documents(documents),
    ];
    if view.analysis.counts.contested > 0 {
        facts.push(assessed(view));
    }
    let stale = if view.case.reader.as_of.is_none() { view.case.open.stale_questions() } else { 0 };
    if stale > 0 {
        facts.push(words.counted("case-stale", stale));
    }
    facts
}

/// "19 of 20 sources" where some on record are on no chain, which is not told of an earlier day.
fn heard(view: &View<'_>, heard: usize) -> String {
    let (words, all) = (view.words, view.dossier.sources().len());
    if heard == all || view.case.reader.as_of.is_some() {
        return words.sources(heard);
    }
    let number = words.number(i64::try_from(heard).unwrap_or(i64::MAX));
    words.tell("case-sources-heard", &[("heard", number.into()), ("sources", words.sources(all).into())])
}

fn assessed(view: &View<'_>) -> String {
    let is_assessed = |question: &usize| {
        let id = &view.dossier.questions()[*question].id;
        view.dossier.records().assessments.iter().any(|assessment| assessment.question == *id)
    };
    let contested: Vec<usize> = view.analysis.disagreements().iter().map(|study| study.question).collect();
    let assessed = contested.iter().filter(|question| is_assessed(question)).count();
    let disagreements = view.words.disagreements(contested.len());
    let number = verdict::number(view.words, assessed);
    let numbers = [("n", assessed.into()), ("number", number.into()), ("disagreements", disagreements.into())];
    view.words.tell("case-assessed", &numbers)
}

fn steps(view: &View<'_>, app: &App) -> Vec<StepLink> {
    let (words, reader) = (view.words, &view.case.reader);
    let all = view.case.open.steps();
    let today = Day::of_second(app.clock().now().as_second(), UtcOffset::UTC);
    let mut links: Vec<StepLink> = steps::telling(all)
        .into_iter()
        .filter(|step| step.day <= today)
        .map(|step| StepLink {
            url: reader.with("as_of", &step.day.to_string()),
            day: words.short_date(step.day),
            claims: words.claims(step.claims),
            disputed: words.counted("case-step-disputed", step.contested),
            is_current: reader.as_of == Some(step.day),
        })
        .collect();
    let counts = &view.case.open.analysis().counts;
    links.push(StepLink {
        url: reader.without(&["as_of"]),
        day: words.say("case-today"),
        claims: words.claims(counts.claims),
        disputed: words.counted("case-step-disputed", counts.contested),
        is_current: reader.as_of.is_none(),
    });
    links
}

/// The two clocks, each on the day the reader is on.
fn clocks(view: &View<'_>) -> Vec<ClockLink> {
    let reader = &view.case.reader;
    let link = |(clock, key): (Clock, &str)| ClockLink {
        url: reader.by_clock(clock),
        name: view.words.say(key),
        is_current: reader.clock == clock,
    };
    [(Clock::Reported, "case-clock-reported"), (Clock::Recorded, "case-clock-recorded")].map(link).into()
}

/// The last days on which somebody wrote, and today.
fn recorded_steps(view: &View<'_>, written: &[DayWritten]) -> Vec<StepLink> {
    let (words, reader) = (view.words, &view.case.reader);
    let day = reader.recorded.as_ref().and_then(|recorded| recorded.day);
    let step = |it: &DayWritten| StepLink {
        url: reader.with(AS_OF, &it.day.to_string()),
        day: words.short_date(it.day),
        claims: words.counted("case-step-writes", it.writes),
        disputed: String::new(),
        is_current: day == Some(it.day),
    };
    let today = StepLink {
        url: reader.without(&[AS_OF]),
        day: words.say("case-today"),
        claims: words.say("case-step-as-it-stands"),
        disputed: String::new(),
        is_current: reader.recorded.is_none(),
    };
    written.iter().map(step).chain([today]).collect()
}

/// An empty case, or one of which nothing was known on the day.
pub(super) fn nothing(view: &View<'_>) -> Option<Nothing> {
    let words = view.words;
    if view.analysis.counts.claims > 0 {
        return None;
    }
    if let Some(at) = &view.case.reader.recorded {
        return Some(nothing_recorded(view, at));
    }
    let first = as_known::days(view.dossier).first().copied();
    match (view.case.reader.as_of, first) {
        (Some(day), Some(first)) => Some(Nothing {
            heading: words.tell("case-nothing-known", &[("date", words.date(day).into())]),
            explanation: words.tell("case-first-report", &[("date", words.date(first).into())]),
            way_out: Some((
                words.tell("case-go-to", &[("date", words.short_date(first).into())]),
                view.case.reader.with("as_of", &first.to_string()),
            )),
            events: Vec::new(),
        }),
        _ => Some(Nothing {
            heading: words.say("case-empty-heading"),
            explanation: words.say("case-empty-explanation"),
            way_out: None,
            events: begun(view),
        }),
    }
}

/// A moment of our records before there was a claim.
fn nothing_recorded(view: &View<'_>, at: &Recorded) -> Nothing {
    let words = view.words;
    Nothing {
        heading: words.tell("case-nothing-recorded", &[("date", words.recorded(at).into())]),
        explanation: words.say("case-nothing-recorded-explanation"),
        way_out: Some((words.say("trail-as-things-stand"), view.case.reader.without(&[AS_OF, CLOCK]))),
        events: Vec::new(),
    }
}
