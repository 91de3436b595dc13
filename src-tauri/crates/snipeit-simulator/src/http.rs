//! The API over HTTP: routes, and what every request passes through.

mod account;
mod activity;
mod admit;
mod ask;
mod checkout;
mod create;
mod errors;
mod hardware;
mod hardware_query;
mod labels;
mod listing;
mod lists;
mod render;
pub(crate) mod throttle;
mod update;
mod upkeep;
mod users;
mod users_create;
mod weather;
mod wording;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use serde_json::json;

use crate::server::Shared;

type Routes = Router<Arc<Shared>>;

/// The whole server.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let api = |path: &str| format!("{}/api/v1{path}", shared.base);
    let routes = hardware_routes(&api, Router::new());
    let routes = list_routes(&api, routes);
    routes
        .route(&api("/version"), get(version))
        .route(&format!("{}/health", shared.base), get(health))
        .route(&format!("{}/setup", shared.base), get(set_up))
        .fallback(errors::no_such_route)
        .method_not_allowed_fallback(errors::method_not_allowed)
        .layer(from_fn_with_state(shared.clone(), admit::admit))
        .layer(from_fn_with_state(shared.clone(), weather::pass))
        .with_state(shared)
}

fn hardware_routes(api: &impl Fn(&str) -> String, routes: Routes) -> Routes {
    routes
        .route(&api("/hardware"), get(hardware::list).post(create::create))
        .route(&api("/hardware/"), get(hardware::list))
        .route(&api("/hardware/checkins/{which}"), get(hardware::due))
        .route(&api("/hardware/bytag/{tag}"), get(hardware::by_tag))
        .route(&api("/hardware/bytag/{tag}/checkout"), only_post(post(checkout::check_out_by_tag)))
        .route(&api("/hardware/byserial/"), get(hardware::no_serial))
        .route(&api("/hardware/byserial/{serial}"), get(hardware::by_serial))
        .route(
            &api("/hardware/{id}"),
            get(hardware::show)
                .patch(update::update)
                .put(update::update)
                .delete(update::delete)
                .post(update::override_method),
        )
        .route(&api("/hardware/checkinbytag/{tag}"), get(errors::no_such_route))
        .route(&api("/hardware/checkinbytag"), only_post(post(checkout::check_in_by_tag)))
        .route(&api("/hardware/audit"), only_post(post(upkeep::audit_by_tag)))
        .route(&api("/hardware/{id}/audit"), only_post(post(upkeep::audit_by_id)))
        .route(&api("/hardware/{id}/restore"), only_post(post(upkeep::restore)))
        .route(&api("/hardware/{id}/files"), only_post(post(upkeep::upload)))
        .route(&api("/hardware/{id}/checkout"), only_post(post(checkout::check_out)))
        .route(&api("/hardware/{id}/checkin"), only_post(post(checkout::check_in)))
}

fn list_routes(api: &impl Fn(&str) -> String, routes: Routes) -> Routes {
    routes
        .route(&api("/statuslabels"), get(labels::list).post(labels::create))
        .route(&api("/statuslabels/selectlist"), get(labels::select_list))
        .route(&api("/statuslabels/{id}"), get(labels::show))
        .route(&api("/statuslabels/{id}/assetlist"), get(labels::assets))
        .route(&api("/statuslabels/{id}/deployable"), get(labels::deployable))
        .route(&api("/users"), get(users::list).post(users_create::create))
        .route(&api("/users/me"), get(users::me))
        .route(&api("/users/selectlist"), get(users::select_list))
        .route(&api("/users/{id}"), get(users::show))
        .route(&api("/users/{id}/assets"), get(users::assets))
        .route(&api("/account/personal-access-tokens"), get(account::tokens))
        .route(&api("/models"), get(lists::models))
        .route(&api("/models/{id}"), get(lists::model))
        .route(&api("/categories"), get(lists::categories))
        .route(&api("/categories/{id}"), get(lists::category))
        .route(&api("/manufacturers"), get(lists::manufacturers))
        .route(&api("/manufacturers/{id}"), get(lists::manufacturer))
        .route(&api("/suppliers"), get(lists::suppliers))
        .route(&api("/suppliers/{id}"), get(lists::supplier))
        .route(&api("/companies"), get(lists::companies))
        .route(&api("/companies/{id}"), get(lists::company))
        .route(&api("/departments"), get(lists::departments))
        .route(&api("/departments/{id}"), get(lists::department))
        .route(&api("/locations"), get(lists::locations))
        .route(&api("/locations/{id}"), get(lists::location))
        .route(&api("/reports/activity"), get(activity::list))
}

/// A GET where only POST exists is an unknown route on the real server, not a wrong method.
fn only_post(post: MethodRouter<Arc<Shared>>) -> MethodRouter<Arc<Shared>> {
    post.get(errors::no_such_route)
}

async fn version() -> Response {
    errors::json(200, json!({ "version": "v8.1.4" }))
}

/// Where a server without a database sends everybody.
async fn set_up() -> Response {
    errors::html(200, "Create a User :: Snipe-IT Setup")
}

async fn health() -> Response {
    errors::json(200, json!({ "status": "ok" }))
}
