//! The nouns a case keeps records of, as the database names them.

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// The case itself.
    Case,
    /// A place.
    Place,
    /// An entity.
    Entity,
    /// A source.
    Source,
    /// A document.
    Document,
    /// An event.
    Event,
    /// A question with its options.
    Question,
    /// A claim with its chain.
    Claim,
    /// An assessment.
    Assessment,
}

impl Noun {
    /// Every noun, in the order of the case file.
    pub const ALL: [Self; 9] = [
        Self::Case,
        Self::Place,
        Self::Entity,
        Self::Source,
        Self::Document,
        Self::Event,
        Self::Question,
        Self::Claim,
        Self::Assessment,
    ];

    /// The noun in the singular: its table, and its word in versions and the audit trail.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Place => "place",
            Self::Entity => "entity",
            Self::Source => "source",
            Self::Document => "document",
            Self::Event => "event",
            Self::Question => "question",
            Self::Claim => "claim",
            Self::Assessment => "assessment",
        }
    }
}
