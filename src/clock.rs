//! The clock: the only place that asks what time it is, so that tests can fix it.

use std::sync::Arc;

use jiff::Timestamp;

/// Tells the time.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<Timestamp>>);

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `moment`.
    #[must_use]
    pub fn fixed(moment: Timestamp) -> Self {
        Self(Some(Arc::new(moment)))
    }

    /// The present moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else takes the time from")]
    pub fn now(&self) -> Timestamp {
        self.0.as_deref().copied().unwrap_or_else(Timestamp::now)
    }
}
