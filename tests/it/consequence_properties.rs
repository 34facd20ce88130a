//! What holds of every consequence, whatever the claims: small random cases full of trouble.

use std::collections::BTreeSet;

use counterpoint::domain::{
    analysis::{Analysis, QuestionAnalysis, Study},
    candidate::{Candidate, without},
    chain::Chain,
    claim::Claim,
    consequence::{self, Act, Consequence},
    dossier::{Dossier, Records},
    id::ClaimId,
    shift::{Fate, Shift, Turn},
};
use proptest::prelude::*;

use crate::support::{
    generated::{Domain, Plan},
    records::{document, outlet},
};

fn plans() -> impl Strategy<Value = (Plan, u64)> {
    (prop::sample::select(&Domain::ALL[..]), 2..14_usize, any::<u64>())
        .prop_map(|(domain, claims, seed)| (Plan::small(domain, claims), seed))
}

fn build(records: Records) -> Dossier {
    Dossier::build(records).unwrap()
}

/// The case with its last claim and without it; nobody relays the last claim.
fn with_and_without(plan: Plan, seed: u64) -> (Dossier, Dossier, Claim) {
    let mut records = plan.sketch(seed).records;
    let with = build(records.clone());
    let last = records.claims.pop().unwrap();
    (build(records), with, last)
}

fn on_question(before: &Dossier, after: &Dossier) -> Consequence {
    Consequence::between(&Study::new(before), &Study::new(after), &"q".parse().unwrap()).unwrap()
}

fn full(dossier: &Dossier) -> QuestionAnalysis {
    Analysis::of(dossier, None).questions.remove(0)
}

fn ids(dossier: &Dossier, claims: impl IntoIterator<Item = usize>) -> BTreeSet<ClaimId> {
    claims.into_iter().map(|claim| dossier.claims()[claim].id.clone()).collect()
}

/// The claims of a position that commit to an answer.
fn members(dossier: &Dossier, analysis: &QuestionAnalysis, number: usize) -> BTreeSet<ClaimId> {
    let committal = |claim: &usize| analysis.non_committal.binary_search(claim).is_err();
    ids(dossier, analysis.positions[number].claims.iter().copied().filter(committal))
}

/// The shift as it is told of the reverse of the change.
fn reversed(shift: &Shift) -> Shift {
    Shift {
        fate: match shift.fate {
            Fate::Kept => Fate::Kept,
            Fate::Opened => Fate::Ended,
            Fate::Ended => Fate::Opened,
        },
        before: shift.after,
        after: shift.before,
        related: shift.related.clone(),
        gained: shift.lost.clone(),
        lost: shift.gained.clone(),
        roots_gained: shift.roots_lost.clone(),
        roots_lost: shift.roots_gained.clone(),
        support_before: shift.support_after,
        support_after: shift.support_before,
    }
}

fn reverse_of(turn: Turn) -> Turn {
    match turn {
        Turn::FirstAnswer => Turn::LastAnswerGone,
        Turn::LastAnswerGone => Turn::FirstAnswer,
        Turn::OpensDisagreement => Turn::EndsDisagreement,
        Turn::EndsDisagreement => Turn::OpensDisagreement,
        Turn::AddsPositions => Turn::RemovesPositions,
        Turn::RemovesPositions => Turn::AddsPositions,
        Turn::Corroborates => Turn::EndsCorroboration,
        Turn::EndsCorroboration => Turn::Corroborates,
        Turn::ShiftsSupport => Turn::ShiftsSupport,
        Turn::Stands => Turn::Stands,
    }
}

