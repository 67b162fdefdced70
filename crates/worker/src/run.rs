//! Claiming jobs by lease, in two lanes: short ones one after the other, and beside them long ones, so that a picture never
//! waits behind a video. Deliveries to other machines have a lane of their own, see `webhook`. A job whose worker died is claimed again when its lease runs out.

use crate::{
    bulk::{self, Refusals},
    capabilities::Capabilities,
    edition::{self, Typesetting},
    hold::{Kept, LEASE, Progress, hold},
    hub::{self, Topics},
    links, outcome, partner_copies,
    post::{self, Post},
    process::Pipeline,
    scratch,
    sitemaps::Sitemaps,
    told, webhook,
};
use anyhow::Result;
use db::{Db, copies, jobs, jobs::JobRow, jobs::Lane, mail, webhooks, websub};
use domain::{Right, Timestamp};
use editorial::CertificateKey;
use outbound::Outbound;
use std::{path::PathBuf, sync::Arc, time::Duration, time::Instant};
use storage::Storage;
use tokio::{sync::watch, task::JoinSet};
use tracing::Instrument;

/// Between looks at an empty queue.
pub(crate) const IDLE: Duration = Duration::from_millis(500);
/// Between looks at the clock: a publication goes out within its second.
const TICK: Duration = Duration::from_secs(1);
/// Between looks for something to make that nobody waits for: each goes through all works.
const SEARCH: Duration = Duration::from_secs(15);
/// A job that fails for no fault of its file is given up after so many attempts.
pub(crate) const ATTEMPTS: i32 = 5;

/// What the worker needs; cheap to clone.
#[derive(Clone)]
pub struct Worker {
    pub db: Db,
    pub storage: Storage,
    /// The program that turns untrusted files into renditions.
    pub pipeline: Pipeline,
    /// Where jobs have their temporary folders; on a disk that holds an original and all that is made of it.
    pub scratch: PathBuf,
    /// Which jobs are its own; others are left to other workers.
    pub works_on: Capabilities,
    /// How many videos are processed at once.
    pub videos: usize,
    /// Whether published videos are made in AV1 too, when there is nothing else to do.
    pub av1: bool,
    /// Whether the words of long images are read, as a draft of their text version.
    pub ocr: bool,
    /// Whether the links of texts to other sites are looked at.
    pub check_links: bool,
    /// Whether published works are looked for that nobody can take along yet, when there is nothing else to do: articles that
    /// are not set in type, long images that are not one file.
    pub typeset: bool,
    /// What is printed on them; a job that another worker asked for is done by whoever has it.
    pub typesetting: Arc<Typesetting>,
    /// What signs certificates; without one they wait for a process that has it.
    pub key: Option<Arc<CertificateKey>>,
    /// What asks other machines, of the operator's own network too where the operator allows it.
    pub outbound: Outbound,
    /// What asks machines that anybody may name, for the hub: the public network and nothing else.
    pub to_anybody: Outbound,
    /// The feeds that are sent to who subscribed to them.
    pub topics: Arc<dyn Topics>,
    /// The sitemaps, which are written before anybody asks.
    pub sitemaps: Arc<dyn Sitemaps>,
    /// What says whether somebody may do something to a work: the one place that is asked for rights.
    pub refusals: Refusals,
    /// What sends e-mail; without it none is sent.
    pub post: Option<Arc<Post>>,
    pub clock: fn() -> Timestamp,
    pub dice: fn() -> [u8; 16],
}

/// How a job ends.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Written down together with its effect.
    Done,
    /// Not the file's fault: again later.
    Retry(String),
    /// The object storage does not answer: again when it does, and it counts as no attempt.
    Await(String),
    /// Never possible; the reason in words.
    GiveUp(String),
    /// Written down already: it waits for its next attempt, or was given up.
    NotDone,
    /// The worker is asked to stop: another one goes on, and it counts as no attempt.
    Interrupted,
    /// Another worker has it.
    Lost,
}

/// What a drain did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    pub done: usize,
    pub refused: usize,
}

impl Worker {
    /// Whether this account may do it to the work now.
    pub(crate) async fn may(&self, account: i64, work: i64, right: Right) -> Result<bool> {
        Ok((self.refusals)(self.db.clone(), account, vec![work], right).await?.is_empty())
    }

