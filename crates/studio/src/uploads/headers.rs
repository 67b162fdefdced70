//! The headers of tus 1.0.0, read. Pure: any bytes in, values or words out.
//!
//! Source: <https://tus.io/protocols/resumable-upload>. Absent from here: HTTP's types, rows, files.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::Digest;
use sha1::{Digest as _, Sha1};
use storage::{Hasher, UploadId};

pub const VERSION: &str = "1.0.0";
pub const EXTENSIONS: &str = "creation,creation-with-upload,expiration,checksum,termination,concatenation";
pub const CHECKSUMS: &str = "sha1,sha256";

/// What a client says of a file. Keys we do not know are allowed and left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub filename: Option<String>,
    pub organisation: Option<String>,
    /// Of the whole file, as the client took it.
    pub sha256: Option<Digest>,
    /// `purpose` is `long-image`: a part of one, of which nothing is made by itself.
    pub part: bool,
    /// The work on whose page it was begun; only told back, it grants nothing.
    pub work: Option<i64>,
    /// `purpose` is `h5`: the zip of an H5 page, which no other upload may be.
    pub h5: bool,
}

/// Longer metadata are refused: nobody needs them.
const LONGEST_METADATA: usize = 8192;
/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 200;

impl Metadata {
    /// `key base64,key base64,key`: pairs parted by commas; a value may be missing.
    ///
    /// # Errors
    /// In words, where a key stands twice, a value is no Base64 or no UTF-8, or a SHA-256 is none.
    pub fn read(header: &str) -> Result<Self, &'static str> {
        if header.len() > LONGEST_METADATA {
            return Err("Upload-Metadata 太长。");
        }
        let mut read = Self::default();
        let mut seen = Vec::new();
        for pair in header.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
            if seen.contains(&key) {
                return Err("Upload-Metadata 里有重复的名称。");
            }
            seen.push(key);
            let value = STANDARD.decode(value.trim()).map_err(|_| "Upload-Metadata 里的值不是 Base64。")?;
            let value = String::from_utf8(value).map_err(|_| "Upload-Metadata 里的值不是 UTF-8。")?;
            read.set(key, value)?;
        }
        Ok(read)
    }

    fn set(&mut self, key: &str, value: String) -> Result<(), &'static str> {
        match key {
            // tuspy and others say `name` where tus-js-client's users say `filename`.
            "filename" => self.filename = file_name(&value),
            "name" if self.filename.is_none() => self.filename = file_name(&value),
            "purpose" => (self.part, self.h5) = (value == "long-image", value == "h5"),
            "work" => self.work = value.parse().ok(),
            "organisation" => self.organisation = Some(value).filter(|v| !v.is_empty()),
            "sha256" => {
                let digest =
                    value.to_ascii_lowercase().parse().map_err(|_| "Upload-Metadata 里的 sha256 不是 64 位十六进制数。")?;
                self.sha256 = Some(digest);
            }
            _ => {}
        }
        Ok(())
    }
}

/// What stands behind the last slash of either kind, without control characters.
fn file_name(value: &str) -> Option<String> {
    let last = value.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// A count of bytes: digits alone, and small enough for a row of the database.
pub fn bytes(header: &str) -> Option<u64> {
    let digits = !header.is_empty() && header.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| header.parse().ok()).flatten().filter(|n: &u64| i64::try_from(*n).is_ok())
}

/// `Upload-Concat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concat {
    /// A piece.
    Partial,
    /// Joined from these, in this order.
    Final(Vec<UploadId>),
}

/// More pieces than any client cuts a file into.
const MOST_PIECES: usize = 1000;

impl Concat {
    /// `partial`, or `final;` and the addresses of pieces parted by spaces, absolute or not: what counts is the last part.
    pub fn read(header: &str) -> Option<Self> {
        let header = header.trim();
        if header == "partial" {
            return Some(Self::Partial);
        }
        let addresses: Vec<_> = header.strip_prefix("final;")?.split_ascii_whitespace().collect();
        if addresses.is_empty() || addresses.len() > MOST_PIECES {
            return None;
        }
        let id = |address: &str| address.trim_end_matches('/').rsplit('/').next()?.parse().ok();
        addresses.into_iter().map(id).collect::<Option<_>>().map(Self::Final)
    }
}

/// `Upload-Checksum`: what the bytes of one request must hash to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    Sha1([u8; 20]),
    Sha256([u8; 32]),
}

impl Checksum {
    /// `algorithm base64`.
    pub fn read(header: &str) -> Option<Self> {
        let (algorithm, value) = header.trim().split_once(' ')?;
        let value = STANDARD.decode(value.trim()).ok()?;
        match algorithm {
            "sha1" => value.try_into().ok().map(Self::Sha1),
            "sha256" => value.try_into().ok().map(Self::Sha256),
            _ => None,
        }
    }

    pub fn begin(self) -> Checking {
        match self {
            Self::Sha1(expected) => Checking::Sha1(expected, Sha1::new()),
            Self::Sha256(expected) => Checking::Sha256(Digest::from_bytes(&expected), Hasher::default()),
        }
    }
}

/// A checksum being compared with bytes as they come.
#[derive(Clone)]
pub enum Checking {
    Sha1([u8; 20], Sha1),
    Sha256(Digest, Hasher),
}

impl Checking {
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(_, hasher) => hasher.update(bytes),
            Self::Sha256(_, hasher) => hasher.update(bytes),
        }
    }

    pub fn holds(self) -> bool {
        match self {
            Self::Sha1(expected, hasher) => hasher.finalize()[..] == expected,
            Self::Sha256(expected, hasher) => hasher.finish() == expected,
        }
    }
}
