//! At hand: what the last writes of a case left in memory, so that the next one reads only what nobody has read yet.
//!
//! It goes by the mark of the case, the hash of the last entry on it in the audit trail. A write of another process, or
//! one that was taken back, gives the case another mark than the one kept here, and everything is read anew.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use moka::sync::Cache;
use sqlx::SqliteConnection;

use super::{
    StoreError, bases, dossier,
    plan::{After, Known},
};
use crate::{
    credentials::Vault,
    domain::{
        assessment::Assessment,
        claim::Claim,
        dossier::{ReadBefore, Records},
        id::{CaseId, QuestionId},
        outline::Outlines,
        reading::Reading,
        record::Record,
    },
};

/// About the most bytes kept, of all cases; beyond it the cases written least go.
const BYTES_MAX: u64 = 256 << 20;
/// About what a record takes with what is found of it, beside the text of a document.
const RECORD_BYTES: usize = 1 << 10;

/// The revision of a case and the hash of the last entry on it. (An entry on its members has the revision of the case.)
pub(super) const MARK: &str = "
    select revision, hash
      from audit_entry
     where case_id = $1
       and revision is not null
     order by revision desc, number desc
     limit 1";

/// What is at hand of the cases that were written last. Cheap to clone; all clones hold the same.
#[derive(Debug, Clone)]
pub(super) struct AtHand(Cache<CaseId, Arc<Kept>>);

/// What is at hand of one case.
#[derive(Debug)]
struct Kept {
    /// The hash of the last entry on it.
    mark: String,
    /// Its records but for what is said on its questions.
    frame: Arc<Records>,
    said: HashMap<QuestionId, Arc<Said>>,
}

/// What is said on one question.
#[derive(Debug, Clone, Default)]
struct Said {
    claims: Vec<Claim>,
    /// How the value of each of them is read, where that was found.
    readings: Vec<Arc<Reading>>,
    assessments: Vec<Assessment>,
    /// What it amounts to, where that was found.
    outlines: Option<Arc<Outlines>>,
}

/// A part of a case: what is said on some questions, with everything that it may refer to.
pub(super) struct Part {
    questions: BTreeSet<QuestionId>,
    revision: i64,
    kept: Kept,
}

impl AtHand {
    pub(super) fn new() -> Self {
        let weight = |_: &CaseId, kept: &Arc<Kept>| kept.bytes().try_into().unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(BYTES_MAX).weigher(weight).build())
    }

    /// The part of `case` around `questions`, from memory as far as it is there; `None` where there is no such case.
    ///
    /// # Errors
    /// `Corrupt`, `Database`.
    pub(super) async fn part(
        &self,
        connection: &mut SqliteConnection,
        vault: &Vault,
        case: &CaseId,
        questions: BTreeSet<QuestionId>,
    ) -> Result<Option<Part>, StoreError> {
        let Some((revision, mark)) = mark(connection, case).await? else { return Ok(None) };
        let kept = self.0.get(case).filter(|kept| kept.mark == mark);
        let (frame, mut said) = match kept {
            Some(kept) => (Arc::clone(&kept.frame), kept.said.clone()),
            None => match dossier::frame(connection, vault, case).await? {
                Some(frame) => (Arc::new(frame), HashMap::new()),
                None => return Ok(None),
            },
        };
        let missing: Vec<&QuestionId> = questions.iter().filter(|question| !said.contains_key(*question)).collect();
        if !missing.is_empty() {
            let (claims, assessments) = dossier::said_on(connection, case, &missing).await?;
            said.extend(by_question(missing.into_iter().cloned(), claims, Vec::new(), assessments));
        }
        Ok(Some(Part { questions, revision, kept: Kept { mark, frame, said } }))
    }

    /// Keeps `part` as a write of the case has left it: with the records that it put into the frame, and with `after`,
    /// what is said on its questions now, and what that amounts to. `mark` is that of the write.
    pub(super) fn keep(
        &self,
        case: &CaseId,
        mark: String,
        part: Part,
        put: Vec<Record>,
        (after, outlines): (After, Arc<Outlines>),
    ) {
        let Part { questions, kept: Kept { mut frame, mut said, .. }, .. } = part;
        let is_of_frame = |record: &Record| !matches!(record, Record::Claim(_) | Record::Assessment(_));
        for record in put.into_iter().filter(is_of_frame) {
            Arc::make_mut(&mut frame).add(record);
        }
        said.extend(said_after(questions, after, outlines));
        self.0.insert(case.clone(), Arc::new(Kept { mark, frame, said }));
    }
}

