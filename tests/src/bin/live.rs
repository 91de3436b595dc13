//! Tries out the server that the environment names, and prints what passed.

use std::io::{Write, stdout};
use std::process::ExitCode;

use anyhow::Result;
use end_to_end::live::{Target, try_out};

const USAGE: &str = "Set TOOLCRIB_LIVE_URL and TOOLCRIB_LIVE_TOKEN; if wanted TOOLCRIB_LIVE_ASSETS \
(tags to use instead of creating an asset), TOOLCRIB_LIVE_FINGERPRINT (of a self-signed \
certificate) and TOOLCRIB_LIVE_ZONE (such as Europe/Lisbon).";

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let Some(target) = Target::from_environment() else {
        writeln!(stdout(), "{USAGE}")?;
        return Ok(ExitCode::FAILURE);
    };
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let report = try_out(&target, interrupted).await?;
    write!(stdout(), "{report}")?;
    Ok(if report.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
