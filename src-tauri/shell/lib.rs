//! The window, and nothing but the window: the only Rust that knows Tauri.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use desk::{Desk, DeskOptions, FirstScreen};
use tauri::{App, Manager};

pub mod bindings;
mod closing;
mod commands;
mod events;
mod folders;
mod keyring;
mod logging;
mod notify;
mod window;

use keyring::OsKeyring;
use notify::Notifier;

/// How long everything else gives way to the first screen, should the window never paint it.
const FIRST_SCREEN: Duration = Duration::from_secs(10);

/// Runs the application until its window closes.
///
/// # Errors
/// When the window cannot be created, or the folder for its data cannot.
pub fn run() -> anyhow::Result<()> {
    let bindings = bindings::builder();
    let app = tauri::Builder::default()
        .plugin(window::only_once())
        .plugin(window::remembered())
        .plugin(window::locked_to_the_bundle())
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            Ok(open_desk(app)?)
        })
        .build(tauri::generate_context!());
    let app = match app {
        Err(error) if window::first_has_ended(&error) => {
            return Err(window::start_again()).context("the app cannot start again");
        }
        built => built.context("the window cannot be opened")?,
    };
    app.run(closing::on_run_event);
    Ok(())
}

/// The window does not wait for the workspace: commands do.
fn open_desk(app: &App) -> anyhow::Result<()> {
    logging::start(&folders::for_logs(app.handle())?)?;
    let folder = folders::for_data(app.handle())?;
    window::match_the_theme(app.handle());
    let mut options = DeskOptions::new(folder, Arc::new(OsKeyring));
    options.first_screen = FirstScreen::within(FIRST_SCREEN);
    let desk = Desk::new(options);
    let notifier = Notifier::new(app.handle())?;
    let announcements = desk.announcements();
    app.manage(desk.clone());
    tauri::async_runtime::spawn(events::pass_on(app.handle().clone(), announcements, notifier));
    tauri::async_runtime::spawn(closing::on_signal(app.handle().clone()));
    tauri::async_runtime::spawn(async move { desk.start().await });
    Ok(())
}
