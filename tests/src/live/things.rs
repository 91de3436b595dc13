//! The assets that are touched: chosen or created, and put back as they were.

use anyhow::{Context, Result, bail, ensure};
use chrono::Utc;
use domain::asset::AssetSnapshot;
use domain::ids::{AssetId, LabelId};
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use snipeit::{CheckIn, Client};

use super::target::Target;
use super::trial::NOTE;

/// Something that has to be put right afterwards.
pub(super) enum Thing {
    /// Made for the trial.
    Created(AssetId),
    /// The lab's own, as it was before.
    Named(Box<AssetSnapshot>),
}

/// The first named asset, or a new one of the first model there is.
pub(super) async fn obtain(
    target: &Target,
    client: &Client,
    available: LabelId,
    things: &mut Vec<Thing>,
) -> Result<(AssetSnapshot, String)> {
    let Some(tag) = target.tags().first() else {
        let id = create(target, available).await?;
        things.push(Thing::Created(id));
        let asset = client.asset(id).await?;
        let seen = format!("{}, created for this", asset.tag);
        return Ok((asset, seen));
    };
    let asset = client.asset_by_tag(tag).await.with_context(|| format!("asset {tag}"))?;
    ensure!(asset.holder.is_none(), "somebody has {tag}");
    ensure!(label(&asset) == Some(available), "{tag} does not wear the Available label");
    things.push(Thing::Named(Box::new(asset.clone())));
    Ok((asset, format!("{tag}, named")))
}

/// Takes back, labels and deletes what was touched.
pub(super) async fn put_back(target: &Target, things: Vec<Thing>) -> Result<((), String)> {
    let client = target.client()?;
    let mut done = Vec::new();
    for thing in &things {
        done.push(match thing {
            Thing::Created(id) => remove(target, &client, *id).await?,
            Thing::Named(before) => restore(&client, before).await?,
        });
    }
    Ok(((), done.join(", ")))
}

async fn remove(target: &Target, client: &Client, id: AssetId) -> Result<String> {
    let tag = take_back(client, id).await?.tag;
    delete(target, id).await.with_context(|| format!("{tag} was left behind"))?;
    Ok(format!("{tag}: deleted"))
}

async fn restore(client: &Client, before: &AssetSnapshot) -> Result<String> {
    let now = take_back(client, before.id).await?;
    if let Some(old) = label(before).filter(|old| label(&now) != Some(*old)) {
        client.set_label(now.id, old).await?;
    }
    let now = client.asset(before.id).await?;
    let tag = &before.tag;
    ensure!(now.holder.is_none() && label(&now) == label(before), "{tag} is not as it was");
    Ok(format!("{tag}: as before"))
}

/// Nobody had it before, so nobody has it afterwards.
async fn take_back(client: &Client, id: AssetId) -> Result<AssetSnapshot> {
    let asset = client.asset(id).await?;
    if asset.holder.is_some() {
        client.check_in(id, &CheckIn { note: Some(NOTE.to_owned()), label: None }).await?;
    }
    Ok(asset)
}

fn label(asset: &AssetSnapshot) -> Option<LabelId> {
    asset.label.as_ref().map(|label| label.id)
}

/// Creates an asset. The app never does, so its client cannot.
async fn create(target: &Target, available: LabelId) -> Result<AssetId> {
    if target.is_pinned() {
        bail!("none is created under a pinned certificate: name one in TOOLCRIB_LIVE_ASSETS");
    }
    let models = answer(request(target, Method::GET, "models?limit=1&sort=id&order=asc")?).await?;
    let model = models.pointer("/rows/0/id").context("there is no model to make an asset of")?;
    let tag = format!("TOOLCRIB-LIVE-{}", Utc::now().timestamp_millis());
    let asset = json!({ "asset_tag": tag, "model_id": model, "status_id": available.0 });
    let made = answer(request(target, Method::POST, "hardware")?.json(&asset)).await?;
    let id = made.pointer("/payload/id").and_then(Value::as_u64);
    let id = id.with_context(|| format!("no asset was created: {}", made["messages"]))?;
    Ok(AssetId(u32::try_from(id)?))
}

async fn delete(target: &Target, asset: AssetId) -> Result<()> {
    let path = format!("hardware/{}", asset.0);
    let answer = answer(request(target, Method::DELETE, &path)?).await?;
    ensure!(answer["status"] == "success", "it was not deleted: {}", answer["messages"]);
    Ok(())
}

fn request(target: &Target, method: Method, path: &str) -> Result<RequestBuilder> {
    let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let url = format!("{}/api/v1/{path}", target.address().trim_end_matches('/'));
    Ok(http.request(method, url).bearer_auth(target.token()).header("accept", "application/json"))
}

async fn answer(request: RequestBuilder) -> Result<Value> {
    let response = request.send().await?;
    let status = response.status();
    response.json().await.with_context(|| format!("an answer without JSON: {status}"))
}
