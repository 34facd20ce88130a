//! Tidings: what the store keeps at hand so that others can be told of a write quickly: the outline of the case that it
//! began from, and who waits for the next one.
//!
//! An outline is kept only once its write is committed: a write that was taken back has the same revision as the one
//! that comes after it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use moka::sync::Cache;
use tokio::sync::{Notify, broadcast};

use crate::domain::{id::CaseId, notice::Outlines};

/// The bytes of outlines kept, about; beyond it those least asked for go, and are found again when they are needed.
const OUTLINES_BYTES_MAX: u64 = 32 << 20;
/// The most writes that somebody who waits may be behind; beyond it they look for themselves.
const WRITES_BEHIND_MAX: usize = 256;

/// The outline of each case with the revision that it is of.
type Pending = HashMap<CaseId, (i64, Arc<Outlines>)>;

/// Cheap to clone; all clones share what is kept.
#[derive(Debug, Clone)]
pub(super) struct Tidings {
    outlines: Cache<CaseId, (i64, Arc<Outlines>)>,
    /// The outlines of the newest writes that are not committed yet, or never were.
    pending: Arc<Mutex<Pending>>,
    written: broadcast::Sender<CaseId>,
    due: Arc<Notify>,
}

impl Tidings {
    pub(super) fn new() -> Self {
        let weight = |_: &CaseId, (_, outlines): &(i64, Arc<Outlines>)| outlines.bytes().try_into().unwrap_or(u32::MAX);
        Self {
            outlines: Cache::builder().max_capacity(OUTLINES_BYTES_MAX).weigher(weight).build(),
            pending: Arc::default(),
            written: broadcast::Sender::new(WRITES_BEHIND_MAX),
            due: Arc::default(),
        }
    }

    /// The outline of a case at a revision, where it is at hand.
    pub(super) fn outlines(&self, case: &CaseId, revision: i64) -> Option<Arc<Outlines>> {
        self.outlines.get(case).filter(|(at, _)| *at == revision).map(|(_, outlines)| outlines)
    }

    /// Notes what a case amounts to if the write that brings it to `revision` is kept.
    pub(super) fn expect(&self, case: &CaseId, revision: i64, outlines: Arc<Outlines>) {
        let mut pending = self.pending();
        if pending.len() >= WRITES_BEHIND_MAX {
            pending.clear();
        }
        pending.insert(case.clone(), (revision, outlines));
    }

    /// The write that brought `case` to `revision` was kept.
    pub(super) fn committed(&self, case: &CaseId, revision: i64) {
        let mut pending = self.pending();
        if pending.get(case).is_some_and(|(at, _)| *at == revision)
            && let Some(kept) = pending.remove(case)
        {
            self.outlines.insert(case.clone(), kept);
        }
        drop(pending);
        // Nobody may be waiting.
        drop(self.written.send(case.clone()));
        self.due();
    }

    /// A delivery may be due.
    pub(super) fn due(&self) {
        self.due.notify_one();
    }

    /// Wakes one who sends deliveries.
    pub(super) fn deliveries_due(&self) -> Arc<Notify> {
        Arc::clone(&self.due)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hears of every case that is written from now on.
    pub(super) fn written(&self) -> broadcast::Receiver<CaseId> {
        self.written.subscribe()
    }
}
