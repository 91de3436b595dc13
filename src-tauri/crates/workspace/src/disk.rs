//! Asking the disk why it took nothing more. SQLite says “full” only where the system does: an
//! exhausted quota, a largest size or a disk that turned read-only are mere I/O errors to it.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::Error;

/// More than SQLite writes at once, so that what it could not write does not fit here either.
const BLOCK: [u8; 8192] = [0; 8192];

/// What an error really says, after writing to `file` failed with it.
pub fn explained(error: Error, file: &Path) -> Error {
    match &error {
        Error::Other(unclear)
            if unclear.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) =>
        {
            refusal(file).unwrap_or(error)
        }
        _ => error,
    }
}

/// The log of the workspace at `path`: what a commit writes to.
pub fn log(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The index that the connections to the workspace at `path` share.
pub fn shared_index(path: &Path) -> PathBuf {
    beside(path, "-shm")
}

/// Why the disk lets `file` grow no further; `None` when it would, or fails in its own way.
fn refusal(file: &Path) -> Option<Error> {
    let length = file.metadata().map_or(0, |found| found.len());
    let trial = beside(file, "-trial");
    let tried = grow(&trial, length);
    if let Err(error) = std::fs::remove_file(&trial) {
        tracing::debug!(%error, "nothing was written for trial");
    }
    tried.err().filter(is_clear).map(Error::from)
}

/// Writes one block where another file of that length would grow.
fn grow(trial: &Path, length: u64) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create(true).truncate(true).open(trial)?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(&BLOCK)?;
    // Some disks promise room and take it back.
    file.sync_all()
}

fn is_clear(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::FileTooLarge
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::PermissionDenied
    )
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
