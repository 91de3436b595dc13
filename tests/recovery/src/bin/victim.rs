//! The core, to be killed: carries out orders on the scenario in a folder.

use std::path::PathBuf;

use clap::Parser;

/// Where.
#[derive(Parser)]
struct Arguments {
    /// The folder with the workspace and the place of the scenario.
    folder: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    recovery::kill::victim::serve(Arguments::parse().folder).await
}
