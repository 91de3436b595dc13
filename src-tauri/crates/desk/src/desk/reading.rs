//! What is read from Snipe-IT, how that goes, and the messages of it.

use super::{Answer, Desk};
use crate::api::*;
use crate::rounds::{self, Round};
use crate::{activity, mirror, notifications};

impl Desk {
    /// The ten lists of the mirror.
    pub async fn mirror_lists(&self) -> Answer<Vec<ListView>> {
        mirror::lists(&*self.counter().await?).await
    }

    /// The status bar.
    pub async fn health(&self) -> Answer<Health> {
        Ok(self.counter().await?.health.now())
    }

    /// Reads Snipe-IT now.
    pub async fn refresh(&self) -> Answer<()> {
        self.counter().await?.hurry();
        Ok(())
    }

    /// Lets reading rest, or go on. What was decided is sent all the same, and
    /// [`Desk::refresh`] reads once. It is not remembered.
    pub async fn pause(&self, paused: bool) -> Answer<()> {
        self.counter().await?.pause(paused);
        Ok(())
    }

    /// Carries out exactly one round of a loop: for who drives the desk by hand, see
    /// [`crate::Loops::ByHand`].
    ///
    /// # Errors
    /// What kept the round from its end; a next one goes on where it stopped.
    pub async fn round(&self, round: Round) -> Answer<()> {
        rounds::one(&*self.counter().await?, round).await
    }

    /// The newest messages.
    pub async fn notifications(&self) -> Answer<Vec<NotificationView>> {
        notifications::list(&*self.counter().await?).await
    }

    /// Marks all messages as read.
    pub async fn read_notifications(&self) -> Answer<()> {
        notifications::read_all(&*self.counter().await?).await
    }

    /// The activity log as read, and what each row did.
    pub async fn activity(&self, query: ActivityQuery) -> Answer<ActivityList> {
        activity::list(&*self.counter().await?, query).await
    }
}
