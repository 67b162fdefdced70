//! Parts of a blob as HTTP asks for them.

use futures::TryStreamExt;
use storage::{ByteRange, Key, Selection, Storage};

fn part(start: u64, end: u64) -> Selection {
    Selection::Part(ByteRange { start, end })
}

#[test]
fn one_range_of_bytes_is_read_as_the_standard_says() {
    for (header, expected) in [
        ("bytes=0-0", part(0, 1)),
        ("bytes=0-9", part(0, 10)),
        ("bytes=0-999", part(0, 100)),
        ("bytes=90-", part(90, 100)),
        ("bytes=-10", part(90, 100)),
        ("bytes=-1000", part(0, 100)),
        ("BYTES = 1 - 2 ", part(1, 3)),
        ("bytes=0-99999999999999999999999", part(0, 100)),
        ("bytes=99-99", part(99, 100)),
        ("bytes=100-", Selection::Unsatisfiable),
        ("bytes=100-200", Selection::Unsatisfiable),
        ("bytes=99999999999999999999999-", Selection::Unsatisfiable),
        ("bytes=-0", Selection::Unsatisfiable),
    ] {
        assert_eq!(ByteRange::parse(header, 100), expected, "{header}");
    }
}

#[test]
fn what_is_no_single_range_of_bytes_is_ignored() {
    for header in
        ["", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "bytes=a-b", "bytes=+1-2", "lines=0-1", "bytes=1-2-3"]
    {
        assert_eq!(ByteRange::parse(header, 100), Selection::Whole, "{header}");
    }
}

#[test]
fn an_empty_blob_has_no_part() {
    for header in ["bytes=0-", "bytes=0-0", "bytes=-1"] {
        assert_eq!(ByteRange::parse(header, 0), Selection::Unsatisfiable, "{header}");
    }
}

#[test]
fn a_part_is_sent_only_of_the_bytes_that_were_seen_before() {
    let select = |if_range| ByteRange::select(Some("bytes=0-0"), if_range, "\"a\"", 10);
    assert_eq!(select(None), part(0, 1));
    assert_eq!(select(Some("\"a\"")), part(0, 1));
    assert_eq!(select(Some("\"b\"")), Selection::Whole);
    assert_eq!(select(Some("W/\"a\"")), Selection::Whole);
    assert_eq!(select(Some("Wed, 25 Nov 2026 08:00:00 GMT")), Selection::Whole);
    assert_eq!(ByteRange::select(None, Some("\"a\""), "\"a\"", 10), Selection::Whole);
}

#[test]
fn a_part_says_where_it_stands() {
    let range = ByteRange { start: 10, end: 20 };
    assert_eq!((range.content_range(100).as_str(), range.length()), ("bytes 10-19/100", 10));
}

#[tokio::test]
async fn the_pieces_of_a_range_add_up_to_it_and_none_is_large() {
    let storage = Storage::memory();
    let key: Key = "film".parse().unwrap();
    let bytes: Vec<u8> = (0..1_000_003_u32).map(|n| (n % 251) as u8).collect();
    storage.put(&key, bytes.clone()).await.unwrap();
    for (start, end) in [(0, bytes.len()), (1, 2), (262_143, 262_145), (500_000, bytes.len())] {
        let pieces: Vec<_> =
            storage.pieces(&key, ByteRange { start: start as u64, end: end as u64 }).try_collect().await.unwrap();
        assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= 1 << 20));
        assert_eq!(pieces.concat(), &bytes[start..end]);
    }
}
