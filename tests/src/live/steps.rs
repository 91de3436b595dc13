//! What is tried, step by step.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use desk::Desk;
use desk::api::{
    ConnectionTrust, KeepToken, Language, ListView, Right, Rights, SetupChoice, TokenReport,
};
use domain::labels::LabelMap;
use domain::unit::UnitState;
use snipeit::{CheckIn, CheckOut};

use super::report::{Report, Stopped};
use super::target::Target;
use super::things::{self, Thing};
use super::trial::{NOTE, PATIENCE, Trial};

/// A hundred thousand assets take a small server some minutes.
const FIRST_MIRROR: Duration = Duration::from_secs(900);

pub(super) async fn all(
    desk: &Desk,
    target: &Target,
    report: &mut Report,
    things: &mut Vec<Thing>,
) -> Result<(), Stopped> {
    let address = report.step("the address answers", address(desk, target)).await?;
    let token = token(desk, target, &address);
    let token = report.step("the token may do what is needed", token).await?;
    let labels = async { labels(&token) };
    let labels = report.step("Available and Reserved are there", labels).await?;
    let trial = trial(desk, target, labels, things);
    let trial = report.step("there is an asset to try it with", trial).await?;
    let zone = target.zone().unwrap_or(&token.zone);
    report.step("the mirror is complete", mirror(&trial, zone)).await?;
    over_the_counter(&trial, report).await
}

async fn over_the_counter(trial: &Trial<'_>, report: &mut Report) -> Result<(), Stopped> {
    let asking = async { Ok((trial.prepare().await?, String::new())) };
    let asking = report.step("a person and a project are made", asking).await?;
    let reserved = async { Ok((trial.reserve(asking).await?, "the label is Reserved".to_owned())) };
    let id = report.step("an approval reserves", reserved).await?;
    let lent = async {
        let note = Some(NOTE.to_owned());
        let wish = CheckOut { to: trial.user, expected: None, note, label: None };
        trial.client.check_out(trial.asset.id, &wish).await?;
        Ok(((), trial.until_state(id, UnitState::CheckedOut).await?))
    };
    report.step("a check-out through the API is noticed", lent).await?;
    let returned = async {
        let wish = CheckIn { note: Some(NOTE.to_owned()), label: None };
        trial.client.check_in(trial.asset.id, &wish).await?;
        Ok(((), trial.until_state(id, UnitState::Returned).await?))
    };
    report.step("a check-in through the API is noticed", returned).await?;
    let put_back = trial.until_labelled(trial.labels.available);
    let put_back = async { Ok((put_back.await?, String::new())) };
    report.step("Available is put back", put_back).await?;
    let released = async {
        let again = trial.reserve(asking).await?;
        Ok((trial.release(again).await?, "reserved once more, and released".to_owned()))
    };
    report.step("a reservation is released", released).await?;
    report.step("nothing is left to settle", settled(trial)).await
}

/// The address as the desk will use it.
async fn address(desk: &Desk, target: &Target) -> Result<(String, String)> {
    let report = desk.check_address(target.address().to_owned(), target.trust()).await?;
    let trust = match report.trust {
        ConnectionTrust::Untrusted { certificate, problem, .. } => {
            bail!("not trusted ({problem:?}); its fingerprint is {}", certificate.fingerprint)
        }
        ConnectionTrust::Plain => "not encrypted".to_owned(),
        ConnectionTrust::Known { protocol } => format!("{protocol}, a known authority"),
        ConnectionTrust::Authority { protocol, .. } => format!("{protocol}, the lab's authority"),
        ConnectionTrust::Pinned { protocol, .. } => format!("{protocol}, the pinned certificate"),
    };
    Ok((report.address, format!("{trust}, in {} ms", report.answered_in)))
}

async fn token(desk: &Desk, target: &Target, address: &str) -> Result<(TokenReport, String)> {
    let (address, token) = (address.to_owned(), target.token().to_owned());
    let report = desk.check_token(address, target.trust(), token).await?;
    let (needed, useful) = missing(&report.rights);
    ensure!(needed.is_empty(), "{} may not {}", report.username, needed.join(", "));
    let version = report.version.as_deref().unwrap_or("unknown version");
    let mut seen = format!("{}, {version}, {} assets", report.username, report.assets);
    if !useful.is_empty() {
        seen = format!("{seen}; may not {}", useful.join(", "));
    }
    Ok((report, seen))
}

/// What is needed or useful and missing.
fn missing(rights: &Rights) -> (Vec<&'static str>, Vec<&'static str>) {
    let lacking = |rights: &[(Right, &'static str)]| {
        let lacking = rights.iter().filter(|(right, _)| *right == Right::Missing);
        lacking.map(|(_, name)| *name).collect()
    };
    let needed = [
        (rights.read_equipment, "read assets"),
        (rights.read_labels, "read labels"),
        (rights.change_labels, "edit assets"),
        (rights.check_out, "check out"),
        (rights.check_in, "check in"),
    ];
    let useful = [(rights.read_activity, "read the activity"), (rights.read_people, "read users")];
    (lacking(&needed), lacking(&useful))
}

fn labels(token: &TokenReport) -> Result<(LabelMap, String)> {
    let suggested = token.suggested;
    let available = suggested.available.context("no deployable label is called Available")?;
    let reserved = suggested.reserved.context("no deployable label is called Reserved")?;
    let seen = format!("{} labels", token.labels.len());
    Ok((LabelMap { available, reserved, checked_out: suggested.checked_out }, seen))
}

async fn trial<'a>(
    desk: &'a Desk,
    target: &Target,
    labels: LabelMap,
    things: &mut Vec<Thing>,
) -> Result<(Trial<'a>, String)> {
    let client = target.client()?;
    let user = client.me().await?.id;
    let (asset, seen) = things::obtain(target, &client, labels.available, things).await?;
    Ok((Trial { desk, client, user, labels, asset, glance: target.glance() }, seen))
}

async fn mirror(trial: &Trial<'_>, zone: &str) -> Result<((), String)> {
    let choice = SetupChoice {
        labels: trial.labels,
        zone: zone.to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::ThisRun,
    };
    trial.desk.finish_setup(choice).await?;
    let lists = trial.until("the mirror", FIRST_MIRROR, async || read(trial.desk).await).await?;
    let counts = lists.iter().map(|list| match &list.problem {
        Some(problem) => format!("{:?} {:?}", list.list, problem.problem),
        None => format!("{:?} {}", list.list, list.rows),
    });
    Ok(((), counts.collect::<Vec<_>>().join(", ")))
}

/// The lists, once each was read or could not be, and the assets were.
async fn read(desk: &Desk) -> Result<Option<Vec<ListView>>> {
    let mirror = desk.health().await?.mirror;
    let lists = desk.mirror_lists().await?;
    let tried = lists.iter().all(|list| list.at.is_some() || list.problem.is_some());
    Ok((tried && mirror.at.is_some() && mirror.first_pass.is_none()).then_some(lists))
}

async fn settled(trial: &Trial<'_>) -> Result<((), String)> {
    trial
        .until("the last operation", PATIENCE, async || {
            Ok((trial.desk.health().await?.queue == 0).then_some(()))
        })
        .await?;
    Ok(((), String::new()))
}
