//! Bringing records into a case: tried or done, with every fault led back to the place it came from.

use std::{collections::BTreeMap, sync::Arc};

use super::{App, OpenCase};
use crate::{
    domain::{
        access::{Identities, Rights},
        difference::{Difference, Side},
        dossier::Dossier,
        edition::Edition,
        fault::{Fault, FaultKind, Path},
        intake::Importer,
        record::{Noun, RecordId},
    },
    exchange::{
        case_file::FAULTS_MAX,
        intake::{Given, Origins, Place},
    },
    store::{Editor, Import, ImportMode, ImportOutcome, Store, StoreError, compute},
};

/// What somebody brings into a case, and how.
pub struct Intake {
    /// What they bring.
    pub given: Given,
    /// What becomes of what they do not mention.
    pub mode: ImportMode,
    /// The revision the case must be at.
    pub at_revision: Option<i64>,
    /// As [`Import::told`].
    pub told: String,
}

/// A fault of what was brought, where it belongs.
#[derive(Debug, Clone)]
pub struct PlacedFault {
    /// The place in what was given.
    pub place: Place,
    /// Another record that would be at fault, where it may be named; else it is the case.
    pub record: Option<RecordId>,
    /// What is wrong.
    pub kind: FaultKind,
    /// Nothing that tells what sources have to do with each other may be spelt out.
    pub is_veiled: bool,
}

/// Why nothing came in.
#[derive(Debug)]
pub enum Refused {
    /// It has these faults.
    Faults(Vec<PlacedFault>),
    /// The store refused or failed; `OtherVersion` where the case is at another revision than it should be.
    Store(StoreError),
}

/// What an import would do.
pub struct Tried {
    /// To the records. The revision is that of now.
    pub outcome: ImportOutcome,
    /// To what they amount to.
    pub difference: Difference,
    /// The case as it would be, as the viewer may see it.
    pub after: Edition,
}

/// Where what was given came from, and who looks at its faults.
struct Placing {
    origins: Origins,
    open: Arc<OpenCase>,
    identities: Identities,
}

/// Brings records in.
///
/// # Errors
/// Where nothing came in.
pub async fn bring_in(
    store: &Store,
    editor: &Editor,
    open: &Arc<OpenCase>,
    rights: Rights,
    intake: Intake,
) -> Result<ImportOutcome, Refused> {
    let (import, placing) = ready(open, rights, intake).await?;
    match store.bring_in(editor, import).await {
        Ok(outcome) => Ok(outcome),
        Err(error) => Err(placing.refused(error).await),
    }
}

/// Finds out what bringing records in would do, and does nothing.
///
/// # Errors
/// As [`bring_in`] would be refused; `Busy` where somebody wrote at this moment.
pub async fn try_out(app: &App, open: &Arc<OpenCase>, rights: Rights, intake: Intake) -> Result<Tried, Refused> {
    let (import, placing) = ready(open, rights, intake).await?;
    let outcome = match app.store().try_import(import.clone()).await {
        Ok(outcome) => outcome,
        Err(error) => return Err(placing.refused(error).await),
    };
    // The difference is counted from the case at hand.
    if outcome.revision != open.revision {
        return Err(Refused::Store(StoreError::Busy));
    }
    let (open, identities) = (Arc::clone(open), rights.identities());
    let compared = compute(move || {
        let mut records = import.records;
        let stored = open.whole().dossier().records();
        if import.is_without_case {
            records.case = stored.case.clone();
        }
        // The faults of both were found, and would be found again.
        let _ = import.importer.admit(stored, &mut records, import.mode == ImportMode::Replace);
        if import.mode == ImportMode::Merge {
            records.append_missing(stored);
        }
        let after = Edition::of(Dossier::build(records)?, identities);
        let analysis = after.analysis(None);
        let before = Side { dossier: open.dossier(), analysis: open.analysis() };
        let difference =
            Difference::between(before, Side { dossier: after.study().dossier(), analysis: &analysis }, &open.judged());
        Ok((difference, after))
    });
    match compared.await {
        Ok((difference, after)) => Ok(Tried { outcome, difference, after }),
        Err(faults) => Err(placing.refused(StoreError::Faults(faults)).await),
    }
}

/// The records to be brought in, where all of them could be read.
async fn ready(open: &Arc<OpenCase>, rights: Rights, intake: Intake) -> Result<(Import, Placing), Refused> {
    let Intake { given, mode, at_revision, told } = intake;
    let Given { records, is_without_case, unread, mut faults, origins } = given;
    let placing = Placing { origins, open: Arc::clone(open), identities: rights.identities() };
    if faults.count() == 0 {
        let importer = Importer::of(rights);
        return Ok((Import { records, is_without_case, mode, importer, at_revision, told }, placing));
    }
    let at_hand = Arc::clone(open);
    let all = compute(move || {
        let mut records = records;
        if mode == ImportMode::Merge {
            records.append_missing(at_hand.whole().dossier().records());
        }
        faults.extend(Dossier::faults_beside(records, &unread));
        faults.into_list()
    });
    Err(placing.refused(StoreError::Faults(all.await)).await)
}

impl Placing {
    async fn refused(self, error: StoreError) -> Refused {
        match error {
            StoreError::Faults(found) => Refused::Faults(compute(move || self.placed(found)).await),
            error => Refused::Store(error),
        }
    }

    /// The faults where they belong, as many as anybody is told at once.
    fn placed(&self, mut found: Vec<Fault>) -> Vec<PlacedFault> {
        if found.len() > FAULTS_MAX {
            found.truncate(FAULTS_MAX);
            found.push(Fault::new(Path::root(), FaultKind::MoreFaults { shown: FAULTS_MAX }));
        }
        let is_veiled = self.identities == Identities::Hidden;
        let is_named = |noun: Noun| !(noun == Noun::Source && is_veiled) && noun != Noun::Assessment;
        let mut others: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
        let mut placed: Vec<PlacedFault> = Vec::new();
        for fault in found {
            let place = self.origins.place(&fault);
            let record = place.other.filter(|(noun, _)| is_named(*noun)).and_then(|(noun, number)| {
                let others = others.entry(noun).or_insert_with(|| self.others(noun));
                Some((noun, others.get(number)?.clone()))
            });
            placed.push(PlacedFault { place, record, kind: fault.kind, is_veiled });
        }
        // Those of one line stay in the order of its fields.
        placed.sort_by_key(|fault| fault.place.line.or(fault.place.row).unwrap_or(usize::MAX));
        placed
    }

    /// The records of the case that were not given, in order of id.
    fn others(&self, noun: Noun) -> Vec<String> {
        let given = self.origins.ids(noun);
        let ids = self.open.whole().dossier().records().ids(noun);
        ids.into_iter().filter(|id| !given.contains(id.as_str())).collect()
    }
}
