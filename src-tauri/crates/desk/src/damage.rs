//! The search of a large file for damage, which the first screen does not wait for.

use std::pin::pin;
use std::sync::Arc;

use crate::counter::Counter;
use crate::first_screen::FirstScreen;

/// Reads the whole file once the first screen is there, and gives what is wrong with it. A counter
/// that closes ends the search.
pub async fn found_in(counter: Arc<Counter>, first: FirstScreen) -> Option<workspace::Error> {
    tokio::select! {
        () = first.wait() => (),
        () = counter.closing() => return None,
    }
    let mut check = pin!(counter.db.check());
    tokio::select! {
        checked = &mut check => checked.err(),
        () = counter.closing() => {
            counter.db.stop_check();
            // What it has not read it says nothing of.
            let _ = check.await;
            None
        }
    }
}
