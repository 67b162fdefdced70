//! The document room: reading, refusing, writing, and what no input may do.

mod conformance;
mod differences;
mod docx_in;
mod docx_out;
mod faults;
mod foreign;
mod html;
mod json;
mod payloads;
mod properties;
mod reading;
mod text;
mod wechat;
mod whole;
mod writing;

use document::{Document, markdown};

/// The document, or a failure that shows every fault.
fn read(source: &str) -> Document {
    markdown::read(source).unwrap_or_else(|faults| panic!("{faults:#?}\n{source}")).document
}
