//! 研究表明, but whose research?

use super::{Finding, FindingCode, Say, is_enough, places, spans::Spans};

const CLAIMS: [&str; 18] = [
    "研究表明",
    "研究显示",
    "研究发现",
    "研究证明",
    "研究证实",
    "实验表明",
    "实验证明",
    "调查显示",
    "调查表明",
    "数据显示",
    "数据表明",
    "统计显示",
    "统计表明",
    "专家指出",
    "专家表示",
    "专家认为",
    "专家介绍",
    "科学家发现",
];

pub fn find(spans: &Spans, names: &[String], found: &mut Vec<Finding>) {
    for span in &spans.all {
        let named =
            span.sourced || span.quoted || span.text.contains('《') || names.iter().any(|name| span.text.contains(name.as_str()));
        if named {
            continue;
        }
        let text: Vec<char> = span.text.chars().collect();
        for claim in CLAIMS {
            let needle: Vec<char> = claim.chars().collect();
            for from in places(&text, &needle) {
                let message = format!("写了“{claim}”，这一段里却没有说是谁的。");
                let remedy = "请在同一段写出姓名、单位或《文件名》，或者加链接、脚注；没有可靠来源，请删去。";
                let say = Say::warning(FindingCode::ClaimWithoutSource, message, remedy);
                if is_enough(found) {
                    return;
                }
                found.push(say.at(span, (from, from + needle.len())));
            }
        }
    }
}
