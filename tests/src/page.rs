//! The words for what is on a page: the same inside the whole window and inside a part of it.

use anyhow::Result;

use crate::locator::{Locator, Role};

/// Something that has elements in it. Elements are found by what they are and what they are
/// called, as a screen reader finds them. A name may be given in part; an element with exactly
/// that name is preferred.
pub trait Page {
    /// All of it.
    fn everything(&self) -> Locator<'_>;

    /// Whatever has this role and name; an empty name means any.
    fn find(&self, role: Role, name: &str) -> Locator<'_> {
        self.everything().inside(role, name)
    }

    /// A button.
    fn button(&self, name: &str) -> Locator<'_> {
        self.find(Role::Button, name)
    }

    /// A link.
    fn link(&self, name: &str) -> Locator<'_> {
        self.find(Role::Link, name)
    }

    /// Something to fill in, by its label.
    fn field(&self, label: &str) -> Locator<'_> {
        self.find(Role::Field, label)
    }

    /// A check box or a switch.
    fn checkbox(&self, label: &str) -> Locator<'_> {
        self.find(Role::Checkbox, label)
    }

    /// One of several answers.
    fn radio(&self, label: &str) -> Locator<'_> {
        self.find(Role::Radio, label)
    }

    /// A tab.
    fn tab(&self, name: &str) -> Locator<'_> {
        self.find(Role::Tab, name)
    }

    /// A heading.
    fn heading(&self, name: &str) -> Locator<'_> {
        self.find(Role::Heading, name)
    }

    /// A row of a table or list that contains the text.
    fn row(&self, text: &str) -> Locator<'_> {
        self.find(Role::Row, text)
    }

    /// A choice of a list.
    fn option(&self, name: &str) -> Locator<'_> {
        self.find(Role::Option, name)
    }

    /// A dialog.
    fn dialog(&self, name: &str) -> Locator<'_> {
        self.find(Role::Dialog, name)
    }

    /// A named part of the page.
    fn region(&self, name: &str) -> Locator<'_> {
        self.find(Role::Region, name)
    }

    /// The innermost element with this text.
    fn text(&self, text: &str) -> Locator<'_> {
        self.find(Role::Text, text)
    }

    /// Waits until the text can be read.
    ///
    /// # Errors
    /// When it cannot in time.
    #[expect(async_fn_in_trait, reason = "awaited where it is called")]
    async fn see(&self, text: &str) -> Result<()> {
        self.text(text).appears().await
    }

    /// Waits until the text can no longer be read.
    ///
    /// # Errors
    /// When it still can after the time.
    #[expect(async_fn_in_trait, reason = "awaited where it is called")]
    async fn no_longer_see(&self, text: &str) -> Result<()> {
        self.text(text).disappears().await
    }
}
