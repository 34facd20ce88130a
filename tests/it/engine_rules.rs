//! The rules of the engine one by one: who counts as a root, what is visible, how far apart and of which kind.

use counterpoint::domain::{
    analysis::{Analysis, QuestionAnalysis, State, Study, Warning},
    calendar::Day,
    certainty::Certainty,
    claim::{Basis, Claim, Retracted, Stance, Superseded},
    disagreement::{Gap, Kind, SeverityLabel},
    question::{AnswerKind, Cardinality},
    source::{Source, SourceKind},
    text::Text,
};

use crate::support::{
    records::date,
    sketch::{Sketch, option},
};

/// Two agencies and two papers, three documents, one question of the kind asked for.
fn desk(answer: AnswerKind) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.outlets(&["agency", "paper", "rival"]);
    sketch.document("wire", "agency", "2019-02-01", &[]);
    sketch.document("story", "paper", "2019-02-02", &["wire"]);
    sketch.document("other", "rival", "2019-02-03", &[]);
    sketch.question("q", answer, |_| ());
    sketch
}

fn analysed(sketch: &Sketch) -> QuestionAnalysis {
    Analysis::of(&sketch.dossier(), None).questions.remove(0)
}

fn plain(_: &mut Claim) {}

/// Support for what the speakers `says` makes of two people, `one` and `two`, who agree: `min to max`.
fn support_of_two(says: impl Fn(&mut Source, &str)) -> (usize, usize) {
    let mut sketch = desk(AnswerKind::Count);
    for id in ["one", "two"] {
        sketch.source(id, SourceKind::Official, |source| says(source, id));
    }
    sketch.source("ministry", SourceKind::Organisation, |_| ());
    sketch.claim("a", "q", "2", (&["one", "agency"], "wire"), plain);
    sketch.claim("b", "q", "2", (&["two", "rival"], "other"), plain);
    let range = analysed(&sketch).positions[0].support.range;
    (range.min, range.max)
}

