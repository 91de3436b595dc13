//! Connections that break, hang or never come about.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::ids::{AssetId, LabelId};
use snipeit::{ApiToken, BaseUrl, Client, Error, Lane, Pacing, Server, Trust, Unreachable};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::support::{FakeServer, ZONE, background, client, client_of, quick, recorded};

/// What a broken server does with a request that it has read.
#[derive(Clone, Copy)]
enum Breaks {
    Closes,
    Hangs,
    ClosesInMidAnswer,
}

struct BrokenServer {
    how: Breaks,
    address: String,
    requests: Arc<AtomicUsize>,
}

impl BrokenServer {
    async fn start(how: Breaks) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(break_off(stream, how));
            }
        });
        Self { how, address, requests }
    }

    fn client(&self, lane: Lane) -> Client {
        let pacing = match self.how {
            Breaks::Hangs => Pacing { request: Duration::from_millis(200), ..quick() },
            Breaks::Closes | Breaks::ClosesInMidAnswer => quick(),
        };
        client_of(&self.address, ZONE, pacing).in_lane(lane)
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn break_off(mut stream: TcpStream, how: Breaks) {
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await;
    match how {
        Breaks::Closes => {}
        Breaks::Hangs => tokio::time::sleep(Duration::from_secs(60)).await,
        Breaks::ClosesInMidAnswer => {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":";
            let _ = stream.write_all(head).await;
        }
    }
}

fn lost(cause: Unreachable) -> Error {
    Error::Unreachable { cause, may_have_arrived: true }
}

const CASES: [(Breaks, Unreachable); 3] = [
    (Breaks::Closes, Unreachable::Reset),
    (Breaks::Hangs, Unreachable::Timeout),
    (Breaks::ClosesInMidAnswer, Unreachable::Reset),
];

#[tokio::test]
async fn a_background_read_is_tried_four_times_in_all() {
    for (how, cause) in CASES {
        let server = BrokenServer::start(how).await;
        let answer = server.client(Lane::Background).version().await;
        assert_eq!(answer, Err(lost(cause)));
        assert_eq!(server.requests(), 4);
    }
}

#[tokio::test]
async fn the_counters_read_is_tried_twice() {
    let server = BrokenServer::start(Breaks::Closes).await;
    assert!(server.client(Lane::Counter).version().await.is_err());
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_in_doubt_and_not_repeated() {
    for (how, cause) in CASES {
        let server = BrokenServer::start(how).await;
        let client = server.client(Lane::Background);
        let error = client.set_label(AssetId(1), LabelId(7)).await.unwrap_err();
        assert_eq!(error, lost(cause));
        assert!(error.answer_lost());
        assert_eq!(server.requests(), 1);
    }
}

#[tokio::test]
async fn a_write_that_nobody_took_is_certain_not_to_have_arrived() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = client_of(&address, ZONE, quick());
    let error = client.set_label(AssetId(1), LabelId(7)).await.unwrap_err();
    let refused = Error::Unreachable { cause: Unreachable::Refused, may_have_arrived: false };
    assert_eq!(error, refused);
    assert!(!error.answer_lost());
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_named_as_the_cause() {
    let too_long_for_any_server = "a".repeat(64);
    let base = BaseUrl::parse_insecure(&format!("http://{too_long_for_any_server}")).unwrap();
    let token = ApiToken::parse("token").unwrap();
    let client = Client::new(Server { base, zone: ZONE, trust: Trust::System }, token).unwrap();
    let unknown = Error::Unreachable { cause: Unreachable::Dns, may_have_arrived: false };
    assert_eq!(client.version().await, Err(unknown));
}

#[tokio::test]
async fn a_read_goes_on_when_the_server_is_back() {
    let replies = ["php-fpm-down-502", "maintenance-503", "database-down", "version"];
    let server = FakeServer::start(replies.map(recorded)).await;
    assert_eq!(background(&server).version().await.unwrap().text, "v8.1.4");
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_read_that_waits_before_it_is_tried_again_goes_at_once_when_it_is_hurried() {
    let server = FakeServer::start(["php-fpm-down-502", "version"].map(recorded)).await;
    let pacing = Pacing { first_retry: Duration::from_secs(3600), ..quick() };
    let client = client_of(&server.address, ZONE, pacing);
    let read = client.in_lane(Lane::Feed);
    let read = tokio::spawn(async move { read.version().await });
    while !read.is_finished() {
        client.hurry();
        tokio::task::yield_now().await;
    }
    assert_eq!(read.await.unwrap().unwrap().text, "v8.1.4");
}

#[tokio::test]
async fn what_will_not_pass_is_not_tried_again() {
    for name in ["hardware-show-notfound", "error-bad-token", "database-down-setup-page"] {
        let server = FakeServer::recorded(name).await;
        assert!(background(&server).asset(AssetId(1)).await.is_err());
        assert_eq!(server.seen().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = FakeServer::recorded("version").await;
    let redirect = recorded("database-down").header("Location", &server.address);
    let redirecting = FakeServer::start([redirect]).await;
    assert!(matches!(client(&redirecting).version().await, Err(Error::NotSnipeIt { .. })));
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn requests_can_be_made_from_any_task() {
    let server = FakeServer::recorded("version").await;
    let client = client(&server);
    let task = tokio::spawn(async move { client.version().await });
    assert_eq!(task.await.unwrap().unwrap().text, "v8.1.4");
}
