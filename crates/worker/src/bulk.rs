//! Acts upon many works, one work after the other: slowly enough that readers do not notice, and from where the last worker
//! stopped.

use crate::{
    hold::LEASE,
    run::{IDLE, Worker, later},
};
use anyhow::Result;
use db::{Db, audit::Actor, bulk_acts};
use domain::Right;
use std::{pin::Pin, time::Duration};
use tokio::sync::watch;

/// Whether an account may do something to a work now; why not, in words. The door of the editors is asked, which decides alone.
pub type May = fn(Db, i64, i64, Right) -> Pin<Box<dyn Future<Output = Result<Option<String>>> + Send>>;

/// Works between two looks at whether to go on.
const BATCH: u64 = 25;
/// After each of these, so that others write too.
const PAUSE: Duration = Duration::from_millis(5);

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
        let actor = Actor { account: Some(bulk.account_id), name: bulk.account.as_str().into(), network: "".into() };
        let (acting, right) = (worker.db.by(actor), bulk.act()?.right());
        loop {
            let works = bulk_acts::waiting(&worker.db, bulk.id, BATCH).await?;
            for work in &works {
                if *stop.borrow() {
                    return lease(worker, bulk.id, 0).await;
                }
                let done = async {
                    let refused = (worker.may)(worker.db.clone(), bulk.account_id, *work, right).await?;
                    editorial::bulk_step(&acting, now(), &bulk, *work, refused).await
                };
                if let Err(error) = done.await {
                    tracing::error!(bulk = bulk.id, work, error = format!("{error:#}"), "a work of many failed");
                    let words = "服务器出错，这一件没有处理。可以对它再做一次；仍然不行，请联系管理员。";
                    editorial::fail_in_bulk(&acting, now(), &bulk, *work, words).await?;
                }
            }
            let write = worker.db.write(now()).await?;
            let finished = works.is_empty() && bulk_acts::finish(&write, bulk.id).await?;
            bulk_acts::lease(&write, bulk.id, later(now(), LEASE).0).await?;
            write.commit().await?;
            if finished {
                tracing::info!(bulk = bulk.id, works = bulk.works, "an act upon many works is through");
            }
            if works.is_empty() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(())
}

async fn lease(worker: &Worker, id: i64, until: i64) -> Result<()> {
    let write = worker.db.write((worker.clock)()).await?;
    bulk_acts::lease(&write, id, until).await?;
    write.commit().await.map(drop)
}
