//! The settings, the token and what it may do, and the trust in the server.

use super::{Answer, Desk, connection};
use crate::api::*;
use crate::{rights, settings, setup};

impl Desk {
    /// The time zones there are.
    pub async fn zones(&self) -> Answer<Vec<String>> {
        Ok(chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect())
    }

    /// The settings.
    pub async fn settings(&self) -> Answer<Settings> {
        settings::show(&*self.counter().await?, self.is_demo().await).await
    }

    /// Changes the settings.
    pub async fn save_settings(&self, change: SettingsChange) -> Answer<()> {
        settings::save(&*self.counter().await?, change).await
    }

    /// Replaces the token; nothing else changes.
    pub async fn replace_token(&self, token: String, keep: KeepToken) -> Answer<()> {
        let counter = self.counter().await?;
        connection::replace_token(&self.0.options, &counter, &token, keep).await?;
        self.session_changed();
        Ok(())
    }

    /// What the present token may do.
    pub async fn check_rights(&self) -> Answer<TokenReport> {
        let counter = self.counter().await?;
        let report = setup::report(&counter.client_at_hand()?).await?;
        rights::learn(&counter, report.rights).await?;
        Ok(report)
    }

    /// What the token may do, as Snipe-IT told it last; `None` before it was asked.
    pub async fn rights(&self) -> Answer<Option<Rights>> {
        rights::known(&*self.counter().await?).await
    }

    /// Creates a missing label in Snipe-IT, deployable, and reads it back: while connecting, or
    /// from the settings.
    pub async fn create_label(&self, role: LabelRole, name: String) -> Answer<LabelChoice> {
        if let Ok(counter) = self.counter().await {
            return setup::create_label(&counter, role, &name).await;
        }
        let mut pending = self.0.pending.lock().await;
        pending.as_mut().ok_or(DeskError::NotPossible)?.create_label(role, &name).await
    }

    /// The certificate that the server shows now, and whether it is trusted.
    pub async fn server_trust(&self) -> Answer<ConnectionTrust> {
        let connection = self.counter().await?.configuration().connection;
        setup::server_trust(&connection).await
    }

    /// Trusts the server in another way from now on.
    pub async fn trust_server(&self, trust: TrustChoice) -> Answer<()> {
        let counter = self.counter().await?;
        if self.is_demo().await {
            return Err(DeskError::NotPossible);
        }
        connection::trust_server(&counter, &trust).await
    }
}
