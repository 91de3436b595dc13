//! The token in the operating system's keyring.

use desk::TokenStore;
use desk::api::KeyringProblem;
use keyring_core::{Entry, Error, Result};
use snipeit::ApiToken;

const SERVICE: &str = "org.toolcrib.desk";

/// The keyring of the person who is logged in. Calls block while it asks to be unlocked.
pub struct OsKeyring;

impl TokenStore for OsKeyring {
    fn load(&self, address: &str) -> std::result::Result<Option<String>, KeyringProblem> {
        match open(address)?.get_password() {
            Ok(token) => Ok(Some(token)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(problem(&error)),
        }
    }

    fn save(&self, address: &str, token: &ApiToken) -> std::result::Result<(), KeyringProblem> {
        open(address)?.set_password(token.expose()).map_err(|error| problem(&error))
    }
}

fn open(address: &str) -> std::result::Result<Entry, KeyringProblem> {
    entry(address).map_err(|error| {
        tracing::warn!(error = kind(&error), "there is no keyring");
        KeyringProblem::Missing
    })
}

/// Connects anew each time, so that a keyring that was started late is found.
#[cfg(target_os = "linux")]
fn entry(address: &str) -> Result<Entry> {
    use keyring_core::api::CredentialStoreApi;
    let label = format!("Toolcrib: {address}");
    let modifiers = [("label", label.as_str())].into();
    zbus_secret_service_keyring_store::Store::new()?.build(SERVICE, address, Some(&modifiers))
}

#[cfg(not(target_os = "linux"))]
fn entry(address: &str) -> Result<Entry> {
    Ok(::keyring::Entry::new(SERVICE, address)?.inner)
}

fn problem(error: &Error) -> KeyringProblem {
    tracing::warn!(error = kind(error), "the keyring does not answer as it should");
    match error {
        Error::NoStorageAccess(cause) if has_no_collection(cause.as_ref()) => {
            KeyringProblem::Missing
        }
        Error::NoStorageAccess(_) => KeyringProblem::Locked,
        _ => KeyringProblem::Other,
    }
}

/// A Secret Service without a default collection keeps nothing.
#[cfg(target_os = "linux")]
fn has_no_collection(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(cause.downcast_ref(), Some(secret_service::Error::NoResult))
}

#[cfg(not(target_os = "linux"))]
fn has_no_collection(_cause: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

/// What the log may say: some errors carry the secret's bytes, and print them.
fn kind(error: &Error) -> String {
    match error {
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => cause.to_string(),
        Error::BadEncoding(_) => "the secret is not text".into(),
        Error::BadDataFormat(..) => "the secret is damaged".into(),
        Error::Ambiguous(entries) => format!("{} secrets for one address", entries.len()),
        other => other.to_string(),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use desk::api::KeyringProblem;
    use keyring_core::Error;

    use super::{kind, problem};

    #[test]
    fn a_keyring_that_stays_closed_is_not_a_missing_one() {
        use secret_service::Error as Cause;
        let denied = |cause: Cause| problem(&Error::NoStorageAccess(Box::new(cause)));
        assert_eq!(denied(Cause::Locked), KeyringProblem::Locked);
        assert_eq!(denied(Cause::Prompt), KeyringProblem::Locked);
        assert_eq!(denied(Cause::NoResult), KeyringProblem::Missing);
        let broken = Error::PlatformFailure(Box::new(Cause::Crypto("no")));
        assert_eq!(problem(&broken), KeyringProblem::Other);
    }

    #[test]
    fn the_log_never_quotes_a_secret() {
        let secret = b"eyJ0eXAi\xff".to_vec();
        let said = kind(&Error::BadEncoding(secret.clone()));
        let cause = Box::new(std::io::Error::other("damaged"));
        let also = kind(&Error::BadDataFormat(secret, cause));
        for text in [said, also] {
            assert!(!text.contains("eyJ0") && !text.contains("101"), "{text}");
        }
    }
}
