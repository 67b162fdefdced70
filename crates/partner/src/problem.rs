//! Why a request was not done: RFC 9457, in English and Chinese.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt;
use utoipa::ToSchema;

/// As it is sent.
#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "a description")]
pub struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    detail: String,
    /// Of 409: where to begin anew.
    resync: Option<String>,
}

#[derive(Debug)]
pub(crate) enum Failure {
    /// No key, or none that counts.
    Key,
    Missing,
    /// A key for trials was to do more than read.
    Sandbox,
    BadRequest(&'static str),
    /// More than the quota, or too many wrong keys; again after so many seconds.
    TooMany(u64),
    /// The cursor belongs to a log that was replaced.
    Resync,
    Internal(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail())
    }
}

impl Failure {
    fn detail(&self) -> &'static str {
        match self {
            Self::Key => "no key that counts: send Authorization: Bearer lyp_…; 缺少有效的密钥，请联系本站取得。",
            Self::Missing => "not there, or not within what this key may have; 没有找到，或不在授权范围内。",
            Self::Sandbox => {
                "a key for trials only reads; ask the site for one of your own; 试用密钥只能读取，请联系本站取得正式密钥。"
            }
            Self::BadRequest(detail) => detail,
            Self::TooMany(_) => "too many requests: wait as many seconds as Retry-After says; 请求过多，请按 Retry-After 等待。",
            Self::Resync => {
                "this cursor belongs to a log that was replaced by a restore from backup: take the snapshot, then go on with \
                 its cursor; 数据曾从备份恢复，请重新获取快照。"
            }
            Self::Internal(_) => "something went wrong here; try again later; 服务器出错，请稍后再试。",
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Key => StatusCode::UNAUTHORIZED,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Sandbox => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Resync => StatusCode::CONFLICT,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        if let Self::Internal(error) = self {
            tracing::error!(error = format!("{error:#}"), "a partner's request failed");
        }
        let status = self.status_code();
        let title = status.canonical_reason().unwrap_or_default();
        let mut body = json!({"type": "about:blank", "title": title, "status": status.as_u16(), "detail": self.detail()});
        if matches!(self, Self::Resync) {
            body["resync"] = Value::from("/api/partner/v1/snapshot");
        }
        let mut response = HttpResponse::build(status);
        if matches!(self, Self::Key) {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        if let Self::TooMany(seconds) = self {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response.insert_header((header::CACHE_CONTROL, "no-store")).content_type("application/problem+json");
        response.body(body.to_string())
    }
}
