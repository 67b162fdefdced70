//! How long a work takes to read.

use document::{Document, count_text, text};
use domain::WorkContent;

/// Of its body, or of the words in its long image besides; at least 1.
pub fn reading_minutes(content: &WorkContent, body: &Document) -> u32 {
    let mut words = text::write(body);
    for panel in content.long_image.iter().flat_map(|image| &image.panels) {
        words.push('\n');
        words.push_str(&panel.text);
    }
    count_text(&words, content.language).minutes as u32
}
