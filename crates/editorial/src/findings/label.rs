//! The text or a file of the work says that a machine made it, and the work's label says that none did.

use super::{Finding, FindingCode, Say, is_enough, spans::Spans};
use document::{Document, text};
use domain::{AiLabel, WorkContent};

const MACHINES: [&str; 6] = ["人工智能", "ai", "aigc", "大模型", "文生图", "文生视频"];
const MADE: [&str; 8] = ["生成", "绘制", "合成", "制作", "辅助", "撰写", "作图", "创作"];
/// What a sentence about this very work begins with.
const THIS: [&str; 10] = ["本文", "本图", "本片", "本视频", "本作品", "本长图", "文中", "配图", "图片由", "插图由"];
const REMEDY: &str = "请在“人工智能标识”里选择“辅助创作”或“生成”，页面和合作媒体会据此标明。";

pub fn find(content: &WorkContent, body: &Document, spans: &Spans, generated: &[String], found: &mut Vec<Finding>) {
    if content.ai != AiLabel::None {
        return;
    }
    let say = |message: String| Say::warning(FindingCode::AiLabel, message, REMEDY);
    for name in generated {
        let message = format!("素材“{name}”的文件里写着它由人工智能生成，作品却标为“{}”。", AiLabel::None.zh());
        found.push(say(message).field("ai", name, (0, 0)));
    }
    for (path, figure) in body.pictures() {
        let words = format!("{}　{}", text::of_inlines(&figure.caption), figure.credit);
        if is_made(&words) {
            let message = format!("图注或署名说这张图片由人工智能制作，作品却标为“{}”。", AiLabel::None.zh());
            found.push(say(message).block(&path, &words));
        }
    }
    // Captions were read with their pictures.
    for span in spans.all.iter().filter(|span| !span.path.to_string().ends_with(".caption")) {
        let sentence = |text: &str| THIS.iter().any(|this| text.contains(this)) && is_made(text);
        let mut from = 0;
        for part in span.text.split_inclusive(['。', '！', '？', '\n']) {
            let to = from + part.chars().count();
            if is_enough(found) {
                return;
            }
            if sentence(part) {
                let message = format!("这一句说作品由人工智能制作，作品却标为“{}”。", AiLabel::None.zh());
                found.push(say(message).at(span, (from, to)));
            }
            from = to;
        }
    }
}

fn is_made(words: &str) -> bool {
    let lower = words.to_lowercase();
    let says = |word: &str| {
        // “ai” inside another word, such as “maintain”, is none.
        lower.match_indices(word).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            !letter(lower[..at].chars().next_back()) && !letter(lower[at + word.len()..].chars().next())
        })
    };
    // What was written “without” a machine is said with 未 or 没有.
    let denied = ["未使用", "没有使用", "未采用", "并非", "不是"].iter().any(|word| lower.contains(word));
    !denied && MACHINES.iter().any(|word| says(word)) && MADE.iter().any(|word| lower.contains(word))
}
