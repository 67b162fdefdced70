//! What a request of the protocol says, and how it is answered. Absent from here: files, rows, rights.

use super::{
    failure::Failure,
    headers::{self, Checksum, Concat, Metadata},
};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{StatusCode, header},
    web::Payload,
};
use db::{Db, asset_library, uploads::UploadRow};
use domain::Timestamp;
use futures::StreamExt;
use std::time::Duration;

pub const RESUMABLE: &str = "Tus-Resumable";
/// The id of what a whole upload became.
pub const ASSET: &str = "Liangyi-Asset";
/// `true` where the library had the same bytes before this upload began.
pub const KNOWN: &str = "Liangyi-Known";
const PIECE_TYPE: &str = "application/offset+octet-stream";

/// What is read of a body that is not wanted, so that a client who is still sending sees the answer: bytes, and time.
const DRAINED: usize = 8 << 20;
const DRAINING: Duration = Duration::from_secs(5);

/// One header, where it is there and is text.
pub fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

/// # Errors
/// [`Failure::Version`]: every request but OPTIONS says which version it speaks.
pub fn version(request: &HttpRequest) -> Result<(), Failure> {
    if header(request, RESUMABLE) == Some(headers::VERSION) { Ok(()) } else { Err(Failure::Version) }
}

/// How many bytes the body has, where it says so.
fn body_length(request: &HttpRequest) -> Option<u64> {
    header(request, "Content-Length").and_then(headers::bytes)
}

pub fn has_body(request: &HttpRequest) -> bool {
    body_length(request).is_some_and(|length| length > 0) || request.headers().contains_key(header::TRANSFER_ENCODING)
}

/// # Errors
/// [`Failure::MediaType`], [`Failure::Header`] for a checksum nobody can read.
pub fn piece(request: &HttpRequest) -> Result<Option<Checksum>, Failure> {
    let media_type = header(request, "Content-Type").and_then(|value| value.split(';').next());
    if !media_type.is_some_and(|value| value.trim().eq_ignore_ascii_case(PIECE_TYPE)) {
        return Err(Failure::MediaType);
    }
    match header(request, "Upload-Checksum") {
        Some(value) => Checksum::read(value).map(Some).ok_or(Failure::Header("Upload-Checksum 应为 sha1 或 sha256 加 Base64。")),
        None => Ok(None),
    }
}

/// # Errors
/// A body longer than what is left, which need not travel to be refused.
pub fn fits(request: &HttpRequest, left: u64) -> Result<(), Failure> {
    if body_length(request).is_some_and(|length| length > left) { Err(Failure::TooLong) } else { Ok(()) }
}

/// `Upload-Offset` of a PATCH.
pub fn offset(request: &HttpRequest) -> Result<u64, Failure> {
    header(request, "Upload-Offset").and_then(headers::bytes).ok_or(Failure::Header("Upload-Offset 缺失或不是字节数。"))
}

/// What a POST asks for.
pub struct Asked<'a> {
    pub concat: Option<Concat>,
    /// Absent of a joined one.
    pub length: Option<u64>,
    pub header: &'a str,
    pub metadata: Metadata,
}

impl<'a> Asked<'a> {
    pub fn read(request: &'a HttpRequest) -> Result<Self, Failure> {
        let concat = match header(request, "Upload-Concat") {
            Some(value) => Some(Concat::read(value).ok_or(Failure::Header("Upload-Concat 无法识别。"))?),
            None => None,
        };
        let length = match (&concat, header(request, "Upload-Length")) {
            (Some(Concat::Final(_)), _) => None,
            (_, Some(value)) => Some(headers::bytes(value).ok_or(Failure::Header("Upload-Length 不是字节数。"))?),
            (_, None) => return Err(Failure::Header("缺少 Upload-Length：请事先说明文件的大小。")),
        };
        let header = header(request, "Upload-Metadata").unwrap_or_default();
        let metadata = Metadata::read(header).map_err(Failure::Header)?;
        Ok(Self { concat, length, header, metadata })
    }
}

/// An answer of the protocol.
pub fn answer(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer.insert_header((RESUMABLE, headers::VERSION)).insert_header((header::CACHE_CONTROL, "no-store"));
    answer
}

/// Where an upload stands: how much is there, until when; and what it became, and whether that was there before.
///
/// # Errors
/// Of the database.
pub async fn stands(db: &Db, answer: &mut HttpResponseBuilder, row: &UploadRow, offset: u64) -> anyhow::Result<()> {
    answer.insert_header(("Upload-Offset", offset.to_string()));
    let Some(id) = row.asset_id else {
        answer.insert_header(("Upload-Expires", Timestamp(row.expires_at).http()));
        return Ok(());
    };
    answer.insert_header((ASSET, id.to_string()));
    if asset_library::by_id(db, id).await?.is_some_and(|asset| asset.created_at < row.created_at) {
        answer.insert_header((KNOWN, "true"));
    }
    Ok(())
}

/// Reads on for a while, and forgets.
pub async fn drain(body: &mut Payload) {
    let reading = async {
        let mut read = 0;
        while let Some(Ok(piece)) = body.next().await {
            read += piece.len();
            if read > DRAINED {
                return;
            }
        }
    };
    // A client that goes on and on is cut off.
    tokio::time::timeout(DRAINING, reading).await.ok();
}
