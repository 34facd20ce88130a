//! Chains: the sources a claim passed through, root first, the publisher of its document last.

use super::{fault::FaultKind, id::SourceId};

/// The most members a chain may have.
pub const CHAIN_MAX: usize = 20;

/// The sources a claim passed through: one or more, root first, none twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chain(Vec<SourceId>);

impl Chain {
    /// A chain of `sources`, root first.
    ///
    /// # Errors
    /// `Empty`, `TooLong` beyond [`CHAIN_MAX`], `ChainRepeats`.
    pub fn new(sources: Vec<SourceId>) -> Result<Self, FaultKind> {
        if sources.is_empty() {
            return Err(FaultKind::Empty);
        }
        if sources.len() > CHAIN_MAX {
            return Err(FaultKind::TooLong { max: CHAIN_MAX });
        }
        if let Some((_, source)) = sources.iter().enumerate().find(|(i, source)| sources[..*i].contains(source)) {
            return Err(FaultKind::ChainRepeats { source: source.to_string() });
        }
        Ok(Self(sources))
    }

    /// The members, root first.
    #[must_use]
    pub fn sources(&self) -> &[SourceId] {
        &self.0
    }

    /// Who would know.
    #[must_use]
    pub fn first(&self) -> &SourceId {
        &self.0[0]
    }

    /// The publisher of the document.
    #[must_use]
    pub fn last(&self) -> &SourceId {
        &self.0[self.0.len() - 1]
    }

    /// Whether this chain goes on where `other` ends: the same members first, then at least one more.
    #[must_use]
    pub fn extends(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }
}
