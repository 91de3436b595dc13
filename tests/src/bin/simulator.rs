//! A simulated Snipe-IT that stands alone: prints where it is and how to get in, until Ctrl+C.

use std::io::{Write, stdin, stdout};
use std::time::Duration;

use anyhow::Result;
use chrono::Utc;
use chrono_tz::Tz;
use clap::{Parser, ValueEnum};
use end_to_end::measure::processor_time;
use end_to_end::self_signed;
use serde_json::json;
use snipeit::Fingerprint;
use snipeit_simulator::{Lab, Locale, Matching, Options, Rights, Simulator, Times};

/// Users of a new lab besides its administrator.
const CLERK: u32 = 2;
const PORTUGUESE: u32 = 3;

#[derive(Parser)]
#[command(bin_name = "cargo xtask simulator", about = "A simulated Snipe-IT on 127.0.0.1")]
struct Arguments {
    /// How many assets the lab has
    #[arg(long, default_value_t = 2_000)]
    assets: u32,
    /// The port; any free one by default
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Serve https with a new self-signed certificate
    #[arg(long)]
    tls: bool,
    /// Requests a user may make in a minute, or "none"
    #[arg(long, default_value = "120", value_parser = limit)]
    rate_limit: Limit,
    /// The server's time zone
    #[arg(long, default_value = "Europe/Lisbon")]
    zone: Tz,
    /// Every answer comes later by this many milliseconds
    #[arg(long, default_value_t = 0)]
    delay_ms: u64,
    /// A path below which everything is served, such as /new/snipe-it
    #[arg(long, default_value = "")]
    base_path: String,
    /// The administrator's language
    #[arg(long, default_value = "en-US")]
    language: Language,
    /// Answer each line on standard input with what was asked since, for programs
    #[arg(long, hide = true)]
    report: bool,
}

/// `None` is no limit.
type Limit = Option<u32>;

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    #[value(name = "en-US")]
    English,
    #[value(name = "pt-PT")]
    Portuguese,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Locale {
        match language {
            Language::English => Locale::English,
            Language::Portuguese => Locale::Portuguese,
        }
    }
}

fn limit(text: &str) -> Result<Limit, std::num::ParseIntError> {
    if text == "none" { Ok(None) } else { text.parse().map(Some) }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (lab, tokens) = furnish(&arguments);
    let secured = arguments.tls.then(self_signed).transpose()?;
    let (tls, fingerprint) = secured.unzip();
    let options = Options {
        port: arguments.port,
        base_path: arguments.base_path,
        rate_limit: arguments.rate_limit,
        tls,
        ..Options::default()
    };
    let simulator = Simulator::start(lab, options).await?;
    if arguments.delay_ms > 0 {
        let by = Duration::from_millis(arguments.delay_ms);
        simulator.faults().delay(Matching::any(), Times::UntilCleared, by);
    }
    introduce(&simulator, &tokens, fingerprint)?;
    if arguments.report {
        return report(&simulator);
    }
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// The lab, and the name and text of each token.
fn furnish(arguments: &Arguments) -> (Lab, [(&'static str, String); 3]) {
    let mut lab = Lab::of_size(arguments.assets, Utc::now());
    lab.set_zone(arguments.zone);
    let known = lab.admin_token().unwrap_or_default().to_owned();
    lab.revoke_token(&known);
    let tokens = [
        ("administrator", lab.add_token(1, Rights::admin(), arguments.language.into())),
        ("low privilege", lab.add_token(CLERK, Rights::lending(), Locale::English)),
        ("pt-PT", lab.add_token(PORTUGUESE, Rights::admin(), Locale::Portuguese)),
    ];
    (lab, tokens)
}

fn introduce(
    simulator: &Simulator,
    tokens: &[(&str, String)],
    fingerprint: Option<Fingerprint>,
) -> Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{:<15}{}", "address", simulator.address())?;
    for (name, token) in tokens {
        writeln!(out, "{name:<15}{token}")?;
    }
    if let Some(fingerprint) = fingerprint {
        writeln!(out, "{:<15}{fingerprint}", "fingerprint")?;
    }
    Ok(writeln!(out, "Ctrl+C ends it.")?)
}

/// Says what was asked since the last line, until the reader closes its end.
fn report(simulator: &Simulator) -> Result<()> {
    let mut counted = 0;
    for line in stdin().lines() {
        line?;
        let requests = simulator.requests();
        simulator.forget_requests();
        let sent = simulator.bytes_sent();
        let paths: Vec<String> =
            requests.into_iter().map(|seen| format!("{} {}", seen.method, seen.path)).collect();
        let cpu = processor_time().as_secs_f64();
        let report = json!({ "requests": paths, "bytes": sent - counted, "cpu": cpu });
        writeln!(stdout(), "{report}")?;
        counted = sent;
    }
    Ok(())
}
