//! Lines as the panels of a text version: lines that run on are joined, paragraphs that belong together make a panel. Pure.

use super::engine::Line;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// In rows of the whole picture.
    pub top: u32,
    /// The first row below it.
    pub bottom: u32,
    /// Lines are parted by `\n`, paragraphs by an empty line.
    pub text: String,
    /// 0 to 100: of its worst line.
    pub confidence: f32,
}

/// Characters after which the next gap begins a panel of its own.
const ENOUGH: usize = 120;
/// Lines whose distance is more than this share of their height are not one paragraph.
const GAP: f32 = 1.1;
/// A line that ends farther left than this share of the widest one's right edge ends its paragraph.
const FULL: f32 = 0.9;

pub fn of(lines: Vec<Line>, height: u32) -> Vec<Panel> {
    let widest = lines.iter().map(|line| line.right).max().unwrap_or(0) as f32;
    let mut panels: Vec<Panel> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let size = line.height().max(1) as f32;
        let (gap, same_size, full) = match &before {
            Some(last) => {
                let last_size = last.height().max(1) as f32;
                let gap = line.top.saturating_sub(last.bottom) as f32;
                (gap / size.max(last_size), size.max(last_size) < size.min(last_size) * 1.35, last.right as f32 >= widest * FULL)
            }
            None => (f32::INFINITY, false, false),
        };
        let paragraph = gap > GAP || !same_size;
        match panels.last_mut() {
            Some(panel) if !(paragraph && (panel.text.chars().count() >= ENOUGH || !same_size && gap > GAP)) => {
                panel.text.push_str(if paragraph {
                    "\n\n"
                } else if full {
                    joint(&panel.text, &line.text)
                } else {
                    "\n"
                });
                panel.text.push_str(&line.text);
                panel.bottom = panel.bottom.max(line.bottom);
                panel.confidence = panel.confidence.min(line.confidence);
            }
            _ => panels.push(Panel { top: line.top, bottom: line.bottom, text: line.text.clone(), confidence: line.confidence }),
        }
        before = Some(line);
    }
    for panel in &mut panels {
        panel.text = chinese_marks(&panel.text);
    }
    // In order and inside, whatever the engine says of places.
    let mut top = 0;
    for panel in &mut panels {
        panel.top = panel.top.max(top).min(height.saturating_sub(1));
        panel.bottom = panel.bottom.clamp(panel.top + 1, height);
        top = panel.top;
    }
    panels
}

/// The engine writes the marks of Chinese as those of Latin, which look alike; beside a Chinese character they are Chinese.
fn chinese_marks(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let chinese = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|c| ('\u{3400}'..='\u{9FFF}').contains(c));
    let mark = |(at, c): (usize, &char)| {
        let (before, after) = (chinese(at.checked_sub(1)), chinese(Some(at + 1)));
        match c {
            ',' if before => '，',
            ':' if before => '：',
            ';' if before => '；',
            '?' if before => '？',
            '!' if before => '！',
            '(' if before || after => '（',
            ')' if before || after => '）',
            other => *other,
        }
    };
    signs.iter().enumerate().map(mark).collect()
}

/// What stands between a full line and the one it runs on into: nothing in Chinese, a space between Latin words.
fn joint(before: &str, after: &str) -> &'static str {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ',' || c == '.');
    if latin(before.chars().next_back()) && latin(after.chars().next()) { " " } else { "" }
}
