//! What holds for any bytes and any cues.

use crate::{busy, chance::rounds};
use captions::{check, passages, read, wrap, write_vtt};
use domain::{Cue, Language};
use proptest::prelude::*;
use std::time::Duration;

/// Pieces that mean something in one of the formats, and pieces that nearly do.
const PIECES: &[&str] = &[
    "WEBVTT\n",
    "\n",
    "\n\n",
    "\r",
    "1\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "00:01.5 --> 00:09.000 line:0\n",
    "-->",
    " --> ",
    "99:99:99,9 --> 1\n",
    "NOTE ",
    "STYLE\n",
    "REGION\n",
    "<",
    ">",
    "<v 甲>",
    "</b>",
    "<00:01.000>",
    "&",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "{",
    "}",
    "{\\",
    "{\\p1}",
    "{\\p0}",
    "\\N",
    "\\h",
    "[Events]\n",
    "[Script Info]\n",
    "Format: Start, End, Text\n",
    "Format: Text\n",
    "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,字\n",
    "Dialogue: ",
    ",",
    ":",
    "字",
    "科普",
    "。",
    "a",
    "\u{FEFF}",
    "\u{202E}",
    "\u{0}",
    "é",
    "\u{10FFFF}",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// Cues as `read` leaves them: in order, none empty, no white space at a line's ends.
fn tidy() -> impl Strategy<Value = Vec<Cue>> {
    let line = "[一-龥a-z&<>{}，。0-9][一-龥a-zA-Z &<>;#{}，。\\-0-9]{0,30}[一-龥a-z&<>}，。0-9]";
    let text = prop::collection::vec(line, 1..4).prop_map(|lines| lines.join("\n"));
    prop::collection::vec((0..5_000_u32, 1..5_000_u32, text), 1..20).prop_map(|parts| {
        let mut start = 0;
        parts
            .into_iter()
            .map(|(pause, length, text)| {
                let cue = Cue { start: start + pause, end: start + pause + length, text };
                start = cue.start + 1;
                cue
            })
            .collect()
    })
}

fn holds(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(parsed) = read(bytes) else { return Ok(()) };
    prop_assert!(!parsed.cues.is_empty());
    prop_assert!(parsed.cues.is_sorted_by_key(|c| c.start));
    for cue in &parsed.cues {
        prop_assert!(cue.start < cue.end, "{cue:?}");
        prop_assert!(!cue.text.is_empty() && cue.text.lines().all(|l| !l.is_empty() && l.trim() == l), "{cue:?}");
        prop_assert!(
            !cue.text.contains(|c: char| (c.is_control() && c != '\n') || ('\u{202A}'..='\u{202E}').contains(&c)),
            "{cue:?}"
        );
    }
    let again = read(write_vtt(&parsed.cues).as_bytes()).expect("what we write we read");
    prop_assert_eq!(&again.cues, &parsed.cues);
    prop_assert_eq!(again.warnings, vec![]);
    check(&parsed.cues, Language::ZhHans, Some(1000));
    passages(&parsed.cues);
    wrap(&parsed.cues, 16);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(3000, 100_000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_of_captions_is_read_or_refused_and_comes_back_the_same(text in soup()) {
        holds(text.as_bytes())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(PIECES)) {
        let mut file = head.as_bytes().to_vec();
        file.extend(b"\n\n00:00:01.000 --> 00:00:02.000\n");
        file.extend(bytes);
        holds(&file)?;
    }

    #[test]
    fn what_is_written_is_read_back(cues in tidy()) {
        let parsed = read(write_vtt(&cues).as_bytes()).expect("captions");
        prop_assert_eq!(parsed.cues, cues);
    }

    #[test]
    fn wrapping_changes_only_line_ends_and_leaves_no_long_line(cues in tidy()) {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for (before, after) in cues.iter().zip(wrap(&cues, 16)) {
            prop_assert_eq!(bare(&before.text), bare(&after.text));
            prop_assert_eq!((before.start, before.end), (after.start, after.end));
        }
        prop_assert!(!check(&wrap(&cues, 16), Language::ZhHans, None).iter().any(|w| w.code == "long-line"));
        prop_assert_eq!(wrap(&wrap(&cues, 16), 16), wrap(&cues, 16));
    }

    #[test]
    fn passages_hold_every_word_and_put_no_space_between_chinese(cues in tidy()) {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said: String = cues.iter().map(|c| bare(&c.text)).collect();
        let found = passages(&cues);
        prop_assert_eq!(found.iter().map(|(_, p)| bare(p)).collect::<String>(), said);
        prop_assert!(found.is_sorted_by_key(|(start, _)| *start));
    }
}

#[test]
fn hostile_files_of_the_largest_size_take_little_time() {
    let head = "WEBVTT\n\n00:01.000 --> 00:02.000\n";
    let ass = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,";
    let size = captions::MAX_BYTES - 100;
    for (head, piece) in [
        (head, "<"),
        (head, "&"),
        (head, "<b"),
        (head, "字"),
        ("00:01.000 --> 00:02.000\n", "{\\"),
        (ass, "{"),
        (ass, "{}"),
        (ass, "{\\p1}"),
        (head, "\n-->"),
        (head, "\r"),
        (ass, "\\N"),
        ("00:01.000 --> 00:02.000\n", "00:01.000 --> 00:02.000\n"),
    ] {
        let file = format!("{head}{}", piece.repeat((size - head.len()) / piece.len()));
        let before = busy::processor_time();
        if let Ok(parsed) = read(file.as_bytes()) {
            check(&parsed.cues, Language::ZhHans, None);
            passages(&parsed.cues);
            wrap(&parsed.cues, 16);
            write_vtt(&parsed.cues);
        }
        let took = busy::processor_time() - before;
        assert!(took < Duration::from_secs(10), "{piece:?} took {took:?}");
    }
}
