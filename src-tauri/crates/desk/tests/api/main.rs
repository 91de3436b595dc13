//! The desk through its public face: real files, a simulated Snipe-IT over HTTP.
#![allow(clippy::unwrap_used)]

mod activity;
mod bad_weather;
mod certificates;
mod clocks;
mod common;
mod connecting;
mod dates;
mod demo;
mod disagreements;
mod discrepancies;
mod equipment;
mod feed;
mod first_screen;
mod forms;
mod lending;
mod loops;
mod main_job;
mod mirror;
mod mirror_lists;
mod mirror_passes;
mod notes;
mod overtaken;
mod peers;
mod peers_feed;
mod people;
mod picking;
mod projects;
mod reconcile;
mod restart;
mod rights;
mod scan;
mod scan_asked;
mod search;
mod storage;
mod today;
