//! The client against recorded answers and against a server that misbehaves.
#![allow(clippy::unwrap_used)]

mod address;
mod against_simulator;
mod assets;
mod certificates;
mod changes;
mod clock;
mod failures;
mod lending;
mod lending_against_simulator;
mod lists;
mod log;
mod offline;
mod pages;
mod peers;
mod rights;
mod support;
mod throttling;
mod token;
mod weather;
mod writing;
