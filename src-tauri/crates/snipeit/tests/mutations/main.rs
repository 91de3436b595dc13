//! Recorded replies, spoiled: nothing that a server sends makes the client panic or ask for ever,
//! and nothing makes an asset free that is not.
#![allow(clippy::unwrap_used)]

#[path = "../recordings/collection.rs"]
#[allow(dead_code, reason = "shared with the tests of the recordings")]
mod collection;
mod decisions;
mod endurance;
mod mutation;
#[path = "../recordings/outcome.rs"]
#[allow(dead_code, reason = "shared with the tests of the recordings")]
mod outcome;
#[path = "../recordings/question.rs"]
mod question;
#[path = "../api/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "shared with the tests of the calls")]
mod support;

use std::time::Duration;

use tokio::runtime::Builder;

/// What comes of it, which must come soon.
fn soon<T>(doing: impl Future<Output = T>) -> T {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let limited = async { tokio::time::timeout(Duration::from_secs(20), doing).await };
    runtime.block_on(limited).unwrap_or_else(|_| panic!("the client goes on and on"))
}
