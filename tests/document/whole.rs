//! Reading what is not yet right: faults stop nothing, and the tree stands for the source only where it carries all of it.

use document::markdown;

fn whole(source: &str) -> (bool, Vec<u32>) {
    let there = markdown::read_what_is_there(source);
    (there.whole, there.faults.iter().map(|fault| fault.line).collect())
}

#[test]
fn what_is_right_is_whole() {
    for source in [
        "",
        "甲\n\n## 题\n\n乙[^n]\n\n[^n]: 注",
        "1. 一\n1. 二\n\n* 点\n* 点",
        "> 甲\n> —— clause:p@2#1",
        "| a | b |\n|:-|-:|\n| 1 |",
        "见<https://example.org/a>。",
    ] {
        assert_eq!(whole(source), (true, vec![]), "{source}");
    }
}

#[test]
fn faults_of_form_keep_the_tree_usable() {
    for (source, line) in [
        ("甲\n\n# 题", 3),
        ("题\n---", 1),
        (":::qa {#q}\n问\n\n答", 1),
        ("```\ncode\n", 1),
        ("- 甲\n\n  ## 题", 3),
        ("甲\n\n[^1]: 没人提到", 3),
        ("[乙](#nowhere)", 1),
        ("## 题 {#a}\n\n## 题 {#a}", 3),
    ] {
        let (whole, lines) = whole(source);
        assert!(whole && lines == [line], "{source}: {whole} {lines:?} {:?}", markdown::read_what_is_there(source));
    }
}

#[test]
fn what_the_tree_has_no_place_for_is_left_to_the_source() {
    for source in [
        "甲<b>乙</b>",
        "![替](a.png){credit=x}",
        "[乙](javascript:alert(1))",
        "[乙](https://example.org \"题\")",
        "甲[^1]",
        "甲\n::work[x]",
        "::video[x]",
        "甲\n—— clause:p#1",
        "| a |\n| - |\n| 1 | 2 |",
        "```mathml {alt=\"x\"}\n<math><script/></math>\n```",
        "```mathml {alt=\"\"}\n<math><mi>x</mi></math>\n```",
        ":::qa\n![替](a.png){credit=x licence=reserved}\n:::",
        "## 题 {#Why}",
        "## 题 {.big}",
        "[甲]: https://example.org",
        "甲\u{0}乙",
    ] {
        let (whole, _) = whole(source);
        assert!(!whole, "{source}: {:?}", markdown::read_what_is_there(source));
    }
}

#[test]
fn a_tree_that_is_whole_is_written_and_read_again_the_same() {
    for pieces in 0..400u32 {
        let source = super::conformance::sentence(pieces);
        let there = markdown::read_what_is_there(&source);
        if let (true, Some(read)) = (there.whole, there.read) {
            let again = markdown::read_what_is_there(&markdown::write(&read.document));
            assert_eq!(again.read.map(|read| read.document), Some(read.document), "{source}");
        }
    }
}
