//! Where blobs are, as an operator writes it: a folder, or a bucket of object storage.

use std::{fmt, path::PathBuf, str::FromStr};
use url::Url;

/// What `LIANGYI_STORAGE` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Folder(PathBuf),
    Bucket(Bucket),
}

/// `s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION&style=path|host`, all but the bucket at will.
///
/// `style` says where the bucket's name stands in an address: in the path, as servers of one's own have it, or in the host,
/// as the large ones want it. Without it, `path` where there is an endpoint and `host` where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    /// Of all keys; empty or segments between single slashes.
    pub prefix: String,
    /// `http://` or `https://` and a host; Amazon's own where there is none.
    pub endpoint: Option<String>,
    pub region: String,
    pub in_path: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no place for blobs: {reason}; use a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION")]
pub struct PlaceError {
    pub given: String,
    pub reason: &'static str,
}

/// What is signed with. Never shown, not even by `{:?}`.
#[derive(Clone)]
pub struct Keys {
    pub id: String,
    pub secret: String,
    /// Of keys that end by themselves.
    pub token: Option<String>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

/// What Amazon takes where nobody says, and servers of one's own do not look at.
const REGION: &str = "us-east-1";

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(given: &str) -> Result<Self, PlaceError> {
        let refused = |reason| PlaceError { given: given.chars().take(200).collect(), reason };
        match given.split_once("://") {
            Some(("s3", _)) => bucket(given).map(Self::Bucket).map_err(refused),
            Some(_) => Err(refused("only s3:// is known")),
            None if given.is_empty() => Err(refused("it is empty")),
            None => Ok(Self::Folder(given.into())),
        }
    }
}

fn bucket(given: &str) -> Result<Bucket, &'static str> {
    let url = Url::parse(given).map_err(|_| "it is no address")?;
    if !url.username().is_empty() || url.password().is_some() || url.port().is_some() || url.fragment().is_some() {
        return Err("keys and ports do not stand there; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    let name = url.host_str().unwrap_or_default().to_owned();
    let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_');
    if !(3..=63).contains(&name.len()) || !name.bytes().all(allowed) {
        return Err("a bucket has 3 to 63 of a–z, 0–9, “-” and “.”");
    }
    let prefix = url.path().trim_matches('/').to_owned();
    if !prefix.is_empty() && prefix.parse::<crate::Key>().is_err() {
        return Err("the prefix is no key");
    }
    let mut bucket = Bucket { name, prefix, endpoint: None, region: REGION.to_owned(), in_path: false };
    let mut in_path = None;
    for (name, value) in url.query_pairs() {
        match (&*name, &*value) {
            ("endpoint", value) => bucket.endpoint = Some(endpoint(value)?),
            ("region", value) if !value.is_empty() => bucket.region = value.to_owned(),
            ("style", "path") => in_path = Some(true),
            ("style", "host") => in_path = Some(false),
            _ => return Err("behind “?” stand endpoint, region and style (path or host)"),
        }
    }
    bucket.in_path = in_path.unwrap_or(bucket.endpoint.is_some());
    Ok(bucket)
}

fn endpoint(given: &str) -> Result<String, &'static str> {
    const WRONG: &str = "an endpoint is http:// or https:// and a host, with nothing after it";
    let url = Url::parse(given).map_err(|_| WRONG)?;
    let alone = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let known = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    if alone && known { Ok(given.trim_end_matches('/').to_owned()) } else { Err(WRONG) }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.name, self.prefix)?;
        self.endpoint.as_ref().map_or(Ok(()), |endpoint| write!(f, " at {endpoint}"))
    }
}
