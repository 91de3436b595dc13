//! What can go wrong with the workspace file.

use rusqlite::ErrorCode;

/// Why the workspace could not be read or written. It is never overwritten.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A newer version of Toolcrib wrote it.
    #[error("the workspace was written by a newer version (schema {found}, known {known})")]
    Newer {
        /// Its schema.
        found: usize,
        /// The newest this version knows.
        known: usize,
    },
    /// It is damaged, or no workspace at all.
    #[error("the workspace file is damaged: {0}")]
    Corrupt(String),
    /// The disk is full, or what its owner may use of it.
    #[error("the disk is full")]
    DiskFull,
    /// It may not be written.
    #[error("the workspace may not be written: {0}")]
    ReadOnly(String),
    /// Another desk or process holds it.
    #[error("another process holds the workspace")]
    Locked,
    /// A rule of the schema forbids it: the row, or its claim, exists already.
    #[error("a rule of the workspace forbids it: {0}")]
    Rule(String),
    /// A stored value cannot be understood.
    #[error("a stored value cannot be understood: {0}")]
    Value(#[from] serde_json::Error),
    /// Anything else.
    #[error(transparent)]
    Other(rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let words = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(words),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(words)
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ConstraintViolation) => Self::Rule(words),
            _ => Self::Other(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;

        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            _ => Self::ReadOnly(error.to_string()),
        }
    }
}
