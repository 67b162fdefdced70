//! How text becomes terms, the same way for what is indexed and for what is asked.
//!
//! Two kinds of terms stand beside each other. *Words* are jieba's, with the field's dictionary, and English stems;
//! they rank well and miss what jieba cut otherwise. *Grams* are pairs of neighbouring characters, and whole words of
//! spaced scripts; they miss nothing, since any stretch of the text is a chain of them.

mod dictionary;
mod fold;
mod numbering;
mod runs;
mod streams;
mod synonyms;
mod terms;

pub(crate) use dictionary::Words;
pub(crate) use fold::{Folded, fold};
pub(crate) use numbering::{Numbered, numbers};
pub(crate) use runs::{Run, runs};
pub(crate) use streams::{CHARS, GRAMS, Text, WORDS, register};
pub(crate) use synonyms::Synonyms;
pub(crate) use terms::{Gram, grams, stem};
