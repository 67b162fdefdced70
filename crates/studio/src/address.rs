//! Where the API is, and where a request comes from, as far as it can be told.

use actix_web::HttpRequest;
use std::net::IpAddr;

/// Before every route but the app's own files.
pub const API: &str = "/api/studio/v1";

/// The address of the client; behind a proxy on this machine, the one that the proxy added last.
pub fn of(request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else { return "unknown".to_owned() };
    let forwarded = request.headers().get_all("X-Forwarded-For").filter_map(|v| v.to_str().ok()).last();
    let last = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|one| one.trim().parse::<IpAddr>().ok());
    match last {
        Some(client) if peer.is_loopback() => network(client),
        _ => network(peer),
    }
}

/// A household has a whole /64 of IPv6: counting single addresses would count nothing.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => format!("{:x}:{:x}:{:x}:{:x}::/64", v6.segments()[0], v6.segments()[1], v6.segments()[2], v6.segments()[3]),
        },
    }
}
