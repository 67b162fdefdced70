//! Rich text as one tree: read Markdown and DOCX, write HTML, plain text, Markdown and DOCX.
//!
//! Absent from here: I/O, async, and any node that could hold markup in some other language. A script cannot get into a
//! document because there is no place for one: every name, address and formula is parsed into a type that has none.

mod address;
mod check;
mod count;
pub mod difference;
pub mod docx;
mod formula;
pub mod html;
mod json;
pub mod markdown;
mod merge;
mod names;
mod path;
mod rename;
pub mod sheet;
pub mod text;
mod tree;
mod walk;
pub mod wechat;

pub use address::{Address, AddressError};
pub use check::{Flaw, MAX_DEPTH, MAX_NODES};
pub use count::{Count, count_characters, count_text};
pub use formula::{FormulaError, MathElement, MathNode};
pub use merge::{Contested, DocumentMerge, merge_documents};
pub use names::{Anchor, FootnoteLabel, Level, NameError, PictureName};
pub use path::{Lines, Path};
pub use tree::{Alignment, Block, Choice, Document, Figure, Footnote, Formula, Inline, Question, Quiz, Table, Target};
pub use walk::{Node, Quote, Section};
