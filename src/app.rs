//! The app: what every request is given. Cases that were read stay at hand as long as their revision stands.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use axum::{body::Bytes, http::HeaderValue};
use jiff::Timestamp;
use moka::sync::Cache;

use crate::{
    clock::Clock,
    domain::{
        access::Viewer,
        analysis::{Analysis, Study},
        calendar::Day,
        dossier::Dossier,
        edition::Edition,
        id::CaseId,
        independence::Origins,
        steps::{self, Step},
    },
    store::{CaseSummary, Store, StoreError},
};

/// The most cases kept at hand; beyond it the one used longest ago goes.
const CASES_AT_HAND_MAX: u64 = 64;
/// The bytes of finished pages kept; beyond it those least asked for go.
const PAGES_BYTES_MAX: u64 = 64 << 20;

/// What every request is given: store and clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    at_hand: Cache<CaseId, Arc<OpenCase>>,
    pages: Cache<String, FinishedPage>,
}

/// A page ready to be sent again.
#[derive(Debug, Clone)]
pub struct FinishedPage {
    /// Its content security policy.
    pub policy: HeaderValue,
    /// Its HTML.
    pub html: Bytes,
}

/// A case as it stands at one revision, read and analysed.
pub struct OpenCase {
    /// The number of writes it has seen.
    pub revision: i64,
    /// The moment of the last of them.
    pub changed_at: Timestamp,
    /// What they amount to as things stand.
    pub analysis: Analysis,
    edition: Edition,
    steps: OnceLock<Vec<Step>>,
}

impl OpenCase {
    /// Its records, as everybody may see them.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        self.study().dossier()
    }

    /// Where its claims come from, as everybody may see it and as known on the day of `analysis`.
    #[must_use]
    pub fn origins(&self, analysis: &Analysis) -> Cow<'_, Origins> {
        self.edition.origins(analysis)
    }

    /// Its records, traced, compared and put in order, as everybody may see them; made once for a revision.
    #[must_use]
    pub fn study(&self) -> &Study<'static> {
        self.edition.study()
    }

    /// The same of the whole case, for numbers and states alone.
    #[must_use]
    pub fn whole(&self) -> &Study<'static> {
        self.edition.whole()
    }

    /// The analysis as known on `as_of`, or as things stand.
    #[must_use]
    pub fn analysis_on(&self, as_of: Option<Day>) -> Cow<'_, Analysis> {
        match as_of {
            None => Cow::Borrowed(&self.analysis),
            Some(day) => Cow::Owned(self.edition.analysis(Some(day))),
        }
    }

    /// How the case grew from report to report; found once for a revision.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.steps.get_or_init(|| steps::all(self.whole()))
    }
}

impl App {
    /// An app over `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        let weight =
            |address: &String, page: &FinishedPage| u32::try_from(address.len() + page.html.len()).unwrap_or(u32::MAX);
        let pages = Cache::builder().max_capacity(PAGES_BYTES_MAX).weigher(weight).build();
        Self { store, clock, at_hand: Cache::new(CASES_AT_HAND_MAX), pages }
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

    /// Finished pages, by everything that distinguishes them: revision, viewer, language, path, query.
    #[must_use]
    pub fn pages(&self) -> &Cache<String, FinishedPage> {
        &self.pages
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
        let open = match self.at_hand.get(id).filter(|open| open.revision == revision) {
            Some(open) => open,
            None => match self.read_case(id).await? {
                Some(open) => open,
                None => return Ok(None),
            },
        };
        Ok(viewer.can_see(open.dossier().case().visibility).then_some(open))
    }

    async fn read_case(&self, id: &CaseId) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Some(stored) = self.store.dossier(id).await? else { return Ok(None) };
        let reading = tokio::task::spawn_blocking(move || {
            let edition = Edition::of(stored.dossier, Viewer::Anonymous);
            let analysis = edition.analysis(None);
            let (revision, changed_at) = (stored.revision, stored.changed_at);
            Arc::new(OpenCase { revision, changed_at, analysis, edition, steps: OnceLock::new() })
        });
        let open = match reading.await {
            Ok(open) => open,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        };
        self.at_hand.insert(id.clone(), Arc::clone(&open));
        Ok(Some(open))
    }
}
