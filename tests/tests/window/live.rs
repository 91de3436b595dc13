//! The live suite against the simulator, and against the server of the environment if it names one.

use std::future::pending;
use std::io::{Write, stdout};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use chrono::Utc;
use end_to_end::live::{Outcome, Report, Step, Target, try_out};
use end_to_end::self_signed;
use snipeit_simulator::{Identity, Lab, Matching, Options, Simulator, Times};

const GLANCE: Duration = Duration::from_millis(100);

#[tokio::test]
async fn the_simulator_passes_and_keeps_nothing_of_it() -> Result<()> {
    let simulator = server(None).await?;
    let before = tags(&simulator);
    let report = run(target(&simulator)).await?;
    ensure!(report.passed(), "{report}");
    assert_eq!(tags(&simulator), before, "the asset made for this was deleted");
    Ok(())
}

#[tokio::test]
async fn a_self_signed_server_passes_by_its_fingerprint() -> Result<()> {
    let (identity, fingerprint) = self_signed()?;
    let simulator = server(Some(identity)).await?;
    let tag = free(&simulator)?;
    let target = target(&simulator).pinned(&fingerprint.to_string()).touching(&[&tag]);
    let report = run(target).await?;
    ensure!(report.passed(), "{report}");
    assert!(is_free(&simulator, &tag), "it is as it was");
    Ok(())
}

#[tokio::test]
async fn an_asset_that_somebody_has_is_left_alone() -> Result<()> {
    let simulator = server(None).await?;
    let tag = free(&simulator)?;
    simulator.with_lab(|lab| {
        let id = lab.asset_by_tag(&tag).map(|asset| asset.id).unwrap_or_default();
        lab.check_out(id, 3, None, None, Utc::now())
    })?;
    simulator.forget_requests();
    let report = run(target(&simulator).touching(&[&tag])).await?;
    let Some(Step { outcome: Outcome::Failed(why), .. }) = report.steps().last() else {
        panic!("{report}")
    };
    assert_eq!(why, &format!("somebody has {tag}"));
    assert!(simulator.requests().iter().all(|request| request.method == "GET"));
    Ok(())
}

#[tokio::test]
async fn without_its_fingerprint_nothing_is_asked_of_it() -> Result<()> {
    let (identity, fingerprint) = self_signed()?;
    let simulator = server(Some(identity)).await?;
    let report = run(target(&simulator)).await?;
    let [step] = report.steps() else { panic!("{report}") };
    let Outcome::Failed(why) = &step.outcome else { panic!("{report}") };
    assert!(why.contains(&fingerprint.to_string()), "{why}");
    assert_eq!(simulator.requests(), []);
    Ok(())
}

#[tokio::test]
async fn after_a_failure_the_asset_is_as_it_was() -> Result<()> {
    let simulator = server(None).await?;
    let tag = free(&simulator)?;
    simulator.faults().server_error(Matching::new("POST", "/checkin"), Times::Next(1));
    let report = run(target(&simulator).touching(&[&tag])).await?;
    let failed = |step: &&Step| matches!(step.outcome, Outcome::Failed(_));
    let failed: Vec<_> = report.steps().iter().filter(failed).map(|step| step.name).collect();
    assert_eq!(failed, ["a check-in through the API is noticed"], "{report}");
    assert!(is_free(&simulator, &tag), "it was taken back and labelled");
    Ok(())
}

#[tokio::test]
async fn the_server_of_the_environment_passes() -> Result<()> {
    let Some(target) = Target::from_environment() else {
        writeln!(stdout(), "skipped: TOOLCRIB_LIVE_URL and TOOLCRIB_LIVE_TOKEN are not set")?;
        return Ok(());
    };
    let report = try_out(&target, pending()).await?;
    writeln!(stdout(), "{report}")?;
    ensure!(report.passed(), "{report}");
    Ok(())
}

async fn server(tls: Option<Identity>) -> Result<Simulator> {
    let options = Options { tls, rate_limit: None, ..Options::default() };
    Ok(Simulator::start(Lab::of_size(60, Utc::now()), options).await?)
}

fn target(simulator: &Simulator) -> Target {
    Target::new(&simulator.address(), &simulator.token()).looked_at_every(GLANCE)
}

async fn run(target: Target) -> Result<Report> {
    try_out(&target, pending()).await
}

fn tags(simulator: &Simulator) -> Vec<String> {
    simulator.with_lab(|lab| lab.assets().map(|asset| asset.tag.clone()).collect())
}

fn free(simulator: &Simulator) -> Result<String> {
    let tag = tags(simulator).into_iter().find(|tag| is_free(simulator, tag));
    tag.context("the lab has no free asset")
}

/// Whether nobody has it and it wears Available.
fn is_free(simulator: &Simulator, tag: &str) -> bool {
    simulator.with_lab(|lab| {
        let found = lab.asset_by_tag(tag).filter(|asset| asset.holder.is_none());
        let label = found.and_then(|asset| lab.label_of(asset.id));
        label.is_some_and(|label| label.name == "Available")
    })
}
