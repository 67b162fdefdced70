//! Files as people and programs write them.

use captions::{Error, Format, MAX_BYTES, MAX_CUES, Parsed, read};
use domain::Cue;

fn cue(start: u32, end: u32, text: &str) -> Cue {
    Cue { start, end, text: text.to_owned() }
}

fn parsed(text: &str) -> Parsed {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn cues(text: &str) -> Vec<Cue> {
    parsed(text).cues
}

fn codes(text: &str) -> Vec<&'static str> {
    parsed(text).warnings.iter().map(|w| w.code).collect()
}

#[test]
fn an_srt_file_becomes_cues_in_milliseconds() {
    let srt = "1\n00:00:01,000 --> 00:00:02,500\n科学普及\n与科技创新\n\n2\n00:00:03,000 --> 00:00:04,000\n同等重要\n";
    let parsed = parsed(srt);
    assert_eq!(parsed.format, Format::Srt);
    assert_eq!(parsed.cues, [cue(1000, 2500, "科学普及\n与科技创新"), cue(3000, 4000, "同等重要")]);
    assert_eq!(parsed.warnings, []);
}

#[test]
fn times_are_read_with_comma_or_dot_without_hours_and_with_one_to_three_digits() {
    let expected = [cue(61_500, 62_050, "字")];
    for times in [
        "00:01:01,500 --> 00:01:02,050",
        "00:01:01.500 --> 00:01:02.050",
        "01:01.5 --> 01:02.05",
        "0:01:01,5 --> 0:01:02,05",
        "00:01:01:500 --> 00:01:02:050",
        "00：01：01，500 --> 00：01：02，050",
        "  00:01:01,500-->00:01:02,050  X1:100 X2:200",
    ] {
        assert_eq!(cues(&format!("1\n{times}\n字\n")), expected, "{times}");
    }
}

#[test]
fn every_kind_of_line_end_is_one_line_end() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n上\n下\n\n2\n00:00:03,000 --> 00:00:04,000\n字\n";
    let expected = cues(srt);
    assert_eq!(cues(&srt.replace('\n', "\r\n")), expected);
    assert_eq!(cues(&srt.replace('\n', "\r")), expected);
    assert_eq!(cues(&srt.replacen('\n', "\r\n", 3).replacen("\n\n", "\r\r", 1)), expected);
}

#[test]
fn files_joined_with_a_mark_inside_and_without_empty_lines_are_read() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n甲\n\u{FEFF}2\n00:00:03,000 --> 00:00:04,000\n2022\n\n00:00:05,000 --> 00:00:06,000\n乙\n\n丙";
    assert_eq!(cues(srt), [cue(1000, 2000, "甲"), cue(3000, 4000, "2022"), cue(5000, 6000, "乙\n丙")]);
}

#[test]
fn tags_of_srt_are_dropped_and_other_angle_brackets_are_text() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n<font color=\"#ff0\"><B>科普</B></font>{\\an8} a < b <i>x<y>z</i>&amp;&#x4E2D;&nbsp;!\n";
    assert_eq!(cues(srt), [cue(1000, 2000, "科普 a < b x<y>z&中 !")]);
}

#[test]
fn notes_styles_regions_settings_and_names_of_webvtt_are_no_text() {
    let vtt = "WEBVTT - 标题\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE\n00:00.000 --> 00:09.000\n不是字幕\n\n\
               intro\n00:01.000 --> 00:02.000 line:0 align:start\n<v 讲解员>你<00:01.500>好</v> &lt;3\n\n00:03.000 --> 00:04.000\nNOTE 是字幕\n";
    let parsed = parsed(vtt);
    assert_eq!(parsed.format, Format::Vtt);
    assert_eq!(parsed.cues, [cue(1000, 2000, "你好 <3"), cue(3000, 4000, "NOTE 是字幕")]);
}

#[test]
fn ass_gives_its_words_without_commands_comments_and_drawings() {
    let ass = "[Script Info]\nTitle: x\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n[Events]\n\
               Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
               Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,不说\n\
               Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\fad(100,100)\\pos(1,2)}你好，{\\i1}世界\\N第二行\\h尾\n\
               Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}\n\
               Dialogue: 1,0:00:05.00,0:00:06.00,Default,,0,0,0,,上\n\
               Dialogue: 0,0:00:05.00,0:00:06.00,Shadow,,0,0,0,,上\n\
               Dialogue: 0,0:00:05.00,0:00:06.00,En,,0,0,0,,Up\n";
    let parsed = parsed(ass);
    assert_eq!(parsed.format, Format::Ass);
    assert_eq!(parsed.cues, [cue(1000, 2500, "你好，世界\n第二行 尾"), cue(5000, 6000, "上\nUp")]);
    assert_eq!(parsed.warnings.iter().map(|w| w.code).collect::<Vec<_>>(), ["empty-dropped"]);
}

#[test]
fn ssa_columns_in_another_order_are_found_by_their_names() {
    let ssa = "[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:02.00,Default,一，二,三\n";
    assert_eq!(cues(ssa), [cue(1000, 2000, "一，二,三")]);
}

#[test]
fn hidden_characters_and_overrides_of_direction_are_removed() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\n\u{202E}科\u{200B}普\u{7}\u{2066}中国\u{2069}\u{FEFF}\n";
    assert_eq!(cues(srt), [cue(1000, 2000, "科普中国")]);
}

#[test]
fn cues_out_of_order_are_sorted_and_useless_ones_dropped_with_a_word() {
    let srt = "1\n00:00:05,000 --> 00:00:06,000\n后\n\n2\n00:00:01,000 --> 00:00:02,000\n前\n\n3\n00:00:03,000 --> 00:00:03,000\n零\n\n\
               4\n00:00:03,000 --> 00:00:04,000\n \n\n5\n00:00:xx --> 00:00:04,000\n坏\n";
    assert_eq!(cues(srt), [cue(1000, 2000, "前"), cue(5000, 6000, "后")]);
    assert_eq!(codes(srt), ["unreadable-time", "empty-dropped", "zero-length-dropped", "sorted"]);
}

#[test]
fn what_is_no_captions_is_refused_in_words() {
    assert_eq!(read(b""), Err(Error::Empty));
    assert_eq!(read(b" \r\n\t"), Err(Error::Empty));
    for bytes in [&b"<html><body>hello</body></html>"[..], b"\x00\x00\x00\x18ftypmp42", b"PK\x03\x04", b"hello --> world"] {
        assert_eq!(read(bytes), Err(Error::NotCaptions), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(read("WEBVTT\n\nNOTE 空\n".as_bytes()), Err(Error::NoCues));
    assert_eq!(read(&vec![b'x'; MAX_BYTES + 1]), Err(Error::TooLarge));
    assert!(Error::NotCaptions.to_string().contains("SRT、WebVTT或ASS/SSA"));
}

#[test]
fn more_cues_than_any_video_has_are_refused() {
    let file = |count: usize| "00:00:01,000 --> 00:00:02,000\n字\n\n".repeat(count);
    assert_eq!(read(file(MAX_CUES).as_bytes()).map(|p| p.cues.len()), Ok(MAX_CUES));
    assert_eq!(read(file(MAX_CUES + 1).as_bytes()), Err(Error::TooMany));
}
