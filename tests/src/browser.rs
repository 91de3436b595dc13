//! The person's browser: it shows nothing and notes down what it is asked to open.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use anyhow::Result;

use crate::folders::Folders;
use crate::wait::eventually;

/// What desktops open an address with.
const PROGRAM: &str = "xdg-open";

const NOTE_DOWN: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"${0%/*}/opened\"\n";

/// A browser that programs of the stage find before any other.
#[derive(Debug)]
pub struct Browser {
    opened: PathBuf,
}

impl Browser {
    /// Puts it where programs are looked for first.
    pub(crate) fn install(folders: &Folders) -> Result<Browser> {
        let program = folders.programs().join(PROGRAM);
        fs::write(&program, NOTE_DOWN)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700))?;
        Ok(Browser { opened: folders.programs().join("opened") })
    }

    /// Waits until it was asked to open something; all addresses so far, oldest first.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn opened(&self) -> Result<Vec<String>> {
        eventually("a page in the browser", async || {
            let noted = fs::read_to_string(&self.opened).unwrap_or_default();
            let whole = noted.ends_with('\n');
            Ok(whole.then(|| noted.lines().map(str::to_owned).collect()))
        })
        .await
    }
}