    /// Runs jobs until `stop` is resolved; what runs then is put back for another worker.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        scratch::sweep(&self.scratch);
        let (say_stop, stopped) = watch::channel(false);
        let does = self.works_on;
        let mut parts = JoinSet::new();
        if does.media {
            for lane in std::iter::once(Lane::Short).chain(std::iter::repeat_n(Lane::Long, self.videos)) {
                let (worker, stopped) = (self.clone(), stopped.clone());
                parts.spawn(async move { worker.run_lane(lane, stopped).await });
            }
        }
        let (worker, watched) = (self.clone(), stopped.clone());
        parts.spawn(async move { worker.keep_time(watched).await });
        let (worker, watched) = (self.clone(), stopped.clone());
        parts.spawn(async move { worker.tend(watched).await });
        if does.delivery {
            parts.spawn(webhook::run(self.clone(), stopped.clone()));
        }
        if does.delivery && self.check_links {
            parts.spawn(links::run(self.clone(), stopped.clone()));
        }
        if does.maintenance {
            parts.spawn(bulk::run(self.clone(), stopped.clone()));
        }
        let asked = async {
            if does.media {
                self.pipeline.say_lack().await;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = stop => {}
            () = asked => {}
        }
        say_stop.send(true).ok();
        while parts.join_next().await.is_some() {}
    }

