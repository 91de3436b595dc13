//! What can happen in a step, and how often it does.

#[macro_use]
mod counter;
mod lab;
mod lending;
mod loops;
mod time;
mod weather;

use anyhow::Result;
use desk::api::ServerProblem;

use crate::world::World;

pub use weather::strike;

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Somebody asks for equipment.
    Ask,
    /// A technician approves.
    Approve,
    /// A technician rejects, or a requester takes the request back.
    Decline,
    /// A technician gives a reservation up.
    Release,
    /// A technician hands over.
    HandOver,
    /// A technician takes back.
    TakeBack,
    /// A technician answers a disagreement.
    Resolve,
    /// A technician puts a label back by hand.
    RestoreLabel,
    /// A technician takes a decision back.
    Withdraw,
    /// A technician asks to look at an operation now.
    LookNow,
    /// The settler's round.
    Settle,
    /// The feed's round.
    Feed,
    /// The mirror's round.
    Mirror,
    /// The claims are compared with the assets.
    Reconcile,
    /// A round that ends in a crash.
    Crash,
    /// The app is closed and opened again.
    Restart,
    /// Somebody lends, as the counter would, what is reserved.
    Lend,
    /// Somebody brings something back.
    BringBack,
    /// Something else happens in Snipe-IT.
    Meddle,
    /// Something happens between two requests to come.
    Ambush,
    /// A row of the log is not written yet, or it is now.
    LateRow,
    /// The server is backed up, or its backup is put back.
    Backup,
    /// Bad weather is on its way.
    Fault,
    /// The server goes away.
    GoAway,
    /// The server comes back.
    ComeBack,
    /// Seconds pass.
    Seconds,
    /// Minutes pass.
    Minutes,
    /// Hours or days pass.
    Days,
    /// Somebody sets the desk's clock back.
    SetBack,
}

/// How likely each is.
const DEEDS: [(u32, Deed); 29] = [
    (16, Deed::Ask),
    (12, Deed::Approve),
    (3, Deed::Decline),
    (4, Deed::Release),
    (6, Deed::HandOver),
    (5, Deed::TakeBack),
    (4, Deed::Resolve),
    (1, Deed::RestoreLabel),
    (2, Deed::Withdraw),
    (3, Deed::LookNow),
    (20, Deed::Settle),
    (14, Deed::Feed),
    (2, Deed::Mirror),
    (5, Deed::Reconcile),
    (3, Deed::Crash),
    (2, Deed::Restart),
    (8, Deed::Lend),
    (6, Deed::BringBack),
    (7, Deed::Meddle),
    (4, Deed::Ambush),
    (4, Deed::LateRow),
    (2, Deed::Backup),
    (8, Deed::Fault),
    (1, Deed::GoAway),
    (12, Deed::ComeBack),
    (18, Deed::Seconds),
    (6, Deed::Minutes),
    (1, Deed::Days),
    (1, Deed::SetBack),
];

/// Units that are asked for at a time, about.
const BUSY: usize = 8;

/// Lets something happen, and tells what in words.
///
/// # Errors
/// What no weather explains.
pub async fn act(world: &mut World<'_>) -> Result<String> {
    let possible: Vec<_> =
        DEEDS.into_iter().filter(|(_, deed)| is_possible(world, *deed)).collect();
    let deed = world.chance.weighed(&possible).unwrap_or(Deed::Settle);
    carry_out(world, deed).await
}

/// What Snipe-IT was like, in words that name no real time.
fn trouble(problem: &ServerProblem) -> String {
    match problem {
        ServerProblem::Throttled { .. } => "throttled".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Whether there is anything to do it with.
fn is_possible(world: &World<'_>, deed: Deed) -> bool {
    let any = |state: &str| !world.units(state).is_empty();
    match deed {
        Deed::Ask => world.wanted_assets().len() < BUSY,
        Deed::Settle => !world.open_operations().is_empty(),
        Deed::Approve | Deed::Decline => any("pending"),
        Deed::Release | Deed::HandOver => any("reserved"),
        Deed::TakeBack => any("checked_out"),
        Deed::Resolve => !world.open_discrepancies().is_empty(),
        Deed::RestoreLabel => any("returned"),
        Deed::Withdraw | Deed::LookNow => !world.open_operations().is_empty(),
        Deed::Lend => any("pending") || any("reserved"),
        Deed::BringBack => world.assets().iter().any(|asset| asset.holder.is_some()),
        Deed::GoAway => !world.offline,
        Deed::ComeBack => world.offline,
        Deed::Ambush => !world.wanted_assets().is_empty(),
        _ => true,
    }
}

/// Lets this happen.
///
/// # Errors
/// What no weather explains.
pub async fn carry_out(world: &mut World<'_>, deed: Deed) -> Result<String> {
    match deed {
        Deed::Ask => counter::ask(world).await,
        Deed::Approve => counter::approve(world).await,
        Deed::Decline => counter::decline(world).await,
        Deed::Release => counter::release(world).await,
        Deed::HandOver => lending::hand_over(world).await,
        Deed::TakeBack => lending::take_back(world).await,
        Deed::Resolve => lending::resolve(world).await,
        Deed::RestoreLabel => counter::restore_label(world).await,
        Deed::Withdraw => counter::withdraw(world).await,
        Deed::LookNow => counter::look_now(world).await,
        Deed::Settle => loops::settle(world).await,
        Deed::Feed => loops::feed(world).await,
        Deed::Mirror => loops::mirror(world).await,
        Deed::Reconcile => loops::reconcile(world).await,
        Deed::Crash => loops::crash(world).await,
        Deed::Restart => loops::restart(world).await,
        Deed::Lend => Ok(lab::lend(world)),
        Deed::BringBack => Ok(lab::bring_back(world)),
        Deed::Meddle => Ok(lab::meddle(world)),
        Deed::Ambush => Ok(lab::ambush(world)),
        Deed::LateRow => Ok(lab::late_row(world)),
        Deed::Backup => lab::backup(world).await,
        Deed::Fault => Ok(weather::fault(world)),
        Deed::GoAway => Ok(weather::go_away(world)),
        Deed::ComeBack => Ok(weather::come_back(world)),
        Deed::Seconds => Ok(time::seconds(world)),
        Deed::Minutes => Ok(time::minutes(world)),
        Deed::Days => Ok(time::days(world)),
        Deed::SetBack => Ok(time::set_back(world)),
    }
}
