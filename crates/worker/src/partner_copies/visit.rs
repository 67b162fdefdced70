//! One visit: robots.txt where it is not known, or else one page; and what is written down of it.

use super::{
    GRACE, SeenPage,
    judge::{self, Judgement, Wanted},
};
use crate::{
    robots::{self, Robots},
    run::{Outcome, Worker, later},
    told::{TIME, finish},
};
use anyhow::{Context, Result};
use db::{
    copies::{self, Due, Origin, Payload, Visited},
    corrections,
    jobs::JobRow,
};
use domain::{CopyState, Timestamp};
use outbound::{Method, Request};
use std::time::Duration;
use tokio::task::spawn_blocking;
use url::Url;

/// Between two requests to one site, where it does not ask for more.
const PAUSE: Duration = Duration::from_secs(5);
/// What robots.txt said holds so long.
const ROBOTS: Duration = Duration::from_secs(24 * 3600);
/// One that could not be had is asked for again sooner.
const ROBOTS_AGAIN: Duration = Duration::from_secs(3600);
/// Bytes of a page that are read.
const PAGE: usize = 1 << 20;
/// Redirects within the site.
const REDIRECTS: usize = 3;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// Until a copy that does not show what it should is visited again, after the first, second … visit; then each day.
const WAITS: [u64; 4] = [HOUR / 2, 2 * HOUR, 6 * HOUR, 12 * HOUR];
/// Visits after which it is hardly to be hoped for any more.
const HOPELESS: i32 = 30;
const WEEK: u64 = 7 * DAY;

pub(crate) async fn visit(worker: &Worker, job: &JobRow) -> Result<Outcome> {
    let Payload { origin } = serde_json::from_str(&job.payload)?;
    let now = (worker.clock)();
    let known = copies::origin(&worker.db, &origin).await?;
    let due = match known.as_ref().is_some_and(|known| known.visit_after > now.0) {
        true => None,
        false => copies::next(&worker.db, &origin, now, GRACE).await?,
    };
    let Some(due) = due else { return finish(worker, job, Outcome::Done, async |_| Ok(())).await };
    let Some(robots) = known.as_ref().and_then(|known| still_good(known, now)) else {
        let text = ask_robots(worker, &origin).await;
        let effect = async |write: &db::Write| {
            copies::set_robots(write, &origin, text.as_deref()).await?;
            copies::pause(write, &origin, later(now, PAUSE)).await
        };
        return finish(worker, job, Outcome::Done, effect).await;
    };
    let (judgement, seen) = look(worker, &due, robots.as_ref()).await?;
    let visited = visited(&due, judgement, seen, now)?;
    let pause = robots.as_ref().and_then(Robots::pause).unwrap_or(PAUSE).max(PAUSE);
    let effect = async |write: &db::Write| {
        copies::set_visited(write, &due, &visited).await?;
        copies::pause(write, &origin, later((worker.clock)(), pause)).await
    };
    finish(worker, job, Outcome::Done, effect).await
}

/// What is known of its robots.txt; within, `None` where it could not be had. `None` where it has to be asked for.
fn still_good(known: &Origin, now: Timestamp) -> Option<Option<Robots>> {
    let at = known.robots_at?;
    let lifetime = if known.robots.is_some() { ROBOTS } else { ROBOTS_AGAIN };
    (later(Timestamp(at), lifetime) > now).then(|| known.robots.as_deref().map(Robots::read))
}

/// The file; empty where the site has none. `None` where it cannot be had now: then nothing is allowed (RFC 9309, 2.3.1.4).
async fn ask_robots(worker: &Worker, origin: &str) -> Option<String> {
    let address = format!("{origin}/robots.txt");
    let answer = ask(worker, &address, &[], 5, robots::MOST).await.ok()?;
    match answer.status {
        200..300 => Some(String::from_utf8_lossy(&answer.body).replace('\0', "")),
        400..500 => Some(String::new()),
        _ => None,
    }
}

async fn ask(
    worker: &Worker,
    address: &str,
    headers: &[(&str, String)],
    redirects: u8,
    most: usize,
) -> Result<outbound::Answer, outbound::Refusal> {
    worker.outbound.send(&Request { method: Method::GET, address, headers, body: Vec::new(), redirects, most, time: TIME }).await
}

/// Of the page that came: the number it shows, and its ETag.
type Seen = (Option<i64>, Option<String>);

