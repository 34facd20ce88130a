//! What is wrong with an input: kinds and places, never sentences. The words are chosen at the edge (`text::faults`).

use std::{cmp::Ordering, fmt};

use super::near::nearest;

/// Where in a case file or a form a fault sits, written the way a reader would point at it: `claims[12].chain[0]`.
/// Ordered as a reader would: `claims[2]` before `claims[12]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path {
    text: String,
    pointer: String,
}

impl Path {
    /// The whole input.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// This place's member called `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        let text = if self.text.is_empty() { name.to_owned() } else { format!("{}.{name}", self.text) };
        Self { text, pointer: format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1")) }
    }

    /// This list's item number `index`, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { text: format!("{}[{index}]", self.text), pointer: format!("{}/{index}", self.pointer) }
    }

    /// The path as text; empty for the whole input.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path as a JSON Pointer (RFC 6901); empty for the whole input.
    ///
    /// ```
    /// use counterpoint::domain::fault::Path;
    /// assert_eq!(Path::root().field("claims").index(12).field("a/b").pointer(), "/claims/12/a~1b");
    /// ```
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl Ord for Path {
    fn cmp(&self, other: &Self) -> Ordering {
        let numbers_as_numbers = |path: &Self| {
            path.text.split(['[', ']']).map(|step| (step.parse::<usize>().ok(), step.to_owned())).collect::<Vec<_>>()
        };
        let by_text = || numbers_as_numbers(self).cmp(&numbers_as_numbers(other));
        by_text().then_with(|| self.text.cmp(&other.text)).then_with(|| self.pointer.cmp(&other.pointer))
    }
}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// One thing wrong with an input, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field at fault.
    pub at: Path,
    /// What is wrong with it, with what is needed to say what would be right.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault of `kind` at `at`.
    #[must_use]
    pub fn new(at: Path, kind: FaultKind) -> Self {
        Self { at, kind }
    }
}

