//! A copy of the workspace a day.

use std::sync::Arc;
use std::time::Duration;

use crate::counter::Counter;
use crate::first_screen::FirstScreen;

/// How often it is looked whether a new day has begun.
const LOOK: Duration = Duration::from_secs(3600);

/// Keeps a copy once the first screen is there and on each new day, for as long as the counter is
/// open.
pub async fn run(counter: Arc<Counter>, first_screen: FirstScreen) {
    first_screen.wait().await;
    loop {
        let today = counter.today();
        if let Err(error) = counter.db.run(move |workspace| workspace.back_up(today)).await {
            tracing::error!(%error, "the workspace could not be copied");
        }
        tokio::time::sleep(LOOK).await;
    }
}
