//! Everything the window may ask, without a window: approvals, the feed, the mirror, set-up.
//!
//! [`Desk`] is what the shell holds. Its methods are the commands; what happens by itself arrives
//! through [`Desk::announcements`]. Decisions are `domain`'s, rows are `workspace`'s, requests are
//! `snipeit`'s; this crate joins them.

mod activity;
mod announce;
pub mod api;
mod backoff;
mod backup;
mod clock;
mod configuration;
mod counter;
mod damage;
mod db;
mod decisions;
mod demo;
mod desk;
mod discrepancies;
mod equipment;
mod error;
mod fault;
mod feed;
mod first_screen;
mod health;
mod insiders;
mod label_left;
mod lending;
mod lines;
mod loans;
mod mirror;
mod moves;
mod notifications;
mod people;
mod projects;
mod reconcile;
mod requisitions;
mod rights;
mod rounds;
mod scan;
mod search;
mod settings;
mod settler;
mod setup;
mod today;
mod tokens;
mod trust;

pub use announce::Announcement;
pub use backoff::Chance;
pub use clock::Clock;
pub use counter::Pace;
pub use desk::{Desk, DeskOptions};
pub use first_screen::FirstScreen;
pub use rounds::{Loops, Round};
pub use tokens::{InMemory, TokenStore};
