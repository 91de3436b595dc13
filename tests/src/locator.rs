//! Where something is in the window: looked up anew each time, because pages change.

use std::fmt;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{Key, WebElement};

use crate::evidence;
use crate::page::Page;
use crate::stage::Stage;
use crate::wait::eventually;

const FIND: &str = include_str!("find.js");

/// Puts a value into a field at once, as choosing it in a calendar would.
const PUT: &str = "
    const [field, value] = arguments;
    field.value = value;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));";

/// What an element is to the person who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of ARIA say it")]
pub enum Role {
    Alert,
    Button,
    Checkbox,
    Dialog,
    Field,
    Heading,
    Link,
    Listitem,
    Option,
    Radio,
    Region,
    Row,
    Status,
    Tab,
    Text,
}

#[derive(Clone, Debug, Serialize)]
struct Step {
    role: Role,
    name: String,
}

/// A way to an element, such as the button "Approve" in the row "Ana Silva".
#[derive(Clone, Debug)]
pub struct Locator<'window> {
    stage: &'window Stage,
    session: &'window Arc<SessionHandle>,
    steps: Vec<Step>,
}

impl<'window> Locator<'window> {
    pub(crate) fn new(stage: &'window Stage, session: &'window Arc<SessionHandle>) -> Self {
        let steps = Vec::new();
        Locator { stage, session, steps }
    }

    pub(crate) fn inside(mut self, role: Role, name: &str) -> Self {
        self.steps.push(Step { role, name: name.to_owned() });
        self
    }

    /// Clicks it as soon as it is there and enabled.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn press(&self) -> Result<()> {
        self.use_it(async |element| element.click().await).await
    }

    /// Replaces what is in the field. Dates and times are written as in `2026-12-01` and
    /// `18:30`, whatever order the field shows their parts in.
    ///
    /// # Errors
    /// When there is no such field in time.
    pub async fn fill(&self, text: &str) -> Result<()> {
        self.use_it(async |element| {
            if has_parts(&element).await? {
                let arguments = [element.to_json()?, json!(text)];
                return self.session.execute(PUT, arguments).await.map(drop);
            }
            element.clear().await?;
            element.send_keys(text).await
        })
        .await
    }

    /// Opens a list of choices and makes one; the list may be anywhere in the window.
    ///
    /// # Errors
    /// When the list or the choice is not there in time.
    pub async fn choose(&self, option: &str) -> Result<()> {
        self.press().await?;
        self.whole_window().inside(Role::Option, option).press().await
    }

    /// Searches with a field that suggests what it found, and takes the suggestion.
    ///
    /// # Errors
    /// When the field or the suggestion is not there in time.
    pub async fn pick(&self, search: &str, suggestion: &str) -> Result<()> {
        self.fill(search).await?;
        self.whole_window().inside(Role::Option, suggestion).press().await
    }

    /// Types keys into it.
    ///
    /// # Errors
    /// When it is not there in time.
    pub async fn type_keys(&self, keys: &str) -> Result<()> {
        self.use_it(async |element| element.send_keys(keys).await).await
    }

    /// Presses Enter in it.
    ///
    /// # Errors
    /// When it is not there in time.
    pub async fn enter(&self) -> Result<()> {
        self.use_it(async |element| element.send_keys(Key::Enter).await).await
    }

    /// Waits until it is there.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn appears(&self) -> Result<()> {
        self.wait("to appear", async || Ok(self.first().await?.map(drop))).await
    }

    /// Waits until it is gone.
    ///
    /// # Errors
    /// When it is still there after the time.
    pub async fn disappears(&self) -> Result<()> {
        self.wait("to disappear", async || Ok(self.first().await?.is_none().then_some(()))).await
    }

    /// Waits until it can, or can no longer, be pressed.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn is_enabled(&self, wanted: bool) -> Result<()> {
        self.wait("to be enabled or disabled", async || {
            let Some(element) = self.first().await? else {
                return Ok(None);
            };
            Ok((element.is_enabled().await? == wanted).then_some(()))
        })
        .await
    }

    /// What it says.
    ///
    /// # Errors
    /// When it is not there in time.
    pub async fn words(&self) -> Result<String> {
        self.use_it(async |element| element.text().await).await
    }

    /// What was filled in.
    ///
    /// # Errors
    /// When there is no such field in time.
    pub async fn value(&self) -> Result<String> {
        self.use_it(async |element| Ok(element.prop("value").await?.unwrap_or_default())).await
    }

    /// Whether a check box is ticked or a choice is made.
    ///
    /// # Errors
    /// When it is not there in time.
    pub async fn is_checked(&self) -> Result<bool> {
        self.use_it(async |element| {
            let aria = element.attr("aria-checked").await?;
            Ok(aria.as_deref() == Some("true") || element.is_selected().await?)
        })
        .await
    }

    /// How many there are now.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn count(&self) -> Result<usize> {
        Ok(self.all().await?.len())
    }

    fn whole_window(&self) -> Locator<'window> {
        Locator::new(self.stage, self.session)
    }

    async fn first(&self) -> Result<Option<WebElement>> {
        Ok(self.all().await?.into_iter().next())
    }

    async fn all(&self) -> Result<Vec<WebElement>> {
        let answer = self.session.execute(FIND, [json!(self.steps)]).await?;
        Ok(answer.elements()?)
    }

    /// Does something with the element, again if the page changed under the hand.
    async fn use_it<T, F>(&self, act: F) -> Result<T>
    where
        F: AsyncFn(WebElement) -> WebDriverResult<T>,
    {
        self.wait("to be usable", async || {
            let Some(element) = self.first().await? else {
                return Ok(None);
            };
            match element.is_enabled().await {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) if moved(&error) => return Ok(None),
                Err(error) => return Err(error.into()),
            }
            match act(element).await {
                Ok(outcome) => Ok(Some(outcome)),
                Err(error) if moved(&error) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    async fn wait<T>(&self, hope: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        match eventually(&format!("{self} {hope}"), look).await {
            Ok(seen) => Ok(seen),
            Err(error) => Err(error).context(evidence::of(self.stage, self.session).await),
        }
    }
}

/// Whether the field is made of parts, such as day, month and year.
async fn has_parts(field: &WebElement) -> WebDriverResult<bool> {
    let kind = field.attr("type").await?.unwrap_or_default();
    Ok(["date", "datetime-local", "month", "time", "week"].contains(&kind.as_str()))
}

/// Whether the element went away or was covered between looking and acting.
pub(crate) fn moved(error: &thirtyfour::error::WebDriverError) -> bool {
    use WebDriverErrorInner::{
        ElementClickIntercepted, ElementNotInteractable, NoSuchElement, StaleElementReference,
    };
    matches!(
        **error,
        ElementClickIntercepted(_)
            | ElementNotInteractable(_)
            | NoSuchElement(_)
            | StaleElementReference(_)
    )
}

impl Page for Locator<'_> {
    fn everything(&self) -> Locator<'_> {
        self.clone()
    }
}

impl fmt::Display for Locator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            let of = if index == 0 { "" } else { " › " };
            write!(f, "{of}{:?} “{}”", step.role, step.name)?;
        }
        Ok(())
    }
}
