//! One look at one address: HEAD, which costs least, and GET where that says nothing.

use crate::robots::{self, Robots};
use db::link_checks::LinkState;
use outbound::{Method, Outbound, Refusal, Request};
use std::time::Duration;
use url::{Position, Url};

const TIME: Duration = Duration::from_secs(20);
const REDIRECTS: u8 = 6;
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What was made of an answer, or of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub state: LinkState,
    pub status: Option<u16>,
    /// Why there was no answer, in a code.
    pub reason: Option<&'static str>,
}

impl Judged {
    pub(super) fn nothing(reason: &'static str) -> Self {
        Self { state: LinkState::Dead, status: None, reason: Some(reason) }
    }

    /// Until it is looked at again; `failures` are those before.
    pub(super) fn wait(&self, failures: i32) -> Duration {
        match self.state {
            LinkState::Alive => 7 * DAY,
            LinkState::Closed => 14 * DAY,
            LinkState::Dead => DAY,
            // Soon once more, to tell a night without power from a site that is gone; then ever more rarely.
            LinkState::Silent if failures == 0 => 6 * HOUR,
            LinkState::Silent => DAY * u32::try_from(failures.clamp(1, 14)).unwrap_or(14),
            LinkState::Waiting => HOUR,
        }
    }
}

/// What an answer, or none, says of an address.
pub fn judge(answer: &Result<u16, Refusal>) -> Judged {
    let answered = |state, status: u16| Judged { state, status: Some(status), reason: None };
    let silent = |reason| Judged { state: LinkState::Silent, status: None, reason: Some(reason) };
    match answer {
        Ok(status @ 200..=399) => answered(LinkState::Alive, *status),
        Ok(status @ (404 | 410)) => answered(LinkState::Dead, *status),
        // Something stands there, for others.
        Ok(status @ 400..=499) => answered(LinkState::Closed, *status),
        Ok(status) => answered(LinkState::Silent, *status),
        Err(Refusal::NotPublic) => Judged::nothing("private"),
        Err(Refusal::Address | Refusal::Unsendable) => Judged::nothing("address"),
        // We do not ask there; a reader may.
        Err(Refusal::Port(_) | Refusal::NoAuthorities) => {
            Judged { state: LinkState::Closed, status: None, reason: Some("unasked") }
        }
        Err(Refusal::UnknownName) => silent("name"),
        Err(Refusal::Tls(_)) => silent("secure"),
        Err(Refusal::TooSlow(_)) => silent("slow"),
        Err(Refusal::Redirect) => silent("redirect"),
        Err(Refusal::Connect(_) | Refusal::Http(_)) => silent("connect"),
    }
}

/// `known` are the rules of its host where they were read lately; those that hold come back with what was found.
pub(super) async fn look(outbound: &Outbound, address: &str, known: Option<Robots>) -> (Judged, Option<Robots>) {
    let Ok(url) = address.parse::<Url>() else { return (Judged::nothing("address"), known) };
    let robots = match known {
        Some(robots) => robots,
        None => match rules(outbound, &url).await {
            Ok(robots) => robots,
            // No answer at all to the first question: the second would have none either.
            Err(refusal) => return (judge(&Err(refusal)), None),
        },
    };
    if !robots.allows(&url[Position::BeforePath..Position::AfterQuery]) {
        return (Judged { state: LinkState::Closed, status: None, reason: Some("robots") }, Some(robots));
    }
    let head = ask(outbound, Method::HEAD, address).await;
    // Many servers answer HEAD wrongly, or not at all; redirects are followed by GET alone.
    let judged = match head {
        Ok(200..=299) => judge(&head),
        Ok(_) | Err(Refusal::Http(_) | Refusal::TooSlow(_)) => judge(&ask(outbound, Method::GET, address).await),
        Err(refusal) => judge(&Err(refusal)),
    };
    (judged, Some(robots))
}

async fn ask(outbound: &Outbound, method: Method, address: &str) -> Result<u16, Refusal> {
    let redirects = if method == Method::GET { REDIRECTS } else { 0 };
    let headers = [("accept", "*/*".to_owned())];
    let request = Request { method, address, headers: &headers, body: Vec::new(), redirects, most: 0, time: TIME };
    outbound.send(&request).await.map(|answer| answer.status)
}

/// # Errors
/// Where the host does not answer.
async fn rules(outbound: &Outbound, url: &Url) -> Result<Robots, Refusal> {
    let address = format!("{}/robots.txt", &url[..Position::BeforePath]);
    let method = Method::GET;
    let request = Request {
        method,
        address: &address,
        headers: &[],
        body: Vec::new(),
        redirects: REDIRECTS,
        most: robots::MOST,
        time: TIME,
    };
    match outbound.send(&request).await {
        Ok(answer) if (200..300).contains(&answer.status) => Ok(Robots::read(&String::from_utf8_lossy(&answer.body))),
        Ok(answer) if answer.status >= 500 => Ok(Robots::shut()),
        Ok(_) | Err(Refusal::Redirect) => Ok(Robots::open()),
        Err(refusal) => Err(refusal),
    }
}
