//! Words that a house does not use, with the reason and what to write in their place.

use super::{Finding, FindingCode, MOST, Say, is_enough, places, spans::Spans};
use domain::WorkContent;

/// An entry of a list that an administrator keeps, or of the built-in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseWord {
    pub word: String,
    pub reason: String,
    pub instead: Option<String>,
    /// Asked for by an organisation, and so more than a hint.
    pub own: bool,
}

const ABSOLUTE: &str = "《广告法》第九条第三项不许广告使用“国家级”“最高级”“最佳”等用语；科普里这样说也难以证实";
const CURE: &str = "《广告法》第十六条不许医疗、药品、医疗器械广告断言功效和安全性；科普里这样说会误导读者";

const BUILT_IN: &[(&[&str], &str, &str)] = &[
    (
        &[
            "国家级",
            "世界级",
            "最高级",
            "最佳",
            "顶级",
            "极品",
            "第一品牌",
            "全国第一",
            "全球第一",
            "世界第一",
            "独一无二",
            "绝无仅有",
            "史无前例",
        ],
        ABSOLUTE,
        "写出可以查证的事实：由谁、何时、按什么标准评定",
    ),
    (
        &[
            "根治",
            "包治",
            "药到病除",
            "特效药",
            "祖传秘方",
            "无毒副作用",
            "无任何副作用",
            "百分之百有效",
            "100%有效",
            "永不复发",
            "彻底治愈",
        ],
        CURE,
        "写明研究的对象、人数和结果，并请读者就医",
    ),
];

/// What holds everywhere, without anybody having entered it.
pub fn built_in_words() -> Vec<HouseWord> {
    let group = |(words, reason, instead): &(&[&str], &str, &str)| {
        let (reason, instead) = (*reason, *instead);
        words
            .iter()
            .map(|word| HouseWord {
                word: (*word).to_owned(),
                reason: reason.to_owned(),
                instead: Some(instead.to_owned()),
                own: false,
            })
            .collect::<Vec<_>>()
    };
    BUILT_IN.iter().flat_map(group).collect()
}

/// What is quoted word for word from a clause is not the house's to choose.
pub fn find<'w>(content: &WorkContent, spans: &Spans, words: &'w [HouseWord], found: &mut Vec<Finding>) {
    let chars = |text: &str| text.chars().map(|c| c.to_ascii_lowercase()).collect::<Vec<_>>();
    let needles: Vec<(&'w HouseWord, Vec<char>)> = words.iter().map(|word| (word, chars(&word.word))).collect();
    // As many of each word as will be told, in one text.
    let within = |text: &str| {
        let text = chars(text);
        let of = |(word, needle): &(&'w HouseWord, Vec<char>)| {
            let (word, length) = (*word, needle.len());
            places(&text, needle).into_iter().take(MOST + 1).map(move |at| (word, (at, at + length))).collect::<Vec<_>>()
        };
        needles.iter().flat_map(of).collect::<Vec<_>>()
    };
    for (field, text) in [("title", &content.title), ("lead", &content.lead)] {
        found.extend(within(text).into_iter().map(|(word, range)| say(word).field(field, text, range)));
    }
    for span in spans.all.iter().filter(|span| !span.quoted) {
        for (word, range) in within(&span.text) {
            if is_enough(found) {
                return;
            }
            found.push(say(word).at(span, range));
        }
    }
}

fn say(word: &HouseWord) -> Say {
    let message = format!("用词“{}”：{}。", word.word, word.reason.trim_end_matches('。'));
    let remedy = match &word.instead {
        Some(instead) => format!("建议：{}。", instead.trim_end_matches('。')),
        None => "请换一种说法。".to_owned(),
    };
    let make = if word.own { Say::warning } else { Say::note };
    make(FindingCode::Word, message, remedy)
}
