//! From where a request comes, as far as it can be told: what quotas of strangers are counted by.

use std::net::{IpAddr, Ipv6Addr};

/// The client's; behind a proxy on this machine, the one that the proxy added last to `X-Forwarded-For`. Of IPv6 the /64,
/// for a household has all of its addresses, and counting single ones would count nothing.
pub fn client_network(peer: IpAddr, forwarded: Option<&str>) -> IpAddr {
    let last = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|one| one.trim().parse::<IpAddr>().ok());
    match last.filter(|_| peer.is_loopback()).unwrap_or(peer).to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 => v4,
    }
}
