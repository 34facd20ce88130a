//! Sources: their rows, and what each may be.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::StoreError;
use super::columns::{
    Ids, LocalisedRow, Reason, Row, column, ids, localised, optional, optional_localised, optional_text, owned,
    standing_and_withdrawn,
};
use crate::domain::{
    id::SourceId,
    source::{Reliability, Source, SourceKind},
};

standing_and_withdrawn! {
    SOURCES,
    WITHDRAWN_SOURCES,
    "
    select id, name, kind, is_anonymous, is_plural, is_protected, public_name, part_of, speaks_for, same_as,
           register, reliability, note,
           coalesce((select string_agg(may_be.other_id, ' ' order by may_be.other_id)
                       from source_may_be as may_be
                      where may_be.case_id = source.case_id
                        and may_be.source_id = source.id), '') as may_be
      from source
     where case_id = $1"
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct SourceRow {
    id: String,
    #[sqlx(json)]
    name: LocalisedRow,
    kind: String,
    is_anonymous: bool,
    is_plural: bool,
    is_protected: bool,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    public_name: Option<LocalisedRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaks_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
    #[sqlx(try_from = "String")]
    may_be: Ids,
    #[serde(skip_serializing_if = "Option::is_none")]
    register: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Row for SourceRow {
    const TABLE: &'static str = "source";
    fn id(&self) -> &str {
        &self.id
    }
    fn shown(&self, protected: &HashSet<String>) -> Result<Option<Self>, StoreError> {
        let public = self.public(protected)?;
        Ok((public != *self).then_some(public))
    }
}

impl SourceRow {
    /// The row that a version holds.
    ///
    /// # Errors
    /// `Corrupt` where it holds none.
    pub(super) fn from_body(body: &str) -> Result<Self, StoreError> {
        serde_json::from_str(body).map_err(|_| corrupt("", "body: NotARow".to_owned()))
    }

    pub(super) fn is_protected(&self) -> bool {
        self.is_protected
    }

    /// What everybody may see of it, where these sources are protected.
    ///
    /// # Errors
    /// `Corrupt` where the row holds what its type cannot.
    pub(super) fn public(&self, protected: &HashSet<String>) -> Result<Self, StoreError> {
        let source = Source::try_from(self.clone()).map_err(|Reason(reason)| corrupt(&self.id, reason))?;
        Ok(Self::from(&source.public(|id| protected.contains(id.as_str()))))
    }

    /// The same as if it had been protected already, under a public name given as JSON.
    ///
    /// # Errors
    /// `Corrupt` where this is no name.
    pub(super) fn protected_as(self, public_name: &str) -> Result<Self, StoreError> {
        let named = serde_json::from_str(public_name);
        let public_name = named.map_err(|_| corrupt(&self.id, "public_name: NotAName".to_owned()))?;
        Ok(Self { is_protected: true, public_name: Some(public_name), ..self })
    }
}

fn corrupt(id: &str, reason: String) -> StoreError {
    StoreError::Corrupt { table: SourceRow::TABLE, id: id.to_owned(), reason }
}

impl SourceRow {
    /// Protects it, under the public name `shown`.
    pub(super) fn protect(&mut self, shown: Option<LocalisedRow>) {
        self.is_protected = true;
        self.public_name = shown.or(self.public_name.take());
    }
}

impl From<&Source> for SourceRow {
    fn from(source: &Source) -> Self {
        Self {
            id: source.id.to_string(),
            name: (&source.name).into(),
            kind: source.kind.word().to_owned(),
            is_anonymous: source.is_anonymous,
            is_plural: source.is_plural,
            is_protected: source.is_protected,
            public_name: source.public_name.as_ref().map(Into::into),
            part_of: owned(source.part_of.as_ref()),
            speaks_for: owned(source.speaks_for.as_ref()),
            same_as: owned(source.same_as.as_ref()),
            may_be: Ids::set(&source.may_be),
            register: owned(source.register.as_ref()),
            reliability: owned(source.reliability.map(Reliability::word)),
            note: owned(source.note.as_ref()),
        }
    }
}

impl TryFrom<SourceRow> for Source {
    type Error = Reason;
    fn try_from(row: SourceRow) -> Result<Self, Reason> {
        Ok(Self {
            id: column("id", SourceId::parse(&row.id))?,
            name: localised("name", row.name)?,
            kind: column("kind", SourceKind::parse(&row.kind))?,
            is_anonymous: row.is_anonymous,
            is_plural: row.is_plural,
            is_protected: row.is_protected,
            public_name: optional_localised("public_name", row.public_name)?,
            part_of: optional("part_of", row.part_of, SourceId::parse)?,
            speaks_for: optional("speaks_for", row.speaks_for, SourceId::parse)?,
            same_as: optional("same_as", row.same_as, SourceId::parse)?,
            may_be: ids("may_be", &row.may_be, SourceId::parse)?,
            register: optional_text("register", row.register)?,
            reliability: optional("reliability", row.reliability, Reliability::parse)?,
            note: optional_text("note", row.note)?,
        })
    }
}
