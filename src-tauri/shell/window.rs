//! The one window: one only, where it was, in front when asked for, and on no page but its own.

use tauri::plugin::TauriPlugin;
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow, Wry};
use tauri_plugin_window_state::StateFlags;

const MAIN: &str = "main";

/// The dark theme's background, as in `ui/src/styles/tokens.css`.
const DARK: Color = Color(0x0e, 0x10, 0x14, 0xff);

/// A second start shows the window of the first, and ends.
pub fn only_once() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(|app, _arguments, _folder| bring_to_front(app))
}

/// Set for a process that starts a second time, so that there is no third.
const AGAIN: &str = "TOOLCRIB_STARTED_AGAIN";

/// Whether the first instance ended between our question and its answer: just killed, it still had
/// its name on the bus. There is no window to show then, so this start is not a second one.
pub fn first_has_ended(error: &tauri::Error) -> bool {
    let unanswered = matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance");
    unanswered && std::env::var_os(AGAIN).is_none()
}

/// Starts this program afresh in this process; comes back only when that fails.
#[cfg(unix)]
pub fn start_again() -> std::io::Error {
    use std::os::unix::process::CommandExt;
    match std::env::current_exe() {
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(AGAIN, "1")
            .exec(),
        Err(error) => error,
    }
}

/// Elsewhere a name on the bus does not outlive its process.
#[cfg(not(unix))]
pub fn start_again() -> std::io::Error {
    std::io::Error::other("the first instance does not answer")
}

/// The window opens where and as large as it was.
pub fn remembered() -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Nothing makes the window leave the bundled pages.
pub fn locked_to_the_bundle() -> TauriPlugin<Wry> {
    tauri::plugin::Builder::new("navigation")
        .on_navigation(|_webview, url| is_ours(url, cfg!(feature = "custom-protocol")))
        .build()
}

/// Shows the window, wherever it was hidden.
pub fn bring_to_front(app: &AppHandle) {
    if let Some(window) = main_window(app)
        && let Err(error) = window.unminimize().and(window.show()).and(window.set_focus())
    {
        tracing::warn!(%error, "the window cannot be shown");
    }
}

/// A dark desktop sees no white flash before the first page.
pub fn match_the_theme(app: &AppHandle) {
    let Some(window) = main_window(app) else { return };
    if matches!(window.theme(), Ok(Theme::Dark))
        && let Err(error) = window.set_background_color(Some(DARK))
    {
        tracing::debug!(%error, "the background stays light");
    }
}

fn main_window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Tauri serves the bundle under its own scheme, on Windows as a host; development, a local server.
fn is_ours(url: &Url, bundled: bool) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", _) | ("http" | "https", Some("tauri.localhost")) => true,
        ("http", Some("localhost")) => !bundled,
        ("about", _) => url.path() == "blank",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    fn allowed(url: &str, bundled: bool) -> bool {
        is_ours(&url.parse().expect("a URL"), bundled)
    }

    #[test]
    fn only_bundled_pages_open() {
        assert!(allowed("tauri://localhost/index.html", true));
        assert!(allowed("http://tauri.localhost/", true));
        for foreign in ["https://example.org/", "http://localhost:5173/", "data:text/html,hello"] {
            assert!(!allowed(foreign, true), "{foreign}");
        }
    }

    #[test]
    fn development_loads_from_the_local_server() {
        assert!(allowed("http://localhost:5173/", false));
        assert!(!allowed("http://example.org/", false));
    }
}
