//! How the desktop's notification service reads a message.

/// The body such that it appears as written: some services read markup in it.
#[cfg(target_os = "linux")]
pub async fn as_text(body: String) -> String {
    written_for(reads_markup().await, body)
}

#[cfg(target_os = "linux")]
fn written_for(reads_markup: bool, body: String) -> String {
    if reads_markup { html_escape::encode_text(&body).into_owned() } else { body }
}

/// Only the freedesktop services know markup.
#[cfg(not(target_os = "linux"))]
pub async fn as_text(body: String) -> String {
    body
}

/// A service that does not answer is taken for one that reads markup: a stray `&amp;` does no harm.
#[cfg(target_os = "linux")]
async fn reads_markup() -> bool {
    use std::time::Duration;
    let answer = tokio::time::timeout(Duration::from_secs(2), capabilities()).await;
    match answer {
        Ok(Ok(capabilities)) => capabilities.iter().any(|one| one == "body-markup"),
        _ => true,
    }
}

#[cfg(target_os = "linux")]
async fn capabilities() -> zbus::Result<Vec<String>> {
    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    let bus = zbus::Connection::session().await?;
    let reply = bus.call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &()).await?;
    reply.body().deserialize()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::written_for;

    const NAME: &str = "<img src=x onerror=alert(1)> & \"sondas\"";

    #[test]
    fn markup_in_a_name_is_text() {
        let written = written_for(true, NAME.into());
        assert_eq!(written, "&lt;img src=x onerror=alert(1)&gt; &amp; \"sondas\"");
    }

    #[test]
    fn a_service_without_markup_gets_the_name_as_it_is() {
        assert_eq!(written_for(false, NAME.into()), NAME);
    }
}
