//! Which workspace is open.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Language, StorageProblem};

/// What the window starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Session {
    /// Nothing is set up: connect, or try the demo.
    Welcome,
    /// A workspace is open.
    Open {
        /// Whether it is the demo's.
        demo: bool,
        /// The technician: the Snipe-IT user behind the token.
        technician: String,
        /// The server's host name.
        host: String,
        /// The language of Toolcrib: its window, its messages, and what it writes into Snipe-IT.
        language: Language,
    },
    /// There is a workspace file, and it cannot be opened. It was left as it is.
    Broken {
        /// Why.
        problem: StorageProblem,
        /// Where the file is.
        path: String,
    },
}
