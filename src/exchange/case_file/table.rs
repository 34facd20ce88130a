//! The tables of fields: one row for each key of the format. The reader refuses what has no row, and the schema is
//! printed from them.

/// The most claims in a file.
pub const CLAIMS_MAX: usize = 200_000;
/// The most records of any other noun in a file.
pub const RECORDS_MAX: usize = 10_000;
/// The most options of a question.
pub const OPTIONS_MAX: usize = 100;
/// The most documents that one document cites.
pub const CITES_MAX: usize = 100;
/// The most sources that one description may mean.
pub const MAY_BE_MAX: usize = 50;
/// The most values in one answer.
pub const VALUES_MAX: usize = 100;
/// The most claims that one assessment rests on.
pub const ASSESSED_CLAIMS_MAX: usize = 10_000;

/// One key of an object.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Whether the object must have it.
    pub is_required: bool,
    /// The key it makes no sense without.
    pub needs: Option<&'static str>,
    /// What stands in it.
    pub shape: Shape,
    /// What it means, in plain words.
    pub meaning: &'static str,
    /// An example, as JSON.
    pub example: &'static str,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// The name and version of the format.
    Format,
    /// The id of the record itself: none of the reserved words.
    Id,
    /// The id of an option of a question.
    OptionId,
    /// The id of a record of this noun.
    Reference(&'static str),
    /// Ids of records of this noun, at most `max`; `is_set` when none may stand twice.
    References { noun: &'static str, max: usize, is_set: bool },
    /// The same, or null; at least one where there are any.
    ReferencesOrNull { noun: &'static str, max: usize },
    /// A text of at most this many characters.
    Text(usize),
    /// A text of at most this many characters, in one unnamed language or by language.
    Localised(usize),
    /// One word of a closed set.
    Word(fn() -> Vec<&'static str>),
    /// One word or more of a closed set, none twice.
    Words(fn() -> Vec<&'static str>),
    /// A certainty word in English, Arabic or French.
    Certainty,
    /// `true` or `false`; `false` when absent.
    Flag,
    /// A number in a range, bounds included.
    Number { min: f64, max: f64 },
    /// A whole number in a range, bounds included.
    Integer { min: i64, max: i64 },
    /// An EDTF date.
    Date,
    /// An RFC 3339 moment.
    Moment,
    /// An offset from UTC.
    Offset,
    /// A language tag.
    Language,
    /// A web address.
    Address,
    /// A value: a string, or a list of strings.
    Value,
    /// Two bounds: dates, whole numbers or null.
    Bounds,
    /// The tolerance rules of a case by name.
    Policy,
    /// An object with these fields.
    Object(&'static [Field]),
    /// A list of at most `max` objects with these fields.
    List { fields: &'static [Field], max: usize },
}

impl Field {
    /// A field that must be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape, meaning: &'static str, example: &'static str) -> Self {
        Self { name, is_required: true, needs: None, shape, meaning, example }
    }

    /// A field that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape, meaning: &'static str, example: &'static str) -> Self {
        Self { name, is_required: false, needs: None, shape, meaning, example }
    }

    /// The same field, which makes no sense without `other`.
    #[must_use]
    pub const fn with(mut self, other: &'static str) -> Self {
        self.needs = Some(other);
        self
    }
}
