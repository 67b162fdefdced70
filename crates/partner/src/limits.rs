//! How much one key may ask, and how often one address may be wrong about a key.
//!
//! On PostgreSQL all processes count the requests of a key together; on SQLite there is one process, which counts in memory.
//! Addresses are counted in memory alone, and never written anywhere.

use crate::{problem::Failure, routes::Door};
use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};
use anyhow::Context;
use db::{
    Db,
    spent_quotas::{self, Spent},
};
use domain::client_network;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::HashMapStateStore,
};
use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

/// Keys that do not count, from one address in a minute.
const GUESSES: NonZeroU32 = NonZeroU32::new(30).expect("not zero");
/// In microseconds.
const MINUTE: i64 = 60_000_000;
/// Who is at rest is forgotten when there are more than so many.
const REMEMBERED: usize = 10_000;

type Counter<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

pub struct Limits {
    /// Requests in a minute.
    quota: NonZeroU32,
    /// By the digest of the key.
    keys: Counter<String>,
    strangers: Counter<IpAddr>,
}

/// What a key may still ask; on its way to the headers of the answer.
#[derive(Clone, Copy)]
struct Left {
    quota: u32,
    remaining: u32,
    /// Seconds until it is whole again, or until there is any.
    reset: u64,
}

impl Limits {
    /// `quota` is in requests a minute.
    pub fn new(quota: NonZeroU32) -> Self {
        Self { quota, keys: counter(quota), strangers: counter(GUESSES) }
    }

    async fn charge(&self, db: &Db, digest: &str) -> anyhow::Result<Result<Left, Left>> {
        if db.is_sqlite() {
            return Ok(self.charge_here(digest));
        }
        let (quota, now) = (self.quota.get(), crate::routes::now() * 1000);
        let seconds = |until: i64| ((until - now).max(0) as u64).div_ceil(1_000_000);
        Ok(match spent_quotas::spend(db, digest, now, quota, MINUTE).await? {
            Spent::Until(until) => {
                let remaining = (now + MINUTE - until) / (MINUTE / i64::from(quota));
                Ok(Left { quota, remaining: remaining.clamp(0, quota.into()) as u32, reset: seconds(until) })
            }
            Spent::Over(until) => Err(Left { quota, remaining: 0, reset: seconds(until).max(1) }),
        })
    }

    fn charge_here(&self, digest: &str) -> Result<Left, Left> {
        let quota = self.quota.get();
        match count(&self.keys, digest.to_owned()) {
            Ok(remaining) => Ok(Left { quota, remaining, reset: (u64::from(quota - remaining) * 60).div_ceil(quota.into()) }),
            Err(reset) => Err(Left { quota, remaining: 0, reset }),
        }
    }
}

fn counter<K: Clone + Hash + Eq>(quota: NonZeroU32) -> Counter<K> {
    RateLimiter::hashmap(Quota::per_minute(quota)).with_middleware()
}

/// How much is left; or after how many seconds there will be any.
fn count<K: Clone + Hash + Eq>(counter: &Counter<K>, who: K) -> Result<u32, u64> {
    if counter.len() > REMEMBERED {
        counter.retain_recent();
    }
    let counted = counter.check_key(&who);
    let wait = |until: governor::NotUntil<_>| until.wait_time_from(counter.clock().now()).as_secs() + 1;
    counted.map(|state| state.remaining_burst_capacity()).map_err(wait)
}

fn limits(request: &HttpRequest) -> Result<&Limits, Failure> {
    Ok(&request.app_data::<Data<Door>>().context("the door is not furnished")?.limits)
}

/// Charges the key for one request; says what is left in the answer's headers, see [`tell`].
pub(crate) async fn charge(request: &HttpRequest, digest: &str) -> Result<(), Failure> {
    let db = request.app_data::<Data<Db>>().context("the door has no database")?;
    let charged = limits(request)?.charge(db, digest).await?;
    let (Ok(left) | Err(left)) = charged;
    request.extensions_mut().insert(left);
    charged.map(drop).map_err(|left| Failure::TooMany(left.reset))
}

/// What to say to a key that does not count. A key that does is never held up by the guesses of others: behind a proxy all may
/// have one address.
pub(crate) fn wrong(request: &HttpRequest) -> Failure {
    match limits(request).map(|limits| count(&limits.strangers, address(request))) {
        Ok(Ok(_)) => Failure::Key,
        Ok(Err(seconds)) => Failure::TooMany(seconds),
        Err(failure) => failure,
    }
}

/// Where nothing tells it, all are one.
fn address(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
    client_network(peer, request.headers().get_all("X-Forwarded-For").filter_map(|v| v.to_str().ok()).last())
}

/// Puts what is left into the headers, as the IETF's draft-ietf-httpapi-ratelimit-headers has them.
pub(crate) async fn tell(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut response = next.call(request).await?;
    let left = response.request().extensions().get::<Left>().copied();
    if let Some(Left { quota, remaining, reset }) = left {
        for (name, value) in
            [("ratelimit-policy", format!("\"key\";q={quota};w=60")), ("ratelimit", format!("\"key\";r={remaining};t={reset}"))]
        {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::try_from(value)?);
        }
    }
    Ok(response)
}