/// The kinds of fault an input can have. Each carries what its message needs to show the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The input is not JSON; line and column are counted from 1.
    NotJson { line: usize, column: usize, reason: String },
    /// The input is not UTF-8 text; line and column (in bytes) of the first byte at fault, counted from 1.
    NotUtf8 { line: usize, column: usize },
    /// The input is larger than is read.
    FileTooLarge { max_bytes: usize },
    /// Lists and objects are nested deeper than is read.
    TooDeep { line: usize, column: usize, max: usize },
    /// More faults were found than are reported at once.
    MoreFaults { shown: usize },
    /// A required field is absent.
    Missing,
    /// A field the format does not know; `near` is the known field that looks most like it.
    UnknownField { near: Option<String>, allowed: Vec<String> },
    /// The same key stands twice in one object.
    DuplicateKey,
    /// Another JSON type than the one needed (`expected` is a word such as `string`, `list`).
    WrongType { expected: &'static str },
    /// A text that must say something is empty or blank.
    Empty,
    /// Shorter than the limit, in characters.
    TooShort { min: usize },
    /// Longer than the limit, in characters (or items of a list).
    TooLong { max: usize },
    /// A character that no name or text may hold: NUL, other controls, bidirectional overrides.
    ForbiddenCharacter { character: char },
    /// Directional isolates (U+2066 to U+2069) that do not close what they open.
    UnbalancedIsolates,
    /// Not an id: `[a-z0-9-]`, 1 to 80 characters; `suggestion` is the nearest id.
    NotASlug { suggestion: Option<String> },
    /// An id that no record can have, since a page has its address; `suggestion` is one that may be used.
    ReservedId { id: String, suggestion: String },
    /// The id stands at an earlier place already.
    DuplicateId { first: Path },
    /// Not one of the words this field takes.
    NotOneOf { given: String, allowed: Vec<String>, near: Option<String> },
    /// A number outside its range, bounds included.
    OutOfRange { min: String, max: String },
    /// One of two fields that only make sense together.
    NeedsAlso { field: &'static str },
    /// Not two parts with a colon between them, as `example` is.
    NotAPair { example: &'static str },
    /// A field that this kind of record does not take.
    NotForThisKind { kind: String },
    /// An id that names no record of the kind `noun`.
    UnknownReference { noun: &'static str, id: String, near: Option<String> },
    /// A record that is, directly or through others, part of itself.
    Cycle { through: Vec<String> },
    /// The last member of a chain must be the publisher of the document.
    ChainEnd { publisher: String },
    /// The same source stands twice in one chain.
    ChainRepeats { source: String },
    /// A record of the kind `noun` that refers to itself.
    RefersToItself { noun: &'static str },
    /// A relayed or superseding claim must answer the same question.
    OtherQuestion { question: String },
    /// A claim is superseded only by one of the same root; this one goes back to `root`, the other to `other`.
    OtherRoot { root: String, other: String },
    /// The claim that supersedes was reported before the one it supersedes.
    SupersededByEarlier { by: String, reported: String },
    /// A retraction dated before the claim was reported.
    RetractedBeforeReport { reported: String },
    /// A value that its question cannot read.
    Value(ValueFault),
    /// The upper bound stands before the lower one.
    BoundsReversed,
    /// Bounds set by hand: the envelope must contain the core.
    EnvelopeSmaller,
    /// Bounds set by hand make no sense for an answer that is not on an axis.
    ReadingNotForKind { kind: &'static str },
    /// A date that must be an EDTF date or date-time, not a phrase.
    NotADate { suggestion: Option<String> },
    /// A moment that is neither a date-time with its offset (RFC 3339) nor an EDTF date.
    NotAMoment,
    /// Not a language tag (BCP 47, such as `ar` or `en-GB`).
    NotALanguage,
    /// Not an `http` or `https` address.
    NotAnAddress,
    /// An address that nothing can be sent to.
    NotAReceiver(super::webhook::AddressFault),
    /// Not an offset from UTC such as `+03:00`.
    NotAnOffset,
    /// Not a moment in RFC 3339 form such as `2019-03-03T09:00:00Z`.
    NotATimestamp,
    /// A field that the stated fact needs: what is protected needs a public name.
    ProtectedNeedsPublicName,
    /// The format line is absent or of another version.
    NotThisFormat { given: String },
    /// A file of the case called `given`, where it is brought into another.
    OtherCase { given: String, needed: String },
    /// Only owners of the case may set or bring this.
    OwnersOnly,
    /// Only those who may see identities may change or withdraw a protected source.
    SeeIdentityOnly,
    /// Several records have this name: one of these ids says which is meant.
    Ambiguous { ids: Vec<String> },
    /// A name that several columns of a table have, so that no field can be called by it.
    AmbiguousColumn { name: String },
    /// A row of a table with more cells than are read.
    TooManyCells { max: usize },
    /// A row has another number of cells than the header.
    CellCount { expected: usize },
}

impl FaultKind {
    /// `given` is none of the words `allowed`; the nearest of them is told.
    #[must_use]
    pub fn not_one_of<W: Into<String>>(given: &str, allowed: impl IntoIterator<Item = W>) -> Self {
        let allowed: Vec<String> = allowed.into_iter().map(Into::into).collect();
        let near = nearest(given, allowed.iter().map(String::as_str)).map(str::to_owned);
        Self::NotOneOf { given: given.to_owned(), allowed, near }
    }
}

/// Why a value could not be read, by answer kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueFault {
    /// Words or notation that mean nothing here; `near` is a reading close to them.
    NotUnderstood { kind: &'static str, near: Option<String> },
    /// A date phrase that needs a day to count from ("last month").
    NeedsAnchor,
    /// `{a,b}` says "all of": a question with one answer takes `[a,b]`, one of.
    AllOfOnOneAnswer,
    /// A list of values where the question takes one.
    ListOnOneAnswer,
    /// A number beyond what is counted (more than 10^15).
    NumberTooLarge,
    /// `lo` is larger than `hi`.
    RangeReversed,
    /// The day does not exist in the calendar (30 February).
    NoSuchDay,
    /// Denying this leaves no possible answer.
    DeniesEverything,
    /// No place, entity or option has this id; `near` looks most like it.
    Unknown { noun: &'static str, id: String, near: Option<String> },
    /// The place has no coordinates, so "near" and "within" cannot be measured from it.
    PlaceWithoutPoint { id: String },
    /// Coordinates out of range.
    NotOnEarth,
}
