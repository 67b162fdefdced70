//! Networks, and which addresses belong to the public one.

use std::{fmt, net::IpAddr, str::FromStr};

/// Addresses that begin with the same bits, as `127.0.0.0/8` says; an address alone is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a network is an address, a slash and a number of bits, such as 127.0.0.0/8 or fd00::/8")]
pub struct NetworkError;

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (first, bits) = text.split_once('/').map_or((text, None), |(first, bits)| (first, Some(bits)));
        let first: IpAddr = first.parse().map_err(|_| NetworkError)?;
        let all = width(first);
        let bits = bits.map_or(Ok(all), str::parse).map_err(|_| NetworkError)?;
        if bits <= all { Ok(Self { first, bits }) } else { Err(NetworkError) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

impl Network {
    /// An IPv4 address written as IPv6 is in no network of IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let rest = width(self.first) - self.bits;
        let begin = |address| number(address).checked_shr(rest).unwrap_or(0);
        self.first.is_ipv4() == address.is_ipv4() && begin(self.first) == begin(address)
    }
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

const fn v4(a: u8, b: u8, c: u8, bits: u32) -> Network {
    Network { first: IpAddr::V4(std::net::Ipv4Addr::new(a, b, c, 0)), bits }
}

const fn v6(a: u16, b: u16, bits: u32) -> Network {
    Network { first: IpAddr::V6(std::net::Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)), bits }
}

/// IANA's registries of special-purpose addresses, RFC 6890, and multicast.
const SPECIAL: [Network; 19] = [
    v4(0, 0, 0, 8),        // this network
    v4(10, 0, 0, 8),       // private
    v4(100, 64, 0, 10),    // shared by a carrier's customers (CGNAT)
    v4(127, 0, 0, 8),      // loopback
    v4(169, 254, 0, 16),   // link-local; clouds tell their secrets there
    v4(172, 16, 0, 12),    // private
    v4(192, 0, 0, 24),     // protocol assignments
    v4(192, 0, 2, 24),     // documentation
    v4(192, 88, 99, 24),   // 6to4 relays, given up
    v4(192, 168, 0, 16),   // private
    v4(198, 18, 0, 15),    // benchmarks
    v4(198, 51, 100, 24),  // documentation
    v4(203, 0, 113, 24),   // documentation
    v4(224, 0, 0, 4),      // multicast
    v4(240, 0, 0, 4),      // reserved, and broadcast
    v6(0x2001, 0, 23),     // protocol assignments, Teredo among them
    v6(0x2001, 0xdb8, 32), // documentation
    v6(0x2002, 0, 16),     // 6to4: an IPv4 address inside
    v6(0x3fff, 0, 20),     // documentation
];

/// The only part of IPv6 that is given out for the public network; outside are loopback, link-local, unique-local and multicast
/// addresses, and every way but the two above to write an IPv4 address inside (mapped, NAT64).
const GLOBAL: Network = v6(0x2000, 0, 3);

pub fn is_public(address: IpAddr) -> bool {
    (address.is_ipv4() || GLOBAL.contains(address)) && !SPECIAL.iter().any(|network| network.contains(address))
}
