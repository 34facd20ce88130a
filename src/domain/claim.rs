//! Claims: one answer to one question, as somebody gave it and as it reached us.

use super::{
    certainty::Certainty,
    chain::Chain,
    dated::Dated,
    document::LanguageTag,
    fault::FaultKind,
    id::{ClaimId, DocumentId, QuestionId},
    text::Text,
    words::words,
};

words! {
    /// Whether a claim says its value or denies it.
    Stance {
        /// The answer is this.
        Asserts = "asserts",
        /// The answer is anything but this.
        Denies = "denies",
    }

    /// How the root knows (after `FactBank` and evidentiality).
    Basis {
        /// It was there.
        Witnessed = "witnessed",
        /// Somebody told it.
        Told = "told",
        /// It follows from what it knows.
        Deduced = "deduced",
        /// It is likely from what it knows.
        Induced = "induced",
        /// The claim does not say.
        NotStated = "not-stated",
    }
}

/// The credibility of a piece of information: the digit of the Admiralty grade (NATO STANAG 2511), 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credibility(u8);

impl Credibility {
    /// The grade `digit`.
    ///
    /// # Errors
    /// `OutOfRange` outside 1 to 6.
    pub fn new(digit: i64) -> Result<Self, FaultKind> {
        match u8::try_from(digit) {
            Ok(digit @ 1..=6) => Ok(Self(digit)),
            _ => Err(FaultKind::OutOfRange { min: "1".into(), max: "6".into() }),
        }
    }

    /// 1 (confirmed) to 6 (cannot be judged).
    #[must_use]
    pub fn digit(self) -> u8 {
        self.0
    }
}

/// The value as typed: one string, or several for several entities, days or places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ValueText {
    /// One value.
    One(Text),
    /// Several: on a question with one answer, one of them; on one with many, all of them. Never empty.
    Several(Vec<Text>),
}

impl ValueText {
    /// The strings, one or more.
    #[must_use]
    pub fn parts(&self) -> &[Text] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Several(texts) => texts,
        }
    }
}

/// One end of bounds set by hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum HandBound {
    /// A date or date-time, for a time.
    Date(Text),
    /// A number: what is counted, or seconds.
    Number(i64),
    /// No bound on this side.
    Open,
}

/// Bounds an editor set by hand, over what the parser would read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HandReading {
    /// The strict bounds.
    pub core: [HandBound; 2],
    /// The tolerant bounds; absent: the strict ones.
    pub envelope: Option<[HandBound; 2]>,
}

/// A newer claim of the same root on the same question took this one's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Superseded {
    /// When.
    pub on: Dated,
    /// The newer claim.
    pub by: Option<ClaimId>,
}

/// The root withdrew the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Retracted {
    /// When.
    pub on: Dated,
    /// The document that says so.
    pub document: Option<DocumentId>,
    /// An editor's note.
    pub note: Option<Text>,
}

/// One answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id, unique in the case.
    pub id: ClaimId,
    /// The question it answers.
    pub question: QuestionId,
    /// The answer as typed.
    pub value: ValueText,
    /// Whether the claim says the value or denies it.
    pub stance: Stance,
    /// How it reached us, root first.
    pub chain: Chain,
    /// The document it stands in.
    pub document: DocumentId,
    /// The words of the document.
    pub excerpt: Text,
    /// The excerpt is in our words.
    pub is_paraphrase: bool,
    /// When it became public, where that is not the document's date.
    pub reported: Option<Dated>,
    /// The words for the value in the original.
    pub original: Option<Text>,
    /// The language of `original`, where it is not the document's.
    pub original_lang: Option<LanguageTag>,
    /// The day that relative words count from, where it is not the document's date.
    pub anchor: Option<Dated>,
    /// Bounds set by hand.
    pub reading: Option<HandReading>,
    /// How sure the root is. Absent: certain.
    pub certainty: Option<Certainty>,
    /// How the root knows. Absent: not stated.
    pub basis: Option<Basis>,
    /// The digit of its Admiralty grade.
    pub credibility: Option<Credibility>,
    /// For text answers: claims of one group are one position.
    pub group: Option<Text>,
    /// The claim this one retells.
    pub relays: Option<ClaimId>,
    /// A newer claim took its place.
    pub superseded: Option<Superseded>,
    /// The root withdrew it.
    pub retracted: Option<Retracted>,
    /// An editor's note.
    pub note: Option<Text>,
}
