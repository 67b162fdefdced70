//! Tables.

use super::{Node, Reader};
use crate::{Alignment, Block, Inline, Path, Table};
use comrak::nodes::{NodeTable, TableAlignment};

impl Reader<'_> {
    pub(super) fn table(&mut self, path: &Path, node: Node, table: &NodeTable) -> Block {
        let alignments = table.alignments.iter().map(|alignment| match alignment {
            TableAlignment::None => Alignment::None,
            TableAlignment::Left => Alignment::Left,
            TableAlignment::Center => Alignment::Centre,
            TableAlignment::Right => Alignment::Right,
        });
        let alignments: Vec<Alignment> = alignments.collect();
        let mut rows = Vec::new();
        let mut header = Vec::new();
        for (i, row) in node.children().enumerate() {
            let path = if i == 0 { path.key("header") } else { path.key("rows").index(i - 1) };
            self.note(&path, row);
            let cells = self.cells(&path, row);
            // Comrak drops the cells that are too many.
            if columns(self.opening(row)) > alignments.len() {
                self.fault(
                    row,
                    format!("the row has more cells than the header, which has {}; write \\| to mean a bar", alignments.len()),
                );
            }
            if i == 0 { header = cells } else { rows.push(cells) }
        }
        Block::Table(Table { alignments, header, rows })
    }

    fn cells(&mut self, path: &Path, row: Node) -> Vec<Vec<Inline>> {
        row.children().enumerate().map(|(i, cell)| self.inlines(&path.index(i), cell.children())).collect()
    }
}

/// Of a row as it was written.
fn columns(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut bars, mut escaped, mut last) = (0, false, false);
    for c in row.chars() {
        last = c == '|' && !escaped;
        bars += usize::from(last);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!last)
}
