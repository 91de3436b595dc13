//! One desk at a time: two on one file would both carry out its operations.
//!
//! SQLite's own locks last for a transaction; this one lasts as long as the workspace is open. It
//! is on a file beside it, for whoever closes any handle of the workspace file itself takes
//! SQLite's locks away. The file stays behind: removing it would let two desks lock two files.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Error;
use crate::pool::open_private;

/// How often it is looked whether the other desk has gone.
const PAUSE: Duration = Duration::from_millis(20);

/// Claims the workspace at `path` until what is returned is closed, or the process ends; a desk
/// that is just closing is given some time.
pub fn hold(path: &Path, patience: Duration) -> Result<File, Error> {
    let file = open_private(&path.with_extension("lock"))?;
    let give_up = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < give_up => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(Error::Locked),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}
