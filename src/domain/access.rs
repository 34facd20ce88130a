//! Access: who may see what. Every read of the web and the API passes here.

use super::case::Visibility;

/// Whoever asks. Until people can sign in, everybody is anonymous.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Nobody we know.
    Anonymous,
}

impl Viewer {
    /// Whether the viewer may know that a case of `visibility` exists.
    #[must_use]
    pub fn can_see(self, visibility: Visibility) -> bool {
        match self {
            Self::Anonymous => visibility == Visibility::Public,
        }
    }

    /// Whether the viewer may know who a protected source is.
    #[must_use]
    pub fn can_see_protected(self) -> bool {
        match self {
            Self::Anonymous => false,
        }
    }
}
