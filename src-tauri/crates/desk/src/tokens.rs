//! Where the token is kept. The system's keyring is the shell's to know; tests keep it in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use snipeit::ApiToken;

use crate::api::KeyringProblem;

/// A place for tokens, by server address. Calls may block, for a locked keyring asks its owner.
pub trait TokenStore: Send + Sync {
    /// The token for this address, if there is one.
    ///
    /// # Errors
    /// The keyring is missing, locked or broken.
    fn load(&self, address: &str) -> Result<Option<String>, KeyringProblem>;

    /// Keeps the token for this address.
    ///
    /// # Errors
    /// The keyring is missing, locked or broken.
    fn save(&self, address: &str, token: &ApiToken) -> Result<(), KeyringProblem>;
}

/// Keeps tokens until the process ends.
#[derive(Default)]
pub struct InMemory(Mutex<HashMap<String, String>>);

impl TokenStore for InMemory {
    fn load(&self, address: &str) -> Result<Option<String>, KeyringProblem> {
        let tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(tokens.get(address).cloned())
    }

    fn save(&self, address: &str, token: &ApiToken) -> Result<(), KeyringProblem> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(address.to_owned(), token.expose().to_owned());
        Ok(())
    }
}
