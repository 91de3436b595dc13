//! Recorded answers, a server that gives them in turn, and a client that does not wait long.

mod recording;
mod server;

use std::sync::Arc;
use std::time::Duration;

use snipeit::{ApiToken, BaseUrl, Client, Lane, Pacing, Server, Trust};

pub use recording::{Reply, new_rows, recorded};
pub use server::FakeServer;

/// The zone of the recorded server's clock.
pub const ZONE: chrono_tz::Tz = chrono_tz::Tz::UTC;

/// What every request must carry.
pub const TOKEN: &str = "abc.DEF-123_ghi";

/// Waits short enough for tests, in the proportions of the real ones.
pub fn quick() -> Pacing {
    Pacing { first_retry: Duration::from_millis(1), ..Pacing::default() }
}

/// A client of the fake server.
pub fn client(server: &FakeServer) -> Client {
    client_of(&server.address, ZONE, quick())
}

/// A client of the fake server, in the background's lane.
pub fn background(server: &FakeServer) -> Client {
    client(server).in_lane(Lane::Background)
}

/// A client of any address.
pub fn client_of(address: &str, zone: chrono_tz::Tz, pacing: Pacing) -> Client {
    let (server, token) = known(address, zone);
    Client::with_pacing(server, token, pacing).unwrap()
}

/// A client for which it is always then.
pub fn client_on_clock(address: &str, then: chrono::DateTime<chrono::Utc>) -> Client {
    let (server, token) = known(address, ZONE);
    Client::with_clock(server, token, quick(), Arc::new(move || then)).unwrap()
}

fn known(address: &str, zone: chrono_tz::Tz) -> (Server, ApiToken) {
    let base = BaseUrl::parse(address).unwrap();
    let token = ApiToken::parse(TOKEN).unwrap();
    (Server { base, zone, trust: Trust::System }, token)
}

/// A point in time.
pub fn utc(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().unwrap()
}

/// A date.
pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
