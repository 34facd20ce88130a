//! Changing a case: some records put, some withdrawn, in one transaction with their versions, what the engine makes
//! of the questions, the audit entry and the next revision.
//!
//! A change names the versions it began from. Where somebody else has written one of them since, nothing is written:
//! two editors' work is never merged silently.

use std::{collections::HashMap, sync::Arc};

use sqlx::SqliteConnection;

use super::{
    Counts, ImportOutcome, Store, StoreError, analyses,
    at_hand::{AtHand, Part},
    audit::{self, Editor},
    bases, bulk, cases, compute, deliveries, dossier, identities, notices,
    plan::{Known, Others, Plan, plan},
    protect,
    scope::Scope,
    telling::Telling,
    versions::NEWEST_VERSION,
    writer::Commit,
};
use crate::{
    credentials::Vault,
    domain::{
        dossier::Records,
        id::CaseId,
        record::{Noun, Record, RecordId},
    },
};

/// What somebody wants of a case.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Records to add, or to put in the place of those with the same id.
    pub put: Vec<Record>,
    /// Records that shall no longer stand. A later change may put them again.
    pub withdraw: Vec<RecordId>,
    /// The version of each record that this began from; 0: there was none. Records left out are not compared.
    pub began_from: Vec<(RecordId, i64)>,
    /// The revision that the case must be at, where this rests on all of it.
    pub at_revision: Option<i64>,
}

/// A write that is planned and not done.
pub(super) struct Write<'a> {
    pub(super) editor: &'a Editor,
    pub(super) action: &'static str,
    pub(super) plan: Plan,
    /// Whether the plan is of the whole case, and not of a part that the write stays within.
    pub(super) is_whole: bool,
    /// What seals who protected sources are.
    pub(super) vault: &'a Vault,
}

/// What was done.
pub(super) struct Written {
    pub(super) outcome: ImportOutcome,
    /// The hash of the entry on it in the audit trail; `None` where nothing would have changed.
    pub(super) mark: Option<String>,
}

impl Store {
    /// Changes a case.
    ///
    /// # Errors
    /// `Gone` where there is no such case. `Outdated` where a record was written since the version the change began
    /// from, `OtherVersion` with the revision of the case where it is at another one than it must be at, `Taken` where a
    /// new record's id was used before. `Faults` where the case would not agree with itself.
    /// Nothing was written then. `Corrupt`, `Busy`, `Database`.
    pub async fn change_case(
        &self,
        editor: &Editor,
        case: &CaseId,
        change: Change,
    ) -> Result<ImportOutcome, StoreError> {
        let (editor, case, vault) = (editor.clone(), case.clone(), self.vault.clone());
        let at_hand = self.at_hand.clone();
        let written = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                check_versions(connection, &case, &change.began_from).await?;
                check_revision(connection, &case, change.at_revision).await?;
                let action = action(&change);
                let records = change.began_from.iter().map(|(id, _)| id.clone()).collect();
                let (mut plan, part) =
                    Planning { at_hand: &at_hand, vault: &vault, case: &case }.plan(connection, &change).await?;
                let after = plan.after.take().zip(plan.telling.as_ref().map(|telling| Arc::clone(&telling.outlines)));
                let is_whole = part.is_none();
                let wanted = Write { editor: &editor, action, plan, is_whole, vault: &vault };
                let Written { mut outcome, mark } = write(connection, wanted).await?;
                if let (Some(mark), Some(part), Some(after)) = (mark, part, after) {
                    at_hand.keep(&case, mark, part, change.put, after);
                }
                // Of a whole case, and nobody asks.
                (outcome.left, outcome.left_named) = (Counts::default(), Vec::new());
                outcome.versions = versions(connection, &case, records).await?;
                Ok(outcome)
            })
        });
        self.told(written.await)
    }
}

/// How a change of a case is planned.
struct Planning<'a> {
    at_hand: &'a AtHand,
    vault: &'a Vault,
    case: &'a CaseId,
}

impl Planning<'_> {
    /// The plan of `change`, with the part of the case that it can reach; `None` where that is all of it.
    async fn plan(
        &self,
        connection: &mut SqliteConnection,
        change: &Change,
    ) -> Result<(Plan, Option<Part>), StoreError> {
        if let Scope::Questions(questions) = Scope::of(connection, self.case, change).await? {
            let part = self.at_hand.part(connection, self.vault, self.case, questions).await?;
            let part = part.ok_or(StoreError::Gone)?;
            let known = part.known(connection, self.case).await?;
            match planned(known, change.clone()).await {
                // What is wrong with it may show only in the whole: a claim may name one on another question.
                Err(StoreError::Faults(_)) => {}
                planned => return Ok((planned?, Some(part))),
            }
        }
        let rows = dossier::read(connection, self.vault, self.case).await?.ok_or(StoreError::Gone)?;
        let change = change.clone();
        let known = compute(move || rows.into_known()).await?;
        Ok((planned(known, change).await?, None))
    }
}

