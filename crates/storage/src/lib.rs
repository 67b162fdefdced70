//! Blobs: uploaded originals and what was made from them, in a local folder, in memory, or later in S3.
//!
//! Which store it is stands in one place, [`Storage`]; all else speaks of keys and bytes.
//! Absent from here: SQL, HTTP, pictures, clocks and randomness. Who may read a blob is decided by the doors.

mod asset_key;
mod digest;
mod error;
mod key;
mod originals;
mod range;
mod storage;

pub use asset_key::{AssetKey, AssetKeyError};
pub use digest::digest;
pub use error::Error;
pub use key::{Key, KeyError};
pub use originals::StoredOriginal;
pub use range::{ByteRange, Selection};
pub use storage::{Blob, Listed, Storage, Stored};

pub type Result<T, E = Error> = std::result::Result<T, E>;
