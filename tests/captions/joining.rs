//! Captions as running text, and long lines broken anew.

use captions::{passages, wrap};
use domain::Cue;

fn cues(list: &[(u32, u32, &str)]) -> Vec<Cue> {
    list.iter().map(|(start, end, text)| Cue { start: *start, end: *end, text: (*text).to_owned() }).collect()
}

fn joined(list: &[(u32, u32, &str)]) -> Vec<(u32, String)> {
    passages(&cues(list))
}

#[test]
fn chinese_is_joined_without_a_space_and_english_with_one() {
    assert_eq!(
        joined(&[(0, 1000, "科学普及\n与科技创新"), (1000, 2000, "同等重要。")]),
        [(0, "科学普及与科技创新同等重要。".to_owned())]
    );
    assert_eq!(
        joined(&[(0, 1000, "Science is\nfor"), (1000, 2000, "everybody.")]),
        [(0, "Science is for everybody.".to_owned())]
    );
    let mixed = [(0, 1000, "我们用"), (1000, 2000, "AI"), (2000, 3000, "做科普。")];
    assert_eq!(joined(&mixed), [(0, "我们用AI做科普。".to_owned())]);
}

#[test]
fn captions_without_marks_are_kept_apart_by_a_space() {
    let bare = [(0, 1000, "第一句字幕"), (1000, 2000, "你好\n世界"), (2000, 3000, "第二句")];
    assert_eq!(joined(&bare), [(0, "第一句字幕 你好世界 第二句".to_owned())]);
}

#[test]
fn a_passage_ends_with_its_sentence_and_before_a_long_pause() {
    let list = [(0, 1000, "“好。”"), (1000, 2000, "再说"), (4001, 5000, "停了"), (7000, 8000, "没停")];
    assert_eq!(joined(&list), [(0, "“好。”".to_owned()), (1000, "再说".to_owned()), (4001, "停了没停".to_owned())]);
}

#[test]
fn a_passage_does_not_grow_past_sixty_characters() {
    let text = "一二三四五六七八九十一二三四五六";
    let list: Vec<_> = (0..8).map(|n| (n * 1000, (n + 1) * 1000, text)).collect();
    let found = joined(&list);
    assert!(found.iter().all(|(_, passage)| passage.chars().count() <= 60), "{found:?}");
    assert_eq!(found.len(), 3);
}

fn wrapped(text: &str) -> String {
    wrap(&cues(&[(0, 1000, text)]), 16).remove(0).text
}

#[test]
fn a_long_line_is_broken_at_a_mark_near_its_middle() {
    assert_eq!(wrapped("科学技术普及是国家的大事，与科技创新同等重要"), "科学技术普及是国家的大事，\n与科技创新同等重要");
    assert_eq!(wrapped("短的一行"), "短的一行");
    assert_eq!(wrapped("两行都\n够短"), "两行都\n够短");
}

#[test]
fn no_line_begins_with_a_closing_mark_and_no_latin_word_is_cut() {
    let text = wrapped("我们在二〇二五年的全国科普月里用OpenStreetMap画了一张地图。");
    for line in text.lines() {
        assert!(!line.starts_with(['，', '。', '”']), "{text}");
    }
    assert!(text.contains("OpenStreetMap"), "{text}");
}
