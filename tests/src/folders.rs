//! The folders of one stage: nothing outside them is read or written by the app.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

/// A home of its own, gone when dropped.
#[derive(Debug)]
pub struct Folders {
    top: TempDir,
}

const NAMES: &[(&str, &str)] = &[
    ("HOME", "home"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "runtime"),
];

const LOGS: &str = "logs";
const PROGRAMS: &str = "programs";

impl Folders {
    /// Creates them, open to nobody else: a runtime folder must not be.
    pub fn create() -> Result<Folders> {
        let top = tempfile::Builder::new().prefix("toolcrib-").tempdir()?;
        let names = NAMES.iter().map(|(_, name)| *name).chain([LOGS, PROGRAMS]);
        for name in names {
            DirBuilder::new().mode(0o700).create(top.path().join(name))?;
        }
        Ok(Folders { top })
    }

    /// The variables by which programs find these folders.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, PathBuf)> {
        NAMES.iter().map(|(variable, name)| (*variable, self.top.path().join(name)))
    }

    /// Where the workspace and other lasting data go.
    pub fn data(&self) -> PathBuf {
        self.top.path().join("data")
    }

    /// Where programs stand that are found before the computer's own.
    pub fn programs(&self) -> PathBuf {
        self.top.path().join(PROGRAMS)
    }

    /// Where a program of the stage logs to.
    pub fn log(&self, name: &str) -> PathBuf {
        self.top.path().join(LOGS).join(format!("{name}.log"))
    }

    /// Every file below that contains the text.
    pub fn files_containing(&self, text: &str) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        search(self.top.path(), text.as_bytes(), &mut found)?;
        Ok(found)
    }
}

fn search(folder: &Path, text: &[u8], found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            search(&entry.path(), text, found)?;
        } else if kind.is_file() && contains(&read(&entry.path())?, text) {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// A running app also removes files: what is gone contains nothing.
fn read(file: &Path) -> Result<Vec<u8>> {
    match fs::read(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        outcome => Ok(outcome?),
    }
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}
