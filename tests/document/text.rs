//! Plain text, passages for the search index, and how long a work is.

use super::read;
use document::text::{PassageKind, passages, write};
use document::{Count, count_characters};
use domain::Language;

#[test]
fn plain_text_holds_every_word_once_and_no_mark() {
    let source = "## 题 {#a}\n\n甲**乙**[^1]\n\n- 丙\n- 丁\n\n| 戊 | 己 |\n|---|---|\n| 庚 | 辛 |\n\n[^1]: 注";
    assert_eq!(write(&read(source)), "题\n甲乙\n丙\n丁\n戊 己\n庚 辛\n注");
}

#[test]
fn passages_know_the_nearest_place_above_them() {
    let source =
        "开头\n\n## 题 {#a}\n\n> 引\n\n![替](a.png \"说\"){credit=x licence=reserved}\n\n:::qa {#q}\n问\n\n答\n:::\n\n之后";
    let found = passages(&read(source));
    let short: Vec<(Option<&str>, &str, PassageKind)> =
        found.iter().map(|p| (p.anchor.as_deref(), p.text.as_str(), p.kind)).collect();
    assert_eq!(
        short,
        [
            (None, "开头", PassageKind::Body),
            (Some("a"), "引", PassageKind::Quote),
            (Some("a"), "替", PassageKind::Alt),
            (Some("a"), "说", PassageKind::Caption),
            (Some("q"), "问", PassageKind::Question),
            (Some("q"), "答", PassageKind::Question),
            (Some("a"), "之后", PassageKind::Body),
        ]
    );
    assert_eq!(found[4].heading.as_deref(), Some("问"));
    assert_eq!(found[6].heading.as_deref(), Some("题"));
}

#[test]
fn characters_are_han_and_words_and_minutes_follow_the_language() {
    assert_eq!(count_characters(&read("用 AI 做2026年科普，it's fine."), Language::ZhHans), Count { characters: 9, minutes: 1 });
    let long = read(&"字".repeat(801));
    assert_eq!(count_characters(&long, Language::ZhHans), Count { characters: 801, minutes: 3 });
    assert_eq!(count_characters(&read(&"word ".repeat(461)), Language::En), Count { characters: 461, minutes: 3 });
}

const QUIZ: &str = "## 题 {#a}\n\n:::quiz {#z kind=single}\n问\n\n- [x] 甲\n- [ ] 乙\n\n因为丙。\n:::\n\n之后";

#[test]
fn a_quiz_is_text_with_its_options_and_its_explanation_and_is_found_at_its_place() {
    let document = read(QUIZ);
    assert_eq!(write(&document), "题\n问\n甲\n乙\n因为丙。\n之后");
    let found = passages(&document);
    assert_eq!((found[0].anchor.as_deref(), found[0].kind), (Some("z"), PassageKind::Question));
    assert_eq!((found[0].heading.as_deref(), found[0].text.as_str()), (Some("问"), "问\n甲\n乙\n因为丙。"));
    assert_eq!(found[1].anchor.as_deref(), Some("a"));
}
