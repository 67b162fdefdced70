//! Zips that somebody else packed: their entries, their bytes, and one written anew.
//!
//! Pure. Absent from here: I/O, and belief in what an archive says of itself: places have to agree, and sizes are counted while
//! inflating. What is told to whom about a fault is a matter of the rooms that read archives: `h5` and `document`.

mod directory;
mod inflate;
mod pack;

pub use directory::{Entry, Fault, Method, entries};
pub use inflate::{RATIO, SMALL, Spoilt, inflate};
pub use pack::pack;
