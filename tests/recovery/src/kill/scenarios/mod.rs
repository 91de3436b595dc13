//! What is carried out and killed.

mod deciding;
mod reading;

pub use deciding::*;
pub use reading::*;

use super::script::Step;
use super::wire::Act;

/// Asked for, approved, and confirmed by Snipe-IT.
fn reserve(unit: usize) -> [Step; 3] {
    [Step::Desk(Act::Approve { unit }), Step::Pass(6), Step::Desk(Act::Settle)]
}

/// The feed is connected.
const CONNECTED: Step = Step::Desk(Act::Feed);
const SETTLE: Step = Step::Desk(Act::Settle);
/// After the undo time.
const UNDO_TIME: Step = Step::Pass(6);
