//! The window, and nothing but the window: the only Rust that knows Tauri.

pub mod bindings;
mod commands;

/// Runs the application until its window closes.
///
/// # Errors
/// When the window cannot be created.
pub fn run() -> anyhow::Result<()> {
    let builder = bindings::builder();
    tauri::Builder::default()
        .manage(desk::Desk)
        .invoke_handler(builder.invoke_handler())
        .setup(move |app| {
            builder.mount_events(app);
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}
