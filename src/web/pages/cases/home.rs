//! The list of cases.

use askama::Template;
use jiff::Timestamp;

use super::verdict::{self, Squares};
use crate::{
    app::OpenCase,
    domain::{
        analysis::QuestionAnalysis,
        calendar::{Day, UtcOffset},
        dossier::Dossier,
        fold::fold,
        timeline::{Axis, Mark, axis},
    },
    paths,
    store::StoreError,
    text::Words,
    web::{Reader, Section, Shell, Visit, field::ShortForm, geometry::Geometry, short_page::demo_form},
};

/// Cases read for one page.
const CASES_MAX: usize = 50;
/// Disagreements named at the side.
const WAITING_MAX: usize = 5;
/// Squares of reports on a sparkline.
const SQUARES_MAX: usize = 12;

#[derive(Template)]
#[template(path = "cases/index.html")]
pub(super) struct IndexPage {
    pub shell: Shell,
    heading: String,
    demo: Option<ShortForm>,
    lede: String,
    action: String,
    carried: Vec<(String, String)>,
    asked: String,
    sorts: Vec<(&'static str, String, bool)>,
    cases: Vec<CaseLine>,
    is_empty: bool,
    clear_url: String,
    /// The form for a new case, for those who may make one.
    new_url: Option<String>,
    more: Option<String>,
    waiting: Vec<Waiting>,
}

/// A case in the list.
struct CaseLine {
    title: String,
    url: String,
    about: String,
    squares: Squares,
    disputed: String,
    spark: Vec<String>,
    assessed: String,
    /// That assessments are stale, where some are.
    stale: Option<String>,
    sources: String,
    changed: String,
    disagreements: usize,
    unassessed: usize,
    changed_at: Timestamp,
}

/// In which order cases stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Disputed,
    Changed,
    Waiting,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Disputed, Self::Changed, Self::Waiting];

    fn called(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|sort| name == Some(sort.name())).unwrap_or(Self::Disputed)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Disputed => "",
            Self::Changed => "changed",
            Self::Waiting => "waiting",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Disputed => "home-sort-disputed",
            Self::Changed => "home-sort-changed",
            Self::Waiting => "home-sort-waiting",
        }
    }

    fn key(self, case: &CaseLine) -> std::cmp::Reverse<(usize, Timestamp)> {
        std::cmp::Reverse(match self {
            Self::Disputed => (case.disagreements, case.changed_at),
            Self::Changed => (0, case.changed_at),
            Self::Waiting => (case.unassessed, case.changed_at),
        })
    }
}

/// A disagreement nobody has assessed.
struct Waiting {
    question: String,
    url: String,
    difference: String,
    case: String,
    since: i64,
}

pub(super) async fn page(visit: &Visit) -> Result<IndexPage, StoreError> {
    let Visit { app, reader, .. } = visit;
    let words = reader.words();
    let asked = reader.asked("q").unwrap_or_default().to_owned();
    let all = app.cases(reader.viewer()).await?;
    let found: Vec<_> =
        all.iter().filter(|case| is_found(&asked, case.title.to(reader.language), case.id.as_str())).collect();
    let left = found.len().saturating_sub(CASES_MAX);
    let mut geometry = Geometry::default();
    let (mut cases, mut waiting) = (Vec::new(), Vec::new());
    for case in found.iter().take(CASES_MAX) {
        let Some((open, _)) = app.open_case(reader.viewer(), &case.id).await? else { continue };
        cases.push(line(reader, &open, app.clock().now(), &mut geometry));
        waiting.extend(unassessed(reader, &open));
    }
    let sort = Sort::called(reader.asked("sort"));
    cases.sort_by_key(|case| sort.key(case));
    waiting.sort_by_key(|it| it.since);
    let disagreements = cases.iter().map(|case| case.disagreements).sum();
    let counts =
        [("disagreements", words.disagreements(disagreements).into()), ("cases", words.cases(cases.len()).into())];
    Ok(IndexPage {
        shell: Shell::new(reader, &words.say("nav-cases"), Section::Cases).drawn_with(&geometry),
        heading: if all.is_empty() { words.say("home-empty-heading") } else { words.tell("home-heading", &counts) },
        lede: words.counted("home-waiting", waiting.len()),
        action: paths::home(),
        carried: reader.carried(&["q", "sort"]),
        asked,
        sorts: Sort::ALL.map(|it| (it.name(), words.say(it.message()), it == sort)).into(),
        is_empty: all.is_empty(),
        clear_url: reader.without(&["q"]),
        new_url: reader.person().map(|_| reader.link_as_it_stands(paths::NEW_CASE)),
        more: (left > 0).then(|| words.counted("home-more", left)),
        waiting: waiting.into_iter().take(WAITING_MAX).collect(),
        cases,
        demo: demo_form(visit, &reader.way_back()),
    })
}

/// Every word asked for begins a word of the title or is in the id, whatever its spelling.
fn is_found(asked: &str, title: &str, id: &str) -> bool {
    let text = format!("{} {id}", fold(title));
    fold(asked).split(' ').all(|word| text.contains(word))
}

