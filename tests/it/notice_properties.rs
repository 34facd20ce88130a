//! What holds of the notices of every change, whatever the claims.

use std::collections::BTreeSet;

use counterpoint::domain::{
    analysis::Analysis,
    claim::Claim,
    dossier::{Dossier, Records},
    notice::{Changed, NOTICES_OF_A_WRITE_MAX, Notice, NoticeKind, Written, notices},
    outline::Outline,
    question::AnswerKind,
    record::Noun,
};
use proptest::prelude::*;

use crate::support::{
    generated::{Domain, Plan},
    sketch::{Sketch, desk},
};

fn outline(records: &Records) -> Outline {
    let dossier = Dossier::build(records.clone()).unwrap();
    Outline::of(&dossier, &Analysis::of(&dossier, None))
}

/// What a write does that leads from some claims to others.
fn written(before: &[Claim], after: &[Claim]) -> Written {
    let find = |claims: &[Claim], one: &Claim| claims.iter().find(|claim| claim.id == one.id).cloned();
    let mut claims = Vec::new();
    for claim in after {
        match find(before, claim) {
            None => claims.push((NoticeKind::ClaimAdded, claim.id.clone(), claim.question.clone())),
            Some(old) if old != *claim => {
                claims.push((NoticeKind::ClaimChanged, claim.id.clone(), claim.question.clone()));
            }
            Some(_) => {}
        }
    }
    for claim in before.iter().filter(|claim| find(after, claim).is_none()) {
        claims.push((NoticeKind::ClaimWithdrawn, claim.id.clone(), claim.question.clone()));
    }
    let count = |kind| claims.iter().filter(|(it, ..)| *it == kind).count();
    let of = |kind| [(Noun::Claim, count(kind))].into_iter().filter(|(_, count)| *count > 0).collect();
    let changed = Changed {
        added: of(NoticeKind::ClaimAdded),
        updated: of(NoticeKind::ClaimChanged),
        withdrawn: of(NoticeKind::ClaimWithdrawn),
    };
    Written { claims, signed: Vec::new(), changed }
}

fn between(before: &Records, after: &Records) -> Vec<Notice> {
    notices(&outline(before), &outline(after), &written(&before.claims, &after.claims), &[])
}

/// The notice that takes back what one says.
fn opposite(notice: Notice) -> Notice {
    let kind = match notice.kind {
        NoticeKind::QuestionBecameContested => NoticeKind::QuestionNoLongerContested,
        NoticeKind::QuestionNoLongerContested => NoticeKind::QuestionBecameContested,
        NoticeKind::PositionAppeared => NoticeKind::PositionVanished,
        NoticeKind::PositionVanished => NoticeKind::PositionAppeared,
        NoticeKind::PositionGainedRoot => NoticeKind::PositionLostRoot,
        NoticeKind::PositionLostRoot => NoticeKind::PositionGainedRoot,
        NoticeKind::ClaimAdded => NoticeKind::ClaimWithdrawn,
        NoticeKind::ClaimWithdrawn => NoticeKind::ClaimAdded,
        same => same,
    };
    let (position, position_before) = (notice.position_before, notice.position);
    let (state, state_before) = (notice.state_before, notice.state);
    Notice { kind, position, position_before, state, state_before, ..notice }
}

fn printed(notices: impl IntoIterator<Item = Notice>) -> BTreeSet<String> {
    notices.into_iter().map(|notice| format!("{notice:?}")).collect()
}

fn cases() -> impl Strategy<Value = Records> {
    (prop::sample::select(&Domain::ALL[..]), 2..9_usize, any::<u64>())
        .prop_map(|(domain, claims, seed)| Plan::small(domain, claims).sketch(seed).records)
}

/// The records without the claims that `is_out` names, and those that relay them.
fn without(records: &Records, is_out: impl Fn(usize) -> bool) -> Records {
    let mut left = records.clone();
    let mut out: BTreeSet<String> =
        records.claims.iter().enumerate().filter(|(n, _)| is_out(*n)).map(|(_, claim)| claim.id.to_string()).collect();
    loop {
        let count = out.len();
        for claim in &records.claims {
            if claim.relays.as_ref().is_some_and(|relayed| out.contains(relayed.as_str())) {
                out.insert(claim.id.to_string());
            }
        }
        if out.len() == count {
            break;
        }
    }
    left.claims.retain(|claim| !out.contains(claim.id.as_str()));
    left
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_write_that_changes_nothing_of_meaning_tells_only_that_the_case_changed(records in cases()) {
        let same = outline(&records);
        let changed = Changed { updated: [(Noun::Place, 1)].into(), ..Changed::default() };
        let written = Written { changed: changed.clone(), ..Written::default() };
        let told = notices(&same, &same, &written, &[]);
        prop_assert_eq!(told, vec![Notice { changed: Some(changed), ..Notice::of(NoticeKind::CaseChanged) }]);
        prop_assert!(notices(&same, &same, &Written::default(), &[]).is_empty());
    }

    #[test]
    fn taking_a_change_back_gives_the_opposite_notices(records in cases(), out in any::<u16>()) {
        let less = without(&records, |number| out >> (number % 16) & 1 == 1);
        prop_assume!(less.claims.len() < records.claims.len());
        let (there, back) = (between(&records, &less), between(&less, &records));
        prop_assert_eq!(printed(there.into_iter().map(opposite)), printed(back));
    }

    #[test]
    fn a_claim_more_of_a_source_that_was_heard_for_the_same_gives_no_position_a_root(
        records in cases(),
        which in any::<prop::sample::Index>(),
    ) {
        let mut more = records.clone();
        let mut again = records.claims[which.index(records.claims.len())].clone();
        prop_assume!(again.retracted.is_none() && again.superseded.is_none());
        again.id = "again".parse().unwrap();
        more.claims.push(again);
        prop_assume!(Dossier::build(more.clone()).is_ok());
        let told = between(&records, &more);
        prop_assert!(!told.iter().any(|notice| notice.kind == NoticeKind::PositionGainedRoot), "{told:?}");
        prop_assert!(told.iter().any(|notice| notice.kind == NoticeKind::ClaimAdded));
    }
}

