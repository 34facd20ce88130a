//! The filters of the timeline. All of them stand in the URL; without script a button sends them.

use super::{View, verdict};
use crate::domain::{
    analysis::State,
    calendar::Day,
    dated::Dated,
    timeline::{self, LanesBy, Timeline},
};

/// The query parameters of the timeline.
pub(super) const NAMES: [&str; 7] = ["question", "source", "state", "from", "to", "lanes", "page"];
/// The most choices one list offers.
const CHOICES_MAX: usize = 200;

/// What somebody asked the timeline for.
pub(super) struct Asked {
    pub view: timeline::View,
    /// A day could not be read.
    pub problem: Option<&'static str>,
}

/// The filter bar.
pub(super) struct Filters {
    pub action: String,
    pub carried: Vec<(String, String)>,
    pub states: Vec<Choice>,
    pub questions: Vec<Choice>,
    pub sources: Vec<Choice>,
    pub lanes: Vec<Choice>,
    pub from: String,
    pub to: String,
    pub problem: Option<String>,
    /// What hides everything, and how to see it again.
    pub hides_all: Option<HidesAll>,
    /// "12 claims are hidden"
    pub hidden: Option<String>,
    pub clear_url: String,
    pub earlier: Option<(String, String)>,
    pub later: Option<(String, String)>,
}

/// One choice of a list or of a row of links.
pub(super) struct Choice {
    pub value: String,
    pub name: String,
    pub url: String,
    pub count: String,
    pub is_chosen: bool,
}

/// All claims are hidden.
pub(super) struct HidesAll {
    pub heading: String,
    pub explanation: String,
    pub clear: String,
}

