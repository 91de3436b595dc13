//! How long a server that does not answer is left in peace.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::fault::Fault;

/// The longest pause, before chance spreads it.
const LONGEST: Duration = Duration::from_secs(120);
/// How far chance shortens or lengthens a pause, so that many desks do not come back as one.
const SPREAD: f64 = 0.2;

/// Where chance comes from: a fraction from 0 to 1.
pub type Chance = Arc<dyn Fn() -> f64 + Send + Sync>;

/// Chance as the system gives it.
pub fn chance() -> Chance {
    Arc::new(|| {
        let [.., a, b, c, d] = Uuid::now_v7().into_bytes();
        f64::from(u32::from_be_bytes([a, b, c, d])) / f64::from(u32::MAX)
    })
}

/// The pause after so many failures running: `base`, doubled with each further one.
pub fn delay(failures: u32, base: Duration, chance: f64) -> Duration {
    let doubled = base.saturating_mul(1 << failures.saturating_sub(1).min(20));
    let pause = doubled.min(LONGEST.max(base));
    pause.mul_f64(1.0 + SPREAD * (2.0 * chance.clamp(0.0, 1.0) - 1.0))
}

/// The patience of one loop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The pause after a round: the usual one after a success, which forgets all failures; as long
    /// as the server asked for; or longer with each failure.
    pub fn after<T>(
        &mut self,
        outcome: &Result<T, Fault>,
        usual: Duration,
        chance: f64,
        now: DateTime<Utc>,
    ) -> Duration {
        match outcome {
            Ok(_) => {
                self.failures = 0;
                usual
            }
            Err(Fault::Server(snipeit::Error::Throttled { retry_at })) => {
                (*retry_at - now).to_std().unwrap_or_default()
            }
            Err(_) => self.failed(usual, chance),
        }
    }

    /// The pause after one more failure.
    pub fn failed(&mut self, base: Duration, chance: f64) -> Duration {
        self.failures = self.failures.saturating_add(1);
        delay(self.failures, base, chance)
    }

    /// It works again.
    pub fn recovered(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Duration = Duration::from_secs(15);
    const MIDDLE: f64 = 0.5;

    fn seconds(failures: u32, chance: f64) -> f64 {
        delay(failures, BASE, chance).as_secs_f64()
    }

    #[test]
    fn pauses_double_up_to_two_minutes() {
        let pauses = [1, 2, 3, 4, 5, 60, u32::MAX].map(|failures| seconds(failures, MIDDLE));
        assert_eq!(pauses, [15.0, 30.0, 60.0, 120.0, 120.0, 120.0, 120.0]);
    }

    #[test]
    fn chance_spreads_a_pause_by_a_fifth_either_way() {
        assert_eq!((seconds(1, 0.0), seconds(1, 1.0)), (12.0, 18.0));
        assert_eq!((seconds(9, 0.0), seconds(9, 1.0)), (96.0, 144.0));
    }

    #[test]
    fn a_loop_that_is_slower_than_that_keeps_its_own_time() {
        let hour = Duration::from_secs(3600);
        assert_eq!(delay(1, hour, MIDDLE), hour);
        assert_eq!(delay(7, hour, MIDDLE), hour);
    }

    #[test]
    fn chance_differs_from_time_to_time_and_is_a_fraction() {
        let chance = chance();
        let thrown: Vec<f64> = (0..8).map(|_| chance()).collect();
        assert!(thrown.iter().all(|thrown| (0.0..=1.0).contains(thrown)), "{thrown:?}");
        assert!(thrown.iter().any(|other| *other != thrown[0]), "{thrown:?}");
    }

    #[test]
    fn one_success_forgets_all_failures_and_the_servers_word_counts() {
        let now = DateTime::UNIX_EPOCH;
        let away = || Err::<(), _>(Fault::Server(snipeit::Error::Unauthenticated));
        let mut backoff = Backoff::default();
        let mut pause = |outcome| backoff.after(&outcome, BASE, MIDDLE, now).as_secs();
        assert_eq!((pause(away()), pause(away())), (15, 30));
        assert_eq!((pause(Ok(())), pause(away())), (15, 15));
        let retry_at = now + chrono::TimeDelta::seconds(47);
        assert_eq!(pause(Err(snipeit::Error::Throttled { retry_at }.into())), 47);
        assert_eq!(pause(away()), 30, "being asked to wait is no failure");
    }
}
