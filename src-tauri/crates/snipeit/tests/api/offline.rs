//! A server that cannot be reached for a while, connection by connection.

use chrono::Utc;
use snipeit::{Budget, Client, Error, Lane, Standing, Unreachable, Version};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::support::{ZONE, client_of, quick, utc};

/// A server whose connections the test answers by hand.
struct ByHand {
    listener: TcpListener,
}

/// A connection whose request was read.
struct Connection(TcpStream);

impl ByHand {
    async fn start() -> (Self, Client) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let client = client_of(&address, ZONE, quick()).in_lane(Lane::Background);
        (Self { listener }, client)
    }

    async fn next(&self) -> Connection {
        let (mut stream, _) = self.listener.accept().await.unwrap();
        let read = stream.read(&mut [0; 4096]).await.unwrap();
        assert!(read > 0, "a request should come");
        Connection(stream)
    }

    /// Lets one request of the background find out, with all its tries, that nobody answers.
    async fn be_lost(&self, client: &Client) {
        let asked = ask(client);
        for _ in 0..4 {
            drop(self.next().await);
        }
        assert_eq!(asked.await.unwrap(), Err(lost(true)));
    }
}

impl Connection {
    async fn answer(mut self) {
        let body = "{\"version\":\"v8.1.4\"}";
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.0.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    }
}

fn ask(client: &Client) -> JoinHandle<Result<Version, Error>> {
    let client = client.clone();
    tokio::spawn(async move { client.version().await })
}

fn lost(may_have_arrived: bool) -> Error {
    Error::Unreachable { cause: Unreachable::Reset, may_have_arrived }
}

#[tokio::test]
async fn while_one_finds_out_the_rest_of_the_background_fails_at_once() {
    let (server, client) = ByHand::start().await;
    server.be_lost(&client).await;
    let scout = ask(&client);
    let held = server.next().await;
    assert_eq!(client.version().await, Err(lost(false)), "nothing was sent");
    drop(held);
    assert_eq!(scout.await.unwrap(), Err(lost(true)), "and the one does not try again by itself");
}

#[tokio::test]
async fn the_counter_is_never_told_without_trying_and_its_success_ends_it() {
    let (server, client) = ByHand::start().await;
    server.be_lost(&client).await;
    let unreachable = Standing::Unreachable { cause: Unreachable::Reset };
    assert_eq!(client.budget().standing(Utc::now()), unreachable);
    let counter = ask(&client.in_lane(Lane::Counter));
    server.next().await.answer().await;
    assert!(counter.await.unwrap().is_ok());
    assert_eq!(client.budget().standing(Utc::now()), Standing::Open);
    let (first, second) = (ask(&client), ask(&client));
    let held = [server.next().await, server.next().await];
    for connection in held {
        connection.answer().await;
    }
    assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
}

#[tokio::test]
async fn of_many_that_lose_the_server_together_one_tries_again() {
    let (server, client) = ByHand::start().await;
    let asked = [ask(&client), ask(&client), ask(&client)];
    let held = [server.next().await, server.next().await, server.next().await];
    drop(held);
    for _ in 0..3 {
        drop(server.next().await);
    }
    for answer in asked {
        assert_eq!(answer.await.unwrap(), Err(lost(true)));
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_does_not_keep_the_others_from_finding_out() {
    let (server, client) = ByHand::start().await;
    server.be_lost(&client).await;
    let scout = ask(&client);
    let held = server.next().await;
    scout.abort();
    assert!(scout.await.unwrap_err().is_cancelled());
    drop(held);
    let next = ask(&client);
    server.next().await.answer().await;
    assert!(next.await.unwrap().is_ok());
}

#[test]
fn the_budget_says_who_may_send() {
    let now = utc("2026-11-21T10:00:00Z");
    let later = utc("2026-11-21T10:01:00Z");
    let known = Budget { limit: Some(120), remaining: Some(25), ..Budget::default() };
    assert_eq!(Budget::default().standing(now), Standing::Open);
    assert_eq!(known.standing(now), Standing::Open);
    assert_eq!(Budget { remaining: Some(24), ..known }.standing(now), Standing::CounterOnly);
    let throttled = Budget { throttled_until: Some(later), ..known };
    assert_eq!(throttled.standing(now), Standing::Throttled { until: later });
    assert_eq!(throttled.standing(later), Standing::Open);
}
