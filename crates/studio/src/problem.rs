//! Why a request was not done: RFC 9457, with a detail in Chinese that says what to do.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt;
use utoipa::ToSchema;

pub const PROBLEM_JSON: &str = "application/problem+json";

/// Something wrong with what was sent or written; `field` is a name of the content, or `body:12` for a line of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fault {
    pub field: String,
    pub message: String,
}

#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    /// Members of the document besides the four that are always there.
    more: Map<String, Value>,
    /// Seconds, for `Retry-After`.
    retry_after: Option<u64>,
}

/// The document as it is sent; some problems have more members.
#[derive(Serialize, ToSchema)]
pub struct ProblemDocument {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: String,
    /// Of 422.
    #[serde(skip_serializing_if = "Option::is_none")]
    faults: Option<Vec<Fault>>,
}

impl Problem {
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), more: Map::new(), retry_after: None }
    }

    /// 401
    pub fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "请先登录。")
    }

    /// 403 with `second_factor`: an organisation of the account asks for one, and there is none yet.
    pub fn second_factor_first() -> Self {
        Self::forbidden("您所在的组织要求使用两步验证，请先设置。").with("second_factor", &"required")
    }

    /// 403: it may be seen, but this may not be done.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// 404: not there, or not for this account; nobody can tell which.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "没有找到，或者您没有查看的权限。")
    }

    /// 400
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 409
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    /// 422
    pub fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// 422 with every fault.
    pub fn faults(faults: Vec<Fault>) -> Self {
        let detail = format!("有 {} 处需要修改。", faults.len());
        Self::unprocessable(detail).with("faults", &faults)
    }

    /// 429
    pub fn too_many(seconds: u64) -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, format!("尝试次数过多，请 {seconds} 秒后再试。"));
        problem.retry_after = Some(seconds);
        problem
    }

    /// One more member of the document.
    pub fn with(mut self, name: &str, value: &impl Serialize) -> Self {
        self.more.insert(name.to_owned(), serde_json::to_value(value).unwrap_or(Value::Null));
        self
    }

    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut document = Map::new();
        document.insert("type".into(), "about:blank".into());
        document.insert("title".into(), self.status.canonical_reason().unwrap_or("Error").into());
        document.insert("status".into(), self.status.as_u16().into());
        document.insert("detail".into(), self.detail.clone().into());
        document.extend(self.more.clone());
        let mut response = HttpResponse::build(self.status);
        response.insert_header((header::CONTENT_TYPE, PROBLEM_JSON)).insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.body(Value::Object(document).to_string())
    }
}

/// Logged once, here at the door, under an id that the editor sees.
impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        let id = hex::encode(&crate::clock::random()[..6]);
        tracing::error!(id, error = format!("{error:#}"), "the studio failed");
        let detail = format!("服务器出错，您的内容没有丢失。请稍后再试；如果仍然不行，请把编号 {id} 告诉管理员。");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail).with("id", &id)
    }
}

impl From<editorial::Error> for Problem {
    fn from(error: editorial::Error) -> Self {
        match error {
            editorial::Error::Refused(why) => Self::unprocessable(why),
            editorial::Error::Faults(faults) => Self::unprocessable(faults.to_string()),
            editorial::Error::NoPolicy(why) => Self::unprocessable(editorial::policy_words(&why)),
            changed @ editorial::Error::Changed => Self::conflict(changed.to_string()),
            editorial::Error::Internal(error) => error.into(),
        }
    }
}

impl From<storage::Error> for Problem {
    fn from(error: storage::Error) -> Self {
        anyhow::Error::from(error).into()
    }
}
