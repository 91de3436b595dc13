//! Looking things up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Lab;
use super::model::{Asset, AssetModel, Label, Location, User};
use super::rights::Token;

impl Lab {
    /// An asset by id, deleted ones included.
    pub fn asset(&self, id: u32) -> Option<&Asset> {
        self.assets.get(&id)
    }

    /// A live asset by tag; case does not matter.
    pub fn asset_by_tag(&self, tag: &str) -> Option<&Asset> {
        let tag = tag.to_lowercase();
        self.assets().find(|asset| asset.tag.to_lowercase() == tag)
    }

    /// All live assets by id.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values().filter(|asset| asset.deleted_at.is_none())
    }

    /// The label an asset has now.
    pub fn label_of(&self, asset: u32) -> Option<&Label> {
        self.labels.get(&self.asset(asset)?.label)
    }

    /// All labels by id.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.labels.values()
    }

    /// All models by id.
    pub fn models(&self) -> impl Iterator<Item = &AssetModel> {
        self.models.values()
    }

    /// All locations by id.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        self.locations.values()
    }

    /// A live user by id.
    pub fn user(&self, id: u32) -> Option<&User> {
        self.users.get(&id).filter(|user| user.deleted_at.is_none())
    }

    /// A live user by e-mail address; case does not matter.
    pub fn user_by_email(&self, email: &str) -> Option<&User> {
        let email = email.to_lowercase();
        self.users().find(|user| user.email.as_ref().is_some_and(|e| e.to_lowercase() == email))
    }

    /// All live users by id.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values().filter(|user| user.deleted_at.is_none())
    }

    /// The id of the newest activity row, 0 when there is none.
    pub fn newest_activity(&self) -> u32 {
        self.activity.keys().next_back().copied().unwrap_or(0)
    }

    /// The administrator's token: the first one made and not revoked.
    pub fn admin_token(&self) -> Option<&str> {
        self.tokens.first().map(|token| token.text.as_str())
    }

    /// The token with this text, if its user still exists.
    pub(crate) fn token(&self, text: &str) -> Option<&Token> {
        let token = self.tokens.iter().find(|token| token.text == text)?;
        self.user(token.user).map(|_| token)
    }
}

/// Text without case and accents, as the server's database compares it.
pub(crate) fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
