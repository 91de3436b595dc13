//! The Snipe-IT client: the only code that knows the API's shapes and quirks.
//!
//! It answers with `domain` values. Texts are decoded, wall-clock times are UTC, success is read
//! from the body, and every failure is classified once, in [`Error`]. All requests of one
//! [`Client`] and its clones share one limiter; a [`Lane`] says who waits.
//!
//! Rows are read leniently and decided strictly: what a decision rests on (an id, a holder) must
//! be there, the rest may be missing or odd.

mod address;
mod classify;
mod client;
mod clock;
mod error;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod limiter;
mod pacing;
mod page;
mod request;
mod rights;
mod token;
mod transport;
mod trust;
mod wire;

pub use address::{AddressError, BaseUrl};
pub use client::{
    AssetQuery, Batch, Changed, CheckIn, CheckOut, Client, EndOfLog, LabelWritten, Listing,
    NewUser, Pages, Position, Server, Sort, Version,
};
pub use clock::{ZoneCheck, reread_from, zone_check};
pub use error::{Error, TlsProblem, Unreachable};
pub use limiter::{Budget, Clock, Lane, Standing};
pub use pacing::Pacing;
pub use page::{Page, Unreadable};
pub use request::Upload;
pub use rights::{Right, Rights};
pub use token::{ApiToken, TokenError};
pub use trust::{
    Authority, AuthorityError, Certificate, Fingerprint, FingerprintError, Presented, Trust,
    presented,
};
pub use wire::activity::MovementRow;
pub use wire::listed::{Listed, SortedByChange};
pub use wire::me::{Me, Permissions};
