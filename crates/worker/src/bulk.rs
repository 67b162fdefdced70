//! Acts upon many works, a few at a time: in transactions so short that others write in between and readers do not notice, and
//! from where the last worker stopped.

use crate::{
    hold::LEASE,
    run::{IDLE, Worker, later},
};
use anyhow::Result;
use db::{
    Db,
    audit::Actor,
    bulk_acts::{self, BulkRow},
};
use domain::Right;
use std::{
    collections::HashMap,
    pin::Pin,
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// Those of these works to which an account may not do something now, and why not, in words. The door of the editors is asked,
/// which decides alone.
pub type Refusals = fn(Db, i64, Vec<i64>, Right) -> Pin<Box<dyn Future<Output = Result<HashMap<i64, String>>> + Send>>;

/// Works of one transaction at most: what they share, the ends of the transaction and the counts of lists, is spread thin by then.
const MOST: usize = 50;
/// How long a transaction is to take at most: on SQLite, nobody else writes meanwhile.
const SPELL: Duration = Duration::from_millis(40);
/// Of the time that a transaction took, others may write afterwards.
const PAUSE: f64 = 0.2;

pub(crate) async fn run(worker: Worker, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = work_off(&worker, &stop).await {
            tracing::error!(error = format!("{error:#}"), "acts upon many works cannot go on");
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(IDLE) => {}
        }
    }
}

/// Until nothing waits any more, or the worker is asked to stop.
pub(crate) async fn work_off(worker: &Worker, stop: &watch::Receiver<bool>) -> Result<()> {
    let now = || (worker.clock)();
    while let Some(bulk) = bulk_acts::claim(&worker.db, now(), later(now(), LEASE)).await? {
        // How long one work takes shows after the first.
        let mut size = 1;
        loop {
            if *stop.borrow() {
                return lease(worker, bulk.id, 0).await;
            }
            let works = bulk_acts::waiting(&worker.db, bulk.id, size as u64).await?;
            let begun = Instant::now();
            spell(worker, &bulk, &works, stop).await?;
            let took = begun.elapsed();
            if works.is_empty() {
                finish(worker, &bulk).await?;
                break;
            }
            size = next_size(works.len(), took);
            lease(worker, bulk.id, later(now(), LEASE).0).await?;
            tokio::time::sleep(took.mul_f64(PAUSE)).await;
        }
    }
    Ok(())
}

/// How many works fill a spell, where so many took so long; grown by doubling, because the first ones find nothing in memory.
fn next_size(works: usize, took: Duration) -> usize {
    let fit = works as f64 * SPELL.as_secs_f64() / took.as_secs_f64().max(1e-6);
    (fit as usize).clamp(1, (works * 2).min(MOST))
}

/// Some works in one transaction; those for which that came to nothing, each in one of its own.
async fn spell(worker: &Worker, bulk: &BulkRow, works: &[i64], stop: &watch::Receiver<bool>) -> Result<()> {
    if works.is_empty() {
        return Ok(());
    }
    // As everything that holds several works takes them: whoever holds one never waits for one of a lower number.
    let mut works = works.to_vec();
    works.sort_unstable();
    let now = || (worker.clock)();
    let actor = Actor { account: Some(bulk.account_id), name: bulk.account.as_str().into(), network: "".into() };
    let (acting, right) = (worker.db.by(actor), bulk.act()?.right());
    let refusals = |works: &[i64]| (worker.refusals)(worker.db.clone(), bulk.account_id, works.to_vec(), right);
    let together = async {
        let mut refused = refusals(&works).await?;
        let asked = works.iter().map(|work| (*work, refused.remove(work))).collect();
        editorial::bulk_steps(&acting, now(), bulk, asked).await
    };
    let alone = match together.await {
        Ok(alone) => alone,
        Err(error) => {
            tracing::info!(bulk = bulk.id, error = format!("{error:#}"), "works of an act upon many are done one by one");
            works.clone()
        }
    };
    for work in alone {
        if *stop.borrow() {
            return Ok(());
        }
        let done = async {
            let refused = refusals(&[work]).await?.remove(&work);
            editorial::bulk_step(&acting, now(), bulk, work, refused).await
        };
        if let Err(error) = done.await {
            tracing::error!(bulk = bulk.id, work, error = format!("{error:#}"), "a work of many failed");
            let words = "服务器出错，这一件没有处理。可以对它再做一次；仍然不行，请联系管理员。";
            editorial::fail_in_bulk(&acting, now(), bulk, work, words).await?;
        }
    }
    Ok(())
}

async fn finish(worker: &Worker, bulk: &BulkRow) -> Result<()> {
    let write = worker.db.write((worker.clock)()).await?;
    let finished = bulk_acts::finish(&write, bulk.id).await?;
    bulk_acts::lease(&write, bulk.id, later((worker.clock)(), LEASE).0).await?;
    write.commit().await?;
    if finished {
        tracing::info!(bulk = bulk.id, works = bulk.works, "an act upon many works is through");
    }
    Ok(())
}

async fn lease(worker: &Worker, id: i64, until: i64) -> Result<()> {
    let write = worker.db.write((worker.clock)()).await?;
    bulk_acts::lease(&write, id, until).await?;
    write.commit().await.map(drop)
}
