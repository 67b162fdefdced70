//! Asking a callback whether it wants what somebody asked in its name (WebSub, section 5.3).

use crate::{
    run::{Outcome, Worker, later},
    told::{TIME, again, finish},
};
use anyhow::{Context, Result};
use db::{
    Write,
    jobs::JobRow,
    websub::{self, Payload, SUBSCRIBE, Subscription},
};
use outbound::{Method, Request};
use std::time::Duration;
use url::Url;

/// How long after the first and the second attempt the next one is; a third is the last.
const WAITS: [Duration; 2] = [Duration::from_secs(60), Duration::from_secs(10 * 60)];

enum Said {
    Yes,
    /// Or something else than the challenge.
    No,
    /// It cannot be asked now; why, in words.
    Nothing(String),
}

pub(crate) async fn verify(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let Payload { subscription, .. } = serde_json::from_str(&job.payload)?;
    let found = websub::by_id(&worker.db, subscription).await?.filter(|one| one.asked.is_some());
    let Some(one) = found else { return finish(worker, job, Outcome::Done, async |_| Ok(())).await };
    match ask(worker, &one).await? {
        Said::Yes => {
            let expires = later((worker.clock)(), Duration::from_secs(one.asked_lease.unwrap_or_default().max(0) as u64));
            finish(worker, job, Outcome::Done, async |write: &Write| websub::confirm(write, &one, expires).await).await
        }
        Said::No => finish(worker, job, Outcome::Done, async |write: &Write| websub::refuse(write, &one).await).await,
        Said::Nothing(reason) => match WAITS.get(usize::try_from(job.attempts - 1).unwrap_or(usize::MAX)) {
            Some(wait) => again(worker, job, *wait, &reason).await,
            None => finish(worker, job, Outcome::NotDone, async |write: &Write| websub::refuse(write, &one).await).await,
        },
    }
}

async fn ask(worker: &Worker, one: &Subscription) -> Result<Said> {
    let challenge = hex::encode([(worker.dice)(), (worker.dice)()].concat());
    let mode = one.asked.as_deref().context("nothing was asked")?;
    let mut address: Url = one.callback.parse()?;
    {
        let mut query = address.query_pairs_mut();
        query.append_pair("hub.mode", mode).append_pair("hub.topic", &one.topic).append_pair("hub.challenge", &challenge);
        if mode == SUBSCRIBE {
            query.append_pair("hub.lease_seconds", &one.asked_lease.unwrap_or_default().to_string());
        }
    }
    let (method, address) = (Method::GET, address.as_str());
    // One byte more than the challenge shows whether something follows it.
    let request =
        Request { method, address, headers: &[], body: Vec::new(), redirects: 0, most: challenge.len() + 1, time: TIME };
    Ok(match worker.to_anybody.send(&request).await {
        Ok(answer) if (200..300).contains(&answer.status) && answer.body == challenge.as_bytes() => Said::Yes,
        Ok(answer) if answer.status >= 500 || answer.status == 429 => Said::Nothing(format!("it answered {}", answer.status)),
        Ok(_) => Said::No,
        Err(refusal) => Said::Nothing(refusal.to_string()),
    })
}
