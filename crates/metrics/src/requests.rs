//! Requests by door, route and status, and how long each route takes.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::{Registry, Unit},
};
use std::time::Instant;

/// Upper ends, in seconds: from a page out of the cache to what nobody waits for.
const BUCKETS: [f64; 11] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 5.0, 30.0];

/// What is at no address.
const NOWHERE: &str = "none";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    door: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    door: &'static str,
    route: String,
}

/// Kept for as long as the process runs.
#[derive(Debug)]
pub struct Requests {
    answered: Family<Answered, Counter>,
    seconds: Family<Route, Histogram>,
    pub(crate) registry: Registry,
}

impl Default for Requests {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("liangyi");
        let answered = Family::<Answered, Counter>::default();
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        registry.register("requests", "Requests that were answered", answered.clone());
        let until = "Time until an answer began; a partner may ask to wait for a change";
        registry.register_with_unit("request_duration", until, Unit::Seconds, seconds.clone());
        Self { answered, seconds, registry }
    }
}

/// The middleware around every door. It counts only where the process was told to.
pub async fn measure(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Some(requests) = request.app_data::<Data<Requests>>().cloned() else { return next.call(request).await };
    let (door, route) = (door(request.path()), request.match_pattern().unwrap_or_else(|| NOWHERE.to_owned()));
    let begin = Instant::now();
    let response = next.call(request).await;
    let status = match &response {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    requests.seconds.get_or_create(&Route { door, route: route.clone() }).observe(begin.elapsed().as_secs_f64());
    requests.answered.get_or_create(&Answered { door, route, status: status.as_u16() }).inc();
    response
}

fn door(path: &str) -> &'static str {
    match path.trim_start_matches("/api").split('/').nth(1) {
        Some("studio") => "studio",
        Some("partner") => "partner",
        _ => "reader",
    }
}
