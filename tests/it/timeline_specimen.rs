//! The timeline of the shipped case, as data.

use counterpoint::{
    domain::{
        analysis::Analysis,
        calendar::Day,
        dossier::Dossier,
        independence::Origins,
        timeline::{LANES_MAX, LanesBy, Material, Shape, Subject, Timeline, View},
    },
    exchange::case_file,
};

use crate::support::app::SPECIMEN;

fn timeline(as_of: Option<&str>, view: View) -> (Dossier, Timeline) {
    let dossier = case_file::read_dossier(SPECIMEN).unwrap();
    let origins = Origins::of(&dossier);
    let now = Analysis::of(&dossier, None);
    let then = Analysis::of(&dossier, as_of.map(|day| Day::parse_iso(day).unwrap()));
    let material = Material { dossier: &dossier, origins: &origins, analysis: &then, as_it_stands: &now };
    let timeline = Timeline::of(material, &view);
    (dossier, timeline)
}

#[test]
fn disputed_dates_come_first_then_other_dates_then_other_disputes() {
    let (dossier, timeline) = timeline(None, View::default());
    let questions: Vec<&str> = timeline
        .groups
        .iter()
        .filter_map(|group| match group.subject {
            Subject::Question(question) => Some(dossier.questions()[question].id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(questions[..3], ["attempt-when", "fled-when", "hajin-when"]);
    assert_eq!(questions.len(), 9, "two undisputed dates beside seven disputes");
    assert_eq!((timeline.matching, timeline.hidden), (71, 0));
    assert!(timeline.groups.iter().map(|group| group.lanes.len()).sum::<usize>() <= LANES_MAX);
}

#[test]
fn the_time_between_two_positions_is_measured_from_edge_to_edge() {
    let (_, timeline) = timeline(None, View::default());
    let [dimension] = timeline.groups[0].dimensions[..] else { panic!("one line between two positions") };
    assert_eq!((dimension.after_lane, dimension.positions, dimension.is_upper_later), (0, [0, 1], true));
    let days = (dimension.to - dimension.from) / 86_400;
    assert_eq!(days, 111, "from the end of 20 September to the beginning of 10 January");
    let shapes: Vec<Shape> =
        timeline.groups[0].lanes.iter().filter_map(|lane| Some(lane.voices[0].mark?.shape)).collect();
    assert_eq!(shapes, [Shape::Exact, Shape::Approximate, Shape::Range]);
}

#[test]
fn an_account_is_one_lane_however_many_documents_repeat_it() {
    let (_, timeline) = timeline(None, View::default());
    let voice = &timeline.groups[0].lanes[0].voices[0];
    assert_eq!((voice.claims.len(), voice.documents), (5, 5));
    assert!(voice.is_counted && voice.is_known);
    let axis = timeline.axis.unwrap();
    assert!(axis.percent(voice.mark.unwrap().middle()) < axis.percent(axis.noon(voice.reported[0])));
}

#[test]
fn what_was_reported_later_is_there_but_not_known() {
    let (_, timeline) = timeline(Some("2019-02-10"), View::default());
    let known: Vec<bool> = timeline.groups[0].lanes.iter().map(|lane| lane.voices[0].is_known).collect();
    assert_eq!(known, [true, false, false]);
    assert!(timeline.groups[0].dimensions.is_empty());
    assert!(timeline.reports.iter().any(|report| !report.is_known));
}

#[test]
fn lanes_can_be_sources_or_questions() {
    let (_, by_source) = timeline(None, View { lanes: LanesBy::Source, ..View::default() });
    assert!(by_source.groups.iter().all(|group| matches!(group.subject, Subject::Source(_))));
    assert!(by_source.groups.iter().map(|group| group.lanes.len()).sum::<usize>() <= LANES_MAX);
    let (_, by_question) = timeline(None, View { lanes: LanesBy::Question, ..View::default() });
    assert_eq!(by_question.groups[0].lanes.len(), 9);
}

#[test]
fn a_filter_that_matches_nothing_draws_nothing() {
    let (_, timeline) = timeline(None, View { question: Some(usize::MAX), ..View::default() });
    assert_eq!((timeline.axis, timeline.groups.len(), timeline.matching, timeline.hidden), (None, 0, 0, 71));
}

#[test]
fn a_page_beyond_the_last_shows_the_last() {
    let (_, last) = timeline(None, View { page: 99, ..View::default() });
    assert_eq!((last.groups_before, last.groups_after, last.groups.len()), (0, 0, 9));
}
