//! The workspace through its public face, on real files.
#![allow(clippy::unwrap_used, missing_docs)]

mod announcements;
mod claims;
mod common;
mod discrepancies;
mod equipment;
mod feed;
mod files;
mod find;
#[cfg(unix)]
mod full_disk;
mod journal;
mod large_files;
mod mirror;
mod mirror_lists;
mod notifications;
#[cfg(unix)]
mod other_desks;
mod people;
mod permissions;
mod requisitions;
mod search;
mod torn_log;
