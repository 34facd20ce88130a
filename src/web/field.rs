//! Short forms: a few fields of one line, each with its label, its hint and its fault. What was typed is kept, passwords
//! and codes excepted: they are never sent back.

use jiff::Timestamp;

use super::Reader;
use crate::{
    domain::{as_known::Recorded, dated::Dated, fault::FaultKind},
    text::Words,
};

/// A field of a short form.
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// Its id on the page.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What is to be known of it.
    pub hint: Option<String>,
    /// The type of its input.
    pub kind: &'static str,
    /// What browsers may fill in.
    pub autocomplete: &'static str,
    /// What stands in it.
    pub value: String,
    /// The direction of what stands in it.
    pub dir: &'static str,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Field {
    /// A field for a text of whoever fills it in.
    #[must_use]
    pub fn text(words: Words, name: &'static str, label: &str) -> Self {
        Self {
            name,
            id: format!("f-{name}"),
            label: words.say(label),
            hint: None,
            kind: "text",
            autocomplete: "off",
            value: String::new(),
            dir: "auto",
            fault: None,
        }
    }

    /// A field for a sign-in name.
    #[must_use]
    pub fn sign_in_name(words: Words, label: &str) -> Self {
        Self { autocomplete: "username", dir: "ltr", ..Self::text(words, "sign_in_name", label) }
    }

    /// A field for a code: nothing fills it in or sends it back.
    #[must_use]
    pub fn code(words: Words, name: &'static str, label: &str) -> Self {
        Self { autocomplete: "one-time-code", dir: "ltr", ..Self::text(words, name, label) }
    }

    /// A field for a password somebody has.
    #[must_use]
    pub fn password(words: Words, name: &'static str, label: &str) -> Self {
        Self { kind: "password", autocomplete: "current-password", dir: "ltr", ..Self::text(words, name, label) }
    }

    /// The two fields for a password somebody chooses.
    #[must_use]
    pub fn new_password(words: Words) -> [Self; 2] {
        let field = |name, label| Self { autocomplete: "new-password", ..Self::password(words, name, label) };
        [
            field("new_password", "field-new-password").hint(words.say("field-new-password-hint")),
            field("new_password_again", "field-new-password-again"),
        ]
    }

    /// The field with something to be known of it.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The field with something in it.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// What describes its input, by id.
    #[must_use]
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-error", self.id));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

/// The last moment of a day as typed, in UTC; of a month or a year that of its last day.
///
/// # Errors
/// As [`Dated::parse`], and `NotADate` beyond the years that the clock counts.
pub fn end_of_day(typed: &str) -> Result<Timestamp, FaultKind> {
    let day = Dated::parse(typed)?.last();
    Recorded::end_of(day).map(|end| end.moment).ok_or(FaultKind::NotADate { suggestion: None })
}

/// Faults of a short form, each with the name of its field.
pub type FieldFaults = Vec<(&'static str, String)>;

/// A short form.
pub struct ShortForm {
    /// Where it is sent to.
    pub action: String,
    /// What it carries along.
    pub hidden: Vec<(&'static str, String)>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The words of its button.
    pub button: String,
}

impl ShortForm {
    /// A form that is sent to the path `to`, in the language of the reader.
    #[must_use]
    pub fn new(reader: &Reader, to: &str, button: &str) -> Self {
        let action = reader.link_as_it_stands(to);
        Self { action, hidden: Vec::new(), fields: Vec::new(), button: reader.words().say(button) }
    }

    /// The form with these fields.
    #[must_use]
    pub fn with(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The form with something carried along.
    #[must_use]
    pub fn carrying(mut self, name: &'static str, value: &str) -> Self {
        self.hidden.push((name, value.to_owned()));
        self
    }

    /// The form with these faults at its fields.
    #[must_use]
    pub fn faulty(mut self, faults: &FieldFaults) -> Self {
        for field in &mut self.fields {
            field.fault = faults.iter().find(|(name, _)| *name == field.name).map(|(_, fault)| fault.clone());
        }
        self
    }

    /// The faults, each with the id and the label of its field.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String, String)> {
        let told = |field: &Field| Some((field.id.clone(), field.label.clone(), field.fault.clone()?));
        self.fields.iter().filter_map(told).collect()
    }
}
