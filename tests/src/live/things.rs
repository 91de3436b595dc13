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

/// An asset as it was before.
pub(super) struct Thing {
    before: AssetSnapshot,
    created: bool,
}

/// The first named asset, or a new one of the first model there is.
pub(super) async fn obtain(
    target: &Target,
    client: &Client,
    available: LabelId,
    things: &mut Vec<Thing>,
) -> Result<(AssetSnapshot, String)> {
    let (before, created) = match target.tags().first() {
        Some(tag) => {
            (client.asset_by_tag(tag).await.with_context(|| format!("asset {tag}"))?, false)
        }
        None => (client.asset(create(target, available).await?).await?, true),
    };
    let seen = format!("{}, {}", before.tag, if created { "created for this" } else { "named" });
    things.push(Thing { before: before.clone(), created });
    ensure!(before.holder.is_none(), "somebody has {}", before.tag);
    let label = before.label.as_ref().map(|label| label.id);
    ensure!(label == Some(available), "{} does not wear the Available label", before.tag);
    Ok((before, seen))
}

/// Takes back, labels and deletes what was touched.
pub(super) async fn put_back(target: &Target, things: Vec<Thing>) -> Result<((), String)> {
    let client = target.client()?;
    let mut done = Vec::new();
    for thing in &things {
        let tag = &thing.before.tag;
        let how = restore(target, &client, thing).await;
        done.push(format!("{tag}: {}", how.with_context(|| format!("{tag} was left behind"))?));
    }
    Ok(((), done.join(", ")))
}

async fn restore(target: &Target, client: &Client, thing: &Thing) -> Result<&'static str> {
    let (before, now) = (&thing.before, client.asset(thing.before.id).await?);
    if now.holder.is_some() && before.holder.is_none() {
        client.check_in(now.id, &CheckIn { note: Some(NOTE.to_owned()), label: None }).await?;
    }
    if thing.created {
        delete(target, now.id).await?;
        return Ok("deleted");
    }
    let label = |asset: &AssetSnapshot| asset.label.as_ref().map(|label| label.id);
    if let Some(old) = label(before).filter(|old| label(&now) != Some(*old)) {
        client.set_label(now.id, old).await?;
    }
    let now = client.asset(before.id).await?;
    ensure!(now.holder == before.holder && label(&now) == label(before), "it is not as it was");
    Ok("as before")
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
