//! The one address.

use crate::{Requests, Watched};
use actix_web::{
    HttpResponse,
    web::{Data, ServiceConfig, get, resource},
};
use anyhow::Result;
use prometheus_client::encoding::text::{encode_eof, encode_registry};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub fn configure(config: &mut ServiceConfig) {
    config.service(resource("/metrics").route(get().to(metrics)));
}

async fn metrics(requests: Data<Requests>, watched: Data<Watched>) -> HttpResponse {
    match text(&requests, &watched).await {
        Ok(text) => HttpResponse::Ok().content_type(OPEN_METRICS).body(text),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the metrics cannot be looked up");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("the database does not answer\n")
        }
    }
}

async fn text(requests: &Requests, watched: &Watched) -> Result<String> {
    let now = std::time::UNIX_EPOCH.elapsed()?.as_millis() as i64;
    let state = watched.look(now).await?;
    let mut text = String::new();
    encode_registry(&mut text, &requests.registry)?;
    encode_registry(&mut text, &state)?;
    encode_eof(&mut text)?;
    Ok(text)
}
