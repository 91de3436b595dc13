//! Where Snipe-IT and the workspace disagree: what each says, and what a person answers.

mod doubt;
mod follow;
mod ground;
mod list;
mod resolve;
mod sides;
mod view;

pub use list::{list, row};
pub use resolve::resolve;
pub use view::one;
