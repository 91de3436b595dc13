//! The window in a plain browser: prints where, and stays until its standard input ends.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use end_to_end::{Host, HostStage, World};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;

#[derive(Parser)]
#[command(bin_name = "browser-host", about = "The window in a plain browser, on 127.0.0.1")]
struct Arguments {
    /// Where the browser begins
    #[arg(long, default_value = "lab")]
    stage: Beginning,
    /// The port; any free one by default
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The window as `npm run build:browser` writes it
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dist-browser"))]
    bundle: PathBuf,
    /// Where the large lab is kept
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/large-lab"))]
    keep: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Beginning {
    Welcome,
    Lab,
    Large,
}

impl Beginning {
    fn stage(self, keep: PathBuf) -> HostStage {
        match self {
            Beginning::Welcome => HostStage::Welcome,
            Beginning::Lab => HostStage::Lab,
            Beginning::Large => HostStage::Large(keep),
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = TempDir::new()?;
    let world = Arc::new(World::set(arguments.stage.stage(arguments.keep), folder.path()).await?);
    let host = Host::listen(Arc::clone(&world), &arguments.bundle, arguments.port).await?;
    writeln!(stdout(), "http://{}", host.address()?)?;
    if let Some(snipe_it) = world.snipe_it() {
        writeln!(stdout(), "Snipe-IT {} {}", snipe_it.address(), snipe_it.token())?;
    }
    tokio::select! {
        served = host.serve() => served?,
        () = end_of_input() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    world.desk().stop().await;
    Ok(())
}

/// Whoever started this holds its input open; when they are gone, so is the need for it.
async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut rest = [0; 64];
    while input.read(&mut rest).await.is_ok_and(|read| read > 0) {}
}