#[test]
fn two_people_are_as_many_roots_as_can_be_told_apart() {
    type Change<'c> = &'c dyn Fn(&mut Source, &str);
    let set = |id: &str| Some(id.parse().unwrap());
    let cases: [(&str, Change<'_>, (usize, usize)); 9] = [
        ("two named people are two", &|_, _| (), (2, 2)),
        ("two without a name may be one", &|s, _| s.is_anonymous = true, (1, 2)),
        ("one without a name may hide behind the other", &|s, id| s.is_anonymous = id == "one", (1, 2)),
        ("an editor's word makes them one", &|s, id| s.same_as = if id == "two" { set("one") } else { None }, (1, 1)),
        ("two of one ministry are one group", &|s, _| s.part_of = set("ministry"), (1, 2)),
        (
            "a nameless member of a ministry is known by it",
            &|s, id| {
                s.is_anonymous = id == "one";
                s.part_of = if id == "one" { set("ministry") } else { None };
            },
            (2, 2),
        ),
        ("who speaks for a ministry is the ministry", &|s, _| s.speaks_for = set("ministry"), (1, 1)),
        (
            "two descriptions may be the same people",
            &|s, id| {
                if id == "one" {
                    s.may_be = vec!["two".parse().unwrap()];
                }
            },
            (1, 2),
        ),
        (
            "reports that name nobody are no root",
            &|s, id| {
                if id == "one" {
                    s.kind = SourceKind::Unattributed;
                }
            },
            (1, 1),
        ),
    ];
    for (name, says, expected) in cases {
        assert_eq!(support_of_two(says), expected, "{name}");
    }
}

#[test]
fn a_description_that_may_be_either_of_two_named_people_does_not_make_them_one() {
    let mut sketch = desk(AnswerKind::Count);
    for id in ["one", "two"] {
        sketch.source(id, SourceKind::Official, |_| ());
    }
    sketch.source("somebody", SourceKind::Official, |source| {
        source.is_anonymous = true;
        source.may_be = vec!["one".parse().unwrap(), "two".parse().unwrap()];
    });
    sketch.claim("a", "q", "2", (&["one", "agency"], "wire"), plain);
    sketch.claim("b", "q", "2", (&["two", "rival"], "other"), plain);
    assert_eq!(analysed(&sketch).positions[0].support.range.min, 2);
}

#[test]
fn joined_sources_belong_together_whichever_of_them_comes_first_by_id() {
    for (named, nameless) in [("aa", "zz"), ("zz", "aa")] {
        let mut sketch = desk(AnswerKind::Count);
        sketch.source("ministry", SourceKind::Organisation, |_| ());
        sketch.source(named, SourceKind::Official, |source| source.speaks_for = Some("ministry".parse().unwrap()));
        sketch.source(nameless, SourceKind::Official, |source| {
            source.is_anonymous = true;
            source.same_as = Some(named.parse().unwrap());
        });
        sketch.claim("a", "q", "2", (&[nameless, "agency"], "wire"), plain);
        let dossier = sketch.dossier();
        let ministry = dossier.source_number(&"ministry".parse().unwrap()).unwrap();
        assert_eq!(Analysis::of(&dossier, None).questions[0].positions[0].support.roots, [ministry], "{named}");
    }
}

#[test]
fn an_outlet_that_names_nobody_is_a_root_of_unknown_group_unless_it_saw_it_itself() {
    for (basis, expected) in [(None, 1), (Some(Basis::Witnessed), 2)] {
        let mut sketch = desk(AnswerKind::Count);
        sketch.source("one", SourceKind::Eyewitness, |_| ());
        sketch.claim("a", "q", "2", (&["one", "agency"], "wire"), plain);
        sketch.claim("b", "q", "2", (&["rival"], "other"), |claim| claim.basis = basis);
        let range = analysed(&sketch).positions[0].support.range;
        assert_eq!((range.min, range.max), (expected, 2), "{basis:?}");
    }
}

#[test]
fn a_claim_that_relays_another_has_its_root_and_adds_none() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.source("one", SourceKind::Eyewitness, |_| ());
    sketch.claim("a", "q", "2", (&["one", "agency"], "wire"), plain);
    sketch.claim("b", "q", "2", (&["paper"], "story"), |claim| claim.relays = Some("a".parse().unwrap()));
    sketch.claim("c", "q", "2", (&["rival"], "other"), |claim| claim.relays = Some("b".parse().unwrap()));
    let question = analysed(&sketch);
    assert_eq!(question.state, State::OneSource);
    assert_eq!(question.positions[0].support.documents, 3);
}

#[test]
fn outlets_that_only_lead_back_to_each_other_are_one_root_without_an_origin() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.claim("a", "q", "2", (&["paper", "agency"], "wire"), plain);
    sketch.claim("b", "q", "2", (&["agency", "paper"], "story"), plain);
    let question = analysed(&sketch);
    assert_eq!((question.state, question.warnings.as_slice()), (State::OneSource, &[Warning::Circular][..]));
    let before = Analysis::of(&sketch.dossier(), Day::parse_iso("2019-02-01"));
    assert!(before.questions[0].warnings.is_empty(), "the circle had not closed yet");
}

#[test]
fn claims_that_relay_each_other_are_one_root_without_an_origin_also_for_those_that_lead_into_the_circle() {
    let mut sketch = desk(AnswerKind::Count);
    let relays = |id: &'static str| move |claim: &mut Claim| claim.relays = Some(id.parse().unwrap());
    sketch.claim("a", "q", "2", (&["paper"], "story"), relays("b"));
    sketch.claim("b", "q", "2", (&["rival"], "other"), relays("a"));
    sketch.claim("c", "q", "2", (&["agency"], "wire"), relays("a"));
    let question = analysed(&sketch);
    assert_eq!(question.positions[0].support.roots.len(), 1);
    assert!(question.warnings.contains(&Warning::Circular));
}

#[test]
fn a_document_that_cites_a_later_one_is_warned_of() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.document("early", "rival", "2019-01-01", &["wire"]);
    sketch.claim("a", "q", "2", (&["rival"], "early"), plain);
    assert_eq!(analysed(&sketch).warnings, [Warning::CitesLater]);
}

