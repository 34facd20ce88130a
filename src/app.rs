//! The app: what every request is given. Cases that were read stay at hand as long as their revision stands.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use axum::{body::Bytes, http::HeaderValue};
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;

use crate::{
    clock::Clock,
    config::SessionLives,
    domain::{
        access::{Identities, Rights, Viewer},
        analysis::{Analysis, Study},
        calendar::Day,
        dossier::Dossier,
        edition::Edition,
        id::CaseId,
        independence::Origins,
        steps::{self, Step},
    },
    store::{CaseSummary, Session, Store, StoreError, Stored},
};

mod recorded;

/// The most cases kept at hand; beyond it the one used longest ago goes.
const CASES_AT_HAND_MAX: u64 = 64;
/// The bytes of finished pages kept; beyond it those least asked for go.
const PAGES_BYTES_MAX: u64 = 64 << 20;

/// What every request is given: store and clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    at_hand: Cache<(CaseId, Identities), Arc<OpenCase>>,
    recorded: recorded::RecordedCases,
    session_lives: SessionLives,
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
        let (at_hand, recorded) = (Cache::new(CASES_AT_HAND_MAX), recorded::none());
        Self { store, clock, at_hand, recorded, session_lives: SessionLives::default(), pages }
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

    /// How long sessions last.
    #[must_use]
    pub fn session_lives(&self) -> SessionLives {
        self.session_lives
    }

    /// Whether a session still holds: neither ended nor too old, of somebody whose account is open.
    #[must_use]
    pub fn is_good(&self, session: &Session) -> bool {
        let now = self.clock.now();
        let is_over = |since: Timestamp, life: SignedDuration| now.duration_since(since) > life;
        session.ended_at.is_none()
            && session.person.disabled_at.is_none()
            && !is_over(session.seen_at, self.session_lives.idle)
            && !is_over(session.created_at, self.session_lives.whole)
    }

    /// The cases `viewer` may see, in order of id.
    ///
    /// # Errors
    /// As [`Store::cases`].
    pub async fn cases(&self, viewer: &Viewer) -> Result<Vec<CaseSummary>, StoreError> {
        let mut cases = self.store.cases().await?;
        let memberships = match viewer.person() {
            Some(person) => self.store.memberships(person, self.clock.now()).await?,
            None => Vec::new(),
        };
        cases.retain(|case| {
            let membership = memberships.iter().find(|membership| membership.case == case.id);
            viewer.rights(case.visibility, membership).is_some()
        });
        Ok(cases)
    }

    /// The case called `id` as it stands now and as `viewer` may see it, with what they may do in it; `None` where
    /// there is none that they may see. This is the one place where reading is allowed or not.
    ///
    /// # Errors
    /// As [`Store::dossier`].
    pub async fn open_case(&self, viewer: &Viewer, id: &CaseId) -> Result<Option<(Arc<OpenCase>, Rights)>, StoreError> {
        let Some(standing) = self.store.standing(id).await? else { return Ok(None) };
        let membership = match viewer.person() {
            Some(person) => self.store.membership(id, person, self.clock.now()).await?,
            None => None,
        };
        let Some(rights) = viewer.rights(standing.visibility, membership.as_ref()) else { return Ok(None) };
        let at_hand = self.at_hand.get(&(id.clone(), rights.identities()));
        let open = match at_hand.filter(|open| open.revision == standing.revision) {
            Some(open) => Some(open),
            None => self.read_case(id, rights.identities()).await?,
        };
        // Somebody may have made it private between the two reads.
        let may_see =
            |open: &Arc<OpenCase>| viewer.rights(open.dossier().case().visibility, membership.as_ref()).is_some();
        Ok(open.filter(may_see).map(|open| (open, rights)))
    }

    async fn read_case(&self, id: &CaseId, identities: Identities) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Some(stored) = self.store.dossier(id).await? else { return Ok(None) };
        let open = self.analysed(stored, identities).await;
        self.at_hand.insert((id.clone(), identities), Arc::clone(&open));
        Ok(Some(open))
    }

    /// What was read, analysed for whoever may see these identities.
    async fn analysed(&self, stored: Stored, identities: Identities) -> Arc<OpenCase> {
        let reading = tokio::task::spawn_blocking(move || {
            let edition = Edition::of(stored.dossier, identities);
            let analysis = edition.analysis(None);
            let (revision, changed_at) = (stored.revision, stored.changed_at);
            Arc::new(OpenCase { revision, changed_at, analysis, edition, steps: OnceLock::new() })
        });
        match reading.await {
            Ok(open) => open,
            Err(failed) => std::panic::resume_unwind(failed.into_panic()),
        }
    }
}
