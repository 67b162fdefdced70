//! Captions inside of films, in the encodings that nobody names.

use super::{
    made::row,
    program::{self, of_role, text},
};
use encoding_rs::{BIG5, GB18030};
use std::fs;

const SRT: &str = "1\n00:00:00,200 --> 00:00:01,000\n字幕一：我们来说一说这个问题\n\n\
                   2\n00:00:01,000 --> 00:00:01,400\n<b></b>\n\n\
                   3\n00:00:01,400 --> 00:00:01,800\n<i>科学</i>就在大家身边\n";
const TRADITIONAL: &str = "1\n00:00:00,200 --> 00:00:01,800\n我們來說一說這個問題，謝謝大家\n";
const ASS: &str = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n\
                   Style: Default,Arial,20\n\n[Events]\n\
                   Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
                   Dialogue: 0,0:00:00.20,0:00:01.80,Default,,0,0,0,,{\\pos(1,2)}这一条是特效字幕，\\N有两行\n";

#[test]
fn captions_in_any_encoding_come_out_of_matroska_as_webvtt() {
    let folder = tempfile::tempdir().unwrap();
    for (name, words, encoding) in [("a.srt", SRT, GB18030), ("b.srt", TRADITIONAL, BIG5), ("c.ass", ASS, GB18030)] {
        let (bytes, _, lost) = encoding.encode(words);
        assert!(!lost && std::str::from_utf8(&bytes).is_err(), "{name} says something in its encoding alone");
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let script = "$F $V $A -i a.srt -i b.srt -i c.ass -map 0 -map 1 -map 2 -map 3 -map 4 $X -c:s copy \
                  -metadata:s:s:0 language=chi \"$OUT\"";
    let film = row("captions", "mkv", script).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let found = of_role(&manifest, "captions");
    let read = |i: usize| fs::read_to_string(run.out.join(text(found[i], "file"))).unwrap();
    assert_eq!(found.len(), 3, "{manifest}");
    assert_eq!(text(found[0], "language"), "chi");
    assert!(read(0).contains("\n字幕一：我们来说一说这个问题\n") && read(0).contains("\n科学就在大家身边\n"), "{}", read(0));
    assert!(read(1).contains("\n我們來說一說這個問題，謝謝大家\n"), "{}", read(1));
    assert!(read(2).contains("\n这一条是特效字幕，\n有两行\n"), "{}", read(2));
    let said: Vec<_> = manifest["warnings"].as_array().unwrap().iter().filter(|w| w["code"] == "captions").collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(text(said[0], "message").contains("第1条字幕轨：1条字幕没有文字"), "{said:?}");
}

#[test]
fn a_track_that_nobody_can_read_keeps_its_number_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.srt"), SRT).unwrap();
    let script = "$F $V $A -i a.srt -i a.srt -map 0 -map 1 -map 2 -map 3 $X -c:s srt \"$OUT\"";
    let film = row("unknown", "mkv", script).make(folder.path());
    let mut bytes = fs::read(&film).unwrap();
    // The first track's codec becomes one that nobody has heard of.
    let at = bytes.windows(11).position(|w| w == b"S_TEXT/UTF8").unwrap();
    bytes[at..at + 6].copy_from_slice(b"S_SOME");
    fs::write(&film, bytes).unwrap();
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let found = of_role(&manifest, "captions");
    assert_eq!(found.len(), 1, "{manifest}");
    assert!(text(found[0], "file").starts_with("captions-1-"), "{}", found[0]);
    let said: Vec<_> = manifest["warnings"].as_array().unwrap().iter().filter(|w| w["code"] == "captions").collect();
    let first = said.iter().find(|w| text(w, "message").contains("第1条字幕轨")).unwrap_or_else(|| panic!("{said:?}"));
    assert!(text(first, "message").contains("无法读取。请另外上传"), "{said:?}");
}
