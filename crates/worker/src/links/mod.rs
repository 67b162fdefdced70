//! Looking at the addresses that texts link to, so that editors learn which lead nowhere: each once in days however many texts
//! name it, a host at a time, and never against what its robots.txt says (RFC 9309).
//!
//! Absent from here: which texts name what (`editorial`), and what is said of it.

mod look;

pub use look::{Judged, judge};

use crate::{
    robots::Robots,
    run::{Worker, later},
};
use anyhow::Result;
use db::link_checks::{self, LinkCheck, LinkState, Looked};
use domain::Timestamp;
use look::look;
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinSet};
use url::Url;

/// Between looks for what is due.
const IDLE: Duration = Duration::from_secs(5);
/// Between steps of going through what is published.
const STEP: Duration = Duration::from_secs(15);
/// Between two times that everything was gone through.
const ROUND: Duration = Duration::from_secs(6 * 3600);
/// Between two requests to one host.
const APART: Duration = Duration::from_secs(3);
const AT_ONCE: u64 = 8;
/// Longer than any look.
const LEASE: Duration = Duration::from_secs(300);
const DAY: Duration = Duration::from_secs(24 * 3600);
/// What no text has named for so long is looked at no longer.
const FORGOTTEN_DAYS: u32 = 60;

/// What is remembered of hosts; a process begins anew.
#[derive(Default)]
pub(crate) struct Hosts(HashMap<String, Host>);

struct Host {
    asked: Instant,
    robots: Option<(Instant, Robots)>,
}

/// Hosts that are remembered.
const REMEMBERED: usize = 2000;

/// Until it is asked to stop.
pub(crate) async fn run(worker: Worker, mut stop: watch::Receiver<bool>) {
    let mut hosts = Hosts::default();
    let (mut after, mut stepped) = (0, None::<(Instant, Duration)>);
    loop {
        if let Err(error) = once(&worker, &mut hosts).await {
            tracing::error!(error = format!("{error:#}"), "links cannot be looked at");
        }
        if stepped.is_none_or(|(at, wait)| at.elapsed() >= wait) {
            match editorial::note_published_links(&worker.db, (worker.clock)(), after).await {
                Ok(next) => {
                    after = next;
                    stepped = Some((Instant::now(), if next == 0 { ROUND } else { STEP }));
                }
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "links of published works cannot be noted");
                    stepped = Some((Instant::now(), ROUND));
                }
            }
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(IDLE) => {}
        }
    }
}

/// Looks at what is due, a few at once; how many were looked at.
pub(crate) async fn once(worker: &Worker, hosts: &mut Hosts) -> Result<usize> {
    let now = (worker.clock)();
    if !link_checks::is_due(&worker.db, now).await? {
        return Ok(0);
    }
    let write = worker.db.write(now).await?;
    let due = link_checks::claim(&write, AT_ONCE, later(now, LEASE)).await?;
    write.commit().await?;
    let write = worker.db.write(now).await?;
    link_checks::forget(&write, Timestamp(now.0 - DAY.as_millis() as i64 * i64::from(FORGOTTEN_DAYS))).await?;
    write.commit().await?;
    let mut looks = JoinSet::new();
    for check in due {
        let Some(host) = host_of(&check.address) else {
            write_down(worker, &check, Judged::nothing("address")).await?;
            continue;
        };
        if let Some(wait) = hosts.wait(&host) {
            let write = worker.db.write((worker.clock)()).await?;
            link_checks::put_off(&write, check.id, later((worker.clock)(), wait)).await?;
            write.commit().await?;
            continue;
        }
        let (outbound, robots) = (worker.to_anybody.clone(), hosts.robots(&host));
        looks.spawn(async move {
            let (judged, robots) = look(&outbound, &check.address, robots).await;
            (check, host, judged, robots)
        });
    }
    let mut looked = 0;
    while let Some(done) = looks.join_next().await {
        let (check, host, judged, robots) = done?;
        hosts.learn(host, robots);
        write_down(worker, &check, judged).await?;
        looked += 1;
    }
    Ok(looked)
}

async fn write_down(worker: &Worker, check: &LinkCheck, judged: Judged) -> Result<()> {
    let now = (worker.clock)();
    // Not all at the same hour for ever: a tenth more or less.
    let chance = f64::from((worker.dice)()[0]) / 255.0;
    let wait = judged.wait(check.failures).mul_f64(0.9 + 0.2 * chance);
    let write = worker.db.write(now).await?;
    let looked = Looked { state: judged.state, status: judged.status, reason: judged.reason, next_at: later(now, wait) };
    link_checks::put(&write, check, looked).await?;
    write.commit().await?;
    if matches!(judged.state, LinkState::Dead) && check.state != LinkState::Dead.code() {
        tracing::info!(address = check.address, "a link leads nowhere");
    }
    Ok(())
}

/// Host and port: two servers of one name are two.
fn host_of(address: &str) -> Option<String> {
    let url: Url = address.parse().ok()?;
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

impl Hosts {
    /// How long the host is to be left alone; asked now where it is not.
    fn wait(&mut self, host: &str) -> Option<Duration> {
        let now = Instant::now();
        match self.0.get_mut(host) {
            Some(known) if now.duration_since(known.asked) < APART => Some(APART - now.duration_since(known.asked)),
            Some(known) => {
                known.asked = now;
                None
            }
            None => {
                if self.0.len() >= REMEMBERED {
                    self.0.retain(|_, known| now.duration_since(known.asked) < Duration::from_secs(3600));
                }
                self.0.insert(host.to_owned(), Host { asked: now, robots: None });
                None
            }
        }
    }

    fn robots(&self, host: &str) -> Option<Robots> {
        let (read, robots) = self.0.get(host)?.robots.as_ref()?;
        (read.elapsed() < DAY).then(|| robots.clone())
    }

    fn learn(&mut self, host: String, robots: Option<Robots>) {
        if let Some((known, robots)) = self.0.get_mut(&host).zip(robots) {
            known.asked = Instant::now();
            if known.robots.as_ref().is_none_or(|(read, _)| read.elapsed() >= DAY) {
                known.robots = Some((Instant::now(), robots));
            }
        }
    }
}