pub(super) fn asked(view: &View<'_>) -> Asked {
    let reader = &view.case.reader;
    // What is asked for and not there matches nothing.
    let number = |found: Option<usize>| Some(found.unwrap_or(usize::MAX));
    let question = reader
        .asked("question")
        .and_then(|id| number(id.parse().ok().and_then(|id| view.dossier.question_number(&id))));
    let source =
        reader.asked("source").and_then(|id| number(id.parse().ok().and_then(|id| view.dossier.source_number(&id))));
    let day = |name: &str| reader.asked(name).map(|text| Dated::parse(text).ok());
    let (from, to) = (day("from"), day("to"));
    let problem = if from == Some(None) || to == Some(None) { Some("filter-unreadable-day") } else { None };
    let page: usize = reader.asked("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let first: Option<Day> = from.flatten().map(|from| from.first());
    let asked = timeline::View {
        lanes: lanes_called(reader.asked("lanes")),
        question,
        source,
        state: reader.asked("state").and_then(state_called),
        from: first,
        to: to.flatten().map(|to| to.last()).filter(|to| first.is_none_or(|from| from <= *to)),
        page: page.saturating_sub(1),
    };
    Asked { view: asked, problem }
}

const STATES: [State; 6] =
    [State::Contested, State::OneSource, State::Unclear, State::Corroborated, State::Untraceable, State::Unanswered];

fn state_called(word: &str) -> Option<State> {
    STATES.into_iter().find(|state| state.word() == word)
}

fn lanes_called(word: Option<&str>) -> LanesBy {
    match word {
        Some("source") => LanesBy::Source,
        Some("question") => LanesBy::Question,
        _ => LanesBy::Position,
    }
}

pub(super) fn filters(view: &View<'_>, asked: &Asked, timeline: &Timeline) -> Filters {
    let (words, reader) = (view.words, &view.case.reader);
    let is_filtered = timeline.hidden > 0;
    Filters {
        action: reader.path().to_owned(),
        carried: reader.carried(&["question", "source", "lanes", "from", "to", "page"]),
        states: states(view, asked),
        questions: questions(view, asked),
        sources: sources(view, asked),
        lanes: lanes(view, asked),
        from: reader.asked("from").unwrap_or_default().to_owned(),
        to: reader.asked("to").unwrap_or_default().to_owned(),
        problem: asked.problem.map(|key| words.say(key)),
        hides_all: (is_filtered && timeline.matching == 0).then(|| HidesAll {
            heading: words.say("filter-none-heading"),
            explanation: words.tell(
                "filter-none",
                &[
                    ("n", timeline.hidden.into()),
                    ("claims", words.claims(timeline.hidden).into()),
                    ("filters", words.list(&named(view, asked)).into()),
                ],
            ),
            clear: words.say("filter-clear"),
        }),
        hidden: (is_filtered && timeline.matching > 0).then(|| words.counted("filter-hidden", timeline.hidden)),
        clear_url: reader.without(&NAMES),
        earlier: (timeline.groups_before > 0).then(|| turn(view, asked.view.page, "filter-previous")),
        later: (timeline.groups_after > 0).then(|| turn(view, asked.view.page + 2, "filter-next")),
    }
}

fn turn(view: &View<'_>, page: usize, key: &str) -> (String, String) {
    let ten = timeline::QUESTIONS_A_PAGE;
    let page = if page <= 1 { String::new() } else { page.to_string() };
    (view.words.counted(key, ten), view.case.reader.with("page", &page))
}

/// "Source: Reuters", "From 2019-02-10".
fn named(view: &View<'_>, asked: &Asked) -> Vec<String> {
    let (words, reader) = (view.words, &view.case.reader);
    let mut named = Vec::new();
    let mut add = |key: &str, value: &str| {
        named
            .push(words.tell("filter-named", &[("filter", words.say(key).into()), ("value", value.to_owned().into())]));
    };
    if let Some(id) = reader.asked("question") {
        let number = asked.view.question.filter(|&number| number != usize::MAX);
        add("filter-question", number.map_or(id, |number| view.question(number)));
    }
    if let Some(id) = reader.asked("source") {
        let number = asked.view.source.filter(|&number| number != usize::MAX);
        add("filter-source", &number.map_or(id.into(), |number| view.source(number)));
    }
    if let Some(state) = asked.view.state {
        add("filter-state", &words.state(state));
    }
    for (name, key) in [("from", "filter-from"), ("to", "filter-to")] {
        if let Some(day) = reader.asked(name) {
            add(key, day);
        }
    }
    named
}

fn states(view: &View<'_>, asked: &Asked) -> Vec<Choice> {
    let (words, reader, counts) = (view.words, &view.case.reader, &view.analysis.counts);
    let link = |value: &str, name: String, count: usize, is_chosen: bool| Choice {
        value: value.to_owned(),
        name,
        url: reader.with("state", value),
        count: verdict::number(words, count),
        is_chosen,
    };
    let mut choices = vec![link("", words.say("filter-all-questions"), counts.questions, asked.view.state.is_none())];
    for state in STATES {
        let count = verdict::count_of(counts, state);
        if count > 0 || asked.view.state == Some(state) {
            choices.push(link(state.word(), words.state(state), count, asked.view.state == Some(state)));
        }
    }
    choices
}

fn questions(view: &View<'_>, asked: &Asked) -> Vec<Choice> {
    let all = view.dossier.questions().iter().enumerate().take(CHOICES_MAX);
    all.map(|(number, question)| {
        option(question.id.as_str(), view.question(number), asked.view.question == Some(number))
    })
    .collect()
}

/// Every source that says or relays something, roots of many claims first.
fn sources(view: &View<'_>, asked: &Asked) -> Vec<Choice> {
    let mut spoken = vec![0_usize; view.dossier.sources().len()];
    for claim in 0..view.dossier.claims().len() {
        for &source in view.dossier.chain_of(claim) {
            spoken[source] += 1;
        }
    }
    let mut order: Vec<usize> = (0..spoken.len()).filter(|&source| spoken[source] > 0).collect();
    order.sort_by_key(|&source| (std::cmp::Reverse(spoken[source]), source));
    let choice = |source: usize| {
        option(view.dossier.sources()[source].id.as_str(), &view.source(source), asked.view.source == Some(source))
    };
    order.into_iter().take(CHOICES_MAX).map(choice).collect()
}

fn lanes(view: &View<'_>, asked: &Asked) -> Vec<Choice> {
    [
        ("", "filter-lanes-position", LanesBy::Position),
        ("source", "filter-lanes-source", LanesBy::Source),
        ("question", "filter-lanes-question", LanesBy::Question),
    ]
    .map(|(value, key, lanes)| option(value, &view.words.say(key), asked.view.lanes == lanes))
    .into()
}

fn option(value: &str, name: &str, is_chosen: bool) -> Choice {
    Choice { value: value.to_owned(), name: name.to_owned(), url: String::new(), count: String::new(), is_chosen }
}
