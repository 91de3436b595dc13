//! What a desk is made of.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;
use snipeit::Pacing;

use crate::backoff::{self, Chance};
use crate::clock::Clock;
use crate::counter::Pace;
use crate::first_screen::FirstScreen;
use crate::rounds::Loops;
use crate::tokens::TokenStore;

/// What a desk is made of.
#[derive(Clone)]
pub struct DeskOptions {
    /// The folder of the workspace files.
    pub folder: PathBuf,
    /// Where tokens are kept.
    pub tokens: Arc<dyn TokenStore>,
    /// The time.
    pub clock: Clock,
    /// How often the loops look.
    pub pace: Pace,
    /// How long the client waits for what.
    pub pacing: Pacing,
    /// Whether the loops run by themselves.
    pub loops: Loops,
    /// What spreads the pauses while the server is away.
    pub chance: Chance,
    /// The window's first screen, if there is a window: what can wait waits for it.
    pub first_screen: FirstScreen,
}

impl DeskOptions {
    /// The usual pace, by this computer's clock.
    #[must_use]
    pub fn new(folder: PathBuf, tokens: Arc<dyn TokenStore>) -> Self {
        Self {
            folder,
            tokens,
            clock: Arc::new(Utc::now),
            pace: Pace::default(),
            pacing: Pacing::default(),
            loops: Loops::default(),
            chance: backoff::chance(),
            first_screen: FirstScreen::default(),
        }
    }
}
