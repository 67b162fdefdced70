//! The headers of tus, read: what the specification shows, what is wrong, and anything at all.

use proptest::prelude::*;
use studio::uploads::headers::{Checksum, Concat, Metadata, bytes};

fn read(header: &str) -> Metadata {
    Metadata::read(header).unwrap()
}

#[test]
fn metadata_are_pairs_of_a_key_and_base64() {
    let read = read("filename d29ybGRfZG9taW5hdGlvbl9wbGFuLm1wNA==,is_confidential,organisation Z3JlZW4taGlsbA==");
    assert_eq!(read.filename.as_deref(), Some("world_domination_plan.mp4"));
    assert_eq!(read.organisation.as_deref(), Some("green-hill"));
    assert_eq!(read.sha256, None);
    assert_eq!(Metadata::read("").unwrap(), Metadata::default());
}

#[test]
fn a_name_keeps_no_folder_and_no_control_character() {
    // C:\Users\li\视频\一.mp4, ../../etc/passwd, and a name with a line feed.
    assert_eq!(read("filename QzpcVXNlcnNcbGlc6KeG6aKRXOS4gC5tcDQ=").filename.as_deref(), Some("一.mp4"));
    assert_eq!(read("filename Li4vLi4vZXRjL3Bhc3N3ZA==").filename.as_deref(), Some("passwd"));
    assert_eq!(read("filename YQpiLm1wNA==").filename.as_deref(), Some("ab.mp4"));
    assert_eq!(read("filename Lw==").filename, None);
}

#[test]
fn wrong_metadata_are_refused_in_words() {
    for wrong in ["filename not*base64", "filename YQ==,filename YQ==", "filename /w==", "sha256 YQ=="] {
        assert!(Metadata::read(wrong).is_err(), "{wrong}");
    }
    assert!(Metadata::read(&format!("filename {}", "YWFh".repeat(3000))).is_err());
}

#[test]
fn a_count_is_digits_that_fit() {
    assert_eq!(bytes("0"), Some(0));
    assert_eq!(bytes("9223372036854775807"), Some(i64::MAX as u64));
    for wrong in ["", "-1", "+1", " 1", "1.0", "0x10", "9223372036854775808", "99999999999999999999999", "１"] {
        assert_eq!(bytes(wrong), None, "{wrong}");
    }
}

#[test]
fn a_concatenation_names_pieces_by_any_address() {
    let (a, b) = ("0".repeat(32), "f".repeat(32));
    assert_eq!(Concat::read("partial"), Some(Concat::Partial));
    let joined = Some(Concat::Final(vec![a.parse().unwrap(), b.parse().unwrap()]));
    assert_eq!(Concat::read(&format!("final;/uploads/{a} https://host/api/uploads/{b}/")), joined);
    assert_eq!(Concat::read(&format!("final;{a} {b}")), joined);
    for wrong in ["", "final", "final;", "final;/uploads/x", "whole", &format!("final;{}", format!("{a} ").repeat(1001))] {
        assert_eq!(Concat::read(wrong), None, "{wrong}");
    }
}

#[test]
fn a_checksum_holds_for_its_bytes_alone() {
    // SHA-1 and SHA-256 of "hello world", as `openssl dgst -binary | base64` writes them.
    for header in ["sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="] {
        let mut checking = Checksum::read(header).unwrap().begin();
        checking.update(b"hello ");
        assert!(!checking.clone().holds(), "{header}");
        checking.update(b"world");
        assert!(checking.holds(), "{header}");
    }
    for wrong in ["", "sha1", "md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha1 AAAA", "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", "sha1 ***"] {
        assert_eq!(Checksum::read(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn no_header_breaks_the_reading(header in "\\PC{0,300}", more in "[a-z,; =/+0-9A-Z]{0,300}") {
        for header in [header, more] {
            let _ = Metadata::read(&header);
            let _ = Concat::read(&header);
            let _ = Checksum::read(&header);
            let _ = bytes(&header);
        }
    }

    #[test]
    fn what_a_client_writes_is_read_again(name in "[^/\\\\\\pC]{1,100}", organisation in "[a-z-]{1,20}", extra in "[a-z]{3,10}") {
        prop_assume!(!["filename", "organisation", "name", "sha256"].contains(&extra.as_str()) && !name.trim().is_empty());
        let header = format!("filename {},{extra},organisation {}", base64(name.as_bytes()), base64(organisation.as_bytes()));
        let read = Metadata::read(&header).unwrap();
        prop_assert_eq!(read.filename.as_deref(), Some(name.trim()));
        prop_assert_eq!(read.organisation, Some(organisation));
    }

    #[test]
    fn counts_are_read_as_they_are_written(count in 0..=i64::MAX as u64) {
        prop_assert_eq!(bytes(&count.to_string()), Some(count));
    }
}

/// RFC 4648, section 4, for what tests say.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { letter.into() } else { '=' });
        }
    }
    text
}
