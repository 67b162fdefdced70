//! What an editor is told to look at.

use captions::check;
use domain::{Cue, Language};

fn codes(cues: &[(u32, u32, &str)], language: Language, duration: Option<u32>) -> Vec<(&'static str, Option<usize>)> {
    let cues: Vec<Cue> =
        cues.iter().map(|(start, end, text)| Cue { start: *start, end: *end, text: (*text).to_owned() }).collect();
    check(&cues, language, duration).into_iter().map(|w| (w.code, w.cue)).collect()
}

fn chinese(cues: &[(u32, u32, &str)]) -> Vec<(&'static str, Option<usize>)> {
    codes(cues, Language::ZhHans, Some(60_000))
}

#[test]
fn captions_that_can_be_read_give_no_word() {
    assert_eq!(chinese(&[(0, 2000, "科学普及与科技创新同等重要"), (2000, 4000, "创新发展\n两翼齐飞")]), []);
    assert_eq!(codes(&[(0, 3000, "Science is for everybody, everywhere.")], Language::En, None), []);
}

#[test]
fn nine_characters_a_second_can_be_read_and_ten_cannot() {
    assert_eq!(chinese(&[(0, 1000, "一二三四五六七八九")]), []);
    assert_eq!(chinese(&[(0, 1000, "一二三四五六七八九十")]), [("too-fast", Some(0))]);
    assert_eq!(codes(&[(0, 1000, "abcdefghij abcdefghi")], Language::En, None), []);
    assert_eq!(codes(&[(0, 1000, "abcdefghij abcdefghij")], Language::En, None), [("too-fast", Some(0))]);
}

#[test]
fn a_line_holds_sixteen_characters_and_a_latin_letter_is_half_of_one() {
    let (fits, long) = ("字".repeat(16), "字".repeat(17));
    assert_eq!(chinese(&[(0, 9000, &fits)]), []);
    assert_eq!(chinese(&[(0, 9000, &long)]), [("long-line", Some(0))]);
    assert_eq!(chinese(&[(0, 9000, &format!("{}ab", "字".repeat(15)))]), []);
    assert_eq!(chinese(&[(0, 9000, &format!("{}abc", "字".repeat(15)))]), [("long-line", Some(0))]);
    assert_eq!(codes(&[(0, 9000, &"a".repeat(43))], Language::En, None), [("long-line", Some(0))]);
}

#[test]
fn times_that_trouble_the_eye_are_named() {
    assert_eq!(chinese(&[(0, 2000, "甲"), (1500, 3000, "乙")]), [("overlap", Some(1))]);
    assert_eq!(chinese(&[(0, 699, "甲")]), [("too-short", Some(0))]);
    assert_eq!(chinese(&[(0, 1000, "甲"), (1040, 2000, "乙")]), [("flicker", Some(1))]);
    assert_eq!(chinese(&[(0, 1000, "甲"), (12_000, 13_000, "乙")]), [("gap", Some(1))]);
    assert_eq!(chinese(&[(59_000, 60_001, "甲")]), [("after-end", Some(0))]);
    assert_eq!(chinese(&[(2000, 1000, "甲")]), [("backwards", Some(0))]);
}

#[test]
fn empty_captions_and_a_third_line_are_named() {
    assert_eq!(chinese(&[]), [("empty", None)]);
    assert_eq!(chinese(&[(0, 1000, " \n")]), [("empty", Some(0))]);
    assert_eq!(chinese(&[(0, 3000, "一\n二\n三")]), [("too-many-lines", Some(0))]);
}
