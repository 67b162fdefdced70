//! How much one network may report, look up and have counted. Counted in memory by each process, forgotten when it is at rest, and never
//! written anywhere.

use crate::Failure;
use actix_web::HttpRequest;
use domain::client_network;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::HashMapStateStore,
};
use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

/// Reports in an hour: a class that reads together has one address.
const SENT: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
/// Receipts that are asked for in a minute.
const ASKED: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Works read to their end in a minute.
const ENDED: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Copies on other sites that are opened in a minute: a newsroom or a school reads behind one address.
const COPIED: NonZeroU32 = NonZeroU32::new(300).expect("not zero");
/// Subscriptions to feeds that are asked for in a minute: a reader's server asks for all of its readers.
const SUBSCRIBED: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Keys to try the partners' door with, in an hour.
const TRIED: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
/// Who is at rest is forgotten when there are more than so many.
const REMEMBERED: usize = 10_000;

type Counter = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, DefaultClock>;

pub struct Limits {
    sent: Counter,
    asked: Counter,
    ended: Counter,
    copied: Counter,
    subscribed: Counter,
    tried: Counter,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sent: RateLimiter::hashmap(Quota::per_hour(SENT)),
            asked: RateLimiter::hashmap(Quota::per_minute(ASKED)),
            ended: RateLimiter::hashmap(Quota::per_minute(ENDED)),
            copied: RateLimiter::hashmap(Quota::per_minute(COPIED)),
            subscribed: RateLimiter::hashmap(Quota::per_minute(SUBSCRIBED)),
            tried: RateLimiter::hashmap(Quota::per_hour(TRIED)),
        }
    }
}

impl Limits {
    /// # Errors
    /// 429 where this network sent enough.
    pub fn send(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.sent, network(request))
    }

    /// # Errors
    /// 429 where this network asked for enough: receipts cannot be tried out.
    pub fn ask(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.asked, network(request))
    }

    /// # Errors
    /// 429 where this network read enough.
    pub fn ending(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.ended, network(request))
    }

    /// # Errors
    /// 429 where this network opened enough copies.
    pub fn copy(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.copied, network(request))
    }

    /// # Errors
    /// 429 where this network asked for enough subscriptions.
    pub fn subscribe(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.subscribed, network(request))
    }

    /// # Errors
    /// 429 where this network took enough keys for trials.
    pub fn try_door(&self, request: &HttpRequest) -> Result<(), Failure> {
        count(&self.tried, network(request))
    }
}

fn count(counter: &Counter, who: IpAddr) -> Result<(), Failure> {
    if counter.len() > REMEMBERED {
        counter.retain_recent();
    }
    let wait = |until: governor::NotUntil<_>| until.wait_time_from(counter.clock().now()).as_secs() + 1;
    counter.check_key(&who).map_err(|until| Failure::TooMany(wait(until)))
}

/// Where nothing tells it, all are one.
pub(crate) fn network(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
    client_network(peer, request.headers().get_all("X-Forwarded-For").filter_map(|v| v.to_str().ok()).last())
}
