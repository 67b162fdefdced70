//! Short names, mentions and relations.

use super::*;
use domain::PolicyRelation;
use policy::{Slot, Target};

fn document(body: &str) -> Policy {
    read(&format!("关于阅读的意见\n{body}\n一、总体要求\n落实《意见》要求。\n"))
}

#[test]
fn every_form_of_definition_is_found_with_what_it_abbreviates() {
    let policy = document(
        "为落实《国务院关于〈阅读〉的意见》（国发〔2022〕3号，以下简称《意见》）和《规划（2021—2035年）》（以下简称“《规划》”），开展科学技术普及（以下称科普），图书馆、文化馆（以下统称场馆）和某市文化局(下称“市局”)应当参加。",
    );
    let names: Vec<_> = policy.names.iter().map(|n| (n.short.as_str(), n.full.as_str(), n.is_document)).collect();
    assert_eq!(
        names,
        [
            ("意见", "国务院关于〈阅读〉的意见", true),
            ("规划", "规划（2021—2035年）", true),
            ("科普", "科学技术普及", false),
            ("场馆", "文化馆", false),
            ("市局", "市文化局", false),
        ]
    );
    for name in &policy.names {
        let text = policy.text_at(&name.defined_at).unwrap();
        assert!(text[name.span.clone()].contains(&name.short));
    }
}

#[test]
fn mentions_before_and_after_the_definition_mean_the_same_document() {
    let policy = document("按照《意见》，《国务院关于阅读的意见》（以下简称《意见》）施行。");
    let short: Vec<_> = policy.mentions().into_iter().filter(|m| m.target == Target::Name(0)).collect();
    assert_eq!(short.len(), 3);
    assert!(short.iter().all(|m| m.title == "国务院关于阅读的意见"));
    assert_eq!(short[2].place.clause.as_ref().map(ToString::to_string).as_deref(), Some("1"));
    assert_eq!(short[2].place.slot, Slot::Body(0));
}

#[test]
fn titles_without_a_short_name_are_mentions_too_and_nesting_counts_once() {
    let policy = document("印发《学习〈关于阅读的意见〉方案》，参照《阅读法》。");
    let titles: Vec<_> = policy.mentions().into_iter().map(|m| m.title).collect();
    assert_eq!(titles, ["学习〈关于阅读的意见〉方案", "阅读法", "意见"]);
}

#[test]
fn relations_are_what_the_text_says_of_itself() {
    let policy = document(
        "根据《阅读法》、《阅读条例》和国务院《阅读规定》，贯彻落实《纲要》，制定本意见。参照《指南》。《旧意见》（某发〔2012〕8号）、《旧通知》同时废止。",
    );
    let relations: Vec<_> = policy.relations().into_iter().map(|r| (r.kind, r.title)).collect();
    let based = |t: &str| (PolicyRelation::BasedOn, t.to_owned());
    let replaces = |t: &str| (PolicyRelation::Replaces, t.to_owned());
    let implements = |t: &str| (PolicyRelation::Implements, t.to_owned());
    assert_eq!(
        relations,
        [based("阅读法"), based("阅读条例"), implements("纲要"), replaces("旧意见"), replaces("旧通知"), implements("意见")]
    );
}
