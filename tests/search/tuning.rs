//! What editors settle beside the ranking: pins, blocks, synonyms.

use super::sample::*;
use domain::{ClauseId, Day, SearchRule, SearchTarget, WorkKind};
use search::{Hit, Index, Op, PairFault, Query, Results, Scope, Suggestion, Tuning, WorkDoc};
use tempfile::TempDir;

/// Twelve works about 科普, and two that are not.
fn library() -> (TempDir, Index) {
    let mut all: Vec<WorkDoc> = (1..=12).map(|id| work(id, &format!("科普第{id}讲"), &["科普要讲清楚。"])).collect();
    all.push(work(21, "村里的拖拉机", &["拖拉机不能停在路口。"]));
    all.push(WorkDoc { kind: WorkKind::ShortVideo, ..work(22, "夜空", &["看星星。"]) });
    let (dir, index) = index_of(all);
    let clauses = vec![clause("1", "一", "总体要求", "加强科普。"), clause("2", "二", "主要任务", "办好科技馆。")];
    index.apply(vec![Op::Policy { id: 1, clauses }], at(2)).unwrap();
    (dir, index)
}

fn pin(query: &str, targets: &[SearchTarget], until: Option<&str>) -> SearchRule {
    SearchRule::Pin { query: query.into(), targets: targets.to_vec(), until: until.map(|day| day.parse().unwrap()) }
}

fn block(query: Option<&str>, works: &[i64]) -> SearchRule {
    SearchRule::Block { query: query.map(str::to_owned), works: works.to_vec() }
}

fn named(results: &Results) -> Vec<String> {
    let name = |hit: &Hit| match hit {
        Hit::Work(work) => work.id.to_string(),
        Hit::Clause(clause) => format!("#{}", clause.clause),
    };
    results.hits.iter().map(name).collect()
}

#[test]
fn what_is_pinned_stands_first_in_its_order_found_or_not_and_once() {
    let (_dir, index) = library();
    let before = ask(&index, "科普");
    let last = *works(&before).last().unwrap();
    let clause: ClauseId = "2".parse().unwrap();
    let targets =
        [SearchTarget::Work(22), SearchTarget::Clause { policy: 1, clause }, SearchTarget::Work(last), SearchTarget::Work(404)];
    index.tune(Tuning::new([pin("科 普！", &targets, None)]));
    let after = ask(&index, "科普");
    assert_eq!(named(&after)[..3], ["22", "#2", &last.to_string()]);
    assert_eq!(after.total, before.total + 1, "what was found already, the clause by its policy's title, counts once");
    let rest = |results: &Results, without: &[String]| -> Vec<String> {
        named(results).into_iter().filter(|name| !without.contains(name)).collect()
    };
    let moved = named(&after)[..3].to_vec();
    assert_eq!(rest(&after, &moved), rest(&before, &moved), "the others keep their order");
    let scores: Vec<f32> = after
        .hits
        .iter()
        .map(|hit| match hit {
            Hit::Work(work) => work.score,
            Hit::Clause(clause) => clause.score,
        })
        .collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");

    let page = |offset| named(&index.search(&Query { text: "科普".into(), offset, limit: 4, ..Query::default() }).unwrap());
    let pages: Vec<String> = (0..4).flat_map(|n| page(n * 4)).collect();
    assert_eq!(pages, named(&after), "pages fit together");
    let videos = Query { text: "科普".into(), kind: Some(WorkKind::ShortVideo), limit: 9, ..Query::default() };
    assert_eq!(named(&index.search(&videos).unwrap()), ["22"], "a filter holds for what is pinned too");
    assert_eq!(after.facets.kind.iter().map(|(_, n)| n).sum::<u64>(), 13);
    assert_ne!(named(&ask(&index, "科普讲清楚"))[0], "22", "another query");
}

#[test]
fn a_pinned_clause_counts_once_and_others_of_its_number_do_not() {
    let (_dir, index) = library();
    let clauses = vec![clause("2", "二", "主要任务", "办好科技馆。"), clause("3.2", "第二条", "解释", "由上级解释。")];
    index.apply(vec![Op::Policy { id: 1, clauses }], at(3)).unwrap();
    let target = SearchTarget::Clause { policy: 1, clause: "2".parse().unwrap() };
    index.tune(Tuning::new([pin("夜空", &[target], None)]));
    let found = ask(&index, "夜空");
    assert_eq!((named(&found), found.total), (vec!["#2".to_owned(), "22".to_owned()], 2));
    let clauses = found.facets.scope.iter().filter(|(scope, _)| matches!(scope, Scope::Clauses));
    assert_eq!(clauses.map(|(_, count)| *count).sum::<u64>(), 1);
    assert_eq!(found.facets.policy.iter().map(|(_, count)| *count).sum::<u64>(), 1);
}