fn by_letters(shifts: impl IntoIterator<Item = Shift>) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = shifts.into_iter().collect();
    shifts.sort_by_key(|shift| (shift.before, shift.after));
    shifts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_follows_is_the_difference_of_two_full_analyses((plan, seed) in plans()) {
        let (before, after, _) = with_and_without(plan, seed);
        let consequence = on_question(&before, &after);
        let (old, new) = (full(&before), full(&after));
        prop_assert_eq!(consequence.before.as_ref(), Some(&old));
        prop_assert_eq!(consequence.after.as_ref(), Some(&new));
        let mut told = (BTreeSet::new(), BTreeSet::new());
        for shift in &consequence.shifts {
            let of = |dossier, analysis, letter: Option<counterpoint::domain::analysis::Letter>| {
                letter.map_or_else(BTreeSet::new, |letter| members(dossier, analysis, letter.number()))
            };
            let (was, is) = (of(&before, &old, shift.before), of(&after, &new, shift.after));
            let (lost, gained) = (ids(&before, shift.lost.iter().copied()), ids(&after, shift.gained.iter().copied()));
            prop_assert_eq!(&was - &is, lost);
            prop_assert_eq!(&is - &was, gained);
            prop_assert!(shift.before.is_none_or(|letter| told.0.insert(letter)));
            prop_assert!(shift.after.is_none_or(|letter| told.1.insert(letter)));
        }
        prop_assert_eq!((told.0.len(), told.1.len()), (old.positions.len(), new.positions.len()));
    }

    #[test]
    fn an_added_claim_is_the_only_one_that_anything_happens_to((plan, seed) in plans()) {
        let (before, after, last) = with_and_without(plan, seed);
        let consequence = on_question(&before, &after);
        let is_visible = consequence.after.as_ref().unwrap().visible.len() > full(&before).visible.len();
        let entered: Vec<(Act, &ClaimId)> =
            consequence.effects.iter().map(|effect| (effect.act, &after.claims()[effect.claim].id)).collect();
        let expected: Vec<(Act, &ClaimId)> = is_visible.then_some((Act::Enters, &last.id)).into_iter().collect();
        prop_assert_eq!(entered, expected);
        for effect in &consequence.effects {
            let others = effect.fits.len() + effect.contradicts.len() + effect.undetermined.len();
            let new = full(&after);
            let committal = new.visible.len() - new.non_committal.len();
            prop_assert_eq!(others, if effect.is_committal { committal - 1 } else { 0 });
            prop_assert!(effect.is_committal || effect.conflicts.is_empty());
            prop_assert!(!effect.is_committal || effect.stands.len() + effect.conflicts.len() == new.positions.len());
        }
    }

    #[test]
    fn where_nothing_is_undetermined_an_added_claim_ends_no_position((plan, seed) in plans()) {
        let (before, after, _) = with_and_without(plan, seed);
        let new = full(&after);
        if new.undetermined.is_empty() {
            let consequence = on_question(&before, &after);
            for shift in &consequence.shifts {
                prop_assert_ne!(shift.fate, Fate::Ended);
                prop_assert!(shift.lost.is_empty() && shift.gained.len() <= 1 || shift.fate == Fate::Opened);
            }
            prop_assert!(!matches!(consequence.turn, Turn::EndsDisagreement | Turn::LastAnswerGone));
        }
    }

    #[test]
    fn withdrawing_what_was_just_added_gives_the_reverse((plan, seed) in plans()) {
        let (before, after, last) = with_and_without(plan, seed);
        let again = without(&after, &last.id).unwrap();
        let (there, back) = (on_question(&before, &after), on_question(&after, &again));
        prop_assert_eq!(&back.after, &there.before);
        prop_assert_eq!(back.turn, reverse_of(there.turn));
        prop_assert_eq!(by_letters(back.shifts.iter().map(reversed)), by_letters(there.shifts));
        prop_assert_eq!((&back.kinds_ended, &back.kinds_begun), (&there.kinds_begun, &there.kinds_ended));
        prop_assert_eq!((&back.warnings_ended, &back.warnings_begun), (&there.warnings_begun, &there.warnings_ended));
        for (there, back) in there.effects.iter().zip(&back.effects) {
            let mirrored = consequence::Effect {
                act: Act::Leaves,
                stood: there.stands.clone(),
                stands: there.stood.clone(),
                ..there.clone()
            };
            prop_assert_eq!(back, &mirrored);
        }
    }

    #[test]
    fn taking_an_edit_back_gives_the_reverse((plan, seed) in plans()) {
        let (_, before, last) = with_and_without(plan, seed);
        let study = Study::new(&before);
        for other in before.claims() {
            let edited = Candidate {
                value: other.value.clone(),
                stance: other.stance,
                group: other.group.clone(),
                ..Candidate::of(&last)
            };
            // A denial may not deny everything, and so on: what is at fault has no consequence.
            let Ok(trial) = edited.trial(&study, before.records().clone()) else { continue };
            let there = &trial.consequences[0];
            let back = on_question(trial.study.dossier(), &before);
            prop_assert_eq!(back.turn, reverse_of(there.turn));
            prop_assert_eq!(by_letters(back.shifts.iter().map(reversed)), by_letters(there.shifts.clone()));
            prop_assert!(there.effects.iter().all(|effect| effect.act == Act::Changes));
            prop_assert!(there.effects.len() <= 1);
            for (there, back) in there.effects.iter().zip(&back.effects) {
                prop_assert_eq!((&there.stood, &there.stands), (&back.stands, &back.stood));
            }
        }
    }

    #[test]
    fn a_trial_of_a_recorded_claim_agrees_with_the_case_that_holds_it((plan, seed) in plans()) {
        let (before, after, last) = with_and_without(plan, seed);
        let study = Study::new(&before);
        let trial = Candidate::of(&last).trial(&study, before.records().clone()).ok().unwrap();
        prop_assert_eq!(&trial.consequences, &[on_question(&before, &after)]);
        let edit = Candidate::of(&last).trial(&Study::new(&after), after.records().clone()).ok().unwrap();
        prop_assert!(edit.consequences.iter().all(Consequence::is_nothing));
        prop_assert!(on_question(&before, &before).is_nothing());
    }

    #[test]
    fn adding_a_retelling_never_adds_an_independent_root((plan, seed) in plans(), of in any::<prop::sample::Index>()) {
        let before = build(plan.sketch(seed).records);
        let original = of.get(before.claims()).clone();
        let mut records = before.records().clone();
        records.sources.push(outlet("teller"));
        let mut retold = document("retold", "teller");
        retold.cites = vec![original.document.clone()];
        records.documents.push(retold);
        let chain = original.chain.sources().iter().cloned().chain(["teller".parse().unwrap()]).collect();
        let retelling = Candidate {
            id: None,
            relays: Some(original.id.clone()),
            document: Some("retold".parse().unwrap()),
            links: Chain::new(chain).unwrap().sources().iter().cloned().map(Some).collect(),
            ..Candidate::of(&original)
        };
        let trial = retelling.trial(&Study::new(&before), records).ok();
        for consequence in trial.iter().flat_map(|trial| &trial.consequences) {
            for effect in &consequence.effects {
                let is_original_counted = consequence.before.as_ref().unwrap().visible.iter();
                let mut is_original_counted = is_original_counted.filter(|&&claim| before.claims()[claim].id == original.id);
                prop_assert!(is_original_counted.next().is_none() || !effect.retells.is_empty());
            }
            let is_counted = consequence.effects.iter().any(|effect| !effect.retells.is_empty());
            for shift in consequence.shifts.iter().filter(|shift| is_counted && shift.fate == Fate::Kept) {
                prop_assert!(shift.support_after.unwrap().max <= shift.support_before.unwrap().max, "{shift:?}");
            }
        }
    }
}
