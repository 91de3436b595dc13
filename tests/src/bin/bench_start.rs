//! `cargo xtask bench start`: from a start to a usable Today, beside an empty window.

use std::path::Path;

use anyhow::Result;

#[tokio::main]
async fn main() -> Result<()> {
    let keep = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/large-lab");
    end_to_end::measure::start(Path::new(keep)).await
}
