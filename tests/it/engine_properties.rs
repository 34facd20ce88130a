//! What holds of every analysis, whatever the claims: small random cases full of trouble.

use std::collections::{BTreeMap, BTreeSet};

use counterpoint::domain::{
    analysis::{Analysis, Position, QuestionAnalysis, State, Study},
    as_known,
    claim::{Stance, ValueText},
    comparison::{self, Relation},
    disagreement::{Gap, Kind},
    dossier::{Dossier, Records},
    id::{ClaimId, SourceId},
    independence::Range,
    policy::Rule,
};
use proptest::prelude::*;

use crate::support::{
    generated::{Domain, Lcg, Plan},
    sketch::Sketch,
};

fn plans(claims: std::ops::Range<usize>) -> impl Strategy<Value = (Plan, u64)> {
    (prop::sample::select(&Domain::ALL[..]), claims, any::<u64>())
        .prop_map(|(domain, claims, seed)| (Plan::small(domain, claims), seed))
}

fn build(records: Records) -> Dossier {
    Dossier::build(records).unwrap()
}

fn analysis(records: &Records) -> QuestionAnalysis {
    Study::new(&build(records.clone())).analysis(None).questions.remove(0)
}

fn members(positions: &[Position]) -> Vec<BTreeSet<usize>> {
    positions.iter().map(|position| position.claims.iter().copied().collect()).collect()
}

fn is_within(inner: Range, outer: Range) -> bool {
    inner.min <= outer.min && inner.max <= outer.max
}

/// The analysis in the names of the records: what must not depend on numbers.
fn in_names(dossier: &Dossier, question: &QuestionAnalysis, name: impl Fn(&str) -> String) -> Vec<String> {
    let claims = |numbers: &[usize]| -> BTreeSet<String> {
        numbers.iter().map(|&n| name(dossier.claims()[n].id.as_str())).collect()
    };
    let mut lines: Vec<String> = question
        .positions
        .iter()
        .map(|p| {
            let (all, own, guests) = (claims(&p.claims), claims(&p.exclusive), claims(&p.guests));
            format!(
                "{all:?} {own:?} {guests:?} {:?} {:?} {}",
                p.support.range, p.exclusive_support, p.support.documents
            )
        })
        .collect();
    lines.sort();
    // Which claims are the witnesses of several is a matter of ids, and so is whether one of them is only probable.
    let (kinds, severity) = (&question.kinds, question.severity.map(|severity| severity.label));
    lines.push(format!("{:?} {kinds:?} {severity:?} {}", question.state, question.strict_positions));
    lines
}

/// Other names for claims and sources, and other orders everywhere.
fn shuffled(records: &Records, seed: u64) -> (Records, BTreeMap<String, String>) {
    let mut random = Lcg::new(seed);
    let mut names = BTreeMap::new();
    let mut records = records.clone();
    let mut rename = |id: &str| -> String {
        let next = names.len();
        names.entry(id.to_owned()).or_insert_with(|| format!("x{}-{next}", random.below(1_000))).clone()
    };
    let mut source = |id: &mut SourceId| *id = rename(id.as_str()).parse().unwrap();
    for record in &mut records.sources {
        source(&mut record.id);
        let links = [&mut record.part_of, &mut record.speaks_for, &mut record.same_as];
        links.into_iter().flatten().chain(&mut record.may_be).for_each(&mut source);
    }
    records.documents.iter_mut().for_each(|document| source(&mut document.publisher));
    for claim in &mut records.claims {
        let mut chain = claim.chain.sources().to_vec();
        chain.iter_mut().for_each(&mut source);
        claim.chain = counterpoint::domain::chain::Chain::new(chain).unwrap();
    }
    let mut claim_id = |id: &mut ClaimId| *id = rename(id.as_str()).parse().unwrap();
    for claim in &mut records.claims {
        claim_id(&mut claim.id);
        claim.relays.iter_mut().for_each(&mut claim_id);
    }
    for number in (1..records.claims.len()).rev() {
        records.claims.swap(number, random.below(number + 1));
    }
    records.sources.reverse();
    records.documents.reverse();
    (records, names)
}

/// The records that a reader of `day` knows; `None` where a claim of theirs relays one that is not among them.
fn as_known_on(dossier: &Dossier, day: counterpoint::domain::calendar::Day) -> Option<Records> {
    let mut records = dossier.records().clone();
    let visible: BTreeSet<ClaimId> = (0..dossier.claims().len())
        .filter(|&claim| as_known::is_visible(dossier, claim, Some(day)))
        .map(|claim| dossier.claims()[claim].id.clone())
        .collect();
    records.claims.retain(|claim| visible.contains(&claim.id));
    for claim in &mut records.claims {
        if claim.relays.as_ref().is_some_and(|relayed| !visible.contains(relayed)) {
            return None;
        }
        // What happens later is not known yet, and what happened before has hidden the claim.
        (claim.retracted, claim.superseded) = (None, None);
    }
    Some(records)
}

