//! Answers in words where there is no page: what happened, and a way on.

use crate::{Head, Section, Site, Ui, head};
use askama::Template;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400
    BadRequest,
    /// 403
    Forbidden,
    /// 404; the same words for a page that never was and for one that is not published.
    NotFound,
    /// 410
    Gone,
    /// 405
    MethodNotAllowed,
    /// 414
    TooLong,
    /// 413
    TooLarge,
    /// 415
    Unsupported,
    /// 429
    TooMany,
    /// 500
    Internal,
    /// 503
    Busy,
}

#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    pub site: &'a Site,
    pub kind: ErrorKind,
    /// What was wrong with the request, in words for the reader; never an inner error's text.
    pub detail: Option<String>,
    /// Under which the operator finds it in the log.
    pub id: Option<String>,
}

impl ErrorPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, self.title(self.site.words()), "/");
        head.canonical = None;
        head.indexed = false;
        head.search_bar = false;
        head
    }

    fn status(&self) -> u16 {
        match self.kind {
            ErrorKind::BadRequest => 400,
            ErrorKind::Forbidden => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::Gone => 410,
            ErrorKind::MethodNotAllowed => 405,
            ErrorKind::TooLong => 414,
            ErrorKind::TooLarge => 413,
            ErrorKind::Unsupported => 415,
            ErrorKind::TooMany => 429,
            ErrorKind::Internal => 500,
            ErrorKind::Busy => 503,
        }
    }

    fn title(&self, t: &Ui) -> &'static str {
        match self.kind {
            ErrorKind::BadRequest => t.error_bad_request,
            ErrorKind::Forbidden => t.error_forbidden,
            ErrorKind::NotFound => t.error_not_found,
            ErrorKind::Gone => t.error_gone,
            ErrorKind::MethodNotAllowed => t.error_method,
            ErrorKind::TooLong => t.error_too_long,
            ErrorKind::TooLarge => t.error_too_large,
            ErrorKind::Unsupported => t.error_unsupported,
            ErrorKind::TooMany => t.error_too_many,
            ErrorKind::Internal => t.error_internal,
            ErrorKind::Busy => t.error_busy,
        }
    }

    fn advice(&self, t: &Ui) -> &'static str {
        match self.kind {
            ErrorKind::BadRequest => t.error_bad_request_advice,
            ErrorKind::Forbidden => t.error_forbidden_advice,
            ErrorKind::NotFound => t.error_not_found_advice,
            ErrorKind::Gone => t.error_gone_advice,
            ErrorKind::MethodNotAllowed => t.error_method_advice,
            ErrorKind::TooLong => t.error_too_long_advice,
            ErrorKind::TooLarge => t.error_too_large_advice,
            ErrorKind::Unsupported => t.error_unsupported_advice,
            ErrorKind::TooMany => t.error_too_many_advice,
            ErrorKind::Internal => t.error_internal_advice,
            ErrorKind::Busy => t.error_busy_advice,
        }
    }
}
