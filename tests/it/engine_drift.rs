//! What the shipped case shows of claims on their way, of what stands on one source, and of what can be true together.

use counterpoint::{
    domain::{
        analysis::Study,
        comparison::{self, Relation},
        dossier::Dossier,
        drift::{self, Change, Hop, ValueChange},
        fragility,
    },
    exchange::case_file,
};

fn specimen() -> Dossier {
    case_file::read_dossier(include_bytes!("../data/baghdadi-2019.json")).unwrap()
}

fn claim(dossier: &Dossier, id: &str) -> usize {
    dossier.claim_number(&id.parse().unwrap()).unwrap()
}

/// The hops to a claim, in names: `from > to: value, changes`.
fn hops(dossier: &Dossier, id: &str) -> Vec<String> {
    let study = Study::new(dossier);
    let source = |number: usize| dossier.sources()[number].id.as_str();
    let said = |number: usize| dossier.claims()[number].id.as_str();
    let change = |change: &Change| match change {
        Change::SpeakerLost { from } => format!("lost {}", source(*from)),
        Change::SpeakerMoved { said_in, from, to } => {
            format!("moved from {} to {} ({})", source(*from), source(*to), said(*said_in))
        }
        Change::MadePlural => "plural".to_owned(),
        Change::MadeSingular => "singular".to_owned(),
        Change::HedgeDropped => "hedge dropped".to_owned(),
        Change::HedgeAdded => "hedge added".to_owned(),
    };
    let line = |hop: &Hop| {
        let mut parts = vec![hop.value.word().to_owned()];
        parts.extend(hop.changes.iter().map(change));
        format!("{} > {}: {}", said(hop.from), said(hop.to), parts.join(", "))
    };
    drift::hops(&study, claim(dossier, id)).iter().map(line).collect()
}

#[test]
fn the_known_drifts_of_the_shipped_case_are_found_hop_by_hop() {
    let dossier = specimen();
    for (id, expected) in [
        ("when-1", vec![]),
        ("when-2", vec!["when-1 > when-2: same, hedge dropped"]),
        ("when-10", vec!["when-8 > when-10: gained_precision, moved from sdf-official to hamdan (when-6)"]),
        ("where-2", vec!["where-1 > where-2: gained_precision"]),
        (
            "killed-3",
            vec![
                "killed-1 > killed-3: same, moved from intelligence-official to regional-intelligence (killed-1), plural",
            ],
        ),
        ("killed-4", vec!["killed-1 > killed-4: same"]),
        ("leader-3", vec!["leader-1 > leader-3: same, lost regional-intelligence"]),
        ("leader-4", vec!["leader-1 > leader-4: same, lost regional-intelligence, hedge dropped"]),
        ("accused-2", vec!["accused-1 > accused-2: conflicting"]),
        ("terms-5", vec!["terms-1 > terms-5: conflicting"]),
        ("whereabouts-2", vec!["whereabouts-1 > whereabouts-2: gained_precision"]),
        ("whereabouts-6", vec!["whereabouts-4 > whereabouts-6: conflicting"]),
        ("peak-3", vec!["peak-1 > peak-3: gained_precision"]),
    ] {
        assert_eq!(hops(&dossier, id), expected, "{id}");
    }
}

#[test]
fn a_retelling_that_only_gains_precision_is_reworded_and_its_words_stand_beside_the_original() {
    let dossier = specimen();
    let study = Study::new(&dossier);
    let hops = drift::hops(&study, claim(&dossier, "where-2"));
    assert!(hops[0].is_reworded() && hops[0].value != ValueChange::Conflicting && !hops[0].is_faithful());
    let (before, after) = hops[0].words(&dossier);
    assert_eq!(before.as_str(), "A village near Hajin in the Euphrates valley.");
    assert_eq!(after.as_str(), "It took place in Hajin.");
}

#[test]
fn everything_in_the_shipped_case_but_three_answers_falls_with_the_guardian() {
    let dossier = specimen();
    let study = Study::new(&dossier);
    let analysis = study.analysis(None);
    let fragile = fragility::fragile(&study, &analysis);
    let of = |id: &str| {
        let source = dossier.source_number(&id.parse().unwrap()).unwrap();
        let found = fragile.iter().find(|fragile| fragile.source == source);
        let name = |(question, letter): &(usize, _)| format!("{} {letter}", dossier.questions()[*question].id);
        found.map_or_else(Vec::new, |found| found.positions.iter().map(name).collect::<Vec<_>>())
    };
    assert_eq!(of("the-sun"), ["fighters-left B"]);
    assert_eq!(of("reference"), ["hajin-when A"]);
    assert!(of("hamdan").contains(&"attempt-where B".to_owned()));
    assert!(!of("hamdan").contains(&"attempt-when B".to_owned()), "the official says September too");
    let positions: usize = analysis.questions.iter().map(|question| question.positions.len()).sum();
    // The Sun's figure, the reference work, and the delay that nobody stands behind.
    assert_eq!(of("guardian").len(), positions - 3);
}

#[test]
fn two_claims_of_the_shipped_case_stand_to_each_other_as_a_reader_would_say() {
    let dossier = specimen();
    let study = Study::new(&dossier);
    for (a, b, expected) in [
        ("when-1", "when-6", Relation::Conflict),
        ("when-6", "when-8", Relation::Refines),
        ("when-8", "when-6", Relation::RefinedBy),
        ("when-6", "when-7", Relation::Agree),
        ("where-1", "where-6", Relation::Conflict),
        ("where-2", "where-1", Relation::Refines),
        ("fled-1", "fled-4", Relation::MeetAtOnePoint),
        ("peak-1", "peak-3", Relation::RefinedBy),
        ("fighters-1", "fighters-2", Relation::RefinedBy),
        ("fighters-2", "fighters-5", Relation::Overlap),
        ("whereabouts-8", "whereabouts-6", Relation::Conflict),
        ("whereabouts-1", "whereabouts-8", Relation::Refines),
        ("when-1", "where-1", Relation::Undetermined),
    ] {
        let relation = comparison::relation(&study, claim(&dossier, a), claim(&dossier, b));
        assert_eq!(relation, expected, "{a} and {b}");
    }
}
