//! A stage for end-to-end tests: the real window on a display, a session bus, a keyring and in
//! folders of its own.
//!
//! ```no_run
//! # async fn scene() -> anyhow::Result<()> {
//! use end_to_end::{Page, Stage};
//!
//! let stage = Stage::set("approving").await?;
//! let window = stage.open().await?;
//! window.button("Try with a demo lab").press().await?;
//! window.row("Ana Silva").button("Approve").press().await?;
//! window.see("Reserved").await?;
//! window.screenshot("approved").await?;
//!
//! window.kill().await?;
//! stage.open().await?.see("Reserved").await?;
//! # Ok(())
//! # }
//! ```
//!
//! Everything waits for what it needs, with a limit; nothing sleeps for a fixed time. Dropping
//! the stage ends every process that it started.

mod browser;
mod bus;
mod display;
mod driver;
mod evidence;
mod folders;
mod host;
mod keyring;
pub mod live;
mod locator;
pub mod measure;
mod notifications;
mod page;
mod process;
mod scanner;
mod self_signed;
mod snipe_it;
mod stage;
pub mod technician;
mod wait;
mod window;

pub use browser::Browser;
pub use host::{Host, HostStage, World};
pub use keyring::{Keyring, Secret};
pub use locator::{Locator, Role};
pub use notifications::{Notification, Notifications};
pub use page::Page;
pub use scanner::Scanner;
pub use self_signed::self_signed;
pub use snipe_it::{AWKWARD_NAME, Loan, SnipeIt};
pub use snipeit_simulator::{Locale, Permission, Rights};
pub use stage::Stage;
pub use wait::{PATIENCE, eventually};
pub use window::Window;
