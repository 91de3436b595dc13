//! The probes, armed: driven by the environment of the process that is proved.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Flaw;

/// Names the flaw of this process.
const FLAW: &str = "TOOLCRIB_FLAW";
/// The number of the point at which this process waits to be killed; 0 only counts.
const STOP_AT: &str = "TOOLCRIB_STOP_AT";

static REACHED: AtomicU32 = AtomicU32::new(0);

/// Whether this process has that flaw.
#[must_use]
pub fn flawed(flaw: Flaw) -> bool {
    static CHOSEN: OnceLock<Option<String>> = OnceLock::new();
    let chosen = CHOSEN.get_or_init(|| std::env::var(FLAW).ok());
    chosen.as_deref() == Some(flaw.word())
}

/// Counts a place, names it on the standard output, and at the chosen one waits for the end.
pub fn point(name: impl FnOnce() -> String) {
    let Some(stop_at) = stop_at() else { return };
    let number = REACHED.fetch_add(1, Ordering::SeqCst) + 1;
    let mut out = std::io::stdout().lock();
    // A reader that has gone away is no reason to stop.
    let _ = writeln!(out, "point {number} {}", name()).and_then(|()| out.flush());
    drop(out);
    if number == stop_at {
        wait_for_the_end();
    }
}

/// Nothing unparks it but the end of the process, or by chance: then it parks again.
fn wait_for_the_end() -> ! {
    loop {
        std::thread::park();
    }
}

fn stop_at() -> Option<u32> {
    static CHOSEN: OnceLock<Option<u32>> = OnceLock::new();
    *CHOSEN.get_or_init(|| std::env::var(STOP_AT).ok()?.parse().ok())
}
