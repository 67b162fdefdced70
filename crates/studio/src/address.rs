//! Where the API is, and where a request comes from, as far as it can be told.

use actix_web::HttpRequest;
use domain::client_network;
use std::net::IpAddr;

/// Before every route but the app's own files.
pub const API: &str = "/api/studio/v1";

/// The network of the client, as it stands in the audit log.
pub fn of(request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else { return "unknown".to_owned() };
    let forwarded = request.headers().get_all("X-Forwarded-For").filter_map(|v| v.to_str().ok()).last();
    match client_network(peer, forwarded) {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