fn check_support(question: &QuestionAnalysis) -> Result<(), TestCaseError> {
    for position in &question.positions {
        let (all, own) = (position.support.range, position.exclusive_support);
        prop_assert!(all.min <= all.max && own.min <= own.max);
        prop_assert_eq!(all.min >= 1, all.max >= 1);
        prop_assert_eq!(own.min >= 1, own.max >= 1);
        prop_assert!(is_within(own, all), "exclusive {:?}, all {:?}", own, all);
        prop_assert_eq!(all.max, position.support.roots.len());
    }
    Ok(())
}

fn check_witness(question: &QuestionAnalysis) -> Result<(), TestCaseError> {
    let share = |claims: &[usize]| {
        question.positions.iter().any(|p| claims.iter().all(|claim| p.claims.binary_search(claim).is_ok()))
    };
    if !question.is_contested() {
        prop_assert!(question.witness.is_empty());
        return Ok(());
    }
    prop_assert!(!share(&question.witness), "{:?} have a position in common", question.witness);
    for left_out in &question.witness {
        let rest: Vec<usize> = question.witness.iter().copied().filter(|claim| claim != left_out).collect();
        prop_assert!(share(&rest), "{:?} is not needed", left_out);
    }
    let committal: Vec<usize> =
        question.visible.iter().copied().filter(|claim| !question.non_committal.contains(claim)).collect();
    for size in 2..question.witness.len() {
        for set in subsets(&committal, size) {
            prop_assert!(share(&set), "{:?} is smaller than {:?}", set, question.witness);
        }
    }
    Ok(())
}

fn subsets(among: &[usize], size: usize) -> Vec<Vec<usize>> {
    match (size, among.split_first()) {
        (0, _) => vec![Vec::new()],
        (_, None) => Vec::new(),
        (_, Some((first, rest))) => {
            let mut with = subsets(rest, size - 1);
            for set in &mut with {
                set.insert(0, *first);
            }
            with.extend(subsets(rest, size));
            with
        }
    }
}

fn check_gap(gap: Option<&Gap>) -> Result<(), TestCaseError> {
    match gap {
        Some(Gap::Days(least, most) | Gap::Seconds(least, most)) => {
            prop_assert!(*least >= 0 && most.is_none_or(|most| *least <= most), "{least} to {most:?}");
        }
        Some(Gap::Quantity { ratio, difference }) => {
            prop_assert!(*difference >= 0 && ratio.is_none_or(|ratio| ratio >= 1.0));
        }
        Some(Gap::Distance { km: Some((least, most)), .. }) => prop_assert!(0.0 <= *least && least <= most),
        Some(Gap::Distance { km: None, .. }) | None => {}
    }
    Ok(())
}

fn check_pairs(plan: Plan, seed: u64) -> Result<(), TestCaseError> {
    let dossier = build(plan.sketch(seed).records);
    let study = Study::new(&dossier);
    let question = study.analysis(None).questions.remove(0);
    let committal: Vec<usize> =
        question.visible.iter().copied().filter(|claim| !question.non_committal.contains(claim)).collect();
    for &a in &committal {
        for &b in &committal {
            let relation = comparison::relation(&study, a, b);
            prop_assert_eq!(relation, comparison::relation(&study, b, a).reversed());
            let is_shared = question.positions_of(a).any(|p| p.claims.binary_search(&b).is_ok());
            prop_assert_eq!(relation != Relation::Conflict, is_shared, "claims {} and {}: {:?}", a, b, relation);
        }
    }
    Ok(())
}

