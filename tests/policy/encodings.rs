//! The same document in the encodings in use.

use super::*;
use policy::Encoding;

const TEXT: &str = "关于阅读的意见\r\n一、总体要求\r\n坚持。\r\n（一）目标\n提升。\r二、附则\r\n由文化局解释。";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn assert_read(bytes: &[u8], encoding: Encoding) {
    let policy = policy::read(bytes).unwrap_or_else(|e| panic!("{encoding:?}: {e}"));
    assert_whole(&policy, bytes);
    assert_eq!(policy.encoding(), encoding);
    assert_eq!((policy.title.as_str(), ids(&policy).as_str()), ("关于阅读的意见", "1 1.1 2"));
}

#[test]
fn utf_8_with_and_without_a_mark() {
    assert_read(TEXT.as_bytes(), Encoding::Utf8);
    assert_read(format!("\u{feff}{TEXT}").as_bytes(), Encoding::Utf8);
}

#[test]
fn utf_16_in_both_orders_with_and_without_a_mark() {
    for mark in ["", "\u{feff}"] {
        let text = format!("{mark}{TEXT}");
        assert_read(&utf16(&text, u16::to_le_bytes), Encoding::Utf16Le);
        assert_read(&utf16(&text, u16::to_be_bytes), Encoding::Utf16Be);
    }
}

/// 关于阅读的意见 and the rest of [`TEXT`] in GBK, from its code table.
const GBK: &[u8] = b"\xb9\xd8\xd3\xda\xd4\xc4\xb6\xc1\xb5\xc4\xd2\xe2\xbc\xfb\r\n\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xd2\xaa\xc7\xf3\r\n\xbc\xe1\xb3\xd6\xa1\xa3\r\n\xa3\xa8\xd2\xbb\xa3\xa9\xc4\xbf\xb1\xea\n\xcc\xe1\xc9\xfd\xa1\xa3\r\xb6\xfe\xa1\xa2\xb8\xbd\xd4\xf2\r\n\xd3\xc9\xce\xc4\xbb\xaf\xbe\xd6\xbd\xe2\xca\xcd\xa1\xa3";

#[test]
fn gbk() {
    assert_read(GBK, Encoding::Gb18030);
}

#[test]
fn a_character_with_two_codes_is_written_with_the_one_it_had() {
    // 0xA2E3 and 0x80 are both the euro sign to a decoder; an encoder knows one of them.
    for euro in [&b"\x80"[..], b"\xa2\xe3"] {
        let bytes = [GBK, b"\r\n", euro, b"\xa1\xa3"].concat();
        let policy = policy::read(&bytes).unwrap();
        assert_whole(&policy, &bytes);
        assert!(policy.clauses().any(|c| c.own_text().contains('€')));
    }
}
