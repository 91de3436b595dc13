//! What happens around the desk while a test or a picture needs it.

use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use snipeit_simulator::{Matching, Permission, Rights, Times};

use super::world::World;
use crate::SnipeIt;

/// Something that people do in Snipe-IT, or that befalls the network.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Doing {
    /// Nothing answers any more.
    GoOffline,
    /// It answers again, and nothing is wrong with it.
    ComeBack,
    /// Requests are refused for so many seconds.
    Throttle {
        /// Seconds.
        seconds: u32,
    },
    /// The answer to the next label change is lost.
    LoseLabelAnswer,
    /// The next hand-over is sent, and nobody ever knows what became of it.
    LoseHandOver,
    /// Every answer comes later.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// Somebody gets an asset on Snipe-IT's page.
    CheckOut {
        /// The asset.
        tag: String,
        /// The user's address.
        email: String,
    },
    /// An asset is taken back on Snipe-IT's page.
    CheckIn {
        /// The asset.
        tag: String,
    },
    /// An asset gets another label on Snipe-IT's page.
    PutLabel {
        /// The asset.
        tag: String,
        /// The label's name.
        label: String,
    },
    /// The token is taken away.
    RevokeToken,
    /// The token may only look from now on.
    OnlyLook,
    /// The token may do everything again.
    DoAnything,
}

/// Does it.
///
/// # Errors
/// When Snipe-IT refuses, or this stage has none.
pub fn act(world: &World, doing: Doing) -> Result<()> {
    let snipe_it = world.snipe_it().context("this stage has no Snipe-IT of its own")?;
    let faults = snipe_it.simulator().faults();
    match doing {
        Doing::GoOffline => faults.go_offline(),
        Doing::ComeBack => {
            faults.clear();
            faults.come_back();
        }
        Doing::Throttle { seconds } => {
            faults.too_many_requests(Matching::any(), Times::UntilCleared, Some(seconds));
        }
        Doing::LoseLabelAnswer => {
            faults.lose_answer(Matching::new("PATCH", "/hardware/"), Times::Next(1));
        }
        Doing::LoseHandOver => {
            faults.cut_before(Matching::new("POST", "/checkout"), Times::Next(1));
        }
        Doing::Delay { ms } => {
            faults.delay(Matching::any(), Times::UntilCleared, Duration::from_millis(ms));
        }
        Doing::CheckOut { tag, email } => drop(snipe_it.check_out(&tag, &email)?),
        Doing::CheckIn { tag } => drop(snipe_it.check_in(&tag)?),
        Doing::PutLabel { tag, label } => snipe_it.put_label(&tag, &label)?,
        Doing::OnlyLook => grant(snipe_it, only_looking()),
        Doing::DoAnything => grant(snipe_it, Rights::admin()),
        Doing::RevokeToken => {
            let token = snipe_it.token();
            snipe_it.simulator().with_lab(|lab| lab.revoke_token(&token));
        }
    }
    Ok(())
}

fn grant(snipe_it: &SnipeIt, rights: Rights) {
    let token = snipe_it.token();
    snipe_it.simulator().with_lab(|lab| lab.grant(&token, rights));
}

fn only_looking() -> Rights {
    use Permission::{AssetsCheckin, AssetsCheckout, AssetsEdit, StatusLabelsCreate};
    let writes = [AssetsEdit, AssetsCheckout, AssetsCheckin, StatusLabelsCreate];
    writes.into_iter().fold(Rights::technician(), Rights::without)
}
