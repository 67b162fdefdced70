//! Sending a feed to who subscribed to it, where it changed since it was sent last (WebSub, section 7).

use super::Topic;
use crate::{
    run::{Outcome, Worker},
    told::{TIME, again, finish},
    webhook::backoff,
};
use anyhow::Result;
use db::{
    Write,
    jobs::JobRow,
    websub::{self, Payload, Subscription},
    work_heads,
};
use hmac::{Hmac, KeyInit, Mac};
use outbound::{Method, Request};
use sha2::{Digest, Sha256};

pub(crate) async fn deliver(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let Payload { subscription: id, .. } = serde_json::from_str(&job.payload)?;
    let now = (worker.clock)();
    let live = websub::by_id(&worker.db, id).await?.filter(|one| one.expires_at.is_some_and(|end| end > now.0));
    let Some(one) = live else { return finish(worker, job, Outcome::Done, async |_| Ok(())).await };
    // Before the feed is written: what comes in between is told of once more, never left out.
    let seq = work_heads::newest(&worker.db).await?.map_or(0, |newest| newest.seq);
    let Some(topic) = worker.topics.current(&worker.db, &one.topic).await? else {
        tracing::info!(subscription = id, "there is no such feed any more");
        return finish(worker, job, Outcome::Done, async |write: &Write| websub::remove(write, id).await).await;
    };
    let digest = hex::encode(Sha256::digest(topic.body.as_bytes()));
    if one.digest.as_deref() == Some(&digest) {
        return finish(worker, job, Outcome::Done, async |write: &Write| websub::set_announced(write, id, seq).await).await;
    }
    let failed = match send(worker, &one, &topic).await? {
        Ok(200..300) => {
            let told = async |write: &Write| websub::set_delivered(write, id, seq, &digest).await;
            return finish(worker, job, Outcome::Done, told).await;
        }
        Ok(410) => {
            tracing::info!(subscription = id, "a subscriber is gone");
            return finish(worker, job, Outcome::NotDone, async |write: &Write| websub::remove(write, id).await).await;
        }
        Ok(status) => format!("it answered {status}"),
        Err(reason) => reason,
    };
    let dice = (worker.dice)();
    match backoff(job.attempts, u16::from_le_bytes([dice[0], dice[1]])) {
        Some(wait) => again(worker, job, wait, &failed).await,
        None => {
            // Three days of silence: who is back subscribes again.
            tracing::info!(subscription = id, "a subscriber did not answer and is given up");
            finish(worker, job, Outcome::NotDone, async |write: &Write| websub::remove(write, id).await).await
        }
    }
}

/// The status of its answer, or why there is none.
async fn send(worker: &Worker, one: &Subscription, topic: &Topic) -> Result<Result<u16, String>> {
    let mut headers = vec![
        ("content-type", topic.media_type.to_owned()),
        ("link", format!("<{}>; rel=\"hub\", <{}>; rel=\"self\"", topic.hub, one.topic)),
    ];
    let body = topic.body.clone().into_bytes();
    if let Some(secret) = &one.secret {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
        mac.update(&body);
        headers.push(("x-hub-signature", format!("sha256={}", hex::encode(mac.finalize().into_bytes()))));
    }
    let (method, address) = (Method::POST, &one.callback);
    let request = Request { method, address, headers: &headers, body, redirects: 0, most: 0, time: TIME };
    Ok(worker.to_anybody.send(&request).await.map(|answer| answer.status).map_err(|refusal| refusal.to_string()))
}
