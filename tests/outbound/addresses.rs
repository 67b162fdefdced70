//! Addresses by name, from IANA's registries and from the ways in which a private one has been hidden elsewhere.

use outbound::{Network, is_public};
use std::net::IpAddr;

fn public(address: &str) -> bool {
    is_public(address.parse::<IpAddr>().unwrap())
}

#[test]
fn addresses_of_the_public_network_are_public() {
    for address in [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2400:3200::1",
        "2001:200::1",
        "2606:4700::1111",
        "2a00::1",
    ] {
        assert!(public(address), "{address}");
    }
}

#[test]
fn addresses_that_are_special_are_not_public() {
    for (address, what) in [
        ("0.0.0.0", "this host"),
        ("0.1.2.3", "this network"),
        ("10.0.0.1", "private"),
        ("10.255.255.255", "private"),
        ("100.64.0.0", "CGNAT"),
        ("100.127.255.255", "CGNAT"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("169.254.169.254", "link-local, where clouds tell their secrets"),
        ("172.16.0.0", "private"),
        ("172.31.255.255", "private"),
        ("192.0.0.8", "protocol assignments"),
        ("192.0.2.1", "documentation"),
        ("192.88.99.1", "6to4 relay"),
        ("192.168.1.1", "private"),
        ("198.18.0.1", "benchmarks"),
        ("198.19.255.255", "benchmarks"),
        ("198.51.100.1", "documentation"),
        ("203.0.113.1", "documentation"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("::ffff:8.8.8.8", "IPv4-mapped, though what is inside is public"),
        ("64:ff9b::10.0.0.1", "NAT64"),
        ("64:ff9b:1::1", "local NAT64"),
        ("100::1", "discard"),
        ("2001::1", "Teredo"),
        ("2001:10::1", "ORCHID"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4 of loopback"),
        ("3fff:fff::1", "documentation"),
        ("5f00::1", "segment routing"),
        ("fc00::1", "unique-local"),
        ("fd12:3456::1", "unique-local"),
        ("fe80::1", "link-local"),
        ("fec0::1", "site-local, given up"),
        ("ff02::1", "multicast"),
    ] {
        assert!(!public(address), "{address}: {what}");
    }
}

#[test]
fn a_network_holds_what_begins_as_it_does() {
    for (network, inside, outside) in [
        ("127.0.0.0/8", "127.9.9.9", "128.0.0.0"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
        ("0.0.0.0/0", "8.8.8.8", "::1"),
        ("::/0", "::1", "8.8.8.8"),
        ("fd00::/8", "fdff::1", "fc00::1"),
        ("127.0.0.0/8", "127.0.0.1", "::ffff:127.0.0.1"),
    ] {
        let network: Network = network.parse().unwrap();
        assert!(network.contains(inside.parse().unwrap()), "{inside} in {network}");
        assert!(!network.contains(outside.parse().unwrap()), "{outside} in {network}");
    }
    for wrong in ["", "localhost", "127.0.0.0/33", "::/129", "127.0.0.0/", "127.0.0.0/-1", "127/8"] {
        assert!(wrong.parse::<Network>().is_err(), "{wrong}");
    }
}
