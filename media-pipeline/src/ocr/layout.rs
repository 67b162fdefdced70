//! Which lines are words, and in which order they are read. Pure.

use super::engine::Line;

/// What the engine makes of grain and ornament lies below; of a line of print, above.
const LEAST_CONFIDENCE: f32 = 30.0;

/// The engine goes from top to bottom within a strip, and strips follow each other: the order is that in which they came.
pub fn words(mut lines: Vec<Line>) -> Vec<Line> {
    lines.retain(|line| line.confidence >= LEAST_CONFIDENCE && line.text.chars().any(char::is_alphanumeric));
    lines
}