#[test]
fn everything_that_passed_through_one_outlet_has_one_channel_and_without_an_outlet_it_is_the_publisher() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.source("one", SourceKind::Eyewitness, |_| ());
    sketch.source("archive", SourceKind::Document, |_| ());
    sketch.document("record", "archive", "2019", &[]);
    sketch.claim("a", "q", "2", (&["one", "agency", "paper"], "story"), plain);
    sketch.claim("b", "q", "2", (&["one", "agency"], "wire"), plain);
    sketch.claim("c", "q", "2", (&["archive"], "record"), plain);
    let dossier = sketch.dossier();
    let channels = &Analysis::of(&dossier, None).questions[0].positions[0].support.channels;
    let names: Vec<&str> = channels.iter().map(|&n| dossier.sources()[n].id.as_str()).collect();
    assert_eq!(names, ["agency", "archive"]);
}

#[test]
fn a_claim_is_seen_from_the_last_day_it_may_have_been_public_until_it_is_withdrawn_or_replaced() {
    type Change<'c> = &'c dyn Fn(&mut Claim);
    let until = |on: &str| Some(Retracted { on: date(on), document: None, note: None });
    let by = |on: &str| Some(Superseded { on: date(on), by: None });
    let cases: [(&str, Change<'_>, [bool; 3]); 4] = [
        ("as it was published", &plain, [false, true, true]),
        ("with an uncertain date", &|c| c.reported = Some(date("2019-02")), [false, false, true]),
        ("retracted", &|c| c.retracted = until("2019-02-10"), [false, true, false]),
        ("replaced, perhaps late in the month", &|c| c.superseded = by("2019-02"), [false, true, false]),
    ];
    for (name, set, expected) in cases {
        let mut sketch = desk(AnswerKind::Count);
        sketch.claim("a", "q", "2", (&["rival"], "other"), set);
        let dossier = sketch.dossier();
        let seen = ["2019-02-02", "2019-02-05", "2019-03-01"]
            .map(|day| !Analysis::of(&dossier, Day::parse_iso(day)).questions[0].visible.is_empty());
        assert_eq!(seen, expected, "{name}");
    }
}

#[test]
fn who_commits_to_nothing_is_in_every_position_and_supports_none() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.source("one", SourceKind::Eyewitness, |_| ());
    sketch.claim("a", "q", "2", (&["one", "agency"], "wire"), plain);
    sketch.claim("b", "q", "40", (&["rival"], "other"), plain);
    sketch.claim("c", "q", "2", (&["paper"], "story"), |claim| {
        claim.certainty = Some(Certainty::parse("rumoured").unwrap());
    });
    sketch.claim("d", "q", ">=0", (&["paper"], "story"), plain);
    let question = analysed(&sketch);
    assert_eq!(question.non_committal, [2, 3]);
    assert!(question.positions.iter().all(|position| position.claims.ends_with(&[2, 3])));
    assert!(question.positions.iter().all(|position| position.support.documents == 1));
    sketch.records.claims.retain(|claim| matches!(claim.id.as_str(), "c" | "d"));
    assert_eq!(analysed(&sketch).state, State::Unanswered);
}

#[test]
fn words_without_a_group_go_with_every_group_and_support_none() {
    let mut sketch = desk(AnswerKind::Text);
    let group = |name: &'static str| move |claim: &mut Claim| claim.group = Some(Text::name(name).unwrap());
    sketch.claim("a", "q", "a coup", (&["agency"], "wire"), group("coup"));
    sketch.claim("b", "q", "a brawl", (&["rival"], "other"), group("brawl"));
    sketch.claim("c", "q", "something", (&["paper"], "story"), plain);
    let question = analysed(&sketch);
    assert_eq!(question.undetermined, [(0, 2), (1, 2)]);
    assert!(question.positions.iter().all(|position| position.guests == [2] && position.support.range.max == 1));
}

