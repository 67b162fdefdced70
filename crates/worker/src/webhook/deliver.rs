//! One attempt to tell one endpoint, and what is written down of it.

use super::{Message, backoff};
use crate::{
    run::{Outcome, Worker},
    told::{TIME, again, finish},
};
use anyhow::Result;
use db::{
    Position, Write, changes,
    jobs::JobRow,
    webhooks::{self, Payload, WebhookRow},
};
use domain::Timestamp;
use outbound::{Method, Request};

/// What an endpoint made of a message.
enum Said {
    Taken,
    /// 410: it wants no more.
    Gone,
    /// Why not, in words for the partner.
    Failed(String),
}

/// Tells the endpoint of the newest change, where it was not told yet.
pub(crate) async fn deliver(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let Payload { webhook } = serde_json::from_str(&job.payload)?;
    let endpoint = webhooks::deliverable(&worker.db, webhook).await?;
    let newest = match &endpoint {
        Some(endpoint) => webhooks::newest(&worker.db, endpoint.partner_id).await?,
        None => None,
    };
    let untold = endpoint.zip(newest).filter(|(endpoint, newest)| endpoint.announced_seq < newest.seq);
    let Some((endpoint, newest)) = untold else { return finish(worker, job, Outcome::Done, async |_| Ok(())).await };
    let to = Position { epoch: changes::head(&worker.db).await?.epoch, seq: newest.seq };
    let message = Message::changes_available(webhook, &to, Timestamp(newest.at));
    match send(worker, &endpoint, &message).await? {
        Said::Taken => {
            finish(worker, job, Outcome::Done, async |write| webhooks::set_announced(write, webhook, to.seq).await).await
        }
        Said::Gone => {
            tracing::info!(webhook, "an endpoint is gone; it was disabled");
            finish(worker, job, Outcome::NotDone, async |write| webhooks::disable(write, webhook).await).await
        }
        Said::Failed(reason) => failed(worker, job, webhook, &message.id, to.seq, &reason).await,
    }
}

async fn send(worker: &Worker, endpoint: &WebhookRow, message: &Message) -> Result<Said> {
    // Signed anew at each attempt: an old signature would be refused as stale.
    let now = (worker.clock)();
    let headers = message.headers(&endpoint.secrets(now), now)?;
    let body = message.body.clone().into_bytes();
    let (method, address) = (Method::POST, &endpoint.address);
    let request = Request { method, address, headers: &headers, body, redirects: 0, most: 0, time: TIME };
    Ok(match worker.outbound.send(&request).await {
        Ok(answer) if (200..300).contains(&answer.status) => Said::Taken,
        Ok(answer) if answer.status == 410 => Said::Gone,
        Ok(answer) => Said::Failed(format!("it answered {}", answer.status)),
        Err(refusal) => Said::Failed(refusal.to_string()),
    })
}

/// It is asked again later; after the last attempt the message is a dead letter.
async fn failed(worker: &Worker, job: &JobRow, webhook: i64, message: &str, seq: i64, reason: &str) -> Result<Outcome> {
    let (dice, attempts) = ((worker.dice)(), job.attempts);
    let Some(wait) = backoff(attempts, u16::from_le_bytes([dice[0], dice[1]])) else {
        tracing::info!(webhook, reason, "an endpoint was given up until there is something newer");
        let bury = async |write: &Write| webhooks::bury(write, webhook, message, seq, attempts, reason).await;
        return finish(worker, job, Outcome::NotDone, bury).await;
    };
    again(worker, job, wait, reason).await
}
