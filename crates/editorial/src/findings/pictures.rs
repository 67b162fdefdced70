//! Alternative texts that tell nobody what the picture shows.

use super::{Finding, FindingCode, Say};
use document::{Document, text};
use std::collections::HashMap;

/// What a program or a person in a hurry writes.
const EMPTY: [&str; 12] = ["图", "图片", "照片", "配图", "插图", "示意图", "截图", "长图", "picture", "image", "photo", "figure"];
const FILES: [&str; 9] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".tif", ".tiff"];

pub fn find(body: &Document, found: &mut Vec<Finding>) {
    let pictures = body.pictures();
    let mut shown: HashMap<&str, &str> = HashMap::new();
    for (path, figure) in &pictures {
        let alt = figure.alt.trim();
        let bare =
            alt.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '一' || c == '二').to_lowercase();
        let caption = text::of_inlines(&figure.caption);
        let other = shown.insert(alt, figure.picture.as_str()).filter(|picture| *picture != figure.picture.as_str());
        let message = if alt.is_empty() {
            "图片没有替代文字。".to_owned()
        } else if EMPTY.contains(&bare.as_str()) {
            format!("替代文字“{alt}”没有说图里有什么。")
        } else if FILES.iter().any(|end| alt.to_lowercase().ends_with(end)) {
            format!("替代文字“{alt}”是文件名。")
        } else if !caption.trim().is_empty() && caption.trim() == alt {
            "替代文字与图注一样，看不见图的读者会听到两遍同样的话。".to_owned()
        } else if other.is_some() {
            format!("两张不同的图片有同样的替代文字“{alt}”。")
        } else {
            continue;
        };
        let remedy = "请用一句话写出图里能看到的、读者需要知道的内容。";
        found.push(Say::warning(FindingCode::AltText, message, remedy).block(path, alt));
    }
}
