//! The simulator over HTTP, asked as a client would ask the real server.
#![allow(clippy::unwrap_used)]

mod common;
mod demo;
mod keeping;
mod lending;
mod lists;
mod log;
mod scale;
mod text_and_time;
mod upkeep;
mod weather;
mod weather_bodies;
mod weather_history;
mod weather_tls;