fn line(reader: &Reader, open: &OpenCase, now: Timestamp, geometry: &mut Geometry) -> CaseLine {
    let words = reader.words();
    let (case, counts) = (open.dossier().case(), &open.analysis().counts);
    let unassessed = open.analysis().disagreements().iter().filter(|study| !is_assessed(open.dossier(), study)).count();
    let assessed = [
        ("assessed", verdict::number(words, counts.contested - unassessed).into()),
        ("all", verdict::number(words, counts.contested).into()),
    ];
    let about = open.analysis().disagreements().first().map(|study| worst(words, open.dossier(), study));
    CaseLine {
        title: case.title.to(reader.language).to_owned(),
        url: reader.link_as_it_stands(&paths::case(&case.id)),
        about: about.unwrap_or_else(|| words.claims(counts.claims)),
        squares: verdict::squares(words, counts),
        disputed: words.tell(
            "home-disputed",
            &[
                ("n", counts.contested.into()),
                ("number", verdict::number(words, counts.contested).into()),
                ("questions", words.questions(counts.questions).into()),
            ],
        ),
        spark: spark(open, geometry),
        assessed: words.tell("home-assessed", &assessed),
        stale: Some(open.stale_questions()).filter(|&stale| stale > 0).map(|stale| words.counted("case-stale", stale)),
        sources: words.sources(open.dossier().sources().len()),
        changed: ago(words, now, open.changed_at),
        disagreements: counts.contested,
        unassessed,
        changed_at: open.changed_at,
    }
}

/// The most severe disagreement in one line: "When did it happen? 112–121 days apart".
fn worst(words: Words, dossier: &Dossier, study: &QuestionAnalysis) -> String {
    let question = dossier.questions()[study.question].text.to(words.language()).to_owned();
    let gap = words.gap_line(dossier, study);
    words.tell("home-worst", &[("question", question.into()), ("gap", gap.into())])
}

fn is_assessed(dossier: &Dossier, study: &QuestionAnalysis) -> bool {
    let id = &dossier.questions()[study.question].id;
    dossier.records().assessments.iter().any(|assessment| assessment.question == *id)
}

fn unassessed(reader: &Reader, open: &OpenCase) -> Vec<Waiting> {
    let dossier = open.dossier();
    let since = |study: &QuestionAnalysis| {
        let reported = study.witness.iter().map(|&claim| dossier.reported_by(claim));
        reported.max().map_or(0, Day::number)
    };
    let waiting = |study: &QuestionAnalysis| Waiting {
        question: dossier.questions()[study.question].text.to(reader.language).to_owned(),
        url: reader.link_as_it_stands(&paths::question(&dossier.case().id, &dossier.questions()[study.question].id)),
        difference: reader.words().gap_line(dossier, study),
        case: dossier.case().title.to(reader.language).to_owned(),
        since: since(study),
    };
    let contested = open.analysis().disagreements();
    contested.into_iter().filter(|study| !is_assessed(dossier, study)).map(waiting).collect()
}

/// Happened, disputed, reported: the widest disagreement about a time between its ends, and squares for the reports.
fn spark(open: &OpenCase, geometry: &mut Geometry) -> Vec<String> {
    let dossier = open.dossier();
    let visible = || open.analysis().questions.iter().flat_map(|study| study.visible.iter().copied());
    let marks: Vec<(i64, i64)> = visible().filter_map(|claim| Some(Mark::of(dossier, claim)?.bounds())).collect();
    let mut days: Vec<Day> = visible().map(|claim| dossier.reported_by(claim)).collect();
    days.sort_unstable();
    let seconds: Vec<i64> = days.iter().map(|day| day.seconds(UtcOffset::UTC).lo()).collect();
    let Some((first, last)) = axis::reach(&marks, &seconds) else { return Vec::new() };
    let axis = Axis::between(first, last, UtcOffset::UTC);
    let mut span = |class: &str, from: i64, to: i64| {
        let (start, end) = (axis.percent(from), axis.percent(to));
        format!("{class} {}", geometry.span(start, end - start))
    };
    let mut drawn = Vec::new();
    if let Some((early, late)) = open.analysis().disagreements().into_iter().find_map(|study| rivals(dossier, study)) {
        drawn.extend([span("e", early.0, early.1), span("x", early.1, late.0), span("e", late.0, late.1)]);
    } else if let (Some(first), Some(last)) = (marks.iter().map(|m| m.0).min(), marks.iter().map(|m| m.1).max()) {
        drawn.push(span("e", first, last));
    }
    days.dedup();
    let squares = days.iter().take(SQUARES_MAX).filter(|day| !axis.is_beyond(**day));
    drawn.extend(squares.map(|day| format!("q {}", geometry.at(axis.percent(axis.noon(*day))))));
    drawn
}

/// The ends of the first and the last answer of a disagreement about a time.
fn rivals(dossier: &Dossier, study: &QuestionAnalysis) -> Option<((i64, i64), (i64, i64))> {
    let marks = study.positions.iter().map(|position| Some(Mark::of(dossier, position.headline)?.bounds()));
    let mut marks: Vec<(i64, i64)> = marks.collect::<Option<_>>()?;
    marks.sort_unstable();
    let (early, late) = (*marks.first()?, *marks.last()?);
    (early.1 < late.0).then_some((early, late))
}

/// "2 hours ago".
fn ago(words: Words, now: Timestamp, then: Timestamp) -> String {
    let minutes = (now.as_second() - then.as_second()).max(0) / 60;
    let (key, count) = match minutes {
        0 => return words.say("ago-now"),
        1..=59 => ("ago-minutes", minutes),
        60..=1_439 => ("ago-hours", minutes / 60),
        1_440..=43_199 => ("ago-days", minutes / 1_440),
        43_200..=525_599 => ("ago-months", minutes / 43_200),
        _ => ("ago-years", minutes / 525_600),
    };
    words.counted(key, usize::try_from(count).unwrap_or(0))
}