impl Part {
    /// What is known of the part before a write.
    ///
    /// # Errors
    /// `Corrupt`, `Database`.
    pub(super) async fn known(&self, connection: &mut SqliteConnection, case: &CaseId) -> Result<Known, StoreError> {
        let mut records = Records::clone(&self.kept.frame);
        records.questions.retain(|question| self.questions.contains(&question.id));
        let (mut read, mut outlines) = (ReadBefore::default(), None);
        for said in self.questions.iter().filter_map(|question| self.kept.said.get(question)) {
            records.claims.extend_from_slice(&said.claims);
            read.extend(said.claims.iter().map(|claim| claim.id.clone()).zip(said.readings.iter().cloned()));
            records.assessments.extend_from_slice(&said.assessments);
            outlines.clone_from(&said.outlines);
        }
        let is_judged = !records.assessments.is_empty();
        let bases = if is_judged { bases::read(connection, case, self.revision).await? } else { HashMap::new() };
        // Each is of one question alone.
        let outlines = outlines.filter(|_| self.questions.len() == 1);
        Ok(Known { revision: self.revision, records, bases, read, outlines })
    }
}

impl Kept {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        let texts = self.frame.documents.iter().filter_map(|document| document.text.as_ref());
        let texts: usize = texts.map(|text| text.as_str().len()).sum();
        let said = self.said.values().map(|said| {
            let outlines = said.outlines.as_ref().map_or(0, |outlines| outlines.bytes());
            (said.claims.len() + said.assessments.len()) * RECORD_BYTES + outlines
        });
        self.frame.count() * RECORD_BYTES + texts + said.sum::<usize>()
    }
}

/// What is said on each of `questions` after a write that they are all the reach of.
fn said_after(
    mut questions: BTreeSet<QuestionId>,
    After { records: Records { claims, assessments, .. }, readings }: After,
    outlines: Arc<Outlines>,
) -> HashMap<QuestionId, Arc<Said>> {
    match questions.pop_first() {
        // Nothing has to be sorted, and the outlines are of it alone.
        Some(one) if questions.is_empty() => {
            HashMap::from([(one, Arc::new(Said { claims, readings, assessments, outlines: Some(outlines) }))])
        }
        first => by_question(first.into_iter().chain(questions), claims, readings, assessments),
    }
}

/// What is said on each of `questions`, also where that is nothing.
fn by_question(
    questions: impl Iterator<Item = QuestionId>,
    claims: Vec<Claim>,
    readings: Vec<Arc<Reading>>,
    assessments: Vec<Assessment>,
) -> HashMap<QuestionId, Arc<Said>> {
    let mut said: HashMap<QuestionId, Said> = questions.map(|question| (question, Said::default())).collect();
    let mut readings = readings.into_iter();
    for claim in claims {
        let said = said.entry(claim.question.clone()).or_default();
        said.readings.extend(readings.next());
        said.claims.push(claim);
    }
    for assessment in assessments {
        said.entry(assessment.question.clone()).or_default().assessments.push(assessment);
    }
    said.into_iter().map(|(question, said)| (question, Arc::new(said))).collect()
}

async fn mark(connection: &mut SqliteConnection, case: &CaseId) -> Result<Option<(i64, String)>, StoreError> {
    Ok(sqlx::query_as(MARK).bind(case.as_str()).fetch_optional(connection).await?)
}
