//! What the token may do, as Snipe-IT told it last.
//!
//! It is stored, so that the window knows it from the first moment on and while Snipe-IT is away.
//! Nobody is kept from anything by it: the server decides about every write.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use snipeit::Lane;
use workspace::{Read, Write};

use crate::api::{DeskError, Rights};
use crate::counter::Counter;
use crate::setup;

/// How long an answer is believed; they seldom change.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The setting in which it is kept.
const NAME: &str = "rights";

/// An answer, and when it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    rights: Rights,
    at: DateTime<Utc>,
}

/// What the token may do; `None` while nobody knows.
///
/// # Errors
/// The workspace cannot be read.
pub async fn known(counter: &Counter) -> Result<Option<Rights>, DeskError> {
    Ok(counter.db.read(load).await?.map(|told| told.rights))
}

/// Stores what Snipe-IT said at that time.
///
/// # Errors
/// The workspace cannot be written.
pub fn save(write: &Write<'_>, rights: Rights, at: DateTime<Utc>) -> Result<(), workspace::Error> {
    write.set_setting(NAME, &Some(Told { rights, at }))
}

/// The token is another one: what the former might do says nothing of it.
///
/// # Errors
/// The workspace cannot be written.
pub fn forget(write: &Write<'_>) -> Result<(), workspace::Error> {
    write.set_setting(NAME, &None::<Told>)
}

/// Takes in what Snipe-IT said just now.
///
/// # Errors
/// The workspace cannot be written.
pub async fn learn(counter: &Counter, rights: Rights) -> Result<(), DeskError> {
    let at = counter.now();
    counter.db.write(counter.technician(), move |write| Ok(save(write, rights, at)?)).await
}

/// Asks once a day, after a new token and when a write was forbidden, for as long as the counter
/// is open.
pub async fn run(counter: Arc<Counter>) {
    let mut asked = false;
    loop {
        let pause = match ask_if_due(&counter, asked).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::warn!(%error, "what the token may do is not known");
                counter.pace.sweep
            }
        };
        asked = tokio::time::timeout(pause, counter.rights_now.notified()).await.is_ok();
    }
}

/// How long until it is due again. Without a token there is nobody to ask about.
async fn ask_if_due(counter: &Counter, asked: bool) -> Result<Duration, DeskError> {
    let told = counter.db.read(load).await?;
    let left = told.map_or(Duration::ZERO, |told| left(told.at, counter.now()));
    let Some(client) = counter.client(Lane::Background) else { return Ok(DAY) };
    if asked || left.is_zero() {
        learn(counter, setup::rights(&client).await?).await?;
        return Ok(DAY);
    }
    Ok(left)
}

/// A time in the future is one of a clock that was wrong.
fn left(told: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    let age = now - told;
    if age < TimeDelta::zero() {
        return Duration::ZERO;
    }
    DAY.saturating_sub(age.to_std().unwrap_or(DAY))
}

fn load(read: &Read<'_>) -> Result<Option<Told>, workspace::Error> {
    Ok(read.setting::<Option<Told>>(NAME)?.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_believed_for_a_day_and_never_when_it_lies_ahead() {
        let now: DateTime<Utc> = "2026-10-14T10:00:00Z".parse().expect("a time");
        let told = |hours: i64| left(now - TimeDelta::hours(hours), now);
        assert_eq!(told(0), DAY);
        assert_eq!(told(23), Duration::from_secs(3600));
        assert_eq!(told(24), Duration::ZERO);
        assert_eq!(told(1000), Duration::ZERO);
        assert_eq!(told(-1), Duration::ZERO);
    }
}
