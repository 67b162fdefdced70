//! The form of an expert from outside: first seen, with faults, before its turn, and after the decision.

use super::words::time;
use domain::{ReviewStage, Verdict};
use pages::{ExpertReview, Site};

fn review(site: &Site) -> ExpertReview<'_> {
    ExpertReview {
        site,
        title: "先把短视频办好（示例）".into(),
        stage: ReviewStage::Second,
        name: "沈知微".into(),
        affiliation: "云川大学（示例） 教授".into(),
        invited_by: "周编辑".into(),
        note: "请重点看第三段的数据。".into(),
        expires: time("2026-12-06 18:00"),
        action: "/expert-review/0123".into(),
        waits: false,
        verdict: String::new(),
        words: String::new(),
        declares: String::new(),
        interests: String::new(),
        faults: Vec::new(),
        done: None,
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let faulty = ExpertReview {
        verdict: "return".into(),
        declares: "some".into(),
        faults: vec![
            ("verdict", "现在等待的是初审，不是复审。".into()),
            ("note", "退回时请写明原因和修改建议。".into()),
            ("declares", "请声明有没有利益关系。".into()),
            ("interests", "请写明是什么利益关系。".into()),
        ],
        ..review(site)
    };
    let waiting = ExpertReview { waits: true, note: String::new(), ..review(site) };
    let done = ExpertReview { done: Some((Verdict::Pass, time("2026-12-01 09:30"))), ..review(site) };
    vec![
        ("expert-review", review(site).render()),
        ("expert-review-faults", faulty.render()),
        ("expert-review-waits", waiting.render()),
        ("expert-review-done", done.render()),
    ]
}
