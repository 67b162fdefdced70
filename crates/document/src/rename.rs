//! Names inside a document that are settled outside: pictures go by their file on the way in and out and by the digest
//! of their bytes inside; an exact quote names the version of the policy that it was taken from.

use crate::{Block, Document, Figure, PictureName};
use domain::ClauseRef;

impl Document {
    /// Calls `rename` for every figure, in reading order; `None` leaves a name as it is.
    pub fn rename_pictures(&mut self, rename: &mut dyn FnMut(&Figure) -> Option<PictureName>) {
        self.every_block(&mut |block| {
            if let Block::Figure(figure) = block
                && let Some(name) = rename(figure)
            {
                figure.picture = name;
            }
        });
    }

    /// Calls `settle` with the source of every exact quote, in reading order, to change it in place.
    pub fn settle_quotes(&mut self, settle: &mut dyn FnMut(&mut ClauseRef)) {
        self.every_block(&mut |block| {
            if let Block::Quote { clause: Some(clause), .. } = block {
                settle(clause);
            }
        });
    }

    fn every_block(&mut self, visit: &mut dyn FnMut(&mut Block)) {
        blocks(&mut self.blocks, visit);
        for note in &mut self.footnotes {
            blocks(&mut note.blocks, visit);
        }
    }
}

fn blocks(all: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in all {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter_mut().for_each(|item| blocks(item, visit)),
            Block::Quote { blocks: quoted, .. } => blocks(quoted, visit),
            Block::QuestionAndAnswer(question) => blocks(&mut question.answer, visit),
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Quiz(_)
            | Block::Formula(_)
            | Block::Embed { .. }
            | Block::CodeBlock { .. }
            | Block::ThematicBreak {} => {}
        }
    }
}
