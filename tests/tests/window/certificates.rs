//! A server whose certificate nobody has signed: a person compares it, and no other is taken.

use std::fs;

use anyhow::Result;
use end_to_end::technician::{
    TEAM, approve, ask, check_address, check_token, create_project, finish, open_requisition,
};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window, eventually, self_signed};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use snipeit::Fingerprint;
use snipeit_simulator::Identity;

const TAG: &str = "ML-0412";

const PIN: &str = "It matches, pin it";
const CHANGED: &str = "The server's certificate has changed. Nothing was sent.";

/// Whether the status bar shows a piece of the server's name.
const CUT_HOST: &str = "
    const host = document.querySelector('footer .host');
    const shown = host.offsetTop < host.parentElement.offsetTop + host.parentElement.offsetHeight;
    const words = host.querySelector('.truncate');
    return shown && words.scrollWidth > words.clientWidth";

#[tokio::test]
async fn nothing_is_sent_until_an_unknown_certificate_was_compared_and_pinned() -> Result<()> {
    let stage = Stage::set("unknown-certificate").await?;
    let (identity, fingerprint) = self_signed()?;
    let snipe_it = SnipeIt::start_over_https(identity).await?;
    let window = stage.open().await?;
    compare(&window, &snipe_it, fingerprint).await?;
    window.screenshot("compare").await?;

    window.button("It does not match").press().await?;
    window.see("Do not continue").await?;
    window.button(PIN).disappears().await?;
    window.field("API token").is_enabled(false).await?;
    window.button("Check permissions").is_enabled(false).await?;
    window.screenshot("differs").await?;
    window.button("Compare again").press().await?;
    assert_eq!(snipe_it.simulator().requests(), [], "the handshake is all");

    window.button(PIN).press().await?;
    window.see("certificate pinned").await?;
    check_token(&window, &snipe_it.token()).await?;
    finish(&window, &snipe_it).await?;
    window.region("Connection").see("Live").await?;
    assert_eq!(snipe_it.writes(), Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn a_changed_certificate_holds_everything_back_until_it_was_compared() -> Result<()> {
    let stage = Stage::set("changed-certificate").await?;
    let (identity, fingerprint) = self_signed()?;
    let snipe_it = SnipeIt::start_over_https(identity).await?;
    let window = stage.open().await?;
    compare(&window, &snipe_it, fingerprint).await?;
    window.button(PIN).press().await?;
    check_token(&window, &snipe_it.token()).await?;
    finish(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    ask(&window, TEAM, TAG, AWKWARD_NAME).await?;

    let (another, fingerprint) = self_signed()?;
    let snipe_it = snipe_it.restart_with(another).await?;
    approve(&window, TEAM).await?;
    window.see(CHANGED).await?;
    window.tab("Waiting").press().await?;
    window.row(TEAM.leader).see("Will be approved").await?;
    window.see("Will be approved once the server’s new certificate is trusted").await?;
    assert_eq!(window.script(CUT_HOST).await?, false, "the host stands there whole or not at all");
    window.screenshot("waiting").await?;

    window.button("Compare it in Settings").press().await?;
    window.region("Snipe-IT").see(&as_shown(fingerprint)).await?;
    window.screenshot("settings").await?;
    assert_eq!(snipe_it.simulator().requests(), [], "the handshake is all");

    window.button(PIN).press().await?;
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(TAG)? == "Reserved").then_some(()))
    })
    .await?;
    open_requisition(&window, "R-1001").await?;
    window.region("Timeline").see("Reserved read on the asset").await?;
    window.region("Connection").see("Live").await
}

#[tokio::test]
async fn the_authority_of_a_file_is_trusted_after_the_file_is_gone() -> Result<()> {
    let stage = Stage::set("authority").await?;
    let authority = authority()?;
    let snipe_it = SnipeIt::start_over_https(signed_by(&authority)?).await?;
    let file = stage.data_folder().join("lab-ca.pem");
    fs::write(&file, "the certificate comes by mail")?;
    let window = stage.open().await?;
    window.button("Connect to Snipe-IT").press().await?;
    check_address(&window, &snipe_it.address()).await?;
    window.button("Name a CA file instead").press().await?;
    window.field("File of the certificate authority").fill(&file.display().to_string()).await?;
    window.button("Trust this authority").press().await?;
    window.see("No certificate can be read from this file").await?;
    window.screenshot("unreadable").await?;
    assert_eq!(snipe_it.simulator().requests(), [], "the handshake is all");

    fs::write(&file, authority.pem())?;
    window.button("Trust this authority").press().await?;
    window.see("trusted through lab-ca.pem").await?;
    check_token(&window, &snipe_it.token()).await?;
    finish(&window, &snipe_it).await?;
    window.close().await?;

    fs::remove_file(file)?;
    let window = stage.open().await?;
    window.region("Connection").see("Live").await?;
    window.button("Settings").press().await?;
    window.see("Trusted through lab-ca.pem").await?;
    window.button("Check certificate").press().await?;
    window.see("Trusted, over TLS 1.3").await
}

/// Has the address checked, up to where the certificate is compared and the token waits.
async fn compare(window: &Window<'_>, snipe_it: &SnipeIt, fingerprint: Fingerprint) -> Result<()> {
    window.button("Connect to Snipe-IT").press().await?;
    check_address(window, &snipe_it.address()).await?;
    window.see("This computer does not know who signed this certificate").await?;
    window.see(&as_shown(fingerprint)).await?;
    window.field("API token").is_enabled(false).await
}

/// In groups that an eye can compare.
fn as_shown(fingerprint: Fingerprint) -> String {
    let digits: Vec<char> = fingerprint.to_string().chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn authority() -> Result<CertifiedIssuer<'static, KeyPair>> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Ok(CertifiedIssuer::self_signed(params, KeyPair::generate()?)?)
}

fn signed_by(authority: &CertifiedIssuer<'static, KeyPair>) -> Result<Identity> {
    let key = KeyPair::generate()?;
    let params = CertificateParams::new(vec!["127.0.0.1".to_owned()])?;
    let certificate = params.signed_by(&key, authority)?;
    Ok(Identity::from_der(certificate.der().to_vec(), key.serialize_der())?)
}
