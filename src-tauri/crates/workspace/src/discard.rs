//! Removing a workspace that nobody needs: the demo's.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::held::hold;
use crate::{Error, Workspace, disk};

impl Workspace {
    /// Removes the file at `path` and what SQLite keeps beside it. The lock stays, for other desks
    /// look at it.
    ///
    /// # Errors
    /// Another desk has it open, or it may not be removed.
    pub fn discard(path: &Path) -> Result<(), Error> {
        let _held = hold(path, Duration::ZERO)?;
        for file in [path.to_owned(), disk::log(path), disk::shared_index(path)] {
            remove(file)?;
        }
        Ok(())
    }
}

fn remove(file: PathBuf) -> Result<(), Error> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
