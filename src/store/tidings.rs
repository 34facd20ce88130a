//! Tidings: who waits to be told of a write.

use std::sync::Arc;

use tokio::sync::{Notify, broadcast};

use crate::domain::id::CaseId;

/// The most writes that somebody who waits may be behind; beyond it they look for themselves.
const WRITES_BEHIND_MAX: usize = 256;

/// Cheap to clone; all clones reach the same who wait.
#[derive(Debug, Clone)]
pub(super) struct Tidings {
    written: broadcast::Sender<CaseId>,
    due: Arc<Notify>,
}

impl Tidings {
    pub(super) fn new() -> Self {
        Self { written: broadcast::Sender::new(WRITES_BEHIND_MAX), due: Arc::default() }
    }

    /// A write of `case` was kept.
    pub(super) fn committed(&self, case: &CaseId) {
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

    /// Hears of every case that is written from now on.
    pub(super) fn written(&self) -> broadcast::Receiver<CaseId> {
        self.written.subscribe()
    }
}
