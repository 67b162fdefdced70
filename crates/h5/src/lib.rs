//! H5 pages: from the bytes of a zip to files that may be served, or to every reason why not, each with its place.
//!
//! What is accepted has an `index.html`, names that stay inside their folder, sizes inside [`limits`], types out of a closed
//! list, and no address outside that is plainly written. The last is a help to editors: what holds a hostile page is the
//! policy that it is served with. docs/h5.md says all of it in words.
//!
//! Pure. Absent from here: I/O, HTTP, clocks, works, and the zip itself (`archive` reads it and believes nothing that it says).

mod content;
pub mod limits;
mod media_type;
mod name;
mod outside;
mod package;
mod refusal;

pub use archive::pack;
pub use media_type::media_type;
pub use package::{File, INDEX, Package, read};
pub use refusal::Refusal;
