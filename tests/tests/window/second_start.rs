//! Starting while another Toolcrib is ending.

use anyhow::{Context, Result};
use end_to_end::{Page, Stage};
use zbus::{Connection, connection, interface};

/// A first instance that is asked to show its window, and ends instead of answering.
struct Dying;

#[interface(name = "org.SingleInstance.DBus")]
impl Dying {
    async fn execute_callback(
        &self,
        _argv: Vec<String>,
        _folder: String,
        #[zbus(connection)] connection: &Connection,
    ) {
        // Nothing is left to report to if closing fails: the name is given up either way.
        let _ = connection.clone().close().await;
    }
}

#[tokio::test]
async fn a_start_that_meets_a_dying_app_opens_the_window() -> Result<()> {
    let stage = Stage::set("second-start").await?;
    let command = stage.command("true");
    let bus = command.get_envs().find(|(name, _)| *name == "DBUS_SESSION_BUS_ADDRESS");
    let bus = bus.and_then(|(_, value)| value?.to_str()).context("the stage has no bus")?;
    let first = connection::Builder::address(bus)?
        .name("org.toolcrib.desk.SingleInstance")?
        .serve_at("/org/toolcrib/desk/SingleInstance", Dying)?
        .build()
        .await?;
    let window = stage.open().await?;
    window.button("Try with a demo lab").appears().await?;
    drop(first);
    Ok(())
}
