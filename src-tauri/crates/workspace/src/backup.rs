//! Copies of the workspace file: one a day, a week of them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};

use crate::pool::{Workspace, create_private};
use crate::{Error, migrate};

/// Days of which a copy is kept.
const KEPT: usize = 7;

impl Workspace {
    /// Keeps a copy of today's workspace in the folder `backups` beside it, unless there is one,
    /// and lets the oldest go. Readers and the writer go on meanwhile. No sound copy makes way for
    /// one of a damaged file.
    ///
    /// # Errors
    /// The copy cannot be written, or the file is damaged; the workspace is untouched.
    pub fn back_up(&self, today: NaiveDate) -> Result<(), Error> {
        let folder = self.path().with_file_name("backups");
        let copy = folder.join(format!("{today}.db"));
        if copy.exists() {
            return Ok(());
        }
        self.check()?;
        // A copy under its final name is a whole one.
        let unfinished = folder.join("unfinished.db");
        copy_to(&unfinished, self.path())?;
        prune(&folder)?;
        Ok(std::fs::rename(&unfinished, &copy)?)
    }
}

/// Copies the file at `path`. A copy that does not come about gives its room back.
fn copy_to(unfinished: &Path, path: &Path) -> Result<(), Error> {
    create_private(unfinished)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copied = migrate::keep_copy(&Connection::open_with_flags(path, flags)?, unfinished);
    copied.inspect_err(|_| {
        if let Err(error) = std::fs::remove_file(unfinished) {
            tracing::warn!(%error, "half a copy is left");
        }
    })
}

/// Makes room for one more.
fn prune(folder: &Path) -> Result<(), Error> {
    let mut copies: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let day = path.file_stem().and_then(|name| name.to_str()).map(str::parse::<NaiveDate>);
        if matches!(day, Some(Ok(_))) {
            copies.push(path);
        }
    }
    copies.sort();
    for old in copies.iter().rev().skip(KEPT - 1) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}
