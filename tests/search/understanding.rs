//! What was meant: everyday words, pinyin, typing errors, and what is offered while somebody types.

use super::sample::*;
use domain::SearchRule;
use search::{Hit, Index, Op, Query, Suggestion, Tuning};
use tempfile::TempDir;

fn library() -> (TempDir, Index) {
    index_of(vec![
        work(1, "短视频怎样做科普", &["一条短视频讲清一件事。"]),
        work(2, "科学技术协会的一天", &["科学技术协会联系科技工作者。"]),
        work(3, "流动科技馆进山村", &["科技馆把展品送到学校。"]),
        work(4, "重庆的雨季", &["重庆多雨，城市要防内涝。"]),
        work(5, "Weather stations", &["Science for farmers."]),
    ])
}

fn meant(index: &Index, text: &str) -> Option<String> {
    ask(index, text).corrected
}

#[test]
fn a_short_name_finds_the_full_one_and_the_full_name_the_short_one() {
    let (_dir, index) = library();
    assert_eq!(works(&ask(&index, "科协")), [2]);
    let (_dir, index) = index_of(vec![work(1, "科协怎样联系群众", &["科协在身边。"])]);
    assert_eq!(works(&ask(&index, "科学技术协会")), [1]);
    let found = ask(&index, "科学技术协会");
    let Hit::Work(hit) = &found.hits[0] else { panic!("{found:?}") };
    assert_eq!(line(&hit.title), "[科协]怎样联系群众", "what stands for the word is marked");
}

#[test]
fn the_word_itself_goes_before_what_stands_for_it() {
    let (_dir, index) = index_of(vec![
        work(1, "甲", &["科学技术协会联系科技工作者，服务基层。"]),
        work(2, "乙", &["县科协联系科技工作者，服务基层。"]),
    ]);
    assert_eq!(works(&ask(&index, "科协")), [2, 1]);
}

#[test]
fn a_quoted_word_stands_for_itself_alone() {
    let (_dir, index) = library();
    assert_eq!(ask(&index, "“科协”").total, 0);
}

#[test]
fn pinyin_finds_what_is_typed_so_with_or_without_spaces() {
    let (_dir, index) = library();
    for typed in ["duanshipin", "duan shi pin", "Duan Shipin", "duan'shi'pin"] {
        let found = ask(&index, typed);
        assert_eq!((works(&found), found.corrected.as_deref()), (vec![1], Some("短视频")), "{typed}");
    }
    assert_eq!(meant(&index, "kepu短视频").as_deref(), Some("科普短视频"));
}

#[test]
fn a_character_of_two_readings_is_found_by_the_one_that_its_word_has() {
    let (_dir, index) = library();
    assert_eq!(works(&ask(&index, "chongqing")), [4]);
}

#[test]
fn first_letters_find_a_word_of_three_characters() {
    let (_dir, index) = library();
    assert_eq!((works(&ask(&index, "kjg")), meant(&index, "kjg").as_deref()), (vec![3], Some("科技馆")));
}

#[test]
fn an_english_word_that_is_there_is_no_pinyin() {
    let (_dir, index) = library();
    let found = ask(&index, "science");
    assert_eq!((works(&found), found.corrected), (vec![5], None));
}

#[test]
fn an_english_word_with_a_slip_or_two_is_put_right_and_one_that_is_known_or_short_is_not() {
    let (_dir, index) = library();
    for (typed, right) in [("sciense", "science"), ("Statoins", "stations"), ("wether", "weather"), ("sttaoins", "stations")] {
        let found = ask(&index, typed);
        assert_eq!((works(&found), found.corrected.as_deref()), (vec![5], Some(right)), "{typed}");
    }
    assert_eq!(meant(&index, "sciense for farmers").as_deref(), Some("science for farmers"), "the rest stays as it was typed");
    for typed in ["science", "Sciences", "weathering", "sci", "wthr", "\"sciense\"", "sceince -rain", "sxyence"] {
        assert_eq!(meant(&index, typed), None, "{typed}");
    }
}

#[test]
fn an_english_word_for_which_another_stands_is_meant_as_it_is() {
    let (_dir, index) = library();
    for (typed, otherwise) in [("wether", "weather"), ("kjg", "科技馆")] {
        assert_eq!(meant(&index, typed).as_deref(), Some(otherwise), "{typed} by itself");
        let pair = SearchRule::Synonym { from: typed.into(), to: "重庆".into(), both: false };
        index.tune(Tuning::new([pair]));
        let found = ask(&index, typed);
        assert_eq!((works(&found), found.corrected), (vec![4], None), "{typed}");
    }
}

#[test]
fn a_character_that_sounds_alike_or_looks_alike_is_put_right() {
    let (_dir, index) = library();
    assert_eq!(meant(&index, "短视屏").as_deref(), Some("短视频"), "sounds alike");
    assert_eq!(meant(&index, "科枝馆").as_deref(), Some("科技馆"), "looks alike");
    assert_eq!(works(&ask(&index, "短视屏")), [1]);
}

#[test]
fn who_insists_gets_what_was_typed() {
    let (_dir, index) = library();
    let found = index.search(&Query { text: "短视屏".into(), literal: true, limit: 10, ..Query::default() }).unwrap();
    assert_eq!(found.corrected, None);
}

#[test]
fn what_is_there_as_typed_is_never_changed() {
    let (_dir, index) = library();
    for text in ["短视频", "科技馆 学校", "重庆多雨", "讲清一件事"] {
        assert_eq!(meant(&index, text), None, "{text}");
    }
}

#[test]
fn words_and_titles_are_offered_while_somebody_types() {
    let (_dir, index) = library();
    let offered = |typed: &str| index.suggest(typed, 8).unwrap();
    assert!(offered("短").contains(&Suggestion::Words("短视频".into())));
    let titles = |typed| -> Vec<i64> {
        let works =
            offered(typed).into_iter().filter_map(|one| if let Suggestion::Work { id, .. } = one { Some(id) } else { None });
        works.collect()
    };
    assert_eq!(titles("进山"), [3]);
    assert_eq!(titles("duanship"), [1], "a beginning in pinyin");
    assert_eq!(offered("  "), []);
    assert_eq!(offered("！？"), []);
}

#[test]
fn words_of_a_removed_work_are_neither_offered_nor_put_in() {
    let (_dir, index) = library();
    index.apply(vec![Op::RemoveWork(3)], at(2)).unwrap();
    assert!(!index.suggest("科技", 8).unwrap().contains(&Suggestion::Words("科技馆".into())));
    assert_eq!(meant(&index, "kejiguan"), None);
}
