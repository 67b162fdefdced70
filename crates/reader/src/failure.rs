//! Why there is no page.

use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use pages::ErrorKind;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Not there, or not to be told: nobody outside can tell which.
    #[error("not found")]
    NotFound,
    /// Was here, and was withdrawn.
    #[error("gone")]
    Gone,
    /// A fault of the request, in words for the reader.
    #[error("{0}")]
    BadRequest(String),
    /// A form that was not on a page of ours.
    #[error("a form from elsewhere")]
    Forbidden,
    /// What was sent is no form.
    #[error("not a form")]
    Unsupported,
    /// Again after so many seconds.
    #[error("too many; again after {0} s")]
    TooMany(u64),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// What the error page is to say; [`crate::deliver`] writes it, because it knows the site.
#[derive(Clone, Debug)]
pub(crate) struct Explain {
    pub kind: ErrorKind,
    pub detail: Option<String>,
    pub id: Option<String>,
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let plain = |kind| Explain { kind, detail: None, id: None };
        let explain = match self {
            Self::NotFound => plain(ErrorKind::NotFound),
            Self::Gone => plain(ErrorKind::Gone),
            Self::Forbidden => plain(ErrorKind::Forbidden),
            Self::Unsupported => plain(ErrorKind::Unsupported),
            Self::TooMany(_) => plain(ErrorKind::TooMany),
            Self::BadRequest(detail) => Explain { kind: ErrorKind::BadRequest, detail: Some(detail.clone()), id: None },
            Self::Internal(error) => Explain { kind: ErrorKind::Internal, detail: None, id: Some(log(error)) },
        };
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(explain);
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

/// Logged once, here at the door, under an id that the reader is shown.
fn log(error: &anyhow::Error) -> String {
    let mut bytes = [0; 6];
    let id = match getrandom::fill(&mut bytes) {
        Ok(()) => hex::encode(bytes),
        Err(_) => "unknown".to_owned(),
    };
    tracing::error!(id, error = format!("{error:#}"), "a page failed");
    id
}
