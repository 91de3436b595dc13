//! Where Toolcrib keeps things: a folder of its own that nobody else may enter.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use anyhow::Context;
use tauri::{AppHandle, Manager};

/// The folder of the workspace files.
///
/// # Errors
/// When there is no home, or the folder cannot be created.
pub fn for_data(app: &AppHandle) -> anyhow::Result<PathBuf> {
    private(app.path().app_local_data_dir()?)
}

/// The folder of the logs.
///
/// # Errors
/// When there is no home, or the folder cannot be created.
pub fn for_logs(app: &AppHandle) -> anyhow::Result<PathBuf> {
    private(app.path().app_log_dir()?)
}

fn private(folder: PathBuf) -> anyhow::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    for_the_owner_alone(&mut builder);
    create(&builder, &folder)?;
    Ok(folder)
}

fn create(builder: &DirBuilder, folder: &Path) -> anyhow::Result<()> {
    builder.create(folder).with_context(|| format!("cannot create {}", folder.display()))
}

#[cfg(unix)]
fn for_the_owner_alone(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;
    builder.mode(0o700);
}

/// Elsewhere a user's folders are private by inheritance.
#[cfg(not(unix))]
fn for_the_owner_alone(_builder: &mut DirBuilder) {}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_folder_is_closed_to_others_and_an_old_one_is_kept() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = super::private(home.path().join("data/toolcrib")).expect("created");
        let mode = folder.metadata().expect("it exists").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        std::fs::write(folder.join("kept"), "").expect("written");
        super::private(folder.clone()).expect("there already");
        assert!(folder.join("kept").exists());
    }
}
