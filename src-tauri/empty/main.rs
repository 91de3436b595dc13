//! An empty window: what the web view alone needs to start, for `cargo xtask bench start`.

use std::io::{Write, stdout};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![painted])
        .run(tauri::generate_context!("src-tauri/empty/tauri.conf.json"))
}

/// The page is painted. It says so as the app's log does.
#[tauri::command]
fn painted() -> Result<(), String> {
    let now = chrono::Utc::now().to_rfc3339();
    writeln!(stdout(), "{now} the first screen is painted").map_err(|error| error.to_string())
}
