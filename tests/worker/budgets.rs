//! How long a film may take: by what it says of itself, and by how much of it there is to read.

use std::time::Duration;
use worker::budget;

const GIB: i64 = 1 << 30;

#[test]
fn a_large_file_on_a_slow_disk_is_read_to_its_end() {
    let reading = Duration::from_secs(2 * GIB as u64 / 10_000_000);
    assert!(budget::probe(2 * GIB) >= Duration::from_secs(60) + reading);
    assert!(budget::frame(2 * GIB) >= Duration::from_secs(120) + reading);
    // Hashed, copied, heard twice and seen twice.
    assert!(budget::video(Some(60_000), 2 * GIB) >= budget::video(Some(60_000), 0) + reading * 6);
}

#[test]
fn whatever_a_film_says_of_itself_there_is_an_end() {
    let small = [budget::video(Some(0), 0), budget::video(Some(-5), -5)];
    assert_eq!(small, [Duration::from_secs(120); 2]);
    assert_eq!(budget::video(Some(10_000), 0), Duration::from_secs(520));
    assert!(budget::video(None, 0) > budget::video(Some(60_000), 0), "one that says nothing may be long");
    assert!(budget::video(Some(i64::MAX), 0) <= Duration::from_secs(12 * 3600));
    assert!(budget::av1(Some(10_000), 0) > budget::video(Some(10_000), 0));
}
