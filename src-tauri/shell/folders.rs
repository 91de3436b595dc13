//! Where Toolcrib keeps things: a folder of its own that nobody else may enter.

use std::path::{Path, PathBuf};
use std::{fs, io};

use tauri::{AppHandle, Manager};

/// The folder of the workspace files.
///
/// # Errors
/// When there is no home.
pub fn for_data(app: &AppHandle) -> tauri::Result<PathBuf> {
    app.path().app_local_data_dir().map(private)
}

/// The folder of the logs.
///
/// # Errors
/// When there is no home.
pub fn for_logs(app: &AppHandle) -> tauri::Result<PathBuf> {
    app.path().app_log_dir().map(private)
}

/// A folder that cannot be made is no reason to stay away: the window says what is wrong with it.
fn private(folder: PathBuf) -> PathBuf {
    if let Err(error) = make(&folder) {
        tracing::warn!(%error, folder = %folder.display(), "the folder is not as it should be");
    }
    folder
}

/// The web engine may have made the folder already, open to everybody.
#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Elsewhere a person's folders are private by inheritance.
#[cfg(not(unix))]
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn mode(folder: &Path) -> u32 {
        folder.metadata().expect("it exists").permissions().mode() & 0o777
    }

    #[test]
    fn a_new_folder_is_closed_to_others() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = super::private(home.path().join("data/toolcrib"));
        assert_eq!(mode(&folder), 0o700);
    }

    #[test]
    fn an_open_folder_is_closed_and_keeps_its_files() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = home.path().join("toolcrib");
        fs::create_dir(&folder).expect("created");
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("opened");
        fs::write(folder.join("workspace.db"), "kept").expect("written");
        super::private(folder.clone());
        assert_eq!(mode(&folder), 0o700);
        assert!(folder.join("workspace.db").exists());
    }
}
