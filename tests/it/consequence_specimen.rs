//! What would follow on the shipped case: claims added, edited and withdrawn, case by case.

use counterpoint::{
    domain::{
        analysis::{Letter, Study},
        candidate::{Candidate, Trial, without},
        claim::{Claim, Stance},
        consequence::{Act, Consequence, Effect, Weight},
        dossier::{Dossier, Records},
        fault::{Fault, FaultKind, ValueFault},
        shift::{Fate, Turn},
        source::SourceKind,
    },
    exchange::case_file,
};

use crate::support::{
    records::{document, outlet},
    sketch::value,
};

fn specimen() -> Dossier {
    case_file::read_dossier(include_bytes!("../data/baghdadi-2019.json")).unwrap()
}

/// The shipped case, and a paper that nobody has heard of, which cites nobody.
fn records(dossier: &Dossier) -> Records {
    let mut records = dossier.records().clone();
    records.sources.push(outlet("paper"));
    let mut witness = outlet("witness");
    (witness.kind, witness.is_anonymous) = (SourceKind::Eyewitness, false);
    records.sources.push(witness);
    records.documents.push(document("story", "paper"));
    records
}

fn candidate(question: &str, said: &str, links: &[&str], document: &str) -> Candidate {
    let link = |id: &&str| (*id != "?").then(|| id.parse().unwrap());
    Candidate {
        links: links.iter().map(link).collect(),
        document: Some(document.parse().unwrap()),
        ..Candidate::new(question.parse().unwrap(), value(said))
    }
}

fn trial(dossier: &Dossier, candidate: &Candidate) -> Result<Trial, Vec<Fault>> {
    candidate.trial(&Study::new(dossier), records(dossier))
}

fn letters(letters: &[Letter]) -> String {
    letters.iter().map(Letter::to_string).collect()
}

/// A consequence in a few lines, to be read beside the case.
fn told(before: &Dossier, after: &Dossier, consequence: &Consequence) -> String {
    let (was, is) = (consequence.state_before().word(), consequence.state_after().word());
    let mut lines = vec![format!("{}: {was} -> {is}", consequence.turn.word())];
    for shift in consequence.shifts.iter().filter(|shift| !shift.is_unmoved()) {
        let letter = |letter: Option<Letter>| letter.map_or("-".to_owned(), |letter| letter.to_string());
        let range = |range: Option<counterpoint::domain::independence::Range>| {
            range.map_or("-".to_owned(), |range| format!("{}..{}", range.min, range.max))
        };
        lines.push(format!(
            "{} {}>{} of {:?} +{:?} -{:?} roots {}>{}",
            shift.fate.word(),
            letter(shift.before),
            letter(shift.after),
            letters(&shift.related),
            ids(after, &shift.gained),
            ids(before, &shift.lost),
            range(shift.support_before),
            range(shift.support_after),
        ));
    }
    for effect in &consequence.effects {
        let dossier = if effect.act == Act::Leaves { before } else { after };
        lines.extend(told_effect(dossier, effect));
    }
    let words = |begun: &[counterpoint::domain::disagreement::Kind]| begun.iter().map(|k| k.word()).collect::<Vec<_>>();
    lines.push(format!("kinds +{:?} -{:?}", words(&consequence.kinds_begun), words(&consequence.kinds_ended)));
    lines.join("\n")
}

fn ids(dossier: &Dossier, claims: &[usize]) -> Vec<String> {
    claims.iter().map(|&claim| dossier.claims()[claim].id.as_str().trim_start_matches("zzzzzz").to_owned()).collect()
}

fn told_effect(dossier: &Dossier, effect: &Effect) -> Vec<String> {
    let source = |source: usize| dossier.sources()[source].id.as_str().replace(&"z".repeat(80), "?");
    let from = &effect.provenance;
    let commits = if effect.is_committal { "" } else { ", commits to nothing" };
    let mut lines = vec![
        format!("{} {:?} -> {:?}{commits}", effect.act.word(), letters(&effect.stood), letters(&effect.stands)),
        format!(
            "{} {} alone {}, through {} alone {}",
            from.weight.word(),
            source(from.root.source),
            from.is_root_alone,
            source(from.channel),
            from.is_channel_alone
        ),
    ];
    for conflict in &effect.conflicts {
        lines.push(format!("against {}: {:?} {:?}", conflict.letter, conflict.gap, conflict.order));
    }
    let fits: Vec<usize> = effect.fits.iter().map(|(claim, _)| *claim).collect();
    lines.push(format!("fits {:?}", ids(dossier, &fits)));
    lines.push(format!("contradicts {:?}", ids(dossier, &effect.contradicts)));
    lines.push(format!("retells {:?} repeats {:?}", ids(dossier, &effect.retells), ids(dossier, &effect.repeats)));
    lines.push(format!("kinds {:?}", effect.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>()));
    lines
}

