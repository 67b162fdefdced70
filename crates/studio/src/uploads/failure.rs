//! Why an upload does not go on.

use super::{content::Foreign, headers};
use crate::Problem;
use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
};

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// 412
    #[error("这个上传程序使用的协议版本不受支持，请刷新页面后重试。")]
    Version,
    /// 400
    #[error("{0}")]
    Header(&'static str),
    /// 403: a joined upload takes no bytes.
    #[error("合并而成的上传不能再写入。")]
    Joined,
    /// 404: not there, or another's.
    #[error("没有这个上传，可能已经取消。请重新选择文件上传。")]
    Missing,
    /// 409
    #[error("续传的位置不对：服务器已收到 {received} 字节。请从这里继续。")]
    Offset { received: u64 },
    /// 410
    #[error("这个上传已经过期，请重新选择文件上传。")]
    Expired,
    /// 413
    #[error("文件超过上限：最多 {most}。请压缩或剪短后再上传。")]
    TooLarge { most: String },
    /// 413
    #[error("收到的内容比事先说明的长，已不计入。请从头上传。")]
    TooLong,
    /// 413
    #[error("本组织的空间不够：共 {limit}，已用 {used}，这个文件需要 {wanted}。请删除不用的素材，或联系管理员。")]
    NoRoom { limit: String, used: String, wanted: String },
    /// 415
    #[error("续传内容的类型应为 application/offset+octet-stream。")]
    MediaType,
    /// 422: what arrived is of no use.
    #[error("{0}")]
    Refused(String),
    /// 423
    #[error("这个文件正在另一个窗口或连接中上传。请稍候再试，或关闭那个窗口。")]
    Busy,
    /// 460
    #[error("这一段内容在传输中损坏，已丢弃。请重传这一段。")]
    Checksum,
    /// The client has gone; nobody reads this.
    #[error("连接中断，已收到的部分已保存。")]
    Cut,
    /// What another part of the door says.
    #[error("{0}")]
    Other(Problem),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Failure {
    fn code(&self) -> u16 {
        match self {
            Self::Header(_) => 400,
            Self::Joined => 403,
            Self::Missing => 404,
            Self::Cut => 408,
            Self::Offset { .. } => 409,
            Self::Expired => 410,
            Self::Version => 412,
            Self::TooLarge { .. } | Self::TooLong | Self::NoRoom { .. } => 413,
            Self::MediaType => 415,
            Self::Refused(_) => 422,
            Self::Busy => 423,
            Self::Checksum => 460,
            Self::Internal(_) | Self::Other(_) => 500,
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Other(problem) => problem.status_code(),
            own => StatusCode::from_u16(own.code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = match self {
            Self::Other(problem) => problem.error_response(),
            // Logged under an id that the editor sees.
            Self::Internal(error) => Problem::from(anyhow::anyhow!("{error:#}")).error_response(),
            own => Problem::new(own.status_code(), own.to_string()).error_response(),
        };
        let mut say = |name, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        };
        say("tus-resumable", headers::VERSION.to_owned());
        match self {
            Self::Version => say("tus-version", headers::VERSION.to_owned()),
            Self::Offset { received } => say("upload-offset", received.to_string()),
            _ => {}
        }
        response
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Other(problem)
    }
}

impl From<storage::Error> for Failure {
    fn from(error: storage::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Foreign> for Failure {
    fn from(foreign: Foreign) -> Self {
        Self::Refused(foreign.words())
    }
}

/// As people say it: 1.5 GB, of 1024 each.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["字节", "KB", "MB", "GB"];
    let unit = UNITS.iter().enumerate().rev().find(|(power, _)| bytes >> (10 * power) > 0).unwrap_or((0, &UNITS[0]));
    let value = bytes as f64 / f64::from(1u32 << (10 * unit.0));
    let text = format!("{value:.1}");
    format!("{} {}", text.strip_suffix(".0").unwrap_or(&text), unit.1)
}
