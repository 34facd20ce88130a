//! Questions: the points at issue, and the kinds of answer they take.

use super::{
    id::{EventId, OptionId, QuestionId},
    text::Localised,
    words::words,
};

words! {
    /// The kind of answer a question takes.
    AnswerKind {
        /// A date, a minute, an interval of either.
        Time = "time",
        /// How long, in seconds.
        Duration = "duration",
        /// How many.
        Count = "count",
        /// A place of the case, or a disc.
        Place = "place",
        /// A person, group or organisation of the case.
        Entity = "entity",
        /// One of the options of the question.
        Choice = "choice",
        /// Free words, never compared by the engine.
        Text = "text",
    }

    /// Whether several answers can hold at once.
    Cardinality {
        /// One answer holds.
        One = "one",
        /// Answers add up; only a denial conflicts.
        Many = "many",
    }
}

/// A point at issue about an event. Unit and scope belong here: another scope is another question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id, unique in the case.
    pub id: QuestionId,
    /// The event it asks about.
    pub event: EventId,
    /// The question as asked.
    pub text: Localised,
    /// The kind of answer.
    pub answer: AnswerKind,
    /// What is counted.
    pub unit: Option<Localised>,
    /// Who is counted, where, over which days.
    pub scope: Option<Localised>,
    /// Whether several answers can hold at once.
    pub cardinality: Cardinality,
    /// The options of a choice question; empty for the other kinds.
    pub options: Vec<ChoiceOption>,
}

/// An answer that a choice question offers.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceOption {
    /// Its id, unique in the question.
    pub id: OptionId,
    /// Its name.
    pub name: Localised,
    /// The option it is a special form of.
    pub part_of: Option<OptionId>,
}
