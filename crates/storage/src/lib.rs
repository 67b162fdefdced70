//! Blobs: uploaded originals and what was made from them, in a local folder, in a bucket of object storage, or in memory; and
//! uploads that have not arrived whole.
//!
//! Which store it is stands in one place, [`Storage`]; all else speaks of keys and bytes.
//! Absent from here: SQL, HTTP, pictures, clocks and randomness. Who may read a blob is decided by the doors.

mod arriving;
mod asset_key;
mod bucket;
mod digest;
mod error;
mod from_file;
mod handed_on;
mod key;
mod originals;
mod place;
mod range;
mod settle;
mod signed;
mod storage;
mod to_file;
mod uploads;

pub use arriving::Arriving;
pub use asset_key::{AssetKey, AssetKeyError};
pub use digest::{Hasher, digest, digest_of_file};
pub use error::Error;
pub use key::{Key, KeyError};
pub use originals::StoredOriginal;
pub use place::{Bucket, Keys, Place, PlaceError};
pub use range::{ByteRange, Selection};
pub use signed::AddressKey;
pub use storage::{Blob, Listed, Storage, Stored};
pub use uploads::{UploadId, Uploads};

pub type Result<T, E = Error> = std::result::Result<T, E>;