/// Judges the copy as it is now; what is remembered of the page.
async fn look(worker: &Worker, due: &Due, robots: Option<&Robots>) -> Result<(Judgement, Seen)> {
    let kept = (due.seen_seq, due.etag.clone());
    let Some(robots) = robots else {
        return Ok(((CopyState::Unreachable, "对方网站的robots.txt现在读不到，按规矩先不访问。".to_owned()), kept));
    };
    let notices = corrections::of_work(&worker.db, due.work_id).await?.into_iter().filter(|notice| notice.lifted_at.is_none());
    let (withdrawals, others): (Vec<_>, Vec<_>) = notices.partition(|notice| notice.kind().is_ok_and(|kind| kind.withdraws()));
    let way = withdrawals.first().filter(|_| due.withdrawn).map(corrections::CorrectionRow::way).transpose()?;
    let standing = if way.is_some() { withdrawals } else { others };
    let notices: Vec<String> = standing.into_iter().map(|notice| notice.reason).collect();
    let wanted = Wanted { due, notices: &notices, way };
    let headers: Vec<(&str, String)> = due.etag.iter().map(|etag| ("if-none-match", etag.clone())).collect();
    let mut url: Url = due.address.parse().context("the address of a copy")?;
    for _ in 0..=REDIRECTS {
        if !robots.allows(&url[url::Position::BeforePath..url::Position::AfterQuery]) {
            return Ok(((CopyState::Barred, "对方网站的robots.txt不许程序访问这个地址。".to_owned()), kept));
        }
        let answer = match ask(worker, url.as_str(), &headers, 0, PAGE).await {
            Ok(answer) => answer,
            Err(refusal) => return Ok(((CopyState::Unreachable, format!("打不开：{}。", said(&refusal))), kept)),
        };
        match answer.status {
            304 => return Ok((wanted.unchanged()?, kept)),
            301 | 302 | 303 | 307 | 308 => {
                let Some(to) = answer.header("location").and_then(|to| url.join(to).ok()) else { break };
                if !is_same_site(&url, &to) {
                    let words = format!("转到了另一个网站{}，请登记那里的地址。", to.host_str().unwrap_or_default());
                    return Ok(((CopyState::Unreachable, words), (None, None)));
                }
                url = to;
            }
            status => {
                if let Some(judged) = judge::status(status) {
                    return Ok((judged, (None, None)));
                }
                let kind = answer.header("content-type").unwrap_or_default().to_owned();
                let etag = answer.header("etag").filter(|etag| etag.len() <= 200).map(str::to_owned);
                let page = spawn_blocking(move || SeenPage::read(&answer.body, &kind)).await?;
                return Ok((wanted.judge(&page), (page.shows(&due.tag, due.work_id), etag)));
            }
        }
    }
    Ok(((CopyState::Unreachable, "转来转去，没有到达任何页面。".to_owned()), (None, None)))
}

/// A site that moved to `https` is the same.
fn is_same_site(one: &Url, other: &Url) -> bool {
    one.host() == other.host() && ["http", "https"].contains(&other.scheme())
}

/// For editors.
fn said(refusal: &outbound::Refusal) -> String {
    use outbound::Refusal;
    match refusal {
        Refusal::UnknownName => "域名不存在".to_owned(),
        Refusal::NotPublic => "地址不在公开的网络上".to_owned(),
        Refusal::Port(port) => format!("端口{port}不访问，只访问80和443"),
        Refusal::Connect(_) => "连不上对方的服务器".to_owned(),
        Refusal::Tls(_) => "对方的证书有问题".to_owned(),
        Refusal::TooSlow(time) => format!("{}秒没有答复", time.as_secs()),
        other => other.to_string(),
    }
}

fn visited(due: &Due, (state, reason): Judgement, (seen_seq, etag): Seen, now: Timestamp) -> Result<Visited> {
    // Counted anew where the state is another, or the work is.
    let goes_on = due.state()? == state && due.checked_for == Some(due.updated_at);
    let visits = if goes_on { due.visits.saturating_add(1) } else { 1 };
    let wait = match state {
        CopyState::Current | CopyState::Barred => WEEK,
        CopyState::Removed => 4 * WEEK,
        _ if visits > HOPELESS => WEEK,
        _ => usize::try_from(visits - 1).ok().and_then(|i| WAITS.get(i)).copied().unwrap_or(DAY),
    };
    Ok(Visited { state, reason, seen_seq, etag, visits, visit_after: later(now, Duration::from_secs(wait)) })
}