/// The plan of `change` where `known` is all that it can reach.
async fn planned(known: Known, change: Change) -> Result<Plan, StoreError> {
    compute(move || {
        let mut given = Records::of(known.records.case.clone());
        change.put.into_iter().for_each(|record| given.add(record));
        plan(Some(known), given, Others::without(change.withdraw))
    })
    .await
}

/// What the audit trail calls a change: by what is put, or else withdrawn, first.
fn action(change: &Change) -> &'static str {
    match (change.put.first().map(Record::noun), change.withdraw.first()) {
        (Some(noun), _) => audit::recorded(noun),
        (None, Some((noun, _))) => audit::withdrawn(*noun),
        (None, None) => audit::recorded(Noun::Case),
    }
}

/// The newest versions of some records.
async fn versions(
    connection: &mut SqliteConnection,
    case: &CaseId,
    records: Vec<RecordId>,
) -> Result<Vec<(RecordId, i64)>, StoreError> {
    let mut versions = Vec::with_capacity(records.len());
    for (noun, id) in records {
        let newest = newest(connection, case, noun, &id).await?;
        versions.push(((noun, id), newest.unwrap_or_default()));
    }
    Ok(versions)
}

async fn newest(
    connection: &mut SqliteConnection,
    case: &CaseId,
    noun: Noun,
    id: &str,
) -> Result<Option<i64>, StoreError> {
    let query = sqlx::query_scalar(NEWEST_VERSION).bind(case.as_str()).bind(noun.word()).bind(id);
    Ok(query.fetch_optional(connection).await?)
}

async fn check_revision(
    connection: &mut SqliteConnection,
    case: &CaseId,
    needed: Option<i64>,
) -> Result<(), StoreError> {
    let Some(needed) = needed else { return Ok(()) };
    match cases::revision(connection, case).await? {
        revision if revision == needed => Ok(()),
        revision => Err(StoreError::OtherVersion(revision)),
    }
}

async fn check_versions(
    connection: &mut SqliteConnection,
    case: &CaseId,
    began_from: &[(RecordId, i64)],
) -> Result<(), StoreError> {
    for ((noun, id), began) in began_from {
        match newest(connection, case, *noun, id).await? {
            Some(_) if *began == 0 => return Err(StoreError::Taken("id")),
            newest if newest.unwrap_or(0) != *began => {
                return Err(StoreError::Outdated { noun: *noun, id: id.clone() });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Does what was planned. Nothing is written where nothing would change.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    Write { editor, action, plan, is_whole, vault }: Write<'_>,
) -> Result<Written, StoreError> {
    let Plan { mut outcome, batches, analyses, bases, telling, after: _ } = plan;
    if !outcome.is_change() {
        return Ok(Written { outcome, mark: None });
    }
    outcome.revision += 1;
    for batches in &batches {
        let is_of_sources = batches.noun == Noun::Source;
        let before = if is_of_sources { protect::protected(connection, &outcome.case).await? } else { HashMap::new() };
        bulk::write(connection, &outcome.case, outcome.revision, batches).await?;
        if is_of_sources {
            identities::keep_new(connection, vault, &outcome.case, outcome.revision, &batches.identities).await?;
            protect::seal_older(connection, vault, &outcome.case, &before).await?;
        }
    }
    analyses::keep(connection, &outcome.case, outcome.revision, (&analyses, is_whole)).await?;
    bases::keep(connection, &outcome.case, outcome.revision, bases).await?;
    if let Some(Telling { told, .. }) = telling {
        notices::keep(connection, (&outcome.case, outcome.revision), editor.at, &told).await?;
        deliveries::hand_out(connection, (&outcome.case, outcome.revision), editor.at, &told).await?;
    }
    sqlx::query(cases::SET_REVISION)
        .bind(outcome.case.as_str())
        .bind(outcome.revision)
        .bind(editor.at.as_microsecond())
        .execute(&mut *connection)
        .await?;
    let of = Some((&outcome.case, outcome.revision));
    let entry = audit::Entry { editor, action, of, changed: outcome.changed().to_string() };
    let mark = Some(audit::record_hashed(connection, entry).await?);
    Ok(Written { outcome, mark })
}
