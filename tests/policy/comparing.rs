//! Two versions side by side.

use super::*;
use domain::MappingKind;
use policy::{Aligned, DiffOp, align, diff};

fn row<'a>(rows: &'a [Aligned], old: &str) -> &'a Aligned {
    rows.iter().find(|r| r.old.as_ref().is_some_and(|id| id.to_string() == old)).unwrap_or_else(|| panic!("{old} is in no row"))
}

fn new_id(row: &Aligned) -> Option<String> {
    row.new.as_ref().map(ToString::to_string)
}

#[test]
fn the_law_of_2002_is_aligned_with_that_of_2024() {
    let (Some(old), Some(new)) = (real("kepu-law-2002.md"), real("kepu-law-2024.md")) else { return };
    let (old, new) = (policy::read(&old).unwrap(), policy::read(&new).unwrap());
    let rows = align(&old, &new);
    let goes = |from: &str, to: &str, kind: MappingKind| {
        let row = row(&rows, from);
        assert_eq!((new_id(row).as_deref(), row.kind), (Some(to), kind), "{from}");
    };
    goes("1", "1", MappingKind::Same);
    goes("1.1", "1.1", MappingKind::Changed);
    goes("1.6", "1.9", MappingKind::Moved);
    goes("1.9", "1.12", MappingKind::MovedAndChanged);
    goes("2.12", "2.17", MappingKind::MovedAndChanged);
    goes("5.33", "7.58", MappingKind::MovedAndChanged);
    goes("6.34", "8.60", MappingKind::Moved);
    goes("6", "8", MappingKind::Moved);
    let added = |id: &str| rows.iter().any(|r| new_id(r).as_deref() == Some(id) && r.kind == MappingKind::Added);
    assert!(added("1.11") && added("5.42") && added("4"));
    assert!(rows.iter().filter(|r| r.kind == MappingKind::Removed).count() <= 4);
}

#[test]
fn every_clause_of_both_versions_is_in_exactly_one_row() {
    let (Some(old), Some(new)) = (real("kepu-law-2002.md"), real("kepu-law-2024.md")) else { return };
    let (old, new) = (policy::read(&old).unwrap(), policy::read(&new).unwrap());
    let rows = align(&old, &new);
    let mut olds: Vec<_> = rows.iter().filter_map(|r| r.old.clone()).collect();
    let news: Vec<_> = rows.iter().filter_map(|r| r.new.clone()).collect();
    assert!(news.iter().eq(new.clauses().map(|c| &c.id)), "in the order of the new version");
    olds.sort();
    let mut all: Vec<_> = old.clauses().map(|c| c.id.clone()).collect();
    all.sort();
    assert_eq!(olds, all);
}

#[test]
fn a_policy_is_aligned_with_itself_without_change() {
    for bytes in REAL.iter().filter_map(|name| real(name)) {
        let policy = policy::read(&bytes).unwrap();
        let rows = align(&policy, &policy);
        assert_eq!(rows.len(), policy.clauses().count());
        assert!(rows.iter().all(|r| r.kind == MappingKind::Same && r.old == r.new && r.similarity == 1.0));
    }
}

#[test]
fn a_chapter_with_a_new_title_follows_its_articles() {
    let old = read(
        "阅读条例\n第一章 总则\n第一条 为了推动全民阅读，制定本条例。\n第二章 馆藏\n第二条 公共图书馆应当每年更新馆藏图书，向公众免费开放。\n",
    );
    let new = read(
        "阅读条例\n第一章 总则\n第一条 为了推动全民阅读，制定本条例。\n第二章 推广\n第二条 学校应当开设阅读课程。\n第三章 资源建设\n第三条 公共图书馆应当每年更新馆藏图书和数字资源，向公众免费开放。\n",
    );
    let rows = align(&old, &new);
    let chapter = row(&rows, "2");
    assert_eq!((new_id(chapter).as_deref(), chapter.kind), (Some("3"), MappingKind::MovedAndChanged));
    assert_eq!(new_id(row(&rows, "2.2")).as_deref(), Some("3.3"));
}

fn joined(pieces: &[(DiffOp, String)], not: DiffOp) -> String {
    pieces.iter().filter(|(op, _)| *op != not).map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_difference_shows_the_words_that_changed() {
    let pieces = diff("国家支持科普工作对外合作与交流。", "国家支持和促进科普对外合作与交流。");
    assert_eq!(
        pieces,
        [
            (DiffOp::Equal, "国家支持".to_owned()),
            (DiffOp::Insert, "和促进".to_owned()),
            (DiffOp::Equal, "科普".to_owned()),
            (DiffOp::Delete, "工作".to_owned()),
            (DiffOp::Equal, "对外合作与交流。".to_owned()),
        ]
    );
    assert_eq!(diff("同", "同"), [(DiffOp::Equal, "同".to_owned())]);
    assert_eq!(diff("", ""), []);
}

#[test]
fn large_texts_without_anything_in_common_are_replaced_and_not_searched() {
    let (old, new) = ("阅读，".repeat(20_000), "科普；".repeat(20_000));
    let pieces = diff(&old, &new);
    assert_eq!(joined(&pieces, DiffOp::Insert), old);
    assert_eq!(joined(&pieces, DiffOp::Delete), new);
}

/// Four clauses on two levels, each text new.
fn plan(texts: [&str; 4]) -> String {
    let [aims, tasks, halls, people] = texts;
    format!(
        "阅读方案\n\n一、总体目标\n\n{aims}\n\n二、重点任务\n\n{tasks}\n\n（一）建设场馆。{halls}\n\n（二）培养队伍。{people}\n"
    )
}

#[test]
fn clauses_whose_texts_were_all_written_anew_under_the_same_headings_stay_themselves() {
    let old = read(&plan(["人人爱读书。", "分步推进。", "每县建一座图书馆。", "招募志愿者三百名。"]));
    let new = read(&plan(["到2030年形成风尚。", "以下工作由文化部门牵头。", "改造乡镇书屋。", "评聘专职馆员。"]));
    let rows = align(&old, &new);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|r| r.old == r.new && r.kind == MappingKind::Changed), "{rows:?}");
}

#[test]
fn a_heading_that_stands_twice_does_not_mislead() {
    let old = read(
        "阅读方案\n一、城区\n（一）要求。图书馆夜间开放，配备值班人员。\n二、乡村\n（一）要求。农家书屋每月更新图书五十册。\n",
    );
    let new = read(
        "阅读方案\n一、乡村\n（一）要求。农家书屋每季更新图书五十册。\n二、城区\n（一）要求。图书馆夜间开放，配备保安人员。\n",
    );
    let rows = align(&old, &new);
    assert_eq!(new_id(row(&rows, "1.1")).as_deref(), Some("2.1"));
    assert_eq!(new_id(row(&rows, "2.1")).as_deref(), Some("1.1"));
}

#[test]
fn a_heading_on_another_level_is_another_heading() {
    let old = read("阅读方案\n一、保障\n落实专项经费。\n二、任务\n（一）宣传。张贴海报。\n");
    let new = read("阅读方案\n一、任务\n（一）保障。邀请作家进校园。\n二、宣传\n制作节目。\n");
    let rows = align(&old, &new);
    assert!(row(&rows, "1").new.is_none() && row(&rows, "2.1").new.is_none(), "{rows:?}");
}
