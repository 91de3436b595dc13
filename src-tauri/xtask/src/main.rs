//! One command for each chore of this repository: `cargo xtask --help`.
//!
//! Every chore first sets up what it needs, so that a machine with nothing but Rust, Node and
//! apt can start with any of them.

mod command;
mod headless;
mod packages;
mod programs;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

use crate::command::say;

#[derive(Parser)]
#[command(name = "cargo xtask", about, version)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Chore {
    /// Install whatever building and testing need and this machine lacks
    Setup {
        /// Only say what is missing
        #[arg(long)]
        dry_run: bool,
    },
    /// Build and start the app; without a display, walk the demo on a virtual one
    Run,
    /// Check everything, from formatting to the end-to-end tests
    Test,
    /// Measure, and print the figures beside their budgets
    Bench {
        /// What to measure
        subject: Subject,
    },
    /// Draw every screen into `screenshots/`, light and dark, in both languages
    Screenshots,
    /// Simulate lives of a lab from seeds: `cargo xtask simulate --help` tells what it takes
    #[command(disable_help_flag = true)]
    Simulate {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Try out the real server named by TOOLCRIB_LIVE_URL and TOOLCRIB_LIVE_TOKEN
    Live,
    /// Start a simulated Snipe-IT alone: `cargo xtask simulator --help` tells what it takes
    #[command(disable_help_flag = true)]
    Simulator {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
enum Subject {
    /// The app while nobody touches it, in a lab of 100,000 assets and 10,000 requisitions
    Idle,
    /// The mirror: its first pass, its updates and its polls
    Mirror,
    /// The one search over 100,000 assets and 10,000 requisitions
    Search,
    /// From a start to a usable Today, in that lab, beside an empty window
    Start,
    /// The window, in a lab of 100,000 assets and 10,000 requisitions
    Window,
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("\nFailed: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(chore: Chore) -> Result<()> {
    match chore {
        Chore::Setup { dry_run: true } => setup::report(),
        Chore::Setup { dry_run: false } => setup::for_testing(),
        Chore::Run => run::run(),
        Chore::Test => test::test(),
        Chore::Bench { subject: Subject::Idle } => programs::bench_idle(),
        Chore::Bench { subject: Subject::Mirror } => programs::bench_mirror(),
        Chore::Bench { subject: Subject::Search } => programs::bench_search(),
        Chore::Bench { subject: Subject::Start } => programs::bench_start(),
        Chore::Bench { subject: Subject::Window } => programs::bench_window(),
        Chore::Screenshots => programs::screenshots(),
        Chore::Simulate { arguments } => programs::simulate(&arguments),
        Chore::Live => programs::live(),
        Chore::Simulator { arguments } => programs::simulator(&arguments),
    }
}
