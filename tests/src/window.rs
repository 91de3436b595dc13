//! The app's window, as the technician sees and uses it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::Value;
use thirtyfour::error::WebDriverResult;
use thirtyfour::session::handle::SessionHandle;
use tokio::time::timeout;

use crate::driver::Driver;
use crate::locator::{Locator, moved};
use crate::page::Page;
use crate::process;
use crate::stage::Stage;
use crate::wait::{PATIENCE, eventually};

/// Waits for fonts, for movements that end, and for two frames to be painted.
const SETTLE: &str = "
    const done = arguments[arguments.length - 1];
    const ends = (one) => one.effect?.getComputedTiming().endTime !== Infinity;
    const still = document.getAnimations().filter(ends).map((one) => one.finished.catch(() => {}));
    Promise.all([document.fonts.ready, ...still]).then(() =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";

/// Asks the desk and hands on what it says.
const ASK: &str = "
    const [command, passed, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, passed)
        .then((data) => done({ data }), (error) => done({ error }));";

/// An open window. Dropping it ends the app.
#[derive(Debug)]
pub struct Window<'stage> {
    stage: &'stage Stage,
    session: Arc<SessionHandle>,
    driver: Driver,
    app: PathBuf,
}

impl<'stage> Window<'stage> {
    pub(crate) async fn open(stage: &'stage Stage, app: &Path) -> Result<Window<'stage>> {
        let app = app.canonicalize()?;
        let opened = driven(stage, &app).await;
        let (driver, session) = opened.map_err(|error| error.context(stage.words_of("app")))?;
        let window = Window { stage, session, driver, app };
        window.wait_for_content().await?;
        Ok(window)
    }

    /// Ends the app as a crash would, without a chance to tidy up.
    ///
    /// # Errors
    /// When it has ended already, or does not.
    pub async fn kill(self) -> Result<()> {
        let app = self.app_process()?;
        process::kill(app);
        gone(app).await
    }

    /// Presses the window's close button and waits until the app has tidied up and ended.
    ///
    /// # Errors
    /// When it has ended already, or does not.
    pub async fn close(self) -> Result<()> {
        let app = self.app_process()?;
        self.stage.display().press_close_buttons()?;
        gone(app).await
    }

    /// Whether the app still runs.
    pub fn is_running(&self) -> bool {
        self.driver.app(&self.app).is_some()
    }

    /// Types keys to whatever has the focus: shortcuts, or a scan.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn type_keys(&self, keys: &str) -> Result<()> {
        eventually("something that has the focus", async || {
            match self.type_into_focused(keys).await {
                Ok(()) => Ok(Some(())),
                Err(error) if moved(&error) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// Saves what the window shows once fonts and movements have settled; says where.
    ///
    /// # Errors
    /// When the window is gone or the picture cannot be written.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let file = self.stage.screenshot_file(name)?;
        self.session.execute_async(SETTLE, Vec::new()).await?;
        self.session.screenshot(&file).await?;
        Ok(file)
    }

    /// Runs a script in the window, for what no person can see.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn script(&self, script: &str) -> Result<Value> {
        let answer = self.session.execute(script, Vec::new()).await?;
        Ok(answer.json().clone())
    }

    /// Asks the desk as the page would, to bring about what a test only presupposes.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn ask_desk(&self, command: &str, arguments: Value) -> Result<Value> {
        let passed = vec![Value::from(command), arguments];
        let answer = self.session.execute_async(ASK, passed).await?;
        let refused = || format!("{command}: {}", answer.json());
        answer.json().get("data").cloned().with_context(refused)
    }

    async fn type_into_focused(&self, keys: &str) -> WebDriverResult<()> {
        self.session.active_element().await?.send_keys(keys).await
    }

    fn app_process(&self) -> Result<i32> {
        self.driver.app(&self.app).context("the app is gone")
    }

    /// The session is ready before the document is.
    async fn wait_for_content(&self) -> Result<()> {
        eventually("the window's document", async || {
            let ready = self.script("return document.readyState").await;
            Ok(ready.is_ok_and(|state| state == "complete").then_some(()))
        })
        .await
        .map_err(|error| error.context(self.stage.words_of("app")))
    }
}

/// A driver with the app's window in hand. It would wait for ever for an app that ends at once.
async fn driven(stage: &Stage, app: &Path) -> Result<(Driver, Arc<SessionHandle>)> {
    let mut command = stage.command("WebKitWebDriver");
    let driver = Driver::start(&mut command, &stage.log("app")).await?;
    let opened = timeout(PATIENCE, driver.open(app)).await;
    let session = opened.context("the app's window did not open in time")??;
    Ok((driver, session))
}

async fn gone(app: i32) -> Result<()> {
    eventually("the end of the app", async || Ok((!process::is_alive(app)).then_some(()))).await
}

impl Page for Window<'_> {
    fn everything(&self) -> Locator<'_> {
        Locator::new(self.stage, &self.session)
    }
}