#[test]
fn a_pin_ends_after_its_last_day_and_serves_a_query_that_finds_nothing() {
    let (_dir, index) = library();
    index.tune(Tuning::new([pin("量子纠缠", &[SearchTarget::Work(21)], Some("2026-11-30"))]));
    let on = |day: &str| {
        let today: Option<Day> = Some(day.parse().unwrap());
        named(&index.search(&Query { text: "量子纠缠".into(), today, limit: 9, ..Query::default() }).unwrap())
    };
    assert_eq!(on("2026-11-30"), ["21"]);
    assert!(on("2026-12-01").is_empty());
}

#[test]
fn what_is_blocked_is_no_result_and_no_suggestion_and_not_counted() {
    let (_dir, index) = library();
    let before = ask(&index, "科普");
    let first = works(&before)[0];
    index.tune(Tuning::new([block(Some("科普"), &[first]), block(None, &[21]), pin("夜空", &[SearchTarget::Work(21)], None)]));
    let after = ask(&index, "科普");
    assert!(!works(&after).contains(&first));
    assert_eq!(after.total, before.total - 1);
    assert!(works(&ask(&index, &format!("第{first}讲"))).contains(&first), "another query finds it");
    assert_eq!(ask(&index, "拖拉机").total, 0);
    assert_eq!(works(&ask(&index, "夜空")), [22], "a pin brings nothing back that is blocked");
    let offered = index.suggest("村里的拖", 8).unwrap();
    assert!(!offered.iter().any(|one| matches!(one, Suggestion::Work { id: 21, .. })), "{offered:?}");
}

#[test]
fn a_pair_of_words_finds_each_other_or_one_the_other_beside_the_built_in_list() {
    let (_dir, index) = library();
    let pair = |both| SearchRule::Synonym { from: "铁牛".into(), to: "拖拉机".into(), both };
    let own = |rule: Option<SearchRule>, text: &str| {
        let query = Query { text: text.into(), literal: true, limit: 9, ..Query::default() };
        works(&index.search_under(&Tuning::new(rule), &query).unwrap())
    };
    index.apply(vec![Op::Work(Box::new(work(30, "铁牛上牌", &["铁牛先登记。"])))], at(3)).unwrap();
    assert_eq!(own(None, "铁牛"), [30]);
    assert_eq!(own(Some(pair(false)), "铁牛"), [30, 21], "the word itself first");
    assert_eq!(own(Some(pair(false)), "拖拉机"), [21]);
    assert_eq!(own(Some(pair(true)), "拖拉机"), [21, 30]);
    // Two pairs that lead round in a circle lead one step.
    let circle = [("甲虫", "瓢虫"), ("瓢虫", "甲虫")].map(|(from, to)| SearchRule::Synonym {
        from: from.into(),
        to: to.into(),
        both: true,
    });
    index.tune(Tuning::new(circle));
    assert_eq!(ask(&index, "甲虫").total, 0);
}

#[test]
fn a_pair_that_finds_nothing_more_or_far_too_much_is_refused() {
    let check = |from: &str, to: &str, both| Tuning::check_pair(from, to, both);
    assert_eq!(check("铁牛", "拖拉机", true), Ok(()));
    assert_eq!(check("车", "拖拉机", true), Err(PairFault::Short));
    assert_eq!(check("，。", "拖拉机", true), Err(PairFault::Short));
    assert_eq!(check("拖拉机", &"长".repeat(21), false), Err(PairFault::Long));
    assert_eq!(check("Ａ Ｉ", "ai", true), Err(PairFault::Same));
    assert_eq!(check("科協", "科学技术协会", true), Err(PairFault::Known));
    assert_eq!(check("科普车", "科普大篷车", false), Err(PairFault::Known));
    assert_eq!(check("科普车", "科普大篷车", true), Ok(()), "the list has it one way alone");
}
