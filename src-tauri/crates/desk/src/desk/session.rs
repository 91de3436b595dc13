//! Which workspace is open: none, the real one or the demo's, and the way into one.

use tokio::sync::broadcast;

use super::stage::{self, Look, Stage};
use super::{Answer, Desk, DeskOptions, connection};
use crate::announce::Announcement;
use crate::api::*;
use crate::setup;

impl Desk {
    /// Which workspace is open. A file that could not be opened is tried again: whoever asks may
    /// have put right what was wrong with it.
    pub async fn session(&self) -> Answer<Session> {
        let mut stage = self.0.stage.write().await;
        let again = matches!(*stage, Stage::Broken { .. });
        if again {
            *stage = Stage::Unopened;
        }
        drop(stage);
        self.open(if again { Look::Whole } else { Look::AtOnce }).await;
        Ok(self.0.stage.read().await.session())
    }

    /// The language of the open workspace, English when none is open. Asking opens nothing.
    pub async fn language(&self) -> Language {
        self.0.stage.read().await.language().unwrap_or_default()
    }

    /// Starts the demo: a simulated Snipe-IT on loopback, in a workspace of its own
    /// that speaks this language from its first moment.
    pub async fn start_demo(&self, language: Language) -> Answer<()> {
        self.replace_welcome(async |options, announcements| {
            stage::open_demo(options, announcements, language).await
        })
        .await
    }

    /// Ends the demo and removes its workspace.
    pub async fn leave_demo(&self) -> Answer<()> {
        let mut stage = self.0.stage.write().await;
        if !matches!(*stage, Stage::Open { demo: Some(_), .. }) {
            return Err(DeskError::NotPossible);
        }
        std::mem::replace(&mut *stage, Stage::Welcome).close().await;
        stage::remove_demo(&self.0.options).await?;
        drop(stage);
        self.session_changed();
        Ok(())
    }

    /// Asks the address whether a Snipe-IT answers there.
    pub async fn check_address(
        &self,
        address: String,
        trust: TrustChoice,
    ) -> Answer<AddressReport> {
        setup::check_address(&address, &trust).await
    }

    /// Asks the server who the token is and what it may do. The token stays in memory.
    pub async fn check_token(
        &self,
        address: String,
        trust: TrustChoice,
        token: String,
    ) -> Answer<TokenReport> {
        let pending = setup::check_token(&address, &trust, &token).await?;
        let report = pending.report.clone();
        *self.0.pending.lock().await = Some(pending);
        Ok(report)
    }

    /// Stores the token and opens the workspace.
    pub async fn finish_setup(&self, choice: SetupChoice) -> Answer<()> {
        let mut pending = self.0.pending.lock().await;
        let ready = pending.as_ref().ok_or(DeskError::NotPossible)?;
        let configuration = setup::configuration(ready, &choice)?;
        let (token, rights) = (ready.token.clone(), ready.report.rights);
        self.replace_welcome(async |options, announcements| {
            let place =
                connection::keep_token(options, &configuration, &token, choice.keep_token).await?;
            let found = stage::Found { configuration, token, place, rights };
            stage::open_new(options, announcements, found).await
        })
        .await?;
        *pending = None;
        Ok(())
    }

    async fn replace_welcome(
        &self,
        open: impl AsyncFnOnce(&DeskOptions, &broadcast::Sender<Announcement>) -> Answer<Stage>,
    ) -> Answer<()> {
        self.start().await;
        let mut stage = self.0.stage.write().await;
        if !matches!(*stage, Stage::Welcome) {
            return Err(DeskError::NotPossible);
        }
        *stage = open(&self.0.options, &self.0.announcements).await?;
        drop(stage);
        self.session_changed();
        Ok(())
    }
}
