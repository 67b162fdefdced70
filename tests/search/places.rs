//! Snippets: the right passage, marked, with no word cut.

use super::sample::*;
use search::{Fragment, Hit, Index, WorkHit};

fn first(index: &Index, asked: &str) -> WorkHit {
    match ask(index, asked).hits.into_iter().next() {
        Some(Hit::Work(work)) => work,
        other => panic!("“{asked}”: {other:?}"),
    }
}

#[test]
fn the_snippet_comes_from_the_passage_that_matches_best() {
    let (_dir, index) =
        index_of(vec![work(1, "年度报告", &["开头提到科技馆一次。", "流动科技馆开进山区，流动科技馆里有实验课。", "结尾。"])]);
    let hit = first(&index, "流动科技馆 实验课");
    assert_eq!(hit.anchor.as_deref(), Some("p1"));
    assert_eq!(line(&hit.snippet), "[流动科技馆]开进山区，[流动科技馆]里有[实验课]。");
    assert_eq!(line(&hit.title), "年度报告");
}

#[test]
fn a_match_in_the_title_alone_shows_the_lead() {
    let mut only_title = work(1, "应急科普指南", &["正文讲别的。"]);
    only_title.lead = "一句话说清这篇文章。".into();
    let (_dir, index) = index_of(vec![only_title]);
    let hit = first(&index, "应急科普");
    assert_eq!(line(&hit.title), "[应急科普]指南");
    assert_eq!((line(&hit.snippet).as_str(), hit.anchor), ("一句话说清这篇文章。", None));
}

#[test]
fn neighbouring_hits_are_one_and_english_words_are_marked_whole() {
    let (_dir, index) = index_of(vec![work(1, "甲", &["科普教育活动 and Communicating Science"])]);
    assert_eq!(line(&first(&index, "科普 教育").snippet), "[科普教育]活动 and Communicating Science");
    assert_eq!(line(&first(&index, "communication").snippet), "科普教育活动 and [Communicating] Science");
}

#[test]
fn snippets_cut_no_word_and_hold_a_hit() {
    // Every word of this text is in the dictionary, so that the borders of words are beyond dispute.
    let words = ["科技馆", "短视频", "科学素质", "青少年", "老年人", "一体两翼", "科普中国", "乡村振兴", "science", "科技小院"];
    let pick = |seed: usize| words[(seed * 7 + seed / 3 + seed * seed % 11) % words.len()];
    let text: Vec<&str> = (0..200).map(pick).collect();
    // Commas keep the words apart in the text but are no place where a snippet must end.
    let text = format!("{}，农技协，{}", text[..90].join("，"), text[90..].join("，"));
    let (_dir, index) = index_of(vec![work(1, "甲", &[&text])]);
    for asked in ["农技协", "短视频", "科技小院 青少年", "science", "一体两翼，科普中国", "技协"] {
        let snippet = first(&index, asked).snippet;
        assert!(snippet.iter().any(|f| f.hit), "{asked}: {}", line(&snippet));
        let shown: String = snippet.iter().map(|f| f.text.as_str()).collect();
        let length = shown.chars().count();
        assert!((60..=140).contains(&length), "{asked}: {length} characters");
        for word in shown.trim_matches('…').split('，').filter(|word| !word.is_empty()) {
            assert!(words.contains(&word) || word == "农技协", "{asked}: “{word}” is cut in {shown}");
        }
    }
}

#[test]
fn a_snippet_is_the_text_as_written_and_its_fragments_alternate() {
    let text = "　Ｓｃｉｅｎｃｅ　與“短視頻”（Ｈ５）——İstanbul\u{200b}𠮷野家。".repeat(12);
    let (_dir, index) = index_of(vec![work(1, &text, &[&text])]);
    for asked in ["短视频", "science h5", "𠮷野家", "istanbul", "\"短视频h5\""] {
        let hit = first(&index, asked);
        let joined = |fragments: &[Fragment]| fragments.iter().map(|f| f.text.as_str()).collect::<String>();
        assert_eq!(joined(&hit.title), text, "{asked}");
        assert!(text.contains(joined(&hit.snippet).trim_matches('…')), "{asked}");
        for fragments in [&hit.title, &hit.snippet] {
            assert!(fragments.windows(2).all(|pair| pair[0].hit != pair[1].hit), "{asked}: {}", line(fragments));
        }
    }
}

#[test]
fn what_is_said_in_a_video_is_found_with_the_moment_at_which_it_is_said() {
    let mut film = work(1, "霜冻来了怎么办", &["正文讲的是别的事。"]);
    film.passages.extend(
        [(7_500, "热线里反复出现的问题，就是下一条短视频的选题"), (18_820, "霜冻预警发出后，三十分钟内通知到种养大户")]
            .map(|(time, text)| search::Passage { anchor: None, time: Some(time), text: text.into() }),
    );
    let (_dir, index) = index_of(vec![film]);
    let hit = first(&index, "三十分钟内通知");
    assert_eq!((hit.time, hit.anchor), (Some(18_820), None));
    assert!(line(&hit.snippet).contains("[三十分钟内通知]"), "{}", line(&hit.snippet));
    assert_eq!(first(&index, "正文").time, None);
}