    /// Publishes what is due, notes rights that ended, signs what was published, and has partners, subscribers and editors told.
    async fn keep_time(&self, mut stop: watch::Receiver<bool>) {
        loop {
            if let Err(error) = self.tick().await {
                tracing::error!(error = format!("{error:#}"), "what is due cannot be published, signed or told");
            }
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(TICK) => {}
            }
        }
    }

    async fn tick(&self) -> Result<()> {
        if self.works_on.maintenance {
            self.maintain().await?;
        }
        if self.works_on.delivery {
            webhook::announce(&self.db, (self.clock)()).await?;
            hub::announce(&self.db, (self.clock)()).await?;
            post::tick(self).await?;
        }
        Ok(())
    }

    async fn maintain(&self) -> Result<()> {
        let (out, kept_back) = editorial::publish_due(&self.db, (self.clock)()).await?;
        if out + kept_back > 0 {
            tracing::info!(out, kept_back, "scheduled publications");
        }
        let over = editorial::expire_rights(&self.db, (self.clock)()).await?;
        if over > 0 {
            tracing::info!(over, "originals whose rights ended");
        }
        if let Some(key) = &self.key {
            editorial::sign_certificates(&self.db, (self.clock)(), key).await?;
        }
        Ok(())
    }

    async fn run_lane(&self, lane: Lane, mut stop: watch::Receiver<bool>) {
        // When there was nothing more to make.
        let mut searched: Option<Instant> = None;
        loop {
            let ran = match self.next(lane, &stop).await {
                Ok(ran) => ran.is_some(),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "the queue of jobs cannot be read");
                    false
                }
            };
            if !ran && searched.is_none_or(|at| at.elapsed() >= SEARCH) {
                searched = match self.ask_for_more(lane).await {
                    // There may be another behind it.
                    Ok(true) => None,
                    Ok(false) => Some(Instant::now()),
                    Err(error) => {
                        tracing::error!(error = format!("{error:#}"), "what could be made meanwhile cannot be looked for");
                        Some(Instant::now())
                    }
                };
            }
            let wait = if ran { Duration::ZERO } else { IDLE };
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Runs every job of the lane that is due, one after the other, calling `progress` after each, and returns when there
    /// is none left.
    pub async fn drain(&self, lane: Lane, mut progress: impl FnMut(&Drained)) -> Result<Drained> {
        self.tick().await?;
        self.tend_partners().await?;
        if self.works_on.maintenance {
            bulk::work_off(self, &watch::channel(false).1).await?;
        }
        scratch::sweep(&self.scratch);
        let (_never, stop) = watch::channel(false);
        let mut drained = Drained::default();
        loop {
            let Some(done) = self.next_of(lane, &stop).await? else {
                // What nobody waits for is left to a worker that does nothing else.
                if lane == Lane::Any && self.works_on.media && self.ask_for_any().await? {
                    continue;
                }
                break;
            };
            if done {
                drained.done += 1;
            } else {
                drained.refused += 1;
            }
            progress(&drained);
        }
        Ok(drained)
    }

    /// Looks at the links that are due, once; how many were looked at. What is published is noted before.
    pub async fn look_at_links(&self) -> Result<usize> {
        let mut after = editorial::note_published_links(&self.db, (self.clock)(), 0).await?;
        while after > 0 {
            after = editorial::note_published_links(&self.db, (self.clock)(), after).await?;
        }
        links::once(self, &mut links::Hosts::default()).await
    }

    /// The same; any lane is any of those that are its own.
    async fn next_of(&self, lane: Lane, stop: &watch::Receiver<bool>) -> Result<Option<bool>> {
        if lane != Lane::Any {
            return self.next(lane, stop).await;
        }
        for lane in self.works_on.lanes() {
            if let Some(ran) = self.next(lane, stop).await? {
                return Ok(Some(ran));
            }
        }
        Ok(None)
    }

    /// Runs one job: `None` where none was due, otherwise whether it was done.
    async fn next(&self, lane: Lane, stop: &watch::Receiver<bool>) -> Result<Option<bool>> {
        let Some(job) = self.claim(lane).await? else { return Ok(None) };
        self.end(&job, stop.clone()).await.map(Some)
    }

    pub(crate) async fn claim(&self, lane: Lane) -> Result<Option<JobRow>> {
        let now = (self.clock)();
        jobs::claim(&self.db, lane, now, later(now, LEASE)).await
    }

    /// Runs a job that was claimed, to its end; whether it was done.
    pub(crate) async fn end(&self, job: &JobRow, stop: watch::Receiver<bool>) -> Result<bool> {
        let span = tracing::info_span!("job", id = job.id, kind = job.kind);
        let outcome = match job.kind.as_str() {
            webhooks::JOB => told::unless(stop, webhook::deliver(self, job)).instrument(span).await,
            websub::DELIVER_JOB => told::unless(stop, hub::deliver(self, job)).instrument(span).await,
            copies::JOB => told::unless(stop, partner_copies::visit(self, job)).instrument(span).await,
            websub::VERIFY_JOB => told::unless(stop, hub::verify(self, job)).instrument(span).await,
            mail::NOTICES_JOB => told::unless(stop, post::deliver(self, job)).instrument(span).await,
            mail::LETTER_JOB => told::unless(stop, post::deliver_letter(self, job)).instrument(span).await,
            editorial::TYPESET_JOB => edition::run(self, job, stop).instrument(span).await,
            _ => self.attempt(job, stop).instrument(span).await,
        };
        let outcome = outcome.unwrap_or_else(|error| {
            let passes = error.chain().filter_map(|cause| cause.downcast_ref::<storage::Error>()).any(storage::Error::passes);
            if passes { Outcome::Await(format!("{error:#}")) } else { Outcome::Retry(format!("{error:#}")) }
        });
        outcome::close(self, job, outcome).await
    }

    async fn attempt(&self, job: &JobRow, stop: watch::Receiver<bool>) -> Result<Outcome> {
        // Its worker died each time, perhaps of it.
        if job.attempts > ATTEMPTS {
            return Ok(Outcome::GiveUp(format!("处理中断了{ATTEMPTS}次，已停止。请换一个文件，或联系管理员。")));
        }
        let Some(asset) = outcome::asset_of(job) else {
            return Ok(Outcome::GiveUp(format!("no worker of this version knows jobs of kind {}", job.kind)));
        };
        let Some(asset) = db::asset_library::by_id(&self.db, asset).await? else {
            return Ok(Outcome::GiveUp("这个文件已不在素材库里。".to_owned()));
        };
        let progress = Progress::default();
        match hold(self, job, &progress, stop, outcome::make(self, job, &asset, &progress)).await? {
            // Written down outside of what can be dropped in the middle.
            Kept::Finished(Ok(made)) => outcome::attach(self, job, asset.id, made).await,
            Kept::Finished(Err(outcome)) | Kept::Ended(outcome) => Ok(outcome),
        }
    }
}

pub(crate) fn later(now: Timestamp, by: Duration) -> Timestamp {
    Timestamp(now.0 + by.as_millis() as i64)
}
