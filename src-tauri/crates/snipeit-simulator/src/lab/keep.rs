//! Keeping a lab in a file.

use std::fs;
use std::io;
use std::path::Path;

use super::Lab;

impl Lab {
    /// Reads a lab written by [`Lab::save`].
    pub fn load(path: &Path) -> io::Result<Lab> {
        let text = fs::read(path)?;
        serde_json::from_slice(&text).map_err(io::Error::from)
    }

    /// Writes the lab beside the file and renames, so that a reader sees a whole lab or the old one.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let text = serde_json::to_vec(self)?;
        let beside = path.with_extension("part");
        fs::write(&beside, text)?;
        fs::rename(&beside, path)
    }
}