/// The kinds of disagreement as they are defined: of each pair of claims that no position holds together.
fn check_kinds(plan: Plan, seed: u64) -> Result<(), TestCaseError> {
    let dossier = build(plan.sketch(seed).records);
    let study = Study::new(&dossier);
    let question = study.analysis(None).questions.remove(0);
    let committal: Vec<usize> =
        question.visible.iter().copied().filter(|claim| !question.non_committal.contains(claim)).collect();
    let retells = |a: usize, b: usize| study.retellings().originals(a).contains(&b);
    let is_original = |claim: usize| !question.visible.iter().any(|&other| retells(claim, other));
    let mut kinds = BTreeSet::new();
    for &a in committal.iter().filter(|_| question.is_contested()) {
        for &b in &committal {
            if question.positions_of(a).any(|p| p.claims.binary_search(&b).is_ok()) {
                continue;
            }
            if study.origins().root(a).source != study.origins().root(b).source {
                kinds.insert(Kind::RivalSources.word());
                continue;
            }
            if retells(a, b) {
                kinds.insert(Kind::LostInRelay.word());
            }
            if is_original(a) && is_original(b) {
                let is_one_report = dossier.document_of(a) == dossier.document_of(b);
                let kind = if is_one_report { Kind::WithinOneReport } else { Kind::ChangedAccount };
                kinds.insert(kind.word());
            }
        }
    }
    let found: Vec<&str> = question.kinds.iter().map(|kind| kind.word()).collect();
    prop_assert_eq!(found, Vec::from_iter(kinds));
    Ok(())
}

