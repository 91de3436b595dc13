//! What can wait gives way to the first screen.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::SetOnce;

/// The first screen of a window, which says when it is painted. Cloning is cheap.
#[derive(Clone, Default)]
pub struct FirstScreen {
    painted: Arc<SetOnce<()>>,
    patience: Duration,
}

impl FirstScreen {
    /// The screen of a window that may never be painted: it is waited for so long.
    #[must_use]
    pub fn within(patience: Duration) -> Self {
        Self { painted: Arc::default(), patience }
    }

    /// It is painted, and can be used.
    pub fn painted(&self) {
        if self.painted.set(()).is_ok() {
            tracing::info!("the first screen is painted");
        }
    }

    /// Waits until it is painted; without a window, for nothing.
    pub async fn wait(&self) {
        if self.patience.is_zero() {
            return;
        }
        if tokio::time::timeout(self.patience, self.painted.wait()).await.is_err() {
            tracing::warn!("the first screen is not painted");
        }
    }
}
