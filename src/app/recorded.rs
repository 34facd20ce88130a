//! Cases as our records stood at a moment: read when somebody asks, kept as long as there is room.

use std::{collections::HashMap, sync::Arc};

use jiff::Timestamp;
use moka::sync::Cache;

use super::{App, OpenCase};
use crate::{
    domain::{
        access::{Identities, Rights},
        case::Case,
        dossier::{Dossier, Records},
        id::CaseId,
    },
    store::{StoreError, Stored},
};

/// The kibibytes of past states of cases kept at hand, about: 512 MiB.
const RECORDED_AT_HAND_KIB_MAX: u64 = 512 << 10;

/// Past states of cases: by the revision they stood at, and by the one the case stands at now, since what is protected
/// now is protected in what was recorded before.
pub(super) type RecordedCases = Cache<(CaseId, i64, i64, Identities), Arc<OpenCase>>;

pub(super) fn none() -> RecordedCases {
    super::open_case::kept(RECORDED_AT_HAND_KIB_MAX)
}

impl App {
    /// The case that stands open as `now`, as our records stood at `at`; a case without records where nothing was
    /// recorded yet. Who may see it is decided by how it stands now.
    ///
    /// # Errors
    /// As [`crate::store::Store::dossier_recorded`].
    pub async fn recorded_case(
        &self,
        now: &OpenCase,
        rights: Rights,
        at: Timestamp,
    ) -> Result<Arc<OpenCase>, StoreError> {
        let (case, identities) = (&now.dossier().case().id, rights.identities());
        let Some(then) = self.store().revision_at(case, at).await? else {
            return Ok(self.analysed(nothing_yet(now, at), identities).await);
        };
        let name = |then: i64| (case.clone(), then, now.revision, identities);
        if let Some(open) = self.recorded.get(&name(then)) {
            return Ok(open);
        }
        let Some(stored) = self.store().dossier_recorded(case, at).await? else {
            return Ok(self.analysed(nothing_yet(now, at), identities).await);
        };
        let open = self.analysed(stored, identities).await;
        self.recorded.insert(name(open.revision), Arc::clone(&open));
        Ok(open)
    }
}

/// The case under the title it has now, at revision 0.
fn nothing_yet(now: &OpenCase, at: Timestamp) -> Stored {
    let records = Records::of(Case { summary: None, ..now.dossier().case().clone() });
    let dossier = Dossier::build(records).expect("a case without records has no fault between them");
    Stored { revision: 0, changed_at: at, dossier, bases: HashMap::new(), queries: 1 }
}
