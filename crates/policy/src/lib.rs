//! Official Chinese documents: read, written back byte for byte, compared.
//!
//! The way of a document: [`source`] turns bytes into lines and back, [`row`] and [`block`] turn lines into paragraphs,
//! [`quote`] and [`settle`] take the numbers off what is quoted or begins with a figure by chance, [`parts`] tells letter,
//! plan, law and annex apart ([`opening`] what stands above their texts), [`tree`] nests the clauses. What is asked of a
//! document that has been read stands in [`names`], [`relations`], [`similar`], [`align`] and [`diff`].
//!
//! Absent from here: I/O, async, clocks, HTML and any word list of one particular document.

mod align;
mod block;
mod clause;
mod contents;
mod date;
mod diff;
mod error;
mod front;
mod grams;
mod head;
mod heading;
mod label;
mod marker;
mod names;
mod nest;
mod number;
mod numeral;
mod opening;
mod page;
mod parts;
mod place;
mod policy;
mod quote;
mod read;
mod relations;
mod row;
mod settle;
mod shape;
mod similar;
mod source;
mod summary;
mod title;
mod tree;
mod variant;
mod write;

pub use align::{Aligned, align};
pub use clause::{Clause, Paragraph, Role};
pub use diff::diff;
pub use domain::DiffOp;
pub use error::{Fault, ReadError};
pub use names::{DefinedName, Mention, Target};
pub use place::{Flow, Place, Slot};
pub use policy::{Part, PartKind, Policy, Style};
pub use read::{MAX_BYTES, read};
pub use relations::RelationHint;
pub use shape::Shape;
pub use similar::{SimilarPair, similar_clauses};
pub use source::{Encoding, Source};
pub use summary::{PartSummary, Summary};
