//! A small stateful Snipe-IT 8.1.4 on loopback, for demo mode and tests.
//!
//! [`Lab`] is the whole state with the verbs people use in Snipe-IT's web page; [`Simulator`]
//! serves a lab over real HTTP with the shapes, statuses and quirks of the real server;
//! [`Faults`] make it misbehave on demand. It keeps no passwords, runs no rules beyond the ones
//! a client can observe, and listens on loopback only.

mod faults;
mod http;
mod lab;
mod line;
mod server;
mod tls;

pub use faults::{Faults, Matching, Times, WrongType};
pub use lab::Lab;
pub use lab::activity::{Action, Activity, Change, Item, Source};
pub use lab::model::{
    Asset, AssetModel, Department, Hand, Holder, Label, LabelKind, Location, Named, NewAsset,
    NewUser, User,
};
pub use lab::rights::{Locale, Permission, Rights, Token};
pub use lab::settings::Condition;
pub use lab::verbs::{CheckOut, Refused};
pub use server::{Clock, Options, SeenRequest, Simulator, Watch};
pub use tls::{BadIdentity, Identity};
