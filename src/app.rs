//! The app: what every request is given. Cases that were read stay at hand as long as their revision stands.

use std::sync::Arc;

use axum::{body::Bytes, http::HeaderValue};
use moka::sync::Cache;

use crate::{
    clock::Clock,
    domain::{access::Viewer, id::CaseId},
    store::{CaseSummary, Store, StoreError, compute},
};

mod open_case;

use open_case::Pictures;
pub use open_case::{OpenCase, Picture};

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
    pictures: Pictures,
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

impl App {
    /// An app over `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        let weight =
            |address: &String, page: &FinishedPage| u32::try_from(address.len() + page.html.len()).unwrap_or(u32::MAX);
        let pages = Cache::builder().max_capacity(PAGES_BYTES_MAX).weigher(weight).build();
        Self { store, clock, at_hand: Cache::new(CASES_AT_HAND_MAX), pictures: open_case::pictures(), pages }
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
        let (stands, pictures) = ((stored.revision, stored.changed_at), self.pictures.clone());
        let open = compute(move || Arc::new(OpenCase::of(stored.dossier, stands, Viewer::Anonymous, pictures))).await;
        self.at_hand.insert(id.clone(), Arc::clone(&open));
        Ok(Some(open))
    }
}
