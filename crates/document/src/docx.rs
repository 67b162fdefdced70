//! DOCX, in and out (ECMA-376 and ISO/IEC 29500): what Word and WPS write becomes a tree, a tree becomes what they open.
//!
//! What reading leaves behind is told with its place, in Chinese; what may not be read is refused with a reason. Absent from here:
//! belief in a file. Its archive is bounded (`archive`), its XML has no document type, so no entities, and an end to its size, its
//! depth, its attributes and its nodes; nothing outside of the file is ever asked for.

mod read;
mod write;

pub use read::{Brought, Imported, MOST_BYTES, Refusal, read};
pub use write::{Around, Exported, PictureFile, write};

/// Separates who made a picture from its licence, in the line below it.
const CREDIT_AND_LICENCE: char = '｜';
/// What content controls around blocks are called.
mod tag {
    pub const QUOTE: &str = "quote";
    pub const QUESTION: &str = "question";
    /// The language follows.
    pub const CODE: &str = "code:";
    /// More of an item of a list, whose level follows.
    pub const ITEM: &str = "item:";
}

/// Styles of our own, by the names that are shown; Word's own stand in `read::styles`.
mod named {
    pub const QUOTE_SOURCE: &str = "Quote Source";
    pub const CREDIT: &str = "Figure Credit";
    pub const RULE: &str = "Horizontal Line";
    pub const EMBED: &str = "Embedded Work";
    pub const COLOPHON: &str = "Colophon";
    pub const QUESTION: &str = "Question";
    pub const ASKER: &str = "Asker";
    pub const ANSWERER: &str = "Answerer";
}
