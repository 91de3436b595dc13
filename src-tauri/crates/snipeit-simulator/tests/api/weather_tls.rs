//! https with a certificate that a lab made itself.

use std::time::Duration;

use crate::common::*;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::{Certificate, Client};
use snipeit_simulator::{BadIdentity, Identity, Matching, Options, Simulator, Times};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn who_trusts_the_certificate_is_served_under_https() {
    let made = self_signed();
    let simulator = secured(pem(&made)).await;
    let version = format!("{}/api/v1/version", simulator.address());
    assert!(version.starts_with("https://127.0.0.1:"), "{version}");
    let request = trusting(&made).get(&version).bearer_auth(simulator.token());
    assert_eq!(send(request).await.status, 200);
}

#[tokio::test]
async fn who_does_not_asks_nothing() {
    let simulator = secured(pem(&self_signed())).await;
    let stranger = trusting(&self_signed());
    let asked = stranger.get(format!("{}/api/v1/version", simulator.address())).send().await;
    assert!(asked.unwrap_err().is_connect());
    assert_eq!(simulator.requests(), []);
}

#[tokio::test]
async fn plain_http_and_dawdling_hold_nobody_up() {
    let made = self_signed();
    let simulator = secured(der(&made)).await;
    let address = simulator.address().replace("https://", "");
    let _silent = TcpStream::connect(&address).await.unwrap();
    let mut plain = TcpStream::connect(&address).await.unwrap();
    plain.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"), "{:?}", String::from_utf8_lossy(&answer));
    let health = trusting(&made).get(format!("{}/health", simulator.address()));
    assert_eq!(send(health).await.status, 200);
}

#[tokio::test]
async fn the_weather_is_the_same_under_https() {
    let made = self_signed();
    let simulator = secured(pem(&made)).await;
    let (any, client) = (Matching::any, trusting(&made));
    let health = || client.get(format!("{}/health", simulator.address()));
    simulator.faults().lose_answer(any(), Times::Next(1));
    assert!(health().send().await.is_err(), "the answer is lost");
    simulator.faults().truncate(any(), Times::Next(1));
    let broken = health().send().await.unwrap();
    assert!(broken.bytes().await.is_err(), "the body breaks off");
    simulator.faults().go_offline();
    assert!(health().timeout(Duration::from_secs(5)).send().await.is_err(), "nobody is there");
    simulator.faults().come_back();
    assert_eq!(send(health()).await.status, 200);
}

#[test]
fn what_cannot_be_served_is_named() {
    let (made, other) = (self_signed(), KeyPair::generate().unwrap());
    let certificate = made.cert.pem();
    let bad = |certificate: &str, key: &str| {
        Identity::from_pem(certificate.as_bytes(), key.as_bytes()).err().unwrap()
    };
    assert!(matches!(bad(&certificate, "no key"), BadIdentity::Pem(_)));
    assert!(matches!(bad(&certificate, &other.serialize_pem()), BadIdentity::Unfit(_)));
    assert!(matches!(bad("", &made.signing_key.serialize_pem()), BadIdentity::Unfit(_)));
    let der = Identity::from_der(made.cert.der().to_vec(), vec![1, 2, 3]);
    assert!(matches!(der.err().unwrap(), BadIdentity::Key));
}

async fn secured(identity: Identity) -> Simulator {
    let options = Options { tls: Some(identity), ..Options::default() };
    Simulator::start(lab(), options).await.unwrap()
}

fn self_signed() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap()
}

fn pem(made: &CertifiedKey<KeyPair>) -> Identity {
    let key = made.signing_key.serialize_pem();
    Identity::from_pem(made.cert.pem().as_bytes(), key.as_bytes()).unwrap()
}

fn der(made: &CertifiedKey<KeyPair>) -> Identity {
    Identity::from_der(made.cert.der().to_vec(), made.signing_key.serialize_der()).unwrap()
}

fn trusting(made: &CertifiedKey<KeyPair>) -> Client {
    let certificate = Certificate::from_der(made.cert.der()).unwrap();
    Client::builder().tls_certs_only([certificate]).build().unwrap()
}
