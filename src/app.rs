//! The app: what every request is given. Cases that were read stay at hand as long as their revision stands.

use std::{net::IpAddr, sync::Arc};

use axum::{body::Bytes, http::HeaderValue};
use jiff::SignedDuration;
use moka::sync::Cache;

use crate::{
    clock::Clock,
    config::{Network, SessionLives},
    credentials::{Cost, Hasher, Vault},
    domain::{
        access::{Identities, Need, Rights, Viewer},
        id::CaseId,
        person::Membership,
    },
    outbound::{Authorities, Reach},
    store::{CaseSummary, Session, Store, StoreError, Stored, compute},
};

pub mod ids;
pub mod intake;
mod open_case;
pub mod past;
mod recorded;
mod streams;
mod uploads;

use open_case::Pictures;
pub use open_case::{OpenCase, Picture};
pub use streams::{Pace, STREAMS_MAX, STREAMS_OF_A_CALLER_MAX, Stream, StreamRefusal, Streams};
pub use uploads::Uploads;

/// The kibibytes of cases kept at hand, about: 1 GiB; beyond it those least asked for go.
const CASES_AT_HAND_KIB_MAX: u64 = 1 << 20;
/// The bytes of finished pages kept; beyond it those least asked for go.
const PAGES_BYTES_MAX: u64 = 64 << 20;

/// What every request is given: store and clock. Cheap to clone.
#[derive(Clone)]
pub struct App {
    store: Store,
    clock: Clock,
    at_hand: Cache<(CaseId, Identities), Arc<OpenCase>>,
    pictures: Pictures,
    recorded: recorded::RecordedCases,
    security: Arc<Security>,
    pages: Cache<String, FinishedPage>,
    streams: Streams,
    uploads: Uploads,
}

/// The way into a case that a viewer may see. What they may do there is known; the case itself is not read yet.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// The case.
    pub case: CaseId,
    /// The number of writes it has seen.
    pub revision: i64,
    /// What the viewer may do in it.
    pub rights: Rights,
    viewer: Viewer,
    membership: Option<Membership>,
}

/// What keeps people apart from strangers.
#[derive(Debug)]
pub struct Security {
    /// Checks passwords.
    pub hasher: Hasher,
    /// How long sessions last.
    pub session_lives: SessionLives,
    /// The proxies in front, whose word on who called is taken.
    pub proxies: Vec<Network>,
    /// Whether anybody may sign in as the demo editor.
    pub is_demo: bool,
    /// How far webhooks may lead.
    pub reach: Reach,
    /// Who vouches for receivers of webhooks, beside those whom the system trusts.
    pub authorities: Authorities,
    /// How often streams do something by themselves.
    pub stream_pace: Pace,
}

