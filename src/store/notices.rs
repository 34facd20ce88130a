//! Notices: what each write changed in meaning, kept in its transaction. One list for those who see who protected
//! sources are and one for those who do not, wherever the two differ.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    columns::{Reason, column, moment, optional, owned},
};
use crate::domain::{
    access::Identities,
    analysis::{Letter, State},
    id::{CaseId, ClaimId, QuestionId, SourceId},
    notice::{Changed, NOTICES_OF_A_WRITE_MAX, Notice, NoticeKind, says_there_is_more},
    record::Noun,
};

pub(super) const ADD_NOTICES: &str = "
    insert into notice (case_id, revision, number, audience, kind, body, at)
    select $1, $2, item.value ->> 'number', item.value ->> 'audience', item.value ->> 'kind', item.value -> 'body', $4
      from jsonb_each($3) as item";

/// The notices after `$3` within revision `$2`, and of later revisions, of the audience `$4`. Whatever the kinds, that
/// after number `$7` is among them: it says that there was more.
pub(super) const NOTICES: &str = "
    select revision, number, kind, body, at
      from notice
     where case_id = $1
       and (revision, number) > ($2, $3)
       and audience in ('all', $4)
       and ($5 = '' or instr($5, ' ' || kind || ' ') > 0 or number > $7)
     order by revision, number
     limit $6";

/// Those who do not see who protected sources are keep of the notices about roots only that something changed.
pub(super) const SPLIT_ROOTS: &str = "
    insert into notice (case_id, revision, number, audience, kind, body, at)
    select case_id, revision, number, 'shown', kind, body, at
      from notice
     where case_id = $1
       and audience = 'all'
       and kind in ('position_gained_root', 'position_lost_root')";

pub(super) const VEIL_ROOTS: &str = "
    update notice
       set kind = 'case_changed', body = '{}', audience = 'hidden'
     where case_id = $1
       and audience in ('all', 'hidden')
       and kind in ('position_gained_root', 'position_lost_root')";

/// What a write tells, to those with and without the identities of protected sources.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) shown: Vec<Notice>,
    /// `None` where it is the same.
    pub(super) hidden: Option<Vec<Notice>>,
}

/// A notice in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedNotice {
    /// Where it stands.
    pub place: NoticePlace,
    /// The moment of the write.
    pub at: Timestamp,
    /// What it says.
    pub notice: Notice,
}

/// Where a notice stands: after every one of an earlier revision, and of a smaller number in its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct NoticePlace {
    /// The revision of the case that it tells of.
    pub revision: i64,
    /// Its number among the notices of that revision, from 1.
    pub number: i64,
}

/// Which notices are asked for.
#[derive(Debug, Clone)]
pub struct NoticesWanted {
    /// Those after this place.
    pub after: NoticePlace,
    /// Those of these kinds; of all where there are none.
    pub kinds: Vec<NoticeKind>,
    /// As told to those who may see these identities.
    pub identities: Identities,
    /// At most so many.
    pub limit: usize,
}

#[derive(Debug, Serialize)]
struct NoticeRow {
    number: usize,
    audience: &'static str,
    kind: &'static str,
    body: Body,
}

/// The body as the database keeps it: what a notice does not have is left out.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position_before: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_at: Option<i64>,
    /// Records added, updated and withdrawn: noun and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<[Vec<(String, usize)>; 3]>,
}

impl Told {
    /// The rows to write, numbered for each audience.
    fn rows(&self) -> Vec<NoticeRow> {
        let lists = match &self.hidden {
            None => vec![("all", &self.shown)],
            Some(hidden) => vec![("shown", &self.shown), ("hidden", hidden)],
        };
        let rows = |(audience, notices): (&'static str, &Vec<Notice>)| {
            let row = |(notice, number): (&Notice, usize)| {
                let (kind, body) = (notice.kind.word(), Body::of(notice));
                NoticeRow { number, audience, kind, body }
            };
            notices.iter().zip(1..).map(row).collect::<Vec<_>>()
        };
        lists.into_iter().flat_map(rows).collect()
    }

    /// Whether anybody is told of one of `kinds`, or of anything where there are none, or that there was more.
    pub(super) fn has(&self, kinds: &[NoticeKind]) -> bool {
        let is_wanted = |(notice, number): (&Notice, usize)| {
            kinds.is_empty() || kinds.contains(&notice.kind) || says_there_is_more(number)
        };
        [Some(&self.shown), self.hidden.as_ref()].into_iter().flatten().any(|list| list.iter().zip(1..).any(is_wanted))
    }
}

