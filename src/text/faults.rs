//! Faults in sentences: what is wrong and the way out.

use super::Words;
use crate::domain::fault::{Fault, FaultKind, ValueFault};
use crate::domain::webhook::AddressFault;

/// The most words of a closed set that are listed.
const LISTED_MAX: usize = 30;

impl Words {
    /// One plain sentence that names what is wrong at the place of `fault`, and what would be right.
    #[must_use]
    pub fn fault(self, fault: &Fault) -> String {
        self.fault_kind(&fault.kind)
    }

    /// The sentence for `kind`.
    #[must_use]
    pub fn fault_kind(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::NotJson { .. }
            | FaultKind::NotUtf8 { .. }
            | FaultKind::FileTooLarge { .. }
            | FaultKind::TooDeep { .. }
            | FaultKind::MoreFaults { .. }
            | FaultKind::NotThisFormat { .. }
            | FaultKind::OtherCase { .. }
            | FaultKind::OwnersOnly
            | FaultKind::SeeIdentityOnly
            | FaultKind::Ambiguous { .. }
            | FaultKind::AmbiguousColumn { .. }
            | FaultKind::TooManyCells { .. }
            | FaultKind::CellCount { .. } => self.file_fault(kind),
            FaultKind::Missing
            | FaultKind::UnknownField { .. }
            | FaultKind::DuplicateKey
            | FaultKind::WrongType { .. }
            | FaultKind::NeedsAlso { .. }
            | FaultKind::NotAPair { .. }
            | FaultKind::NotForThisKind { .. }
            | FaultKind::NotOneOf { .. }
            | FaultKind::OutOfRange { .. }
            | FaultKind::ProtectedNeedsPublicName => self.field_fault(kind),
            FaultKind::Empty
            | FaultKind::TooShort { .. }
            | FaultKind::TooLong { .. }
            | FaultKind::ForbiddenCharacter { .. }
            | FaultKind::UnbalancedIsolates
            | FaultKind::NotADate { .. }
            | FaultKind::NotAMoment
            | FaultKind::NotALanguage
            | FaultKind::NotAnAddress
            | FaultKind::NotAReceiver(_)
            | FaultKind::NotAnOffset
            | FaultKind::NotATimestamp => self.text_fault(kind),
            FaultKind::NotASlug { .. }
            | FaultKind::ReservedId { .. }
            | FaultKind::DuplicateId { .. }
            | FaultKind::UnknownReference { .. }
            | FaultKind::Cycle { .. }
            | FaultKind::ChainEnd { .. }
            | FaultKind::ChainRepeats { .. }
            | FaultKind::RefersToItself { .. }
            | FaultKind::OtherQuestion { .. }
            | FaultKind::OtherRoot { .. }
            | FaultKind::SupersededByEarlier { .. }
            | FaultKind::RetractedBeforeReport { .. } => self.reference_fault(kind),
            FaultKind::Value(fault) => self.value_fault(fault),
            FaultKind::BoundsReversed => self.say("fault-bounds-reversed"),
            FaultKind::EnvelopeSmaller => self.say("fault-envelope-smaller"),
            FaultKind::ReadingNotForKind { kind } => {
                self.fill("fault-reading-not-for-kind", "kind", &self.answer_word(kind))
            }
        }
    }

    /// The sentence for `kind`, for somebody who may not be told what sources have to do with each other.
    #[must_use]
    pub fn veiled_fault(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::Cycle { .. } => self.say("form-fault-circle"),
            FaultKind::OtherRoot { .. } => self.say("fault-other-root-veiled"),
            kind => self.fault_kind(kind),
        }
    }

    /// Why a value could not be read, in one sentence.
    #[must_use]
    pub fn value_fault(self, fault: &ValueFault) -> String {
        match fault {
            ValueFault::NotUnderstood { kind, near } => {
                let sentence = self.fill("fault-value-not-understood", "kind", &self.answer_word(kind));
                match near {
                    Some(near) => self.did_you_mean(&sentence, near),
                    None => self.joined(&sentence, &self.example(kind)),
                }
            }
            ValueFault::NeedsAnchor => self.say("fault-value-needs-anchor"),
            ValueFault::AllOfOnOneAnswer => self.say("fault-value-all-of"),
            ValueFault::ListOnOneAnswer => self.say("fault-value-list"),
            ValueFault::NumberTooLarge => self.say("fault-value-number-too-large"),
            ValueFault::RangeReversed => self.say("fault-value-range-reversed"),
            ValueFault::NoSuchDay => self.say("fault-value-no-such-day"),
            ValueFault::DeniesEverything => self.say("fault-value-denies-everything"),
            ValueFault::Unknown { noun, id, near } => self.unknown(noun, id, near.as_deref()),
            ValueFault::PlaceWithoutPoint { id } => self.fill("fault-value-place-without-point", "id", id),
            ValueFault::NotOnEarth => self.say("fault-value-not-on-earth"),
        }
    }

    fn file_fault(self, kind: &FaultKind) -> String {
        let at =
            |line: usize, column: usize| [("line", line.to_string().into()), ("column", column.to_string().into())];
        match kind {
            FaultKind::NotJson { line, column, .. } => self.tell("fault-not-json", &at(*line, *column)),
            FaultKind::NotUtf8 { line, column } => self.tell("fault-not-utf8", &at(*line, *column)),
            FaultKind::TooDeep { line, column, max } => {
                let [line, column] = at(*line, *column);
                self.tell("fault-too-deep", &[line, column, ("max", max.to_string().into())])
            }
            FaultKind::FileTooLarge { max_bytes } => {
                self.fill("fault-file-too-large", "max", &self.amount(max_bytes / 1_000_000))
            }
            FaultKind::MoreFaults { shown } => self.fill("fault-more-faults", "shown", &self.amount(*shown)),
            FaultKind::NotThisFormat { given } => self.fill("fault-not-this-format", "given", given),
            FaultKind::OtherCase { given, needed } => {
                self.tell("fault-other-case", &[("given", given.as_str().into()), ("needed", needed.as_str().into())])
            }
            FaultKind::OwnersOnly => self.say("fault-owners-only"),
            FaultKind::SeeIdentityOnly => self.say("fault-see-identity-only"),
            FaultKind::Ambiguous { ids } => self.fill("fault-ambiguous", "ids", &self.listed(ids)),
            FaultKind::CellCount { expected } => self.fill("fault-cell-count", "expected", &self.amount(*expected)),
            FaultKind::AmbiguousColumn { name } => self.fill("fault-ambiguous-column", "name", name),
            FaultKind::TooManyCells { max } => self.fill("fault-too-many-cells", "max", &self.amount(*max)),
            _ => String::new(),
        }
    }

    fn field_fault(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::Missing => self.say("fault-missing"),
            FaultKind::DuplicateKey => self.say("fault-duplicate-key"),
            FaultKind::ProtectedNeedsPublicName => self.say("fault-protected-needs-public-name"),
            FaultKind::WrongType { expected } => self.fill(
                "fault-wrong-type",
                "expected",
                &self.say(&format!("type-{}", expected.replace([',', ' '], "-").replace("--", "-"))),
            ),
            FaultKind::NotAPair { example } => self.fill("fault-not-a-pair", "example", example),
            FaultKind::NeedsAlso { field } => self.fill("fault-needs-also", "field", field),
            FaultKind::NotForThisKind { kind } => self.fill("fault-not-for-this-kind", "kind", kind),
            FaultKind::UnknownField { near: Some(near), .. } => {
                self.did_you_mean(&self.say("fault-unknown-field"), near)
            }
            FaultKind::UnknownField { allowed, .. } => {
                let allowed = self.fill("fault-allowed", "allowed", &self.listed(allowed));
                self.joined(&self.say("fault-unknown-field"), &allowed)
            }
            FaultKind::NotOneOf { given, allowed, near } => {
                let sentence = self.fill("fault-not-one-of", "given", given);
                let sentence = match near {
                    Some(near) => self.did_you_mean(&sentence, near),
                    None => sentence,
                };
                self.joined(&sentence, &self.fill("fault-allowed", "allowed", &self.listed(allowed)))
            }
            FaultKind::OutOfRange { min, max } => {
                self.tell("fault-out-of-range", &[("min", min.as_str().into()), ("max", max.as_str().into())])
            }
            _ => String::new(),
        }
    }

    fn text_fault(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::Empty => self.say("fault-empty"),
            FaultKind::TooShort { min } => self.fill("fault-too-short", "min", &self.amount(*min)),
            FaultKind::TooLong { max } => self.fill("fault-too-long", "max", &self.amount(*max)),
            FaultKind::ForbiddenCharacter { character } => {
                self.fill("fault-forbidden-character", "code", &format!("U+{:04X}", u32::from(*character)))
            }
            FaultKind::UnbalancedIsolates => self.say("fault-unbalanced-isolates"),
            FaultKind::NotADate { suggestion: Some(near) } => self.did_you_mean(&self.say("fault-not-a-date"), near),
            FaultKind::NotADate { suggestion: None } => {
                self.joined(&self.say("fault-not-a-date"), &self.say("example-date"))
            }
            FaultKind::NotAMoment => self.say("fault-not-a-moment"),
            FaultKind::NotALanguage => self.say("fault-not-a-language"),
            FaultKind::NotAnAddress => self.say("fault-not-an-address"),
            FaultKind::NotAReceiver(fault) => self.say(receiver(*fault)),
            FaultKind::NotAnOffset => self.say("fault-not-an-offset"),
            FaultKind::NotATimestamp => self.say("fault-not-a-timestamp"),
            _ => String::new(),
        }
    }

    fn reference_fault(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::NotASlug { suggestion: Some(near) } => self.did_you_mean(&self.say("fault-not-a-slug"), near),
            FaultKind::NotASlug { suggestion: None } => self.say("fault-not-a-slug"),
            FaultKind::ReservedId { id, suggestion } => {
                let said = [("id", id.as_str().into()), ("suggestion", suggestion.as_str().into())];
                self.tell("fault-reserved-id", &said)
            }
            FaultKind::DuplicateId { first } => self.fill("fault-duplicate-id", "first", first.as_str()),
            FaultKind::UnknownReference { noun, id, near } => self.unknown(noun, id, near.as_deref()),
            FaultKind::Cycle { through } => self.fill("fault-cycle", "through", &through.join(" → ")),
            FaultKind::ChainEnd { publisher } => self.fill("fault-chain-end", "publisher", publisher),
            FaultKind::ChainRepeats { source } => self.fill("fault-chain-repeats", "source", source),
            FaultKind::RefersToItself { noun } => self.say(&format!("fault-refers-to-itself-{noun}")),
            FaultKind::OtherRoot { root, other } => {
                self.tell("fault-other-root", &[("root", root.as_str().into()), ("other", other.as_str().into())])
            }
            FaultKind::SupersededByEarlier { by, reported } => self.tell(
                "fault-superseded-by-earlier",
                &[("by", by.as_str().into()), ("reported", reported.as_str().into())],
            ),
            FaultKind::RetractedBeforeReport { reported } => {
                self.fill("fault-retracted-before-report", "reported", reported)
            }
            FaultKind::OtherQuestion { question } => self.fill("fault-other-question", "question", question),
            _ => String::new(),
        }
    }

    fn unknown(self, noun: &str, id: &str, near: Option<&str>) -> String {
        let sentence = self.fill(&format!("fault-unknown-{noun}"), "id", id);
        match near {
            Some(near) => self.did_you_mean(&sentence, near),
            None => sentence,
        }
    }

    /// A sentence and the offer that follows it, each a whole message.
    fn did_you_mean(self, sentence: &str, near: &str) -> String {
        self.joined(sentence, &self.fill("did-you-mean", "near", near))
    }

    fn joined(self, first: &str, second: &str) -> String {
        self.tell("two-sentences", &[("first", first.into()), ("second", second.into())])
    }

    fn answer_word(self, kind: &str) -> String {
        self.say(&format!("fault-answer-{kind}"))
    }

    fn example(self, kind: &str) -> String {
        self.say(&format!("example-{kind}"))
    }

    fn listed(self, allowed: &[String]) -> String {
        let shown = allowed.iter().take(LISTED_MAX).cloned().collect::<Vec<_>>();
        shown.join(&self.say("list-separator"))
    }

    fn amount(self, number: usize) -> String {
        self.number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The message about an address that nothing can be sent to.
fn receiver(fault: AddressFault) -> &'static str {
    match fault {
        AddressFault::NotAnAddress => "fault-webhook-not-an-address",
        AddressFault::TooLong => "fault-webhook-too-long",
        AddressFault::NotHttps => "fault-webhook-not-https",
        AddressFault::HasCredentials => "fault-webhook-has-credentials",
        AddressFault::NotPublic => "fault-webhook-not-public",
        AddressFault::Unknown => "fault-webhook-unknown",
    }
}
