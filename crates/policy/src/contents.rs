//! Tables of contents, whose lines look like the headings they list.

use crate::{Shape, block::Block, front, numeral, row};

/// Which blocks are a table of contents, its heading included.
///
/// A table begins with 目录 and ends where its first line comes again, or running text begins. Other lines may come twice
/// within it: every 编 may have a 第一章　一般规定.
pub(crate) fn find(blocks: &[Block]) -> Vec<bool> {
    let mut marked = vec![false; blocks.len()];
    let mut next = 0;
    while let Some(heading) = (next..blocks.len()).find(|&i| front::is_contents_heading(&blocks[i].text)) {
        let first = blocks.get(heading + 1).map(|b| entry_key(&b.text)).unwrap_or_default();
        let end = (heading + 1..blocks.len())
            .find(|&i| !is_entry(&blocks[i]) || i > heading + 1 && entry_key(&blocks[i].text) == first);
        next = end.unwrap_or(heading + 1).max(heading + 1);
        // A list that runs to the end of the file lists nothing: it is the text.
        if end.is_some_and(|end| end > heading + 1) {
            marked[heading..next].fill(true);
        }
    }
    marked
}

fn is_entry(block: &Block) -> bool {
    let article = block.marker.as_ref().is_some_and(|m| m.shape == Shape::Article);
    !article && !block.text.contains('。') && block.chars() <= 80 && !front::is_recipients(&block.text)
}

/// The entry without its leader and page: 第一章　总则……3.
fn entry_key(text: &str) -> String {
    let squeezed = row::squeeze(text);
    let no_page = squeezed.trim_end_matches(|c| numeral::digit(c).is_some() || "（）()-—".contains(c));
    let no_leader = no_page.trim_end_matches(['.', '…', '·', '．', '─', '-', '—', ' ']);
    let paged = no_page.len() < squeezed.len() && (no_leader.len() < no_page.len() || text.contains(['\t', '　', ' ']));
    if paged { no_leader.to_owned() } else { squeezed }
}
