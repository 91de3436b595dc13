//! Everything that is left to chance, from one number.

use chrono::TimeDelta;

/// The chance of one life: the same seed takes the same turns.
pub struct Chance(fastrand::Rng);

impl Chance {
    /// The chance of this seed. Neighbouring seeds have nothing in common.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut mixer = fastrand::Rng::with_seed(seed);
        Self(fastrand::Rng::with_seed(mixer.u64(..)))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        self.0.u32(low..=high)
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: u32) -> bool {
        self.0.u32(0..times) == 0
    }

    /// One of them; `None` of nothing.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.0.usize(0..from.len())) }
    }

    /// One of them, each as likely as its weight; `None` when nothing has any.
    pub fn weighed<T: Copy>(&mut self, from: &[(u32, T)]) -> Option<T> {
        let total = from.iter().map(|(weight, _)| weight).sum::<u32>();
        let mut left = if total == 0 { return None } else { self.0.u32(0..total) };
        for (weight, one) in from {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return Some(*one),
            }
        }
        None
    }

    /// So many seconds.
    pub fn seconds(&mut self, low: u32, high: u32) -> TimeDelta {
        TimeDelta::seconds(self.between(low, high).into())
    }
}
