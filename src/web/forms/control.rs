//! Controls: the fields a form declares, each with what is typed into it. Their names are those of the case file, so
//! that a fault of the file points at the field.

use crate::{domain::record::Noun, text::Words};

/// A field of a form.
#[derive(Debug, Clone, Copy)]
pub struct Control {
    /// Its name in the case file and in the form.
    pub name: &'static str,
    /// The message that names it.
    pub label: &'static str,
    /// The message that explains it.
    pub hint: Option<&'static str>,
    /// What is typed into it.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub is_required: bool,
    /// Whether it stands among the details, which are closed at first.
    pub is_detail: bool,
}

/// What is typed into a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of somebody's words.
    Line,
    /// One line of notation, such as a date, an address or an id: always from left to right.
    Code,
    /// Several lines.
    Lines {
        /// How many are seen at once.
        rows: u8,
    },
    /// A text in English, Arabic or both; or in another language alone, where `takes_any`.
    Localised {
        /// Several lines each.
        is_long: bool,
        /// Whether a text in neither of the two is asked for. One that is there already is always shown.
        takes_any: bool,
    },
    /// One word of a closed set: each with what it is called.
    Word(fn(Words) -> Vec<(&'static str, String)>),
    /// Yes or no.
    Flag,
    /// A number.
    Number,
    /// A record of the case.
    Reference(Noun),
    /// Records of the case.
    References(Noun),
    /// The options of a question.
    Options,
    /// The rules of the tolerance table.
    Policy,
}

impl Control {
    /// A field that may be left empty.
    #[must_use]
    pub const fn optional(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { name, label, hint: None, kind, is_required: false, is_detail: false }
    }

    /// A field that must be filled in.
    #[must_use]
    pub const fn required(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self { is_required: true, ..Self::optional(name, label, kind) }
    }

    /// The same field, explained by the message `hint`.
    #[must_use]
    pub const fn explained(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same field, among the details.
    #[must_use]
    pub const fn in_details(mut self) -> Self {
        self.is_detail = true;
        self
    }
}

/// The names that one option is sent under.
pub const OPTION_NAMES: [&str; 5] =
    ["options.id", "options.name", "options.name.en", "options.name.ar", "options.part_of"];

/// The names a control's rows are sent under: each stands once in every row. `None` where it has no rows.
#[must_use]
pub fn row_names(control: &Control) -> Option<&'static [&'static str]> {
    match control.kind {
        Kind::Options => Some(&OPTION_NAMES),
        _ => None,
    }
}