/// A place without coordinates, a part of it that has some, and a denied circle around what both are part of.
#[test]
fn a_third_claim_that_names_a_part_does_not_set_apart_what_holds_of_the_whole() {
    check_pairs(Plan::small(Domain::Discs, 5), 15_958_635_171_209_402_092).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn positions_are_not_empty_and_none_is_part_of_another((plan, seed) in plans(0..14)) {
        let question = analysis(&plan.sketch(seed).records);
        let members = members(&question.positions);
        for (number, one) in members.iter().enumerate() {
            prop_assert!(!one.is_empty());
            let others = members.iter().enumerate().filter(|(other, _)| *other != number);
            prop_assert!(others.into_iter().all(|(_, other)| !other.is_superset(one)));
        }
    }

    #[test]
    fn the_kinds_are_those_of_the_pairs_that_conflict((plan, seed) in plans(2..14)) {
        check_kinds(plan, seed)?;
    }

    #[test]
    fn every_visible_claim_is_in_a_position_and_a_non_committal_one_in_all((plan, seed) in plans(1..14)) {
        let question = analysis(&plan.sketch(seed).records);
        for &claim in &question.visible {
            let count = question.positions_of(claim).count();
            if question.state == State::Unanswered {
                prop_assert!(question.non_committal.contains(&claim));
            } else if question.non_committal.contains(&claim) {
                prop_assert_eq!(count, question.positions.len());
            } else {
                prop_assert!(count >= 1);
            }
        }
    }

    #[test]
    fn one_more_claim_never_makes_a_contested_question_undisputed((plan, seed) in plans(2..14)) {
        let with = plan.sketch(seed).records;
        for left_out in 0..with.claims.len() {
            let mut without = with.clone();
            let gone = without.claims.remove(left_out).id;
            if without.claims.iter().any(|claim| claim.relays.as_ref() == Some(&gone)) {
                continue;
            }
            if analysis(&without).is_contested() {
                prop_assert!(analysis(&with).is_contested(), "without claim {left_out}");
            }
        }
    }

    #[test]
    fn order_and_names_change_nothing((plan, seed) in plans(1..14)) {
        let first = build(plan.sketch(seed).records);
        let (records, names) = shuffled(first.records(), seed);
        let second = build(records);
        let here = Study::new(&first).analysis(None);
        let there = Study::new(&second).analysis(None);
        let renamed = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
        prop_assert_eq!(
            in_names(&first, &here.questions[0], renamed),
            in_names(&second, &there.questions[0], str::to_owned)
        );
    }

    #[test]
    fn the_order_of_the_lists_changes_nothing_at_all((plan, seed) in plans(1..14)) {
        let records = plan.sketch(seed).records;
        let mut reversed = records.clone();
        reversed.claims.reverse();
        reversed.sources.reverse();
        reversed.documents.reverse();
        reversed.places.reverse();
        reversed.entities.reverse();
        prop_assert_eq!(analysis(&records), analysis(&reversed));
    }

    #[test]
    fn a_wider_tolerance_never_adds_a_conflict((plan, seed) in plans(2..10), wider in 0..6_usize) {
        let rules =
            [Rule::AboutDay, Rule::PartOfMonth, Rule::AboutNumber, Rule::Near, Rule::MoreThan, Rule::AboutMonth];
        let narrow = build(plan.sketch(seed).records);
        let mut records = narrow.records().clone();
        let rule = rules[wider];
        records.case.policy = records.case.policy.with(rule, (rule.default_value() * 2.0).min(rule.max())).unwrap();
        let wide = build(records);
        let (before, after) = (Study::new(&narrow), Study::new(&wide));
        // The radius of "near" is how the words are read, core and envelope alike, so a larger one takes more away from
        // a denial: "not near X" is then a wider circle that it keeps out of.
        let is_narrowed = |claim: usize| rule == Rule::Near && narrow.claims()[claim].stance == Stance::Denies;
        for a in 0..narrow.claims().len() {
            for b in 0..a {
                if is_narrowed(a) || is_narrowed(b) {
                    continue;
                }
                if comparison::relation(&after, a, b) == Relation::Conflict {
                    prop_assert_eq!(comparison::relation(&before, a, b), Relation::Conflict, "claims {} and {}", a, b);
                }
            }
        }
    }

    #[test]
    fn two_claims_conflict_where_no_position_holds_both_and_compatibility_has_no_direction(
        (plan, seed) in plans(2..10)
    ) {
        check_pairs(plan, seed)?;
    }

    #[test]
    fn two_claims_about_circles_conflict_where_no_position_holds_both(claims in 2..10_usize, seed in any::<u64>()) {
        check_pairs(Plan::small(Domain::Discs, claims), seed)?;
    }

    #[test]
    fn a_retelling_never_adds_an_independent_root((plan, seed) in plans(1..12)) {
        let mut records = plan.sketch(seed).records;
        let before = build(records.clone());
        let mut random = Lcg::new(seed);
        let original = before.claims()[random.below(before.claims().len())].clone();
        // What was withdrawn or replaced has a day for it, which the retelling's own document may come after.
        prop_assume!(original.retracted.is_none() && original.superseded.is_none());
        let mut retold = original.clone();
        retold.id = "c-99999".parse().unwrap();
        retold.relays = Some(original.id.clone());
        retold.value = ValueText::clone(&original.value);
        let document = random.pick(&records.documents).clone();
        retold.chain = counterpoint::domain::chain::Chain::new(vec![document.publisher.clone()]).unwrap();
        retold.document = document.id;
        records.claims.push(retold);
        let (old, new) = (analysis(before.records()), analysis(&records));
        for position in &new.positions {
            let is_same = |p: &&Position| position.claims.iter().filter(|c| **c + 1 != records.claims.len()).eq(&p.claims);
            if let Some(same) = old.positions.iter().find(is_same) {
                prop_assert!(is_within(position.support.range, same.support.range));
            }
        }
    }

    #[test]
    fn as_known_on_a_day_is_filter_then_recompute((plan, seed) in plans(1..14)) {
        let dossier = build(plan.sketch(seed).records);
        for day in as_known::days(&dossier) {
            let Some(records) = as_known_on(&dossier, day) else { continue };
            let then = build(records);
            let on_day = Analysis::of(&dossier, Some(day));
            let recomputed = Analysis::of(&then, None);
            let name = str::to_owned;
            prop_assert_eq!(
                in_names(&dossier, &on_day.questions[0], name),
                in_names(&then, &recomputed.questions[0], name),
                "{}", day
            );
            prop_assert_eq!(&on_day.questions[0].warnings, &recomputed.questions[0].warnings);
            prop_assert_eq!(on_day.questions[0].gap, recomputed.questions[0].gap);
        }
    }

    #[test]
    fn support_is_a_range_that_holds_its_exclusive_part((plan, seed) in plans(1..14)) {
        check_support(&analysis(&plan.sketch(seed).records))?;
    }

    #[test]
    fn the_witnesses_of_a_disagreement_cannot_all_be_right_and_none_is_too_many((plan, seed) in plans(2..10)) {
        check_witness(&analysis(&plan.sketch(seed).records))?;
    }

    #[test]
    fn a_gap_is_never_negative_and_its_lower_end_never_above_its_upper((plan, seed) in plans(2..14)) {
        let question = analysis(&plan.sketch(seed).records);
        check_gap(question.gap.as_ref())?;
        prop_assert_eq!(question.is_contested(), question.severity.is_some());
        prop_assert!(question.severity.is_none_or(|severity| (0.0..=1.0).contains(&severity.score)));
    }
}

#[test]
fn an_empty_case_has_nothing_to_analyse() {
    let dossier = Sketch::new().dossier();
    assert!(Analysis::of(&dossier, None).questions.is_empty());
}

#[test]
fn a_case_as_large_as_an_archive_keeps_the_same_rules_in_every_domain() {
    for domain in Domain::ALL {
        let question = analysis(&Plan::archive(domain, 300).sketch(7).records);
        check_support(&question).unwrap();
        check_gap(question.gap.as_ref()).unwrap();
        let members = members(&question.positions);
        assert!(!members.is_empty(), "{domain:?}");
        assert!(members.iter().all(|a| members.iter().all(|b| a == b || !a.is_subset(b))), "{domain:?}");
    }
}
