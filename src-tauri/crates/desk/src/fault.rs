//! Why a loop's round ended early.

use crate::api::DeskError;

/// Why a round of the feed or the mirror ended early; what it committed before is kept.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Snipe-IT did not answer as needed.
    #[error(transparent)]
    Server(#[from] snipeit::Error),
    /// The workspace.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<workspace::Error> for Fault {
    fn from(error: workspace::Error) -> Self {
        Self::Desk(error.into())
    }
}
