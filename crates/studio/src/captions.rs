//! Caption files read, and cues checked, for the editor beside the player. Nothing is kept here.

use crate::{Problem, Session};
use actix_web::web::{Bytes, Json, PayloadConfig, ServiceConfig, post, resource};
use captions::MAX_BYTES;
use domain::{Cue, Language};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// Words shown from `start` to `end`, in milliseconds; lines are parted by `\n`.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct CaptionCue {
    start: u32,
    end: u32,
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct CaptionWarning {
    code: String,
    message: String,
    /// Index of the cue it is about; absent where it is about the whole.
    #[schema(required)]
    cue: Option<usize>,
}

#[derive(Serialize, ToSchema)]
pub struct CaptionsRead {
    cues: Vec<CaptionCue>,
    /// UTF-8, UTF-16LE, UTF-16BE, GB18030 or Big5
    encoding: String,
    /// srt, vtt or ass
    format: String,
    warnings: Vec<CaptionWarning>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptionsToCheck {
    language: String,
    cues: Vec<CaptionCue>,
    /// Of the video, in milliseconds.
    #[serde(default)]
    duration_ms: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub struct CaptionsChecked {
    warnings: Vec<CaptionWarning>,
}

/// Reads a caption file: SRT, WebVTT, ASS or SSA, in any encoding met in China, at most 2 MiB.
#[utoipa::path(
    post, path = "/captions", operation_id = "read_captions", tag = "captions",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = CaptionsRead), (status = 422)),
)]
pub async fn read(_: Session, file: Result<Bytes, actix_web::Error>) -> Result<Json<CaptionsRead>, Problem> {
    // The only way for a body of bytes not to arrive is to be too long, or cut off.
    let file = file.map_err(|_| Problem::unprocessable(captions::Error::TooLarge.to_string()))?;
    let read = captions::read(&file).map_err(|error| Problem::unprocessable(error.to_string()))?;
    Ok(Json(CaptionsRead {
        cues: read.cues.into_iter().map(|Cue { start, end, text }| CaptionCue { start, end, text }).collect(),
        encoding: read.encoding.to_owned(),
        format: read.format.code().to_owned(),
        warnings: warnings(read.warnings),
    }))
}

/// Checks cues: reading speed, lengths of lines, overlaps.
#[utoipa::path(
    post, path = "/captions/check", operation_id = "check_captions", tag = "captions", request_body = CaptionsToCheck,
    responses((status = 200, body = CaptionsChecked), (status = 422)),
)]
pub async fn check(_: Session, asked: Json<CaptionsToCheck>) -> Result<Json<CaptionsChecked>, Problem> {
    let CaptionsToCheck { language, cues, duration_ms } = asked.into_inner();
    let language: Language = language.parse().map_err(|_| Problem::unprocessable("字幕的语言无法识别。"))?;
    let cues: Vec<Cue> = cues.into_iter().map(|CaptionCue { start, end, text }| Cue { start, end, text }).collect();
    Ok(Json(CaptionsChecked { warnings: warnings(captions::check(&cues, language, duration_ms)) }))
}

fn warnings(found: Vec<captions::Warning>) -> Vec<CaptionWarning> {
    found.into_iter().map(|w| CaptionWarning { code: w.code.to_owned(), message: w.message, cue: w.cue }).collect()
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/captions").app_data(PayloadConfig::new(MAX_BYTES)).route(post().to(read)))
        .service(resource("/captions/check").route(post().to(check)));
}

#[derive(OpenApi)]
#[openapi(paths(read, check))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