fn told(before: &Sketch, after: &Sketch) -> Vec<String> {
    let (letter, state) = (
        |letter: Option<counterpoint::domain::analysis::Letter>| letter.map_or("-".to_owned(), |it| it.to_string()),
        |state: Option<counterpoint::domain::analysis::State>| state.map_or("-", |it| it.word()),
    );
    let line = |notice: &Notice| {
        let position = format!("{}>{}", letter(notice.position_before), letter(notice.position));
        let states = format!("{}>{}", state(notice.state_before), state(notice.state));
        let root = notice.root.as_ref().map_or(String::new(), |root| format!(" root {root}"));
        let claim = notice.claim.as_ref().map_or(String::new(), |claim| format!(" claim {claim}"));
        format!("{} {position} {states}{root}{claim}", notice.kind.word()).replace(" ->-", "")
    };
    between(&before.records, &after.records).iter().map(line).collect()
}

/// One account of the agency on how many there were.
fn counted() -> Sketch {
    let mut sketch = desk(AnswerKind::Count);
    sketch.claim("first", "q", "12", (&["agency"], "wire"), |_| ());
    sketch
}

#[test]
fn a_second_answer_makes_a_question_contested_and_brings_a_position() {
    let mut after = counted();
    after.claim("second", "q", "30", (&["rival"], "other"), |_| ());
    assert_eq!(
        told(&counted(), &after),
        ["question_became_contested one_source>contested", "position_appeared ->B", "claim_added claim second",]
    );
    assert_eq!(
        told(&after, &counted()),
        ["question_no_longer_contested contested>one_source", "position_vanished B>-", "claim_withdrawn claim second",]
    );
}

#[test]
fn another_root_for_the_same_answer_is_told_and_a_paper_that_relays_the_first_is_not() {
    let mut relayed = counted();
    relayed.claim("relay", "q", "12", (&["agency", "paper"], "story"), |_| ());
    assert_eq!(told(&counted(), &relayed), ["claim_added claim relay"]);
    let mut seen = counted();
    seen.source("doctor", counterpoint::domain::source::SourceKind::Person, |_| ());
    let before = Sketch { records: seen.records.clone() };
    seen.claim("seen", "q", "12", (&["doctor", "rival"], "other"), |_| ());
    let lines = told(&before, &seen);
    assert!(lines.contains(&"position_gained_root A>A root doctor".to_owned()), "{lines:?}");
}

#[test]
fn a_position_keeps_who_it_is_where_an_earlier_report_takes_its_letter() {
    let mut before = desk(AnswerKind::Count);
    before.document("early", "agency", "2019-01-01", &[]);
    before.claim("first", "q", "12", (&["paper"], "story"), |_| ());
    let mut after = Sketch { records: before.records.clone() };
    after.claim("earlier", "q", "30", (&["agency"], "early"), |_| ());
    after.source("doctor", counterpoint::domain::source::SourceKind::Person, |_| ());
    before.source("doctor", counterpoint::domain::source::SourceKind::Person, |_| ());
    after.claim("seen", "q", "12", (&["doctor", "rival"], "other"), |_| ());
    let lines = told(&before, &after);
    assert!(lines.contains(&"position_appeared ->A".to_owned()), "{lines:?}");
    assert!(lines.contains(&"position_gained_root A>B root doctor".to_owned()), "{lines:?}");
}

#[test]
fn an_account_that_moves_to_another_position_takes_neither_with_it() {
    let of = |value: &str| {
        let mut sketch = desk(AnswerKind::Count);
        sketch.claim("moving", "q", value, (&["agency"], "wire"), |_| ());
        sketch.claim("second", "q", "30", (&["rival"], "other"), |_| ());
        sketch
    };
    let lines = told(&of("12"), &of("30"));
    assert!(lines.contains(&"position_vanished A>-".to_owned()), "{lines:?}");
    assert!(lines.contains(&"position_gained_root B>A root agency".to_owned()), "{lines:?}");
}

#[test]
fn a_large_write_tells_the_first_of_it_and_that_there_was_more() {
    let before = desk(AnswerKind::Count);
    let mut after = desk(AnswerKind::Count);
    for number in 0..NOTICES_OF_A_WRITE_MAX + 50 {
        after.claim(&format!("c-{number}"), "q", "12", (&["agency"], "wire"), |_| ());
    }
    let told = between(&before.records, &after.records);
    assert_eq!(told.len(), NOTICES_OF_A_WRITE_MAX + 1);
    let last = told.last().unwrap();
    assert_eq!(last.kind, NoticeKind::CaseChanged);
    assert_eq!(last.changed.as_ref().unwrap().added, [(Noun::Claim, NOTICES_OF_A_WRITE_MAX + 50)].into());
    assert_eq!(told[0].kind, NoticeKind::QuestionStateChanged);
}