fn told_of(candidate: &Candidate) -> String {
    let dossier = specimen();
    let trial = trial(&dossier, candidate).unwrap_or_else(|faults| panic!("{faults:?}"));
    let said = trial.consequences.iter().map(|one| told(&dossier, trial.study.dossier(), one));
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_new_source_joins_a_position_and_makes_it_stronger() {
    insta::assert_snapshot!(told_of(&candidate("attempt-when", "mid-September 2018", &["witness", "paper"], "story")));
}

#[test]
fn an_answer_between_the_others_opens_a_third_position() {
    insta::assert_snapshot!(told_of(&candidate("attempt-when", "November 2018", &["witness", "paper"], "story")));
}

#[test]
fn a_wide_answer_fits_a_position_without_its_bounds() {
    insta::assert_snapshot!(told_of(&candidate("attempt-when", "January 2019", &["witness", "paper"], "story")));
}

#[test]
fn who_cannot_confirm_supports_no_position() {
    let any_time = candidate("attempt-when", "../..", &["witness", "paper"], "story");
    let told = told_of(&any_time);
    assert!(told.contains("commits to nothing") && told.starts_with("stands"), "{told}");
    assert!(!told.contains("against"), "{told}");
}

#[test]
fn an_unnamed_link_adds_no_root() {
    let link_missing = candidate("attempt-when", "mid-September 2018", &["?", "guardian", "paper"], "story");
    let told = told_of(&link_missing);
    insta::assert_snapshot!(told);
    let dossier = specimen();
    for links in [&["?", "guardian"][..], &[], &["?"], &["?", "?"]] {
        let candidate = candidate("attempt-when", "mid-September 2018", links, "story");
        let trial = trial(&dossier, &candidate).unwrap_or_else(|faults| panic!("{faults:?}"));
        let effect = &trial.consequences[0].effects[0];
        assert_eq!(effect.provenance.weight, Weight::Untraceable, "{links:?}");
        assert_eq!(trial.unnamed.len(), 1, "{links:?}");
        assert_eq!(trial.unnamed[0], effect.provenance.root.source, "{links:?}");
    }
}

#[test]
fn an_unnamed_link_further_on_leaves_the_root() {
    let dossier = specimen();
    let candidate = candidate("attempt-when", "mid-September 2018", &["witness", "?", "paper"], "story");
    let trial = trial(&dossier, &candidate).ok().unwrap();
    let provenance = &trial.consequences[0].effects[0].provenance;
    let root = &trial.study.dossier().sources()[provenance.root.source];
    assert_eq!((root.id.as_str(), provenance.weight, trial.unnamed.len()), ("witness", Weight::Root, 1));
}

#[test]
fn an_unattributed_report_goes_back_to_its_paper_or_to_nobody() {
    for (links, weight) in
        [(&["paper"][..], Weight::Unattributed), (&["custody-reports", "paper"], Weight::Untraceable)]
    {
        let dossier = specimen();
        let trial = trial(&dossier, &candidate("attempt-when", "2019-01-10", links, "story")).ok().unwrap();
        let consequence = &trial.consequences[0];
        assert_eq!(consequence.effects[0].provenance.weight, weight);
        let shift = consequence.shifts.iter().find(|shift| !shift.gained.is_empty()).unwrap();
        let (before, after) = (shift.support_before.unwrap(), shift.support_after.unwrap());
        assert_eq!(after.min, before.min, "an unknown group adds nothing for sure");
        assert_eq!(after.max, before.max + usize::from(weight == Weight::Unattributed));
    }
}

#[test]
fn a_retelling_adds_a_document_and_no_root() {
    let retelling = candidate("attempt-when", "2019-01-10", &["regional-intelligence", "guardian", "jpost"], "jpost-1");
    insta::assert_snapshot!(told_of(&retelling));
}

#[test]
fn a_retelling_that_says_something_else_is_lost_in_relay() {
    let retelling = candidate("attempt-when", "2018-12", &["regional-intelligence", "guardian", "jpost"], "jpost-1");
    let told = told_of(&retelling);
    assert!(told.contains("kinds +[\"lost_in_relay\"]"), "{told}");
}

#[test]
fn an_exact_copy_is_known_as_one() {
    let copy = candidate("attempt-when", "2019-01-10", &["regional-intelligence", "guardian"], "guardian-1");
    let dossier = specimen();
    let trial = trial(&dossier, &copy).ok().unwrap();
    let [consequence] = &trial.consequences[..] else { panic!("one question") };
    assert_eq!(ids(trial.study.dossier(), &consequence.effects[0].repeats), ["when-1"]);
    assert_eq!(consequence.turn, Turn::Stands);
    assert!(consequence.shifts.iter().all(|shift| shift.support_before == shift.support_after));
}

#[test]
fn an_edit_moves_a_claim_and_ends_a_disagreement() {
    let dossier = specimen();
    let claim = |id: &str| dossier.claims()[dossier.claim_number(&id.parse().unwrap()).unwrap()].clone();
    let edited = Candidate { value: value("no"), ..Candidate::of(&claim("accused-2")) };
    insta::assert_snapshot!(told_of(&edited));
}

#[test]
fn an_edit_that_changes_nothing_has_no_consequence() {
    let dossier = specimen();
    for record in dossier.claims() {
        let trial = Candidate::of(record).trial(&Study::new(&dossier), dossier.records().clone()).ok().unwrap();
        assert!(trial.consequences.iter().all(Consequence::is_nothing), "{}", record.id);
    }
}

#[test]
fn a_claim_moved_to_another_question_leaves_the_one_and_enters_the_other() {
    let dossier = specimen();
    let claim = dossier.claims()[dossier.claim_number(&"hajin-1".parse().unwrap()).unwrap()].clone();
    let moved = Candidate { question: "fled-when".parse().unwrap(), ..Candidate::of(&claim) };
    let trial = moved.trial(&Study::new(&dossier), dossier.records().clone()).ok().unwrap();
    let acts: Vec<Act> = trial.consequences.iter().map(|one| one.effects[0].act).collect();
    let turns: Vec<Turn> = trial.consequences.iter().map(|one| one.turn).collect();
    assert_eq!((acts, turns), (vec![Act::Enters, Act::Leaves], vec![Turn::OpensDisagreement, Turn::LastAnswerGone]));
}

#[test]
fn a_withdrawal_tells_what_would_vanish() {
    let dossier = specimen();
    let after = without(&dossier, &"left-4".parse().unwrap()).unwrap();
    let question = "fighters-left".parse().unwrap();
    let consequence = Consequence::between(&Study::new(&dossier), &Study::new(&after), &question).unwrap();
    insta::assert_snapshot!(told(&dossier, &after, &consequence));
    let faults = without(&dossier, &"leader-1".parse().unwrap()).unwrap_err();
    assert_eq!(faults.len(), 2, "two claims relay it");
}

#[test]
fn places_and_counts_are_measured_in_their_own_units() {
    let place = told_of(&candidate("attempt-where", "baghuz", &["witness", "paper"], "story"));
    let count = told_of(&candidate("fighters-left", "at least 2000", &["witness", "paper"], "story"));
    insta::assert_snapshot!(format!("{place}\n\n{count}"));
}

#[test]
fn a_denial_has_no_distance_from_anything() {
    let denial =
        Candidate { stance: Stance::Denies, ..candidate("attempt-when", "2019-01-10", &["witness", "paper"], "story") };
    let dossier = specimen();
    let trial = trial(&dossier, &denial).ok().unwrap();
    let conflicts = &trial.consequences[0].effects[0].conflicts;
    assert!(conflicts.len() == 1 && conflicts[0].gap.is_none() && conflicts[0].order.is_none(), "{conflicts:?}");
}

#[test]
fn what_cannot_be_read_is_a_fault_of_the_candidate() {
    let dossier = specimen();
    let faults = |candidate: &Candidate| {
        let faults = trial(&dossier, candidate).err().unwrap();
        faults.into_iter().map(|fault| (fault.at.to_string(), fault.kind)).collect::<Vec<_>>()
    };
    let unreadable = candidate("attempt-when", "the other day or so", &["witness", "paper"], "story");
    assert!(matches!(&faults(&unreadable)[..], [(at, FaultKind::Value(_))] if at == "value"));
    let wrong_end = candidate("attempt-when", "2019", &["witness", "guardian"], "story");
    assert!(matches!(&faults(&wrong_end)[..], [(at, FaultKind::ChainEnd { .. })] if at == "chain[1]"));
    let relative = Candidate { document: None, ..candidate("attempt-when", "last month", &["paper"], "story") };
    let needs_anchor = FaultKind::Value(ValueFault::NeedsAnchor);
    assert_eq!(faults(&relative), [("value".to_owned(), needs_anchor)]);
}

#[test]
fn without_a_document_a_candidate_comes_last() {
    let dossier = specimen();
    let nowhere = Candidate { document: None, ..candidate("attempt-when", "1999", &["witness", "paper"], "story") };
    let trial = trial(&dossier, &nowhere).ok().unwrap();
    let consequence = &trial.consequences[0];
    assert_eq!(letters(&consequence.effects[0].stands), "C");
    assert!(trial.unnamed_document.is_some() && trial.unnamed.is_empty());
    let opened: Vec<Fate> = consequence.shifts.iter().map(|shift| shift.fate).collect();
    assert_eq!(opened, [Fate::Kept, Fate::Kept, Fate::Opened]);
}

#[test]
fn a_claim_that_is_retracted_already_is_not_counted() {
    let dossier = specimen();
    let record: &Claim = &dossier.claims()[dossier.claim_number(&"left-4".parse().unwrap()).unwrap()];
    let retracted = counterpoint::domain::claim::Retracted {
        on: crate::support::records::date("2019-03-01"),
        document: None,
        note: None,
    };
    let candidate = Candidate { retracted: Some(retracted), ..Candidate::of(record) };
    let trial = candidate.trial(&Study::new(&dossier), dossier.records().clone()).ok().unwrap();
    assert_eq!(trial.consequences[0].effects[0].act, Act::Leaves);
    assert_eq!(trial.consequences[0].turn, Turn::EndsDisagreement);
}
