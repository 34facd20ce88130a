//! The app: what every request is given. Cases that were read stay at hand as long as their revision stands.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;

use crate::{
    clock::Clock,
    domain::{
        access::Viewer,
        analysis::{Analysis, Study},
        calendar::Day,
        dossier::Dossier,
        id::CaseId,
        independence::Origins,
    },
    store::{CaseSummary, Store, StoreError},
};

/// The most cases kept at hand; beyond it the one used longest ago goes.
const CASES_AT_HAND_MAX: usize = 64;

/// What every request is given: store and clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    at_hand: Arc<Mutex<AtHand>>,
}

/// A case as it stands at one revision, read and analysed.
pub struct OpenCase {
    /// The number of writes it has seen.
    pub revision: i64,
    /// The moment of the last of them.
    pub changed_at: Timestamp,
    /// Its records.
    pub dossier: Dossier,
    /// Where its claims come from.
    pub origins: Origins,
    /// What they amount to as things stand.
    pub analysis: Analysis,
}

impl OpenCase {
    /// The analysis as known on `as_of`, or as things stand.
    #[must_use]
    pub fn analysis_on(&self, as_of: Option<Day>) -> Cow<'_, Analysis> {
        match as_of {
            None => Cow::Borrowed(&self.analysis),
            Some(day) => Cow::Owned(Study::new(&self.dossier).analysis(Some(day))),
        }
    }
}

#[derive(Default)]
struct AtHand {
    cases: HashMap<CaseId, (u64, Arc<OpenCase>)>,
    uses: u64,
}

impl App {
    /// An app over `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, at_hand: Arc::default() }
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The cases `viewer` may see, in order of id.
    ///
    /// # Errors
    /// As [`Store::cases`].
    pub async fn cases(&self, viewer: Viewer) -> Result<Vec<CaseSummary>, StoreError> {
        let mut cases = self.store.cases().await?;
        cases.retain(|case| viewer.can_see(case.visibility));
        Ok(cases)
    }

    /// The case called `id` as it stands now, `None` where there is none that `viewer` may see.
    ///
    /// # Errors
    /// As [`Store::dossier`].
    pub async fn open_case(&self, viewer: Viewer, id: &CaseId) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Some(revision) = self.store.revision(id).await? else { return Ok(None) };
        let open = match self.at_hand(id, revision) {
            Some(open) => open,
            None => match self.read_case(id).await? {
                Some(open) => open,
                None => return Ok(None),
            },
        };
        Ok(viewer.can_see(open.dossier.case().visibility).then_some(open))
    }

    async fn read_case(&self, id: &CaseId) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Some(stored) = self.store.dossier(id).await? else { return Ok(None) };
        let reading = tokio::task::spawn_blocking(move || {
            let study = Study::new(&stored.dossier);
            let (origins, analysis) = (study.origins().clone(), study.analysis(None));
            let (revision, changed_at) = (stored.revision, stored.changed_at);
            Arc::new(OpenCase { revision, changed_at, dossier: stored.dossier, origins, analysis })
        });
        let open = match reading.await {
            Ok(open) => open,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        self.keep(id, Arc::clone(&open));
        Ok(Some(open))
    }

    fn at_hand(&self, id: &CaseId, revision: i64) -> Option<Arc<OpenCase>> {
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        at_hand.uses += 1;
        let now = at_hand.uses;
        let (used, open) = at_hand.cases.get_mut(id)?;
        *used = now;
        (open.revision == revision).then(|| Arc::clone(open))
    }

    fn keep(&self, id: &CaseId, open: Arc<OpenCase>) {
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        at_hand.uses += 1;
        let now = at_hand.uses;
        at_hand.cases.insert(id.clone(), (now, open));
        if at_hand.cases.len() > CASES_AT_HAND_MAX {
            let oldest = at_hand.cases.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| id.clone());
            oldest.and_then(|id| at_hand.cases.remove(&id));
        }
    }
}
