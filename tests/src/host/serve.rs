//! Serves the bundle, the commands and the events on loopback.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use axum::{Json, Router};
use desk::Announcement;
use desk::api::Changed;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::ServeDir;

use super::commands::{self, Arguments, Failure};
use super::doings::{self, Doing};
use super::world::World;

/// A server that stands in for the shell.
pub struct Host {
    listener: TcpListener,
    router: Router,
}

impl Host {
    /// Listens on loopback; port 0 takes any free one. `bundle` is the window as built for
    /// browsers.
    ///
    /// # Errors
    /// When there is no bundle, or the port is taken.
    pub async fn listen(world: Arc<World>, bundle: &FilePath, port: u16) -> Result<Host> {
        let index = bundle.join("index.html");
        anyhow::ensure!(index.exists(), "{} is missing: npm run build:browser", index.display());
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(Host { listener, router: router(world, bundle) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> Result<SocketAddr> {
        self.listener.local_addr().context("no address")
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// When the system takes the socket away.
    pub async fn serve(self) -> Result<()> {
        Ok(axum::serve(self.listener, self.router).await?)
    }
}

fn router(world: Arc<World>, bundle: &FilePath) -> Router {
    Router::new()
        .route("/invoke/{command}", post(invoke))
        .route("/events", get(events))
        .route("/do", post(act))
        .fallback_service(ServeDir::new(bundle))
        .with_state(world)
}

type Refused = (StatusCode, Json<Value>);

async fn invoke(
    State(world): State<Arc<World>>,
    Path(command): Path<String>,
    Json(arguments): Json<Arguments>,
) -> Result<Json<Value>, Refused> {
    commands::call(world.desk(), &command, &arguments).await.map(Json).map_err(|failure| {
        let status = match failure {
            Failure::Desk(_) => StatusCode::CONFLICT,
            Failure::Call { .. } => StatusCode::BAD_REQUEST,
        };
        (status, Json(serde_json::to_value(failure).unwrap_or_default()))
    })
}

/// What people do in Snipe-IT, and the weather.
async fn act(State(world): State<Arc<World>>, Json(doing): Json<Doing>) -> Result<(), Refused> {
    doings::act(&world, doing)
        .map_err(|error| (StatusCode::CONFLICT, Json(Value::String(format!("{error:#}")))))
}

async fn events(
    State(world): State<Arc<World>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let announced = BroadcastStream::new(world.desk().announcements());
    let told = announced.filter_map(|announcement| told(announcement).map(Ok));
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// As the shell tells the window; the desktop's own messages have nobody to go to.
fn told(announcement: Result<Announcement, BroadcastStreamRecvError>) -> Option<Event> {
    match announcement {
        Ok(Announcement::Changed(changed)) => event("changed-event", &changed),
        Ok(Announcement::Health(health)) => event("health-event", &health),
        Ok(Announcement::Notify(_)) => None,
        Err(BroadcastStreamRecvError::Lagged(_)) => event("changed-event", &Changed::everything()),
    }
}

fn event(name: &str, payload: &impl serde::Serialize) -> Option<Event> {
    Event::default().event(name).json_data(payload).ok()
}
