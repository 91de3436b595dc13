//! The workspace through its public face, on real files.
#![allow(clippy::unwrap_used, missing_docs)]

mod announcements;
mod claims;
mod common;
mod equipment;
mod feed;
mod files;
mod journal;
mod mirror;
mod mirror_lists;
mod notifications;
mod people;
mod permissions;
mod requisitions;
mod search;