#[test]
fn many_answers_add_up_node_by_node_and_only_a_denial_conflicts() {
    let mut sketch = desk(AnswerKind::Entity);
    sketch.records.questions[0].cardinality = Cardinality::Many;
    for (id, up) in [("foreign", None), ("tunisians", Some("foreign")), ("locals", None)] {
        sketch.entity(id, up);
    }
    for id in ["one", "two"] {
        sketch.source(id, SourceKind::Eyewitness, |_| ());
    }
    sketch.claim("a", "q", "tunisians", (&["one", "agency"], "wire"), plain);
    assert_eq!(analysed(&sketch).state, State::OneSource);
    sketch.claim("b", "q", "locals", (&["two", "rival"], "other"), plain);
    assert_eq!(analysed(&sketch).state, State::OneSource, "each answer has one root");
    sketch.claim("c", "q", "foreign", (&["two", "rival"], "other"), plain);
    let question = analysed(&sketch);
    let foreign = sketch.dossier().entity_number(&"foreign".parse().unwrap()).unwrap();
    assert_eq!((question.state, question.corroborated_nodes.as_slice()), (State::Corroborated, &[foreign][..]));
    sketch.claim("d", "q", "foreign", (&["rival"], "other"), |claim| claim.stance = Stance::Denies);
    assert_eq!(analysed(&sketch).positions.len(), 2);
}

#[test]
fn a_denial_alone_on_a_question_with_many_answers_has_its_source() {
    let mut sketch = desk(AnswerKind::Entity);
    sketch.records.questions[0].cardinality = Cardinality::Many;
    sketch.entity("locals", None);
    sketch.source("one", SourceKind::Eyewitness, |_| ());
    sketch.claim("a", "q", "locals", (&["one", "agency"], "wire"), |claim| claim.stance = Stance::Denies);
    assert_eq!(analysed(&sketch).state, State::OneSource);
}

/// A province with two towns 56 km apart, a quarter of one, a village nobody has measured, a name nobody has placed.
fn province() -> Sketch {
    let mut sketch = desk(AnswerKind::Place);
    sketch.place("province", None, Some((34.0, 40.3, 0.0)));
    sketch.place("east", Some("province"), Some((34.0, 40.6, 5.0)));
    sketch.place("west", Some("province"), Some((34.0, 40.0, 5.0)));
    sketch.place("quarter", Some("east"), None);
    sketch.place("village", Some("province"), None);
    sketch.place("somewhere", None, None);
    sketch.records.places.last_mut().unwrap().is_unresolved = true;
    sketch
}

#[test]
fn two_whereabouts_conflict_fit_or_cannot_be_told() {
    // How many positions, and whether nothing can be said of the two.
    for (a, b, stance, expected) in [
        ("east", "west", Stance::Asserts, (2, false)),
        ("east", "province", Stance::Asserts, (1, false)),
        ("near east", "east", Stance::Asserts, (1, false)),
        ("near east", "province", Stance::Asserts, (1, false)),
        ("near east", "quarter", Stance::Asserts, (1, false)),
        ("near east", "west", Stance::Asserts, (2, false)),
        ("within 60 km of east", "west", Stance::Asserts, (1, false)),
        ("near east", "village", Stance::Asserts, (1, true)),
        ("34.0,40.61 ±2km", "province", Stance::Asserts, (1, false)),
        ("34.5,40.61 ±2km", "province", Stance::Asserts, (2, false)),
        ("somewhere", "west", Stance::Asserts, (1, true)),
        ("somewhere", "near east", Stance::Asserts, (1, true)),
        ("somewhere", "somewhere", Stance::Denies, (2, false)),
        ("east or west", "province", Stance::Asserts, (1, false)),
        ("east or west", "west", Stance::Denies, (1, false)),
        ("east", "near east", Stance::Denies, (2, false)),
        ("quarter", "near east", Stance::Denies, (2, false)),
        ("province", "near east", Stance::Denies, (1, false)),
        ("near east", "east", Stance::Denies, (1, false)),
        ("within 5 km of east", "east", Stance::Denies, (2, false)),
    ] {
        let mut sketch = province();
        sketch.claim("a", "q", a, (&["agency"], "wire"), plain);
        sketch.claim("b", "q", b, (&["rival"], "other"), |claim| claim.stance = stance);
        let question = analysed(&sketch);
        let found = (question.positions.len(), !question.undetermined.is_empty());
        assert_eq!(found, expected, "{a} and {stance:?} {b}");
    }
}

