//! The app as its users have it: the real window, the real keyring, a Snipe-IT over HTTP.

mod bad_weather;
mod broken_workspace;
mod certificates;
mod counter;
mod demo;
mod discrepancies;
mod equipment;
mod hostile_names;
mod languages;
mod lending;
mod live;
mod main_job;
mod portuguese_keyboard;
mod second_start;
mod setting_up;
mod stage;
mod triage;
mod undo;
mod vocabulary;
