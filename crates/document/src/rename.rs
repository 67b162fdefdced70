//! Giving the pictures of a document other names: a file's own on the way in and out, the digest of its bytes inside.

use crate::{Block, Document, Figure, PictureName};

impl Document {
    /// Calls `rename` for every figure, in reading order; `None` leaves a name as it is.
    pub fn rename_pictures(&mut self, rename: &mut dyn FnMut(&Figure) -> Option<PictureName>) {
        blocks(&mut self.blocks, rename);
        for note in &mut self.footnotes {
            blocks(&mut note.blocks, rename);
        }
    }
}

fn blocks(all: &mut [Block], rename: &mut dyn FnMut(&Figure) -> Option<PictureName>) {
    for block in all {
        match block {
            Block::Figure(figure) => {
                if let Some(name) = rename(figure) {
                    figure.picture = name;
                }
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| blocks(item, rename)),
            Block::Quote { blocks: quoted, .. } => blocks(quoted, rename),
            Block::QuestionAndAnswer(question) => blocks(&mut question.answer, rename),
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table(_)
            | Block::Formula(_)
            | Block::Embed { .. }
            | Block::CodeBlock { .. }
            | Block::ThematicBreak {} => {}
        }
    }
}
