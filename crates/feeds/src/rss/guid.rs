//! `podcast:guid`: what a feed is known by wherever it moves.

use sha1::{Digest, Sha1};

/// The namespace of podcasts, `ead4c236-bf58-58c6-a2c6-a6b28d128cb6`.
const PODCASTS: [u8; 16] = [0xea, 0xd4, 0xc2, 0x36, 0xbf, 0x58, 0x58, 0xc6, 0xa2, 0xc6, 0xa6, 0xb2, 0x8d, 0x12, 0x8c, 0xb6];

/// A UUID of version 5 (RFC 9562, 5.5) over the feed's id, which stays where an address may move.
pub(super) fn of(feed_id: &str) -> String {
    let digest = Sha1::new().chain_update(PODCASTS).chain_update(feed_id).finalize();
    let mut bytes: [u8; 16] = std::array::from_fn(|i| digest[i]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex::encode(bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
