//! `cargo xtask bench idle`: what the app costs while nobody touches it.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(bin_name = "bench_idle", about = "What the app costs while nobody touches it")]
struct Arguments {
    /// Where the large lab is kept
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/large-lab"))]
    keep: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    end_to_end::measure::idle(&Arguments::parse().keep).await
}
