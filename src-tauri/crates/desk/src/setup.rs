//! Connecting to a Snipe-IT: one question after another, and nothing written to it.

use std::time::Instant;

use chrono_tz::Tz;
use domain::asset::LabelKind;
use domain::ids::LabelId;
use domain::text::fold;
use domain::validate::{FieldError, Problem};
use snipeit::{AddressError, ApiToken, AssetQuery, BaseUrl, Client, Listing, Server, Sort, Trust};

use crate::api::{
    AddressReport, ConnectionTrust, DeskError, LabelChoice, LabelSuggestion, Right, Rights,
    SetupChoice, TokenReport, TrustChoice,
};
use crate::clock::local_zone;
use crate::configuration::{Configuration, Connection};
use crate::mirror::mirror_label;
use crate::settings;

/// What was found out and is not stored yet. The token stays here, in memory.
pub struct Pending {
    /// The server.
    pub base: BaseUrl,
    /// The token.
    pub token: ApiToken,
    /// What it may do.
    pub report: TokenReport,
}

/// Asks the address whether a Snipe-IT answers there. A token is not needed: a server that says
/// that it wants one is what was looked for.
pub async fn check_address(address: &str, trust: &TrustChoice) -> Result<AddressReport, DeskError> {
    let _ = trust;
    let base = parse_address(address)?;
    let nobody = ApiToken::parse("none").map_err(|_| DeskError::NotPossible)?;
    let client =
        Client::new(Server { base: base.clone(), zone: Tz::UTC, trust: Trust::System }, nobody)?;
    let asked = Instant::now();
    match client.me().await {
        Ok(_) | Err(snipeit::Error::Unauthenticated | snipeit::Error::Forbidden) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(AddressReport {
        address: base.as_str().to_owned(),
        host: base.host().to_owned(),
        trust: match base.as_str().starts_with("https://") {
            true => ConnectionTrust::Known { protocol: "TLS".to_owned() },
            false => ConnectionTrust::Plain,
        },
        answered_in: u32::try_from(asked.elapsed().as_millis()).unwrap_or(u32::MAX),
    })
}

/// Asks the server who the token is and what it may do.
pub async fn check_token(
    address: &str,
    trust: &TrustChoice,
    token: &str,
) -> Result<Pending, DeskError> {
    let _ = trust;
    let base = parse_address(address)?;
    let token = parse_token(token)?;
    let zone = local_zone();
    let client =
        Client::new(Server { base: base.clone(), zone, trust: Trust::System }, token.clone())?;
    let report = report(&client).await?;
    Ok(Pending { base, token, report })
}

/// What the token of this client may do.
pub async fn report(client: &Client) -> Result<TokenReport, DeskError> {
    let rights = client.probe().await?;
    let readable = |right| right != snipeit::Right::Missing;
    let labels = if readable(rights.read_labels) { labels(client).await? } else { Vec::new() };
    let assets = if readable(rights.read_assets) { assets(client).await? } else { 0 };
    let people = match readable(rights.read_people) {
        true => Some(client.users(0, 1).await?.total),
        false => None,
    };
    let end = match readable(rights.read_activity) {
        true => client.end_of_log().await?,
        false => None,
    };
    Ok(TokenReport {
        models: None,
        language: None,
        version: None,
        technician: rights.me.name.clone(),
        username: rights.me.username.clone(),
        rights: view(&rights),
        assets,
        people,
        activity: end.map(|end| end.id),
        activity_at: end.and_then(|end| end.at),
        suggested: suggest(&labels),
        labels,
        zone: client.server().zone.name().to_owned(),
    })
}

async fn labels(client: &Client) -> Result<Vec<LabelChoice>, DeskError> {
    let labels = client.labels().await?;
    Ok(labels.into_iter().map(mirror_label).map(settings::choice).collect())
}

async fn assets(client: &Client) -> Result<u32, DeskError> {
    let one = AssetQuery { listing: Listing::Plain, sort: Sort::Id, offset: 0, limit: 1 };
    Ok(client.assets(&one).await?.total)
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
    let (Some(zone), true) = (zone, fields.is_empty()) else {
        return Err(DeskError::Invalid { fields });
    };
    let connection = Connection {
        address: pending.base.as_str().to_owned(),
        host: pending.base.host().to_owned(),
        technician: pending.report.technician.clone(),
    };
    Ok(Configuration::new(connection, choice.labels, zone))
}

/// Reads an address as people paste it.
pub fn parse_address(address: &str) -> Result<BaseUrl, DeskError> {
    BaseUrl::parse(address).map_err(|error| {
        let problem = match error {
            AddressError::Empty => Problem::Required,
            AddressError::NotSecure => Problem::NotSecure,
            _ => Problem::NotAnAddress,
        };
        invalid("address", problem)
    })
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

fn invalid(field: &str, problem: Problem) -> DeskError {
    DeskError::Invalid { fields: vec![FieldError { field: field.to_owned(), problem }] }
}

fn view(rights: &snipeit::Rights) -> Rights {
    let right = |right| match right {
        snipeit::Right::Allowed => Right::Allowed,
        snipeit::Right::Missing => Right::Missing,
        snipeit::Right::Unknown => Right::Unknown,
    };
    Rights {
        read_equipment: right(rights.read_assets),
        read_labels: right(rights.read_labels),
        change_labels: right(rights.edit_assets),
        read_activity: right(rights.read_activity),
        read_people: right(rights.read_people),
        check_out: right(rights.checkout),
        check_in: right(rights.checkin),
        create_labels: Right::Unknown,
        delete_equipment: Right::Unknown,
    }
}

/// Labels whose names say what they are for, in the languages of our labs. Only a suggestion: the
/// name proves nothing, so only deployable ones are offered.
fn suggest(labels: &[LabelChoice]) -> LabelSuggestion {
    let named = |names: &[&str]| -> Option<LabelId> {
        let deployable = labels.iter().filter(|label| label.kind == LabelKind::Deployable);
        deployable
            .into_iter()
            .find(|label| names.contains(&fold(&label.name).as_str()))
            .map(|l| l.id)
    };
    LabelSuggestion {
        available: named(&["available", "ready to deploy", "disponivel", "pronto a requisitar"]),
        reserved: named(&["reserved", "reservado"]),
        checked_out: named(&["checked out", "deployed", "entregue", "emprestado"]),
    }
}
