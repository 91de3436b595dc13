//! Proofs that nothing is lost and nothing misleading is claimed: the core is killed at every step,
//! and whole labs live through seeded bad weather.

pub mod actions;
pub mod book;
pub mod checks;
pub mod clock;
mod crew;
pub mod insiders;
pub mod kill;
pub mod life;
pub mod meddling;
pub mod report;
pub mod seed;
pub mod stage;
pub mod truth;
mod violation;
pub mod watch;
pub mod world;

pub use crew::{simulate, simulate_one};
pub use violation::{Rule, Violation};
