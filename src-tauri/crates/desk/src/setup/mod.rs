//! Connecting to a Snipe-IT: one question after another, and nothing written to it except a label
//! that a person asks for.

use std::time::Instant;

use chrono_tz::Tz;
use domain::ids::AssetId;
use domain::validate::{FieldError, Problem};
use snipeit::{ApiToken, BaseUrl, Client};

use crate::api::{
    AddressReport, ConnectionTrust, DeskError, Right, SetupChoice, TokenReport, TrustChoice,
};
use crate::clock::local_zone;
use crate::configuration::{Configuration, Connection};
use crate::settings;
use crate::trust::{self, Trust, invalid};

mod labels;
mod report;

pub use labels::create_label;
pub use report::{report, rights};

/// What was found out and is not stored yet. The token stays here, in memory.
pub struct Pending {
    /// The token.
    pub token: ApiToken,
    /// What it may do.
    pub report: TokenReport,
    client: Client,
    trust: Trust,
}

/// Asks the address whether a Snipe-IT answers there. A token is not needed: a server that says
/// that it wants one is what was looked for. A server that is not trusted is not asked.
pub async fn check_address(
    address: &str,
    choice: &TrustChoice,
) -> Result<AddressReport, DeskError> {
    let (base, trust) = trust::choose(address, choice).await?;
    let mut asked = Instant::now();
    let found = trust::look(&base, &trust).await?;
    if trust::refusal(&found).is_none() {
        asked = Instant::now();
        ask(&base, &trust).await?;
    }
    Ok(AddressReport {
        address: base.as_str().to_owned(),
        host: base.host().to_owned(),
        trust: found,
        answered_in: u32::try_from(asked.elapsed().as_millis()).unwrap_or(u32::MAX),
    })
}

async fn ask(base: &BaseUrl, trust: &Trust) -> Result<(), DeskError> {
    let nobody = ApiToken::parse("none").map_err(|_| DeskError::NotPossible)?;
    let client = Client::new(trust::server(base.as_str(), trust, Tz::UTC)?, nobody)?;
    match client.me().await {
        Ok(_) | Err(snipeit::Error::Unauthenticated | snipeit::Error::Forbidden) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Asks the server who the token is and what it may do.
pub async fn check_token(
    address: &str,
    choice: &TrustChoice,
    token: &str,
) -> Result<Pending, DeskError> {
    let (base, trust) = trust::choose(address, choice).await?;
    let token = parse_token(token)?;
    let server = trust::server(base.as_str(), &trust, local_zone())?;
    let client = Client::new(server, token.clone())?;
    let report = report(&client).await?;
    Ok(Pending { token, report, client, trust })
}

/// Judges the last step, and gives what a new workspace starts with.
pub fn configuration(pending: &Pending, choice: &SetupChoice) -> Result<Configuration, DeskError> {
    let rights = pending.report.rights;
    let needed = [rights.read_equipment, rights.read_labels, rights.change_labels];
    if needed.contains(&Right::Missing) {
        return Err(DeskError::NotPossible);
    }
    let mut fields = settings::label_problems(choice.labels, &pending.report.labels);
    let zone = settings::zone(&choice.zone, &mut fields);
    let public_address = public_address(choice.public_address.as_deref(), &mut fields);
    let (Some(zone), true) = (zone, fields.is_empty()) else {
        return Err(DeskError::Invalid { fields });
    };
    let base = &pending.client.server().base;
    let connection = Connection {
        address: base.as_str().to_owned(),
        host: base.host().to_owned(),
        technician: pending.report.technician.clone(),
        trust: pending.trust.clone(),
        public_address,
        language: choice.language,
    };
    Ok(Configuration::new(connection, choice.labels, zone))
}

/// Reads where people reach Snipe-IT's pages; nothing typed is no such place. No token goes there,
/// so it need not be encrypted.
pub fn public_address(typed: Option<&str>, fields: &mut Vec<FieldError>) -> Option<String> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty())?;
    let base = BaseUrl::parse_insecure(typed).ok();
    if base.is_none() {
        let problem = Problem::NotAnAddress;
        fields.push(FieldError { field: "public_address".to_owned(), problem });
    }
    base.map(|base| base.as_str().to_owned())
}

/// The certificate that the workspace's server shows now, and whether it is trusted.
pub async fn server_trust(connection: &Connection) -> Result<ConnectionTrust, DeskError> {
    let Connection { address, trust, .. } = connection;
    trust::look(&trust::server(address, trust, Tz::UTC)?.base, trust).await
}

/// The page of an asset as people reach it.
pub fn asset_page(connection: &Connection, asset: AssetId) -> Result<String, DeskError> {
    let base = connection.public_address.as_deref().unwrap_or(&connection.address);
    let base = BaseUrl::parse_insecure(base).map_err(|_| DeskError::NotPossible)?;
    Ok(base.asset_page(asset).into())
}

/// Reads a token as people paste it.
pub fn parse_token(token: &str) -> Result<ApiToken, DeskError> {
    ApiToken::parse(token).map_err(|error| {
        let problem = match error {
            snipeit::TokenError::Empty => Problem::Required,
            snipeit::TokenError::BadCharacter => Problem::NotAToken,
        };
        invalid("token", problem)
    })
}