/// Keeps what a write tells, in its transaction.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    (case, revision): (&CaseId, i64),
    at: Timestamp,
    told: &Told,
) -> Result<(), StoreError> {
    let rows = serde_json::to_string(&told.rows()).expect("rows hold only texts and numbers");
    let query = sqlx::query(ADD_NOTICES).bind(case.as_str()).bind(revision).bind(rows).bind(at.as_microsecond());
    query.execute(connection).await?;
    Ok(())
}

/// Leaves of earlier notices nothing that could lead to a source that is protected from now on.
pub(super) async fn veil(connection: &mut SqliteConnection, case: &CaseId) -> Result<(), StoreError> {
    for sql in [SPLIT_ROOTS, VEIL_ROOTS] {
        sqlx::query(sql).bind(case.as_str()).execute(&mut *connection).await?;
    }
    Ok(())
}

impl Store {
    /// The notices of a case that are `wanted`, in order.
    ///
    /// # Errors
    /// `Corrupt`, `Busy`, `TookTooLong`, `Database`.
    pub async fn notices(&self, case: &CaseId, wanted: NoticesWanted) -> Result<Vec<PlacedNotice>, StoreError> {
        let NoticesWanted { after, kinds, identities, limit } = wanted;
        let audience = match identities {
            Identities::Shown => "shown",
            Identities::Hidden => "hidden",
        };
        let kinds = kinds.iter().fold(String::new(), |words, kind| format!("{words} {} ", kind.word()));
        let query = sqlx::query(NOTICES)
            .bind(case.to_string())
            .bind(after.revision)
            .bind(after.number)
            .bind(audience)
            .bind(kinds)
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .bind(i64::try_from(NOTICES_OF_A_WRITE_MAX).unwrap_or(i64::MAX));
        self.rows(query).await?.iter().map(placed).collect()
    }
}

fn placed(row: &SqliteRow) -> Result<PlacedNotice, StoreError> {
    let place = NoticePlace { revision: row.try_get("revision")?, number: row.try_get("number")? };
    let corrupt = |Reason(reason)| {
        let id = format!("{}.{}", place.revision, place.number);
        StoreError::Corrupt { table: "notice", id, reason }
    };
    let body: Body = serde_json::from_str(row.try_get("body")?)
        .map_err(|_| corrupt(Reason("body: cannot be decoded".to_owned())))?;
    Ok(PlacedNotice {
        place,
        at: moment("at", row.try_get("at")?).map_err(corrupt)?,
        notice: body.read(row.try_get("kind")?).map_err(corrupt)?,
    })
}

impl Body {
    fn of(notice: &Notice) -> Self {
        let word = |state: Option<State>| state.map(|state| state.word().to_owned());
        Self {
            question: owned(notice.question.as_ref()),
            position: notice.position.map(Letter::number),
            position_before: notice.position_before.map(Letter::number),
            root: owned(notice.root.as_ref()),
            state: word(notice.state),
            state_before: word(notice.state_before),
            claim: owned(notice.claim.as_ref()),
            signed_at: notice.signed_at.map(Timestamp::as_microsecond),
            changed: notice.changed.as_ref().map(|Changed { added, updated, withdrawn }| {
                [added, updated, withdrawn]
                    .map(|counts| counts.iter().map(|(noun, count)| (noun.word().to_owned(), *count)).collect())
            }),
        }
    }

    fn read(self, kind: &str) -> Result<Notice, Reason> {
        let counts = |counts: Vec<(String, usize)>| {
            let count = |(noun, count): (String, usize)| Ok((column("changed", Noun::parse(&noun))?, count));
            counts.into_iter().map(count).collect::<Result<_, Reason>>()
        };
        let changed = match self.changed {
            None => None,
            Some([added, updated, withdrawn]) => {
                Some(Changed { added: counts(added)?, updated: counts(updated)?, withdrawn: counts(withdrawn)? })
            }
        };
        Ok(Notice {
            kind: column("kind", NoticeKind::parse(kind))?,
            question: optional("question", self.question, QuestionId::parse)?,
            position: self.position.map(Letter::new),
            position_before: self.position_before.map(Letter::new),
            root: optional("root", self.root, SourceId::parse)?,
            state: optional("state", self.state, State::parse)?,
            state_before: optional("state_before", self.state_before, State::parse)?,
            claim: optional("claim", self.claim, ClaimId::parse)?,
            signed_at: self.signed_at.map(|at| moment("signed_at", at)).transpose()?,
            changed,
        })
    }
}
