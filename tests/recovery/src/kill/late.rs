//! The request that was on its way when the core was killed, and that the server carries out later.

use anyhow::ensure;
use snipeit_simulator::SeenRequest;

use super::child::Point;
use super::facts::Sent;
use super::stage::Stage;

/// When it is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Just after the core was started again and has looked for the first time.
    AfterTheFirstLook,
    /// A second before it may be taken for lost.
    WithinTheMinute,
    /// After five minutes.
    AfterMinutes,
}

impl Late {
    /// When this request may arrive. A label that is set after its minute may have been set again
    /// by then; what moves an asset must not have been sent again, ever.
    #[must_use]
    pub fn of(request: &SeenRequest) -> &'static [Self] {
        let all = &[Self::AfterTheFirstLook, Self::WithinTheMinute, Self::AfterMinutes];
        if request.method == "POST" { all } else { &all[..2] }
    }
}

/// The request that a core killed at this point was about to send, if it changes something: the
/// one that the unkilled core sent after as many as were sent before.
#[must_use]
pub fn on_its_way<'r>(point: &Point, sent: usize, unkilled: &'r [Sent]) -> Option<&'r SeenRequest> {
    let (method, path) = point.name.strip_prefix("before ")?.split_once(' ')?;
    let request = &unkilled.get(sent)?.request;
    (request.method == method && request.path.ends_with(path)).then_some(request)
}

/// Has the server carry it out now. What becomes of the answer nobody is there to hear.
///
/// # Errors
/// It cannot be sent at all.
pub async fn arrive(stage: &Stage, request: &SeenRequest) -> anyhow::Result<()> {
    let method = reqwest::Method::from_bytes(request.method.as_bytes())?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let before = stage.facts().sent.len();
    let answer = client
        .request(method, format!("{}{}", stage.place.address, request.path))
        .bearer_auth(&stage.place.token)
        .header(reqwest::header::ACCEPT, "application/json")
        .header(reqwest::header::CONTENT_TYPE, "application/json")
        .body(request.body.clone())
        .send()
        .await;
    ensure!(stage.facts().sent.len() > before, "the late request did not arrive: {answer:?}");
    Ok(())
}
