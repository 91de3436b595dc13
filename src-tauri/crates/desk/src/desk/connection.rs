//! The connection of an open workspace: its token, its client, and why the server is trusted.

use std::sync::Arc;

use snipeit::{ApiToken, Client, Lane};

use super::{Answer, DeskOptions};
use crate::api::{DeskError, KeepToken, KeyringProblem, TokenPlace, TrustChoice};
use crate::configuration::{Configuration, Connection};
use crate::counter::Counter;
use crate::db::blocking;
use crate::{rights, setup, trust};

/// The stored token. A keyring that fails is no reason not to open: everything can be read, and a
/// new token be given.
pub async fn stored_token(
    options: &DeskOptions,
    configuration: &Configuration,
) -> Option<ApiToken> {
    let tokens = Arc::clone(&options.tokens);
    let address = configuration.connection.address.clone();
    match blocking(move || tokens.load(&address)).await {
        Ok(text) => ApiToken::parse(&text?).ok(),
        Err(problem) => {
            tracing::warn!(?problem, "the keyring does not give the token");
            None
        }
    }
}

/// The client with the stored token, and where that is.
pub fn link(
    options: &DeskOptions,
    configuration: &Configuration,
    token: Option<ApiToken>,
) -> (Option<Client>, TokenPlace) {
    match token.map(|token| client(options, configuration, token)) {
        Some(Ok(client)) => (Some(client), TokenPlace::Keyring),
        _ => (None, TokenPlace::Missing),
    }
}

pub fn client(
    options: &DeskOptions,
    configuration: &Configuration,
    token: ApiToken,
) -> Answer<Client> {
    let Connection { address, trust, .. } = &configuration.connection;
    let server = trust::server(address, trust, configuration.zone)?;
    let (pacing, clock) = (options.pacing.clone(), Arc::clone(&options.clock));
    Ok(Client::with_clock(server, token, pacing, clock)?)
}

/// Puts the token where it belongs.
pub async fn keep_token(
    options: &DeskOptions,
    configuration: &Configuration,
    token: &ApiToken,
    keep: KeepToken,
) -> Answer<TokenPlace> {
    if keep == KeepToken::ThisRun {
        return Ok(TokenPlace::ThisRun);
    }
    let tokens = Arc::clone(&options.tokens);
    let address = configuration.connection.address.clone();
    let token = token.clone();
    let kept: Result<(), KeyringProblem> = blocking(move || tokens.save(&address, &token)).await;
    kept.map(|()| TokenPlace::Keyring).map_err(|problem| DeskError::Keyring { problem })
}

/// Replaces the token once the server has accepted the new one.
pub async fn replace_token(
    options: &DeskOptions,
    counter: &Counter,
    token: &str,
    keep: KeepToken,
) -> Answer<()> {
    let configuration = counter.configuration();
    let token = setup::parse_token(token)?;
    let client = client(options, &configuration, token.clone())?;
    let me = client.me().await?;
    let place = keep_token(options, &configuration, &token, keep).await?;
    let configuration = counter.configuration();
    let connection = Connection { technician: me.name, ..configuration.connection.clone() };
    let after = Configuration { connection, ..configuration };
    let stored = after.clone();
    counter
        .db
        .write(counter.technician(), move |write| {
            stored.save(write)?;
            rights::forget(write)
        })
        .await?;
    counter.set_configuration(after);
    counter.connect(Some(client), place);
    counter.rights_now.notify_one();
    Ok(())
}

/// Trusts the server in another way, once a handshake has shown that this is so. The token and
/// what waits stay as they are.
pub async fn trust_server(counter: &Counter, choice: &TrustChoice) -> Answer<()> {
    let address = counter.configuration().connection.address;
    let (base, trust) = trust::choose(&address, choice).await?;
    if let Some(problem) = trust::refusal(&trust::look(&base, &trust).await?) {
        return Err(DeskError::Server { problem });
    }
    let before = counter.configuration();
    let connection = Connection { trust, ..before.connection.clone() };
    let after = Configuration { connection, ..before };
    let server = trust::server(&address, &after.connection.trust, after.zone)?;
    let stored = after.clone();
    counter.db.write(counter.technician(), move |write| stored.save(write)).await?;
    counter.set_configuration(after);
    if let Some(client) = counter.client(Lane::Counter) {
        counter.connect(Some(client.trusting(server.base, server.trust)?), counter.token());
    }
    Ok(())
}
