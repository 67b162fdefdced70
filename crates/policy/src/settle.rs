//! Doubtful markers: numbers only where the numbers before them lead to them.

use crate::{Shape, block::Block, marker::Marker};

/// Takes away the markers that begin a sentence by chance: 第三条规定的…, `1.5 左右`, `3 个`.
pub(crate) fn settle(blocks: &mut [Block]) {
    let decimal_style = blocks.iter().filter_map(|b| b.marker.as_ref()).any(|m| m.above == [1] && m.number == 1);
    let mut seen = Seen::default();
    for block in blocks {
        if let Some(marker) = &block.marker {
            let rest = &block.text[marker.len..];
            if marker.doubtful && !seen.expects(marker, rest, decimal_style) {
                block.marker = None;
            } else {
                seen.note(marker);
            }
        }
    }
}

#[derive(Default)]
struct Seen {
    article: (u32, u32),
    bare: u32,
    /// The last top number that `1.1` can stand under.
    top: u32,
    decimal: Vec<u32>,
}

impl Seen {
    fn expects(&self, marker: &Marker, rest: &str, decimal_style: bool) -> bool {
        match marker.shape {
            Shape::Article => {
                let refers = rest.starts_with(['的', '规', '所', '中', '修', '和', '与', '及', '或']);
                let (number, inserted) = self.article;
                let follows = (marker.number, marker.inserted) == (number, inserted + 1)
                    || (marker.number, marker.inserted) == (number + 1, 0)
                    || marker.number == 1 && marker.inserted == 0;
                follows && (!refers || marker.number == number + 1)
            }
            Shape::Bare => decimal_style && (marker.number == self.bare + 1 || marker.number == 1),
            Shape::Decimal(_) => {
                let path: Vec<u32> = marker.above.iter().copied().chain([marker.number]).collect();
                follows(&self.decimal, &path) || path == [self.top, 1]
            }
            _ => true,
        }
    }

    fn note(&mut self, marker: &Marker) {
        match marker.shape {
            Shape::Article => self.article = (marker.number, marker.inserted),
            Shape::Bare => {
                self.bare = marker.number;
                self.top = marker.number;
            }
            Shape::HanComma | Shape::Chapter | Shape::Digit => self.top = marker.number,
            Shape::Decimal(_) => self.decimal = marker.above.iter().copied().chain([marker.number]).collect(),
            _ => {}
        }
    }
}

/// 1.2 → 1.3, 1.2.1; 1.2.4 → 1.3.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let Some((number, above)) = next.split_last() else { return false };
    !last.is_empty() && last.starts_with(above) && *number == last.get(above.len()).copied().unwrap_or(0) + 1
}