#[test]
fn gaps_lie_between_sets_and_their_severity_follows_from_the_lower_end() {
    use SeverityLabel::{Major, Minor, Moderate};
    let days = |least, most| Gap::Days(least, Some(most));
    let count = |ratio, difference| Gap::Quantity { ratio, difference };
    for (answer, a, b, gap, score, label) in [
        (AnswerKind::Time, "2019-01-10", "2019-01-12", days(2, 2), 0.063, Minor),
        (AnswerKind::Time, "2019-01-10", "2019-02-09", days(30, 30), 0.5, Moderate),
        (AnswerKind::Time, "2018-09-11~/2018-09-20~", "2019-01-10", days(112, 121), 0.789, Major),
        (AnswerKind::Time, "[2019-01-01,2019-12-31]", "2019-01-21", days(20, 364), 0.4, Moderate),
        (AnswerKind::Time, "2019-01-10T08:00Z", "2019-01-10T09:00Z", Gap::Seconds(3541, Some(3659)), 0.496, Minor),
        (AnswerKind::Count, "2", "4", count(Some(2.0), 2), 0.5, Moderate),
        (AnswerKind::Count, "100", "120", count(Some(1.2), 20), 0.208, Minor),
        (AnswerKind::Count, "0", "7", count(None, 7), 1.0, Major),
    ] {
        let mut sketch = desk(answer);
        sketch.claim("a", "q", a, (&["agency"], "wire"), plain);
        sketch.claim("b", "q", b, (&["rival"], "other"), plain);
        let question = analysed(&sketch);
        let severity = question.severity.unwrap();
        assert_eq!(question.gap, Some(gap), "{a} and {b}");
        assert_eq!((severity.score, severity.label), (score, label), "{a} and {b}");
    }
}

#[test]
fn a_witness_that_is_only_probable_halves_the_severity_once_and_changes_no_position() {
    let mut sketch = desk(AnswerKind::Count);
    let likely = |claim: &mut Claim| claim.certainty = Some(Certainty::parse("likely").unwrap());
    sketch.claim("a", "q", "2", (&["agency"], "wire"), likely);
    sketch.claim("b", "q", "4", (&["rival"], "other"), likely);
    let question = analysed(&sketch);
    assert_eq!((question.positions.len(), question.severity.unwrap().score), (2, 0.25));
    assert_eq!(question.severity.unwrap().label, SeverityLabel::Moderate);
}

#[test]
fn each_kind_of_disagreement_is_told_from_the_others() {
    // Chain, document and value of two claims that conflict.
    type Said = (&'static [&'static str], &'static str, &'static str);
    let cases: [(&str, [Said; 2], &[Kind]); 5] = [
        ("two roots", [(&["one", "agency"], "wire", "2"), (&["two", "rival"], "other", "4")], &[Kind::RivalSources]),
        (
            "a retelling that says something else",
            [(&["one", "agency"], "wire", "2"), (&["one", "agency", "paper"], "story", "4")],
            &[Kind::LostInRelay],
        ),
        (
            "one root, later",
            [(&["one", "agency"], "wire", "2"), (&["one", "rival"], "other", "4")],
            &[Kind::ChangedAccount],
        ),
        (
            "one root, one document",
            [(&["one", "agency"], "wire", "2"), (&["one", "agency"], "wire", "4")],
            &[Kind::WithinOneReport],
        ),
        (
            "a retelling of nothing held",
            [(&["one", "rival"], "other", "2"), (&["one", "agency", "paper"], "story", "4")],
            &[Kind::ChangedAccount],
        ),
    ];
    for (name, claims, kinds) in cases {
        let mut sketch = desk(AnswerKind::Count);
        for id in ["one", "two"] {
            sketch.source(id, SourceKind::Eyewitness, |_| ());
        }
        for ((chain, document, value), id) in claims.into_iter().zip(["a", "b"]) {
            sketch.claim(id, "q", value, (chain, document), plain);
        }
        assert_eq!(analysed(&sketch).kinds, kinds, "{name}");
    }
}

