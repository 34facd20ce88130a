//! Every fault is said in one plain sentence in both languages, with the way out.

use counterpoint::{
    domain::{
        fault::{Fault, FaultKind, Path, ValueFault},
        text::Language,
    },
    text::Words,
};

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn kinds() -> Vec<FaultKind> {
    vec![
        FaultKind::NotJson { line: 3, column: 7, reason: "expected value".into() },
        FaultKind::NotUtf8 { line: 3, column: 7 },
        FaultKind::FileTooLarge { max_bytes: 64_000_000 },
        FaultKind::TooDeep { line: 3, column: 7, max: 32 },
        FaultKind::MoreFaults { shown: 1000 },
        FaultKind::Missing,
        FaultKind::UnknownField { near: Some("excerpt".into()), allowed: words(&["excerpt", "value"]) },
        FaultKind::UnknownField { near: None, allowed: words(&["excerpt", "value"]) },
        FaultKind::DuplicateKey,
        FaultKind::WrongType { expected: "date, whole number or null" },
        FaultKind::WrongType { expected: "string or text by language" },
        FaultKind::Empty,
        FaultKind::TooLong { max: 10_000 },
        FaultKind::ForbiddenCharacter { character: '\u{202E}' },
        FaultKind::UnbalancedIsolates,
        FaultKind::NotASlug { suggestion: Some("hajin".into()) },
        FaultKind::NotASlug { suggestion: None },
        FaultKind::ReservedId { id: "new".into(), suggestion: "new-1".into() },
        FaultKind::DuplicateId { first: Path::root().field("claims").index(3).field("id") },
        FaultKind::NotOneOf {
            given: "denys".into(),
            allowed: words(&["asserts", "denies"]),
            near: Some("denies".into()),
        },
        FaultKind::NotOneOf { given: "x".into(), allowed: words(&["asserts", "denies"]), near: None },
        FaultKind::OutOfRange { min: "1".into(), max: "6".into() },
        FaultKind::NeedsAlso { field: "lon" },
        FaultKind::NotForThisKind { kind: "time".into() },
        FaultKind::UnknownReference { noun: "source", id: "gardian".into(), near: Some("guardian".into()) },
        FaultKind::UnknownReference { noun: "claim", id: "x".into(), near: None },
        FaultKind::Cycle { through: words(&["a", "b", "a"]) },
        FaultKind::ChainEnd { publisher: "guardian".into() },
        FaultKind::ChainRepeats { source: "guardian".into() },
        FaultKind::RefersToItself { noun: "claim" },
        FaultKind::RefersToItself { noun: "source" },
        FaultKind::RefersToItself { noun: "document" },
        FaultKind::OtherQuestion { question: "accused".into() },
        FaultKind::OtherRoot { root: "hamdan".into(), other: "sdf".into() },
        FaultKind::SupersededByEarlier { by: "2019-02".into(), reported: "2019-03-01".into() },
        FaultKind::RetractedBeforeReport { reported: "2019-03-01".into() },
        FaultKind::BoundsReversed,
        FaultKind::EnvelopeSmaller,
        FaultKind::ReadingNotForKind { kind: "place" },
        FaultKind::NotADate { suggestion: Some("2019-01".into()) },
        FaultKind::NotADate { suggestion: None },
        FaultKind::NotAMoment,
        FaultKind::NotALanguage,
        FaultKind::NotAnAddress,
        FaultKind::NotAnOffset,
        FaultKind::NotATimestamp,
        FaultKind::ProtectedNeedsPublicName,
        FaultKind::NotThisFormat { given: "counterpoint/9".into() },
    ]
}

fn value_kinds() -> Vec<ValueFault> {
    vec![
        ValueFault::NotUnderstood { kind: "time", near: Some("mid-September 2018".into()) },
        ValueFault::NotUnderstood { kind: "duration", near: None },
        ValueFault::NotUnderstood { kind: "count", near: None },
        ValueFault::NeedsAnchor,
        ValueFault::AllOfOnOneAnswer,
        ValueFault::ListOnOneAnswer,
        ValueFault::NumberTooLarge,
        ValueFault::RangeReversed,
        ValueFault::NoSuchDay,
        ValueFault::DeniesEverything,
        ValueFault::Unknown { noun: "place", id: "hajn".into(), near: Some("hajin".into()) },
        ValueFault::Unknown { noun: "entity", id: "x".into(), near: None },
        ValueFault::Unknown { noun: "option", id: "x".into(), near: None },
        ValueFault::PlaceWithoutPoint { id: "syria".into() },
        ValueFault::NotOnEarth,
    ]
}

#[test]
fn every_fault_is_said_with_the_way_out_in_both_languages() {
    let kinds = kinds().into_iter().chain(value_kinds().into_iter().map(FaultKind::Value));
    let said: Vec<String> = kinds
        .flat_map(|kind| {
            let fault = Fault::new(Path::root(), kind);
            Language::ALL.map(|language| {
                let words = Words::of(language);
                words.plain(words.fault(&fault))
            })
        })
        .collect();
    assert!(
        said.iter().all(|sentence| !sentence.is_empty() && !sentence.contains("Unknown localization")),
        "{said:#?}"
    );
    insta::assert_snapshot!(said.join("\n"));
}