impl Default for Security {
    /// As served.
    fn default() -> Self {
        Self {
            hasher: Hasher::new(Cost::standard()),
            session_lives: SessionLives::default(),
            proxies: Vec::new(),
            is_demo: false,
            reach: Reach::Public,
            authorities: Authorities::default(),
            stream_pace: Pace::default(),
        }
    }
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
    /// An app over `store`, for reading.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        Self::secured(store, clock, Security::default())
    }

    /// An app over `store` that people sign in to.
    #[must_use]
    pub fn secured(store: Store, clock: Clock, security: Security) -> Self {
        let weight =
            |address: &String, page: &FinishedPage| u32::try_from(address.len() + page.html.len()).unwrap_or(u32::MAX);
        let pages = Cache::builder().max_capacity(PAGES_BYTES_MAX).weigher(weight).build();
        Self {
            store,
            clock,
            at_hand: open_case::kept(CASES_AT_HAND_KIB_MAX),
            pictures: open_case::pictures(),
            recorded: recorded::none(),
            security: Arc::new(security),
            pages,
            streams: Streams::default(),
            uploads: Uploads::default(),
        }
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
        self.security.session_lives
    }

    /// What checks passwords.
    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.security.hasher
    }

    /// What seals secrets that must be read again.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        self.store.vault()
    }

    /// Whether `address` is a proxy of ours.
    #[must_use]
    pub fn is_proxy(&self, address: IpAddr) -> bool {
        self.security.proxies.iter().any(|network| network.holds(address))
    }

    /// Whether anybody may sign in as the demo editor.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.security.is_demo
    }

    /// How far webhooks may lead.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.security.reach
    }

    /// Who vouches for receivers of webhooks, beside those whom the system trusts.
    #[must_use]
    pub fn authorities(&self) -> &Authorities {
        &self.security.authorities
    }

    /// How often streams do something by themselves.
    #[must_use]
    pub fn stream_pace(&self) -> Pace {
        self.security.stream_pace
    }

    /// The answers that go on for long.
    #[must_use]
    pub fn streams(&self) -> &Streams {
        &self.streams
    }

    /// The texts that are being looked at before they are brought in.
    #[must_use]
    pub fn uploads(&self) -> &Uploads {
        &self.uploads
    }

    /// Whether a session still holds: neither ended nor too old, of somebody whose account is open.
    #[must_use]
    pub fn is_good(&self, session: &Session) -> bool {
        let now = self.clock.now();
        let is_over = |since: jiff::Timestamp, life: SignedDuration| now.duration_since(since) > life;
        session.ended_at.is_none()
            && session.person.disabled_at.is_none()
            && !is_over(session.seen_at, self.session_lives().idle)
            && !is_over(session.created_at, self.session_lives().whole)
    }

    /// Whether a session is over for its age alone: nobody ended it, and the account is open.
    #[must_use]
    pub fn is_too_old(&self, session: &Session) -> bool {
        session.ended_at.is_none() && session.person.disabled_at.is_none() && !self.is_good(session)
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
            let rights = viewer.rights(&case.id, case.visibility, membership);
            rights.is_some_and(|rights| rights.allow(Need::Read))
        });
        Ok(cases)
    }

    /// The way into the case called `id` for `viewer`; `None` where there is none that they may see. This is the one
    /// place where reading is allowed or not.
    ///
    /// # Errors
    /// As [`Store::standing`].
    pub async fn entrance(&self, viewer: &Viewer, id: &CaseId) -> Result<Option<Entrance>, StoreError> {
        let Some(standing) = self.store.standing(id).await? else { return Ok(None) };
        let membership = match viewer.person() {
            Some(person) => self.store.membership(id, person, self.clock.now()).await?,
            None => None,
        };
        let Some(rights) = viewer.rights(id, standing.visibility, membership.as_ref()) else { return Ok(None) };
        let (case, viewer) = (id.clone(), viewer.clone());
        Ok(Some(Entrance { case, revision: standing.revision, rights, viewer, membership }))
    }

    /// The case behind `entrance` as it stands now and as the viewer may see it; `None` where they no longer may.
    ///
    /// # Errors
    /// As [`Store::dossier`].
    pub async fn open(&self, entrance: &Entrance) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Entrance { case, revision, rights, viewer, membership } = entrance;
        let at_hand = self.at_hand.get(&(case.clone(), rights.identities()));
        let open = match at_hand.filter(|open| open.revision == *revision) {
            Some(open) => Some(open),
            None => self.read_case(case, rights.identities()).await?,
        };
        // Somebody may have made it private between the two reads.
        let may_see =
            |open: &Arc<OpenCase>| viewer.rights(case, open.dossier().case().visibility, membership.as_ref()).is_some();
        Ok(open.filter(may_see))
    }

    /// The case called `id` as it stands now and as `viewer` may see it, with what they may do in it; `None` where
    /// there is none that they may see.
    ///
    /// # Errors
    /// As [`Store::dossier`].
    pub async fn open_case(&self, viewer: &Viewer, id: &CaseId) -> Result<Option<(Arc<OpenCase>, Rights)>, StoreError> {
        let Some(entrance) = self.entrance(viewer, id).await? else { return Ok(None) };
        Ok(self.open(&entrance).await?.map(|open| (open, entrance.rights)))
    }

    async fn read_case(&self, id: &CaseId, identities: Identities) -> Result<Option<Arc<OpenCase>>, StoreError> {
        let Some(stored) = self.store.dossier(id).await? else { return Ok(None) };
        let open = self.analysed(stored, identities).await;
        self.at_hand.insert((id.clone(), identities), Arc::clone(&open));
        Ok(Some(open))
    }

    /// What was read, analysed for whoever may see these identities.
    async fn analysed(&self, stored: Stored, identities: Identities) -> Arc<OpenCase> {
        let pictures = self.pictures.clone();
        compute(move || Arc::new(OpenCase::of(stored, identities, pictures))).await
    }
}
