//! Waiting for something to become true, with a limit.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything on the stage may take before the test fails. The slowest expected thing is
/// a poll of the activity log, every 15 s.
pub const PATIENCE: Duration = Duration::from_secs(45);

const GLANCE: Duration = Duration::from_millis(50);

/// Looks until there is something to see, or patience ends.
///
/// # Errors
/// When looking fails, or nothing was seen in time.
pub async fn eventually<T, F>(what: &str, mut look: F) -> Result<T>
where
    F: AsyncFnMut() -> Result<Option<T>>,
{
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if Instant::now() > end {
            bail!("waited {} s for {what}", PATIENCE.as_secs());
        }
        tokio::time::sleep(GLANCE).await;
    }
}
