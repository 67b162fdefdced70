//! Captions that a film carries: times apart, text in whatever encoding its maker used.

use captions::{Format, Markup, Piece, read_track};
use encoding_rs::{BIG5, GB18030};

fn pieces(texts: &[&[u8]]) -> Vec<Piece> {
    let piece = |(i, text): (usize, &&[u8])| Piece { start: i as u32 * 1000, end: i as u32 * 1000 + 900, bytes: text.to_vec() };
    texts.iter().enumerate().map(piece).collect()
}

fn texts(track: &captions::Track) -> Vec<&str> {
    track.cues.iter().map(|cue| cue.text.as_str()).collect()
}

#[test]
fn all_pieces_together_tell_the_encoding_and_each_is_read_in_it() {
    // Alone the first is too short for anybody to tell.
    for (encoding, name, words) in
        [(GB18030, "GB18030", ["嗯", "我们来说一说这个问题"]), (BIG5, "Big5", ["嗯", "我們來說一說這個問題"])]
    {
        let coded: Vec<Vec<u8>> = words.iter().map(|text| encoding.encode(text).0.into_owned()).collect();
        let coded: Vec<&[u8]> = coded.iter().map(Vec::as_slice).collect();
        let track = read_track(&pieces(&coded), Markup::Of(Format::Srt));
        assert_eq!((track.encoding, texts(&track)), (name, words.to_vec()));
        assert!(track.warnings.is_empty(), "{:?}", track.warnings);
    }
    // The text of Chinese captions alone has no zero byte, by which UTF-16 is told in files.
    let words = ["我们来说一说这个问题", "科学就在大家身边"];
    let coded = |bytes: fn(u16) -> [u8; 2]| words.map(|text| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>());
    for (name, coded) in [("UTF-16LE", coded(u16::to_le_bytes)), ("UTF-16BE", coded(u16::to_be_bytes))] {
        let track = read_track(&pieces(&coded.each_ref().map(Vec::as_slice)), Markup::Of(Format::Srt));
        assert_eq!((track.encoding, texts(&track)), (name, words.to_vec()));
        assert!(track.warnings.is_empty(), "{:?}", track.warnings);
    }
    // As some phones write timed text: one piece says of itself that it is UTF-16.
    let sixteen: Vec<u8> = [0xFEFF].into_iter().chain("大家好".encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let track = read_track(&pieces(&[&sixteen, "第二条".as_bytes()]), Markup::Plain);
    assert_eq!((track.encoding, texts(&track)), ("UTF-8", vec!["大家好", "第二条"]));
}

#[test]
fn marks_of_the_format_are_dropped_and_what_is_plain_stays() {
    let of = |markup, text: &str| texts(&read_track(&pieces(&[text.as_bytes()]), markup)).concat();
    assert_eq!(of(Markup::Of(Format::Srt), "{\\an8}<i>水</i> &amp; 火"), "水 & 火");
    assert_eq!(of(Markup::Of(Format::Vtt), "<v 小林>水<00:01.000>火"), "水火");
    assert_eq!(of(Markup::Of(Format::Ass), "3,0,Default,,0,0,0,,{\\pos(1,2)}水，火\\N土"), "水，火\n土");
    assert_eq!(of(Markup::Plain, "1 < 2 & {3}"), "1 < 2 & {3}");
}

#[test]
fn what_is_dropped_is_counted_and_told() {
    let events: [&[u8]; 4] = [b"0,0,Default,,0,0,0,,one", b"no event", b"2,0,Default,,0,0,0,,{\\i1}", b"3,0,Default,,0,0,0,,two"];
    let mut events = pieces(&events);
    events[3].end = events[3].start;
    let track = read_track(&events, Markup::Of(Format::Ass));
    assert_eq!(texts(&track), ["one"]);
    let codes: Vec<_> = track.warnings.iter().map(|w| w.code).collect();
    assert_eq!(codes, ["unreadable-time", "empty-dropped", "zero-length-dropped"]);
    let many = vec![Piece { start: 0, end: 1, bytes: b"x".to_vec() }; captions::MAX_CUES + 3];
    let track = read_track(&many, Markup::Plain);
    assert_eq!(track.cues.len(), captions::MAX_CUES);
    assert!(track.warnings[0].message.contains("后面的3条"), "{:?}", track.warnings);
}
