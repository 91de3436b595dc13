//! The log: a file a day in the log folder, of which seven are kept.
//!
//! `TOOLCRIB_LOG` chooses what is written, as in `TOOLCRIB_LOG=desk=debug`. Libraries are heard
//! from `info` up and no further: below, they quote headers and bodies, and with them the token.

use std::path::Path;

use tracing::{Level, Metadata};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{FilterExt, LevelFilter, filter_fn};
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

const VARIABLE: &str = "TOOLCRIB_LOG";
const DAYS: usize = 7;
const OURS: &[&str] =
    &["shell", "desk", "domain", "workspace", "snipeit", "snipeit_simulator", "toolcrib"];

/// Writes everything from now on to files in the folder; to the terminal if that cannot be.
///
/// # Errors
/// When something else logs already.
pub fn start(folder: &Path) -> anyhow::Result<()> {
    let chosen = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .with_env_var(VARIABLE)
        .from_env_lossy();
    let lines = fmt::layer()
        .with_ansi(false)
        .with_writer(place(folder))
        .with_filter(chosen.and(filter_fn(may_be_written)));
    tracing_subscriber::registry().with(lines).try_init()?;
    log_panics();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(())
}

fn place(folder: &Path) -> BoxMakeWriter {
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("toolcrib")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder);
    files.map_or_else(|_| BoxMakeWriter::new(std::io::stderr), BoxMakeWriter::new)
}

fn may_be_written(metadata: &Metadata<'_>) -> bool {
    is_harmless(metadata.target(), *metadata.level())
}

fn is_harmless(target: &str, level: Level) -> bool {
    let top = target.split("::").next().unwrap_or(target);
    level <= Level::INFO || OURS.contains(&top)
}

fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        let message = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, message, "panic");
        usual(panic);
    }));
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::is_harmless;

    #[test]
    fn libraries_may_not_write_what_they_send() {
        assert!(!is_harmless("hyper::proto::h1::io", Level::TRACE));
        assert!(!is_harmless("zbus::connection", Level::DEBUG));
        assert!(!is_harmless("deskless", Level::DEBUG));
        assert!(is_harmless("hyper::client", Level::WARN));
        assert!(is_harmless("desk::feed::read", Level::TRACE));
    }
}
