//! The 2022 work plan: a letter and a plan, with most of the traps in one real file.

use super::*;
use policy::{PartKind, Style, Target};

fn plan() -> Option<Policy> {
    let bytes = real("work-plan-2022.txt")?;
    let policy = policy::read(&bytes).unwrap();
    assert_whole(&policy, &bytes);
    Some(policy)
}

#[test]
fn a_title_wrapped_over_four_lines_with_nested_brackets_is_one_line() {
    let Some(policy) = plan() else { return };
    assert_eq!(
        policy.title,
        "中国科协办公厅关于印发《中国科协学习宣传贯彻〈关于新时代进一步加强科学技术普及工作的意见〉工作方案》的通知"
    );
}

#[test]
fn the_letter_and_its_plan_are_two_parts_and_the_plan_has_the_bare_ids() {
    let Some(policy) = plan() else { return };
    assert_eq!(policy.style, Style::Plan);
    assert_eq!(policy.parts.iter().map(|p| p.kind).collect::<Vec<_>>(), [PartKind::Letter, PartKind::Plan]);
    assert_eq!(policy.parts[1].title, "中国科协学习宣传贯彻《关于新时代进一步加强科学技术普及工作的意见》工作方案");
    assert_eq!(policy.issuer.as_deref(), Some("中国科协办公厅"));
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2022-09-16"));
    assert!(policy.recipients.as_deref().is_some_and(|r| r.starts_with("各全国学会、") && r.ends_with("单位")));
    assert!(policy.parts[0].clauses.is_empty());
    let short_video = clause(&policy, "4.2.5");
    assert_eq!((short_video.marker.as_str(), short_video.label.as_str()), ("5.", "四（二）5"));
    assert_eq!(short_video.heading, "加大以短视频为重点的优质科普资源供给");
    assert_eq!(clause(&policy, "p2.4.2.5"), short_video);
}

#[test]
fn it_has_39_numbered_nodes_on_three_levels_and_31_leaves() {
    let Some(policy) = plan() else { return };
    let summary = policy.summary();
    assert_eq!(summary.parts[1].levels, [5, 16, 18]);
    assert_eq!((summary.nodes, summary.leaves), (39, 31));
}

#[test]
fn the_last_paragraph_of_chapter_four_belongs_to_the_chapter() {
    let Some(policy) = plan() else { return };
    assert_eq!(closing(clause(&policy, "4")), ["在做好以上重点工作的同时，配合科技部门做好《意见》分工、宣传、实施等工作。"]);
    assert!(clause(&policy, "4.4.3").body.len() == 1 && clause(&policy, "4.4").closing.is_empty());
}

#[test]
fn headings_stand_alone_or_run_in() {
    let Some(policy) = plan() else { return };
    let alone = clause(&policy, "3.3");
    assert_eq!((alone.heading.as_str(), alone.run_in), ("组织专家全面解读", false));
    assert!(alone.body[0].text.starts_with("组织院士专家"));
    let run_in = clause(&policy, "5.2");
    assert_eq!((run_in.heading.as_str(), run_in.run_in), ("做好统筹协调", true));
    assert_eq!(run_in.run_in_split().map(|(heading, _)| heading), Some("做好统筹协调"));
    assert!(run_in.body[0].text.starts_with("做好统筹协调。各级科协"));
}

#[test]
fn the_short_name_is_mentioned_14_times_its_definition_among_them() {
    let Some(policy) = plan() else { return };
    let name = policy.names.iter().position(|n| n.short == "意见").unwrap();
    assert_eq!(policy.names[name].full, "关于新时代进一步加强科学技术普及工作的意见");
    let mentions = policy.mentions();
    let short: Vec<_> = mentions.iter().filter(|m| m.target == Target::Name(name)).collect();
    assert_eq!(short.len(), 14);
    assert_eq!(short[0].place, policy.names[name].defined_at);
    assert!(short.iter().all(|m| m.title == policy.names[name].full));
    assert!(mentions.iter().any(|m| m.target == Target::Title && m.title == "科普法"));
}

#[test]
fn exactly_one_pair_of_clauses_is_nearly_the_same() {
    let Some(policy) = plan() else { return };
    let pairs = policy::similar_clauses(&policy);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].a.to_string(), pairs[0].b.to_string()), ("4.1.2".to_owned(), "5.2".to_owned()));
    assert!(pairs[0].score > 0.7 && pairs[0].score < 0.8, "{}", pairs[0].score);
}

#[test]
fn brackets_that_are_no_numbers_stay_text() {
    let Some(policy) = plan() else { return };
    let text = policy.parts[1].introduction().next().unwrap();
    assert!(text.text.contains("（2021—2035年）") && text.text.contains("（以下简称《纲要》）"));
    assert!(clause(&policy, "4.2.3").own_text().contains("（所、站）"));
}
