//! The encodings that captions are met in, told apart by their bytes.

use captions::read;
use encoding_rs::{BIG5, Encoding, GB18030};

const SIMPLIFIED: &str = "1\n00:00:01,000 --> 00:00:03,000\n科学普及与科技创新同等重要\n\n2\n00:00:03,000 --> 00:00:05,000\n大家好，今天我们来说一说这个问题\n";
const TRADITIONAL: &str = "1\n00:00:01,000 --> 00:00:03,000\n科學普及與科技創新同等重要\n\n2\n00:00:03,000 --> 00:00:05,000\n大家好，今天我們來說一說這個問題\n";

fn found(bytes: &[u8]) -> (&'static str, String) {
    let parsed = read(bytes).expect("captions");
    (parsed.encoding, parsed.cues.iter().map(|c| c.text.as_str()).collect())
}

fn words(text: &str) -> String {
    read(text.as_bytes()).expect("captions").cues.iter().map(|c| c.text.as_str()).collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} has no such character", encoding.name());
    bytes.into_owned()
}

fn sixteen(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
}

#[test]
fn utf_8_is_read_with_and_without_a_mark() {
    assert_eq!(found(SIMPLIFIED.as_bytes()), ("UTF-8", words(SIMPLIFIED)));
    assert_eq!(found(format!("\u{FEFF}{SIMPLIFIED}").as_bytes()), ("UTF-8", words(SIMPLIFIED)));
}

#[test]
fn utf_16_is_read_in_both_orders_with_and_without_a_mark() {
    for mark in [true, false] {
        assert_eq!(found(&sixteen(SIMPLIFIED, mark, u16::to_le_bytes)), ("UTF-16LE", words(SIMPLIFIED)), "mark: {mark}");
        assert_eq!(found(&sixteen(SIMPLIFIED, mark, u16::to_be_bytes)), ("UTF-16BE", words(SIMPLIFIED)), "mark: {mark}");
    }
}

#[test]
fn gb18030_and_big5_are_told_apart_by_what_the_text_would_be() {
    assert_eq!(found(&encoded(SIMPLIFIED, GB18030)), ("GB18030", words(SIMPLIFIED)));
    assert_eq!(found(&encoded(TRADITIONAL, BIG5)), ("Big5", words(TRADITIONAL)));
    // Traditional characters stand in GB18030 as well.
    assert_eq!(found(&encoded(TRADITIONAL, GB18030)), ("GB18030", words(TRADITIONAL)));
}

#[test]
fn a_single_short_line_is_enough_to_tell() {
    for (text, encoding) in
        [("大家好", GB18030), ("谢谢观看", GB18030), ("你好，世界", GB18030), ("大家好", BIG5), ("謝謝觀看", BIG5)]
    {
        let srt = format!("1\n00:00:01,000 --> 00:00:03,000\n{text}\n");
        let (name, read) = found(&encoded(&srt, encoding));
        assert_eq!((name.to_ascii_lowercase(), read.as_str()), (encoding.name().to_ascii_lowercase(), text));
    }
}

#[test]
fn a_file_cut_inside_a_character_keeps_the_rest_and_says_so() {
    let whole = SIMPLIFIED.trim_end().as_bytes();
    let parsed = read(&whole[..whole.len() - 1]).expect("captions");
    assert_eq!(parsed.encoding, "UTF-8");
    assert_eq!(parsed.cues[0].text, "科学普及与科技创新同等重要");
    assert_eq!(parsed.warnings[0].code, "damaged-text");
}
