//! Texts that somebody chose to bring in and is still looking at: kept in memory, for them alone, until they are brought
//! in or nobody asked for them for a while.

use std::{sync::Arc, time::Duration};

use data_encoding::HEXLOWER;
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};

use crate::domain::id::{CaseId, PersonId};

/// The bytes of texts kept; beyond it those least asked for go.
const UPLOADS_BYTES_MAX: u64 = 256 << 20;
/// For how long a text is kept that nobody asks for.
const UPLOAD_LIFE: Duration = Duration::from_hours(1);

/// Whose, in which case, which: by its SHA-256.
type Name = (PersonId, CaseId, String);

/// Texts that are being looked at. Cheap to clone; all clones hold the same.
#[derive(Clone)]
pub struct Uploads(Cache<Name, Arc<str>>);

impl Default for Uploads {
    fn default() -> Self {
        let weight = |_: &Name, text: &Arc<str>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(UPLOADS_BYTES_MAX).weigher(weight).time_to_idle(UPLOAD_LIFE).build())
    }
}

impl Uploads {
    /// Keeps a text; says under which name.
    #[must_use]
    pub fn keep(&self, person: &PersonId, case: &CaseId, text: &Arc<str>) -> String {
        let digest = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
        self.0.insert((person.clone(), case.clone(), digest.clone()), Arc::clone(text));
        digest
    }

    /// The text of this name; `None` where it is no longer kept.
    #[must_use]
    pub fn text(&self, person: &PersonId, case: &CaseId, digest: &str) -> Option<Arc<str>> {
        self.0.get(&(person.clone(), case.clone(), digest.to_owned()))
    }

    /// Lets a text go.
    pub fn drop(&self, person: &PersonId, case: &CaseId, digest: &str) {
        self.0.invalidate(&(person.clone(), case.clone(), digest.to_owned()));
    }
}
