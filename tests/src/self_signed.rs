//! Certificates as a lab makes them for itself.

use anyhow::Result;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use snipeit::Fingerprint;
use snipeit_simulator::Identity;

/// A certificate for this computer that nobody has signed, and what a person compares.
///
/// # Errors
/// When this computer cannot make one.
pub fn self_signed() -> Result<(Identity, Fingerprint)> {
    let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names)?;
    let fingerprint = Fingerprint::of(cert.der());
    Ok((Identity::from_der(cert.der().to_vec(), signing_key.serialize_der())?, fingerprint))
}
