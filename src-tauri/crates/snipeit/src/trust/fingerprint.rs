//! A certificate's fingerprint, as people compare it.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use thiserror::Error;

const BYTES: usize = 32;

/// The SHA-256 of a whole certificate. Prints as 64 capital hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; BYTES]);

/// A text that is no SHA-256 fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a SHA-256 fingerprint has 64 hexadecimal digits")]
pub struct FingerprintError;

impl Fingerprint {
    /// The fingerprint of a certificate in its binary form.
    #[must_use]
    pub fn of(der: &[u8]) -> Self {
        Self(Sha256::digest(der).into())
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Takes what people paste: in small letters, in groups, with colons, or as `openssl` prints
    /// it with a name and `=` before it.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits = text.rsplit('=').next().unwrap_or_default();
        let separates = |c: &char| c.is_whitespace() || matches!(c, ':' | '-');
        let nibbles: Option<Vec<u8>> =
            digits.chars().filter(|c| !separates(c)).map(nibble).collect();
        let (pairs, []) = nibbles.as_deref().unwrap_or(&[0]).as_chunks::<2>() else {
            return Err(FingerprintError);
        };
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        bytes.try_into().map(Self).map_err(|_| FingerprintError)
    }
}

fn nibble(digit: char) -> Option<u8> {
    digit.to_digit(16).and_then(|value| u8::try_from(value).ok())
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}