#[test]
fn two_retellings_of_one_original_add_nothing_and_rewording_is_no_conflict() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.source("one", SourceKind::Eyewitness, |_| ());
    sketch.document("second", "rival", "2019-02-04", &["wire"]);
    sketch.claim("a", "q", "1..9", (&["one", "agency"], "wire"), plain);
    sketch.claim("b", "q", "2", (&["one", "agency", "paper"], "story"), plain);
    assert!(!analysed(&sketch).is_contested(), "a retelling that gains precision is reworded");
    sketch.claim("c", "q", "4", (&["one", "agency", "rival"], "second"), plain);
    let question = analysed(&sketch);
    assert!(question.is_contested() && question.kinds.is_empty());
}

#[test]
fn positions_are_lettered_by_the_first_report_of_what_is_theirs_alone() {
    let mut sketch = desk(AnswerKind::Choice);
    sketch.records.questions[0].options =
        vec![option("killed", None), option("alive", None), option("held", Some("alive"))];
    sketch.claim("a", "q", "held", (&["rival"], "other"), plain);
    sketch.claim("b", "q", "killed + alive", (&["agency"], "wire"), plain);
    sketch.claim("c", "q", "killed", (&["paper"], "story"), plain);
    let question = analysed(&sketch);
    let lettered: Vec<(String, &[usize])> =
        question.positions.iter().map(|p| (p.letter.to_string(), p.exclusive.as_slice())).collect();
    assert_eq!(lettered, [("A".to_owned(), &[2][..]), ("B".to_owned(), &[0][..])]);
}

#[test]
fn a_strict_reading_of_about_can_split_what_tolerance_holds_together() {
    let mut sketch = desk(AnswerKind::Count);
    sketch.claim("a", "q", "~500", (&["agency"], "wire"), plain);
    sketch.claim("b", "q", "480", (&["rival"], "other"), plain);
    let question = analysed(&sketch);
    assert_eq!((question.positions.len(), question.strict_positions), (1, 2));
    assert!(question.positions[0].is_within_tolerance);
}

#[test]
fn a_denial_takes_away_from_what_a_union_leaves_possible() {
    let mut sketch = desk(AnswerKind::Choice);
    sketch.records.questions[0].options = vec![option("killed", None), option("alive", None)];
    sketch.claim("a", "q", "killed + alive", (&["agency"], "wire"), plain);
    sketch.claim("b", "q", "killed", (&["rival"], "other"), |claim| claim.stance = Stance::Denies);
    let dossier = sketch.dossier();
    let study = Study::new(&dossier);
    let denotation = study.analysis(None).questions.remove(0).positions.remove(0).denotation;
    let alive = counterpoint::domain::extent::Denotation::Nodes { nodes: vec![1], except: vec![] };
    assert_eq!(denotation, alive);
}

#[test]
fn claims_that_came_the_same_way_hold_what_they_retell_once() {
    let mut sketch = desk(AnswerKind::Count);
    for number in 0..40 {
        sketch.claim(&format!("first-{number}"), "q", "40", (&["agency"], "wire"), plain);
        sketch.claim(&format!("again-{number}"), "q", "40", (&["agency", "paper"], "story"), plain);
    }
    sketch.claim("both", "q", "40", (&["agency", "paper"], "story"), |claim| {
        claim.relays = Some("again-0".parse().unwrap());
    });
    let dossier = sketch.dossier();
    let study = Study::new(&dossier);
    let originals = |id: &str| study.retellings().originals(dossier.claim_number(&id.parse().unwrap()).unwrap());
    assert_eq!((originals("again-0").len(), originals("first-0").len()), (40, 0));
    // Held for each, they would grow with the square of the claims.
    assert_eq!(originals("again-0").as_ptr(), originals("again-39").as_ptr());
    assert_eq!(originals("both").len(), 41);
}
