//! Tables: one header, every row of one length, words in the cells.

use super::{
    Node, Reader,
    assemble::Piece,
    blocks::Around,
    numbering::Mark,
    spans::{Span, What, inlines},
    xml,
};
use crate::{Alignment, Block, Inline, Table, check};

/// A cell as it stands in the file.
struct Cell<'a> {
    node: Node<'a>,
    across: usize,
    /// Goes on from the row above.
    goes_on: bool,
}

/// Words of a cell, and how they are set.
#[derive(Clone, Default)]
struct Filled {
    inlines: Vec<Inline>,
    alignment: Option<Alignment>,
}

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self, node: Node<'a>, around: Around, out: &mut Vec<Piece>) {
        let mut rows = Vec::new();
        collect_rows(node, &mut rows);
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(cells).filter(|row| !row.is_empty()).collect();
        if let [row] = rows.as_slice()
            && let [frame] = row.as_slice()
        {
            // One cell is a frame that somebody drew around a text.
            return self.pieces(frame.node, around, out);
        }
        let mut beside = Vec::new();
        let mut grid: Vec<Vec<Filled>> = Vec::new();
        let mut merged = false;
        for row in &rows {
            let mut line = Vec::new();
            for cell in row {
                merged |= cell.goes_on || cell.across > 1;
                line.push(if cell.goes_on { Filled::default() } else { self.fill(cell.node, &mut beside) });
                line.resize_with((line.len() + cell.across - 1).min(check::MAX_COLUMNS + 1), Filled::default);
            }
            grid.push(line);
        }
        let width = grid.iter().map(Vec::len).max().unwrap_or(0);
        if merged {
            self.losses.note("表格里合并的单元格已拆开，空着的格子请核对", self.place(node));
        }
        if width > check::MAX_COLUMNS {
            self.losses.note(format!("表格超过 {} 列，右边的几列没有带进来", check::MAX_COLUMNS), self.place(node));
        }
        let width = width.min(check::MAX_COLUMNS);
        grid.iter_mut().for_each(|row| row.resize_with(width, Filled::default));
        self.begun = true;
        if grid.iter().flatten().any(|cell| !cell.inlines.is_empty()) {
            out.extend(tables(grid, width).into_iter().map(Piece::Block));
        }
        out.extend(beside.into_iter().map(Piece::Block));
    }

    fn fill(&mut self, cell: Node<'a>, beside: &mut Vec<Block>) -> Filled {
        let mut spans = Vec::new();
        let mut alignment = None;
        self.cell(cell, &mut spans, &mut alignment, beside);
        Filled { inlines: inlines(spans, false), alignment }
    }

    fn cell(&mut self, parent: Node<'a>, spans: &mut Vec<Span>, alignment: &mut Option<Alignment>, beside: &mut Vec<Block>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" if xml::is(node, "p") => {
                    let number = self.numbered(node);
                    let said = xml::child(node, "pPr").and_then(|found| xml::value(found, "jc")).and_then(aligned);
                    *alignment = alignment.or(said);
                    let words = self.words(node);
                    if !spans.is_empty() && !words.spans.is_empty() {
                        spans.push(Span::plain(What::Text(" ".to_owned())));
                    }
                    spans.extend(number.map(|shown| Span::plain(What::Text(shown))));
                    spans.extend(words.spans);
                    if !words.figures.is_empty() || !words.boxes.is_empty() {
                        self.losses.note("表格里的图片、文本框放到了表格后面", self.place(node));
                    }
                    beside.extend(words.figures.into_iter().map(Block::Figure).chain(words.boxes));
                }
                "tbl" => {
                    self.losses.note("表格里的表格只留下了文字", self.place(node));
                    let mut rows = Vec::new();
                    collect_rows(node, &mut rows);
                    for cell in rows.into_iter().flat_map(cells) {
                        self.cell(cell.node, spans, alignment, beside);
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.cell(node, spans, alignment, beside),
                _ => {}
            }
        }
    }

    /// What counts a paragraph of a cell, where there is no place for a list.
    fn numbered(&mut self, node: Node<'a>) -> Option<String> {
        let (id, level) = self.look_at(node).into_number()?;
        match self.numbering.next(&id, level)? {
            Mark::Bullet => Some("· ".to_owned()),
            Mark::Number { shown, .. } => Some(format!("{shown} ")),
            Mark::Words(shown) => Some(shown),
        }
    }
}

fn collect_rows<'a>(parent: Node<'a>, out: &mut Vec<Node<'a>>) {
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "tr" => {
                let gone = xml::child(node, "trPr").is_some_and(|found| xml::child(found, "del").is_some());
                out.extend((!gone).then_some(node));
            }
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => collect_rows(node, out),
            _ => {}
        }
    }
}

fn cells<'a>(row: Node<'a>) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    collect_cells(row, &mut out);
    out
}

fn collect_cells<'a>(parent: Node<'a>, out: &mut Vec<Cell<'a>>) {
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "tc" => {
                let properties = xml::child(node, "tcPr");
                let span = properties.and_then(|found| xml::value(found, "gridSpan")).and_then(|n| n.parse::<usize>().ok());
                let down = properties.and_then(|found| xml::child(found, "vMerge"));
                let goes_on = down.is_some_and(|down| xml::attribute(down, "val").is_none_or(|val| val == "continue"));
                out.push(Cell { node, across: span.unwrap_or(1).clamp(1, check::MAX_COLUMNS), goes_on });
            }
            "sdt" | "sdtContent" | "customXml" => collect_cells(node, out),
            _ => {}
        }
    }
}

fn aligned(jc: &str) -> Option<Alignment> {
    match jc {
        "left" | "start" => Some(Alignment::Left),
        "center" => Some(Alignment::Centre),
        "right" | "end" => Some(Alignment::Right),
        _ => None,
    }
}

/// As many as are needed: none has more rows than a table may have.
fn tables(grid: Vec<Vec<Filled>>, width: usize) -> Vec<Block> {
    let alignments: Vec<Alignment> = (0..width).map(|column| shared(grid.iter().map(|row| &row[column]))).collect();
    let mut rows = grid.into_iter().map(|row| row.into_iter().map(|cell| cell.inlines).collect::<Vec<_>>());
    let Some(header) = rows.next() else { return Vec::new() };
    let rows: Vec<_> = rows.collect();
    let table = |rows: &[Vec<Vec<Inline>>]| {
        Block::Table(Table { alignments: alignments.clone(), header: header.clone(), rows: rows.to_vec() })
    };
    if rows.is_empty() { vec![table(&[])] } else { rows.chunks(check::MAX_ROWS).map(table).collect() }
}

/// What all cells with words say of themselves.
fn shared<'a>(column: impl Iterator<Item = &'a Filled>) -> Alignment {
    let mut said = column.filter(|cell| !cell.inlines.is_empty()).map(|cell| cell.alignment);
    let first = said.next().flatten();
    first.filter(|first| said.all(|other| other == Some(*first))).unwrap_or(Alignment::None)
}
