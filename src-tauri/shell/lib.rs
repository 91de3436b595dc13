//! The window, and nothing but the window: the only Rust that knows Tauri.

/// Runs the application until its window closes.
///
/// # Errors
/// When the window cannot be created.
pub fn run() -> anyhow::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())?;
    Ok(())
}
