//! The names of faults: words of the API that do not change, whatever the sentences say.

use super::{
    problem::ProblemFault,
    query::{ParameterFault, ParameterKind},
};
use crate::{
    domain::fault::{Fault, FaultKind, Path, ValueFault},
    text::Words,
};

/// What is wrong with a parameter, named and in words.
pub(super) fn told(fault: ParameterFault, words: Words) -> ProblemFault {
    let kind = of_parameter(&fault.kind);
    let detail = match &fault.kind {
        ParameterKind::Unknown { .. } => words.say("parameter-unknown"),
        ParameterKind::Repeated => words.say("parameter-repeated"),
        ParameterKind::NotUtf8 => words.say("parameter-not-utf8"),
        ParameterKind::NotACursor => words.say("parameter-not-a-cursor"),
        ParameterKind::OtherList => words.say("parameter-cursor-of-another-list"),
        ParameterKind::RecordedClockOnly => words.say("parameter-recorded-clock-only"),
        ParameterKind::TooManyValues { max } => words.tell("parameter-too-many-values", &[("max", (*max).into())]),
        ParameterKind::NoSuchRevision { max } => {
            words.tell("parameter-no-such-revision", &[("max", max.to_string().into())])
        }
        ParameterKind::TooManyCases { max } => words.tell("parameter-too-many-cases", &[("max", (*max).into())]),
        ParameterKind::Value(FaultKind::Missing) => words.say("parameter-missing"),
        ParameterKind::Value(kind) => words.fault(&Fault::new(Path::root(), kind.clone())),
    };
    // That there are more faults is said of no parameter.
    let is_of_one = !matches!(fault.kind, ParameterKind::Value(FaultKind::MoreFaults { .. }));
    let (allowed, near) = match fault.kind {
        ParameterKind::Unknown { allowed, near } => (allowed.into_iter().map(str::to_owned).collect(), near),
        ParameterKind::Value(FaultKind::NotOneOf { allowed, near, .. }) => (allowed, near),
        ParameterKind::Value(FaultKind::UnknownReference { near, .. }) => (Vec::new(), near),
        _ => (Vec::new(), None),
    };
    ProblemFault { parameter: is_of_one.then_some(fault.name), kind, detail, allowed, near, ..ProblemFault::default() }
}

/// The name of what is wrong with a parameter.
pub(super) fn of_parameter(kind: &ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Unknown { .. } => "unknown_parameter",
        ParameterKind::Repeated => "repeated_parameter",
        ParameterKind::NotUtf8 => "not_utf8",
        ParameterKind::NotACursor => "not_a_cursor",
        ParameterKind::OtherList => "cursor_of_another_list",
        ParameterKind::RecordedClockOnly => "recorded_clock_only",
        ParameterKind::TooManyValues { .. } => "too_many_values",
        ParameterKind::NoSuchRevision { .. } => "out_of_range",
        ParameterKind::TooManyCases { .. } => "too_many_cases",
        ParameterKind::Value(kind) => of_fault(kind),
    }
}

/// The name of what is wrong with a field.
pub(super) fn of_fault(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::NotJson { .. } => "not_json",
        FaultKind::NotUtf8 { .. } => "not_utf8",
        FaultKind::FileTooLarge { .. } => "file_too_large",
        FaultKind::TooDeep { .. } => "too_deep",
        FaultKind::MoreFaults { .. } => "more_faults",
        FaultKind::Missing => "missing",
        FaultKind::UnknownField { .. } => "unknown_field",
        FaultKind::DuplicateKey => "duplicate_key",
        FaultKind::WrongType { .. } => "wrong_type",
        FaultKind::Empty => "empty",
        FaultKind::TooShort { .. } => "too_short",
        FaultKind::TooLong { .. } => "too_long",
        FaultKind::ForbiddenCharacter { .. } => "forbidden_character",
        FaultKind::UnbalancedIsolates => "unbalanced_isolates",
        FaultKind::NotASlug { .. } => "not_an_id",
        FaultKind::ReservedId { .. } => "reserved_id",
        FaultKind::DuplicateId { .. } => "duplicate_id",
        FaultKind::NotOneOf { .. } => "not_one_of",
        FaultKind::OutOfRange { .. } => "out_of_range",
        FaultKind::NeedsAlso { .. } => "needs_also",
        FaultKind::NotForThisKind { .. } => "not_for_this_kind",
        FaultKind::UnknownReference { .. } => "unknown_reference",
        FaultKind::Cycle { .. } => "cycle",
        FaultKind::ChainEnd { .. } => "chain_end",
        FaultKind::ChainRepeats { .. } => "chain_repeats",
        FaultKind::RefersToItself { .. } => "refers_to_itself",
        FaultKind::OtherQuestion { .. } => "other_question",
        FaultKind::OtherRoot { .. } => "other_root",
        FaultKind::SupersededByEarlier { .. } => "superseded_by_earlier",
        FaultKind::RetractedBeforeReport { .. } => "retracted_before_report",
        FaultKind::Value(fault) => of_value(fault),
        FaultKind::BoundsReversed => "bounds_reversed",
        FaultKind::EnvelopeSmaller => "envelope_smaller",
        FaultKind::ReadingNotForKind { .. } => "reading_not_for_kind",
        FaultKind::NotADate { .. } => "not_a_date",
        FaultKind::NotAMoment => "not_a_moment",
        FaultKind::NotALanguage => "not_a_language",
        FaultKind::NotAnAddress => "not_an_address",
        FaultKind::NotAReceiver(fault) => fault.word(),
        FaultKind::NotAnOffset => "not_an_offset",
        FaultKind::NotATimestamp => "not_a_timestamp",
        FaultKind::ProtectedNeedsPublicName => "protected_needs_public_name",
        FaultKind::NotThisFormat { .. } => "not_this_format",
        FaultKind::OtherCase { .. } => "other_case",
        FaultKind::OwnersOnly => "owners_only",
        FaultKind::SeeIdentityOnly => "see_identity_only",
        FaultKind::Ambiguous { .. } | FaultKind::AmbiguousColumn { .. } => "ambiguous",
        FaultKind::NotAPair { .. } => "not_a_pair",
        FaultKind::TooManyCells { .. } => "too_many_cells",
        FaultKind::CellCount { .. } => "cell_count",
    }
}

fn of_value(fault: &ValueFault) -> &'static str {
    match fault {
        ValueFault::NotUnderstood { .. } => "value_not_understood",
        ValueFault::NeedsAnchor => "value_needs_anchor",
        ValueFault::AllOfOnOneAnswer => "value_all_of",
        ValueFault::ListOnOneAnswer => "value_list",
        ValueFault::NumberTooLarge => "value_number_too_large",
        ValueFault::RangeReversed => "value_range_reversed",
        ValueFault::NoSuchDay => "value_no_such_day",
        ValueFault::DeniesEverything => "value_denies_everything",
        ValueFault::Unknown { .. } => "value_unknown",
        ValueFault::PlaceWithoutPoint { .. } => "value_place_without_point",
        ValueFault::NotOnEarth => "value_not_on_earth",
    }
}
