//! What columns hold: the shapes that several tables share, and the way from a column to a domain type.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use sqlx::{FromRow, sqlite::SqliteRow};

use super::StoreError;
use crate::domain::{
    dated::Dated,
    document::LanguageTag,
    fault::FaultKind,
    text::{Localised, Text},
};

/// One record as the database keeps it; its JSON form is what bulk statements take and what versions keep.
pub(super) trait Row: PartialEq + Serialize + for<'r> FromRow<'r, SqliteRow> + Send + Unpin {
    /// The table it stands in.
    const TABLE: &'static str;

    /// Its id within the case.
    fn id(&self) -> &str;

    /// The row as the body of a version.
    fn body(&self) -> String {
        serde_json::to_string(self).expect("a row holds only strings, numbers, flags and lists of them")
    }

    /// What everybody may see of it, where that is less than the whole because these sources are protected.
    ///
    /// # Errors
    /// `Corrupt` where the row holds what its type cannot.
    fn shown(&self, _protected: &HashSet<String>) -> Result<Option<Self>, StoreError> {
        Ok(None)
    }
}

/// Queries of the same columns: the records of a case that stand, those that were withdrawn, and of what is said on
/// questions those that stand on the questions that `$2` lists; in order of id.
macro_rules! standing_and_withdrawn {
    ($standing:ident, $withdrawn:ident, $on_questions:ident, $rows:literal) => {
        standing_and_withdrawn!($standing, $withdrawn, $rows);
        pub(super) const $on_questions: &str = concat!(
            $rows,
            "\n       and withdrawn_at_revision is null",
            "\n       and question_id in (select item.value from json_each($2) as item)",
            "\n     order by id"
        );
    };
    ($standing:ident, $withdrawn:ident, $rows:literal) => {
        pub(super) const $standing: &str =
            concat!($rows, "\n       and withdrawn_at_revision is null\n     order by id");
        pub(super) const $withdrawn: &str =
            concat!($rows, "\n       and withdrawn_at_revision is not null\n     order by id");
    };
}
pub(super) use standing_and_withdrawn;

/// Which column holds what kind of fault. Never the content: it reaches the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reason(pub(super) String);

/// Reads what a column holds; a fault names the column.
pub(super) fn column<T>(name: &'static str, read: Result<T, FaultKind>) -> Result<T, Reason> {
    read.map_err(|fault| {
        let fault = format!("{fault:?}");
        let kind = fault.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        Reason(format!("{name}: {kind}"))
    })
}

/// Reads what a column may hold.
pub(super) fn optional<S: AsRef<str>, T>(
    name: &'static str,
    held: Option<S>,
    read: impl Fn(&str) -> Result<T, FaultKind>,
) -> Result<Option<T>, Reason> {
    held.map(|held| column(name, read(held.as_ref()))).transpose()
}

/// Reads a text of any length: its limit was checked on the way in and depends on the field.
pub(super) fn text(name: &'static str, held: &str) -> Result<Text, Reason> {
    column(name, Text::document(held))
}

pub(super) fn optional_text(name: &'static str, held: Option<String>) -> Result<Option<Text>, Reason> {
    optional(name, held, Text::document)
}

pub(super) fn optional_date(name: &'static str, held: Option<String>) -> Result<Option<Dated>, Reason> {
    optional(name, held, Dated::parse)
}

pub(super) fn optional_language(name: &'static str, held: Option<String>) -> Result<Option<LanguageTag>, Reason> {
    optional(name, held, LanguageTag::parse)
}

/// The text of an optional id, text or word, as a column takes it.
pub(super) fn owned(held: Option<&(impl ToString + ?Sized)>) -> Option<String> {
    held.map(ToString::to_string)
}

/// The moment of a column of microseconds.
pub(super) fn moment(name: &'static str, micros: i64) -> Result<jiff::Timestamp, Reason> {
    jiff::Timestamp::from_microsecond(micros).map_err(|_| Reason(format!("{name}: OutOfRange")))
}

/// A localised text: a string, or one by language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum LocalisedRow {
    Plain(String),
    By {
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ar: Option<String>,
    },
}

impl From<&Localised> for LocalisedRow {
    fn from(localised: &Localised) -> Self {
        match localised {
            Localised::Plain(text) => Self::Plain(text.to_string()),
            Localised::By { en, ar } => Self::By { en: owned(en.as_ref()), ar: owned(ar.as_ref()) },
        }
    }
}

pub(super) fn localised(name: &'static str, held: LocalisedRow) -> Result<Localised, Reason> {
    match held {
        LocalisedRow::Plain(held) => Ok(Localised::Plain(text(name, &held)?)),
        LocalisedRow::By { en: None, ar: None } => Err(Reason(format!("{name}: Empty"))),
        LocalisedRow::By { en, ar } => Ok(Localised::By { en: optional_text(name, en)?, ar: optional_text(name, ar)? }),
    }
}

pub(super) fn optional_localised(name: &'static str, held: Option<LocalisedRow>) -> Result<Option<Localised>, Reason> {
    held.map(|held| localised(name, held)).transpose()
}

/// Ids in their order. Queries hand them over in one column with spaces between, which no id holds: a row for each
/// link would cost more than everything else about the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Ids(pub(super) Vec<String>);

impl From<String> for Ids {
    fn from(joined: String) -> Self {
        Self(joined.split_ascii_whitespace().map(str::to_owned).collect())
    }
}

impl Ids {
    /// Ids whose order says something.
    pub(super) fn list<T: ToString>(ids: &[T]) -> Self {
        Self(ids.iter().map(T::to_string).collect())
    }

    /// Ids whose order says nothing: in order of id, none twice.
    pub(super) fn set<T: ToString>(ids: &[T]) -> Self {
        let Self(mut ids) = Self::list(ids);
        ids.sort_unstable();
        ids.dedup();
        Self(ids)
    }
}

pub(super) fn ids<T>(
    name: &'static str,
    held: &Ids,
    read: impl Fn(&str) -> Result<T, FaultKind>,
) -> Result<Vec<T>, Reason> {
    held.0.iter().map(|id| column(name, read(id))).collect()
}
