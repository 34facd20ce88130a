//! The timeline as one drawing that stands by itself: SVG without scripts, style sheets, fonts or anything from
//! elsewhere, on light paper. Marks, hatch and dimension line are those of the page of a case; in Arabic time runs from
//! right to left.
//!
//! A drawing does not wrap its text by itself: labels are put in lines, and what is longer than there is room for ends in
//! an ellipsis and stands in full in the title of its group.

use crate::domain::{text::Language, timeline::Shape};

mod lines;
mod marks;
mod page;

pub use page::write;

/// A timeline, ready to be drawn. Places along the axis are in percent of its length.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The language of its words, and with it the direction.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What it shows, in a few sentences, for those who do not see it.
    pub description: String,
    /// What the axis counts, in words.
    pub axis: String,
    /// What stands along the axis.
    pub ticks: Vec<Tick>,
    /// The day looked at.
    pub cut: Option<(f64, String)>,
    /// Lanes that stand together.
    pub groups: Vec<Group>,
    /// Each shape that is used, with what it means.
    pub legend: Vec<(Sign, String)>,
    /// What the drawing says of itself: as known on, revision, address.
    pub foot: Vec<String>,
}

/// A place on the axis.
#[derive(Debug, Clone)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What is written at it, where there is room.
    pub small: Option<String>,
    /// What is written above it.
    pub large: Option<String>,
}

/// Lanes that stand together.
#[derive(Debug, Clone)]
pub struct Group {
    /// The question.
    pub heading: String,
    /// Its state and how far apart its answers are.
    pub note: String,
    /// Whether its note tells of a disagreement.
    pub is_disputed: bool,
    /// How many of the first rows a bracket ties.
    pub tied: usize,
    /// Its rows.
    pub rows: Vec<Row>,
    /// How many accounts are left out, in words.
    pub left_out: Option<String>,
}

/// A row of the drawing.
#[derive(Debug, Clone)]
pub enum Row {
    /// What one root says.
    Lane(Lane),
    /// How far apart the positions above and below are.
    Gap {
        /// The end of the earlier position.
        from: f64,
        /// The beginning of the later one.
        to: f64,
        /// Whether the position above is the later one.
        is_upper_later: bool,
        /// The distance in words.
        words: String,
    },
}

/// What one root says.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The letters of its positions; empty where the question is not disputed.
    pub letters: String,
    /// Its colour.
    pub hue: Hue,
    /// Its answer.
    pub value: String,
    /// Who says so, in how many documents, and that it was not yet known.
    pub who: String,
    /// When it says it happened.
    pub mark: Option<Mark>,
    /// The days it was reported on.
    pub reported: Vec<f64>,
    /// The same in words.
    pub reported_in_words: String,
    /// Whether it was known on the day looked at.
    pub is_known: bool,
}

/// A time on the axis.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Its shape.
    pub shape: Shape,
    /// Where it begins.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
}

/// The colour of a position; beyond the third there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// The first.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// Any other, and what is not disputed.
    Neutral,
}

/// What a legend explains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sign {
    /// A mark of this shape.
    Shape(Shape),
    /// The hatch between positions.
    Hatch,
    /// The square of a report.
    Report,
}
