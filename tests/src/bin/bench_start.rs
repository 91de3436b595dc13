//! `cargo xtask bench start`: from a start to a usable Today, beside an empty window.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(bin_name = "bench_start", about = "From a start to a usable Today")]
struct Arguments {
    /// Where the large lab is kept
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/large-lab"))]
    keep: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    end_to_end::measure::start(&Arguments::parse().keep).await
}
