//! Descriptions that may be the same people (`may_be`) hide nobody but themselves.

use counterpoint::domain::{
    analysis::Analysis,
    independence::Range,
    question::AnswerKind,
    source::{Source, SourceKind},
};

use crate::support::sketch::{Sketch, desk};

/// Two ministries; an unnamed official and a named person of each. The second official may be the first.
fn ministries() -> Sketch {
    let mut sketch = desk(AnswerKind::Count);
    let of = |ministry: &'static str| move |source: &mut Source| source.part_of = Some(ministry.parse().unwrap());
    for id in ["army", "navy"] {
        sketch.source(id, SourceKind::Organisation, |_| ());
    }
    sketch.source("bob", SourceKind::Person, of("army"));
    sketch.source("eve", SourceKind::Person, of("navy"));
    for (id, ministry, may_be) in [("colonel", "army", &[][..]), ("captain", "navy", &["colonel"][..])] {
        sketch.source(id, SourceKind::Official, |source| {
            of(ministry)(source);
            source.is_anonymous = true;
            source.may_be = may_be.iter().map(|id| id.parse().unwrap()).collect();
        });
    }
    sketch
}

#[test]
fn who_may_be_of_two_groups_adds_none_to_those_that_named_people_are_of() {
    for (speakers, min) in [
        (&["colonel", "captain"][..], 1),
        (&["bob", "eve"], 2),
        (&["bob", "captain"], 1),
        (&["colonel", "captain", "eve"], 1),
        (&["colonel", "captain", "bob", "eve"], 2),
    ] {
        let mut sketch = ministries();
        for (number, speaker) in speakers.iter().enumerate() {
            sketch.claim(&format!("c-{number}"), "q", "2", (&[*speaker, "agency"], "wire"), |_| ());
        }
        let support = Analysis::of(&sketch.dossier(), None).questions.remove(0).positions.remove(0).support;
        assert_eq!(support.range, Range { min, max: speakers.len() }, "{speakers:?}");
    }
}
