//! What a handler answers: a page whose delivery is not its business.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    http::{StatusCode, header},
};

pub const HTML: &str = "text/html; charset=utf-8";
pub const VTT: &str = "text/vtt; charset=utf-8";
pub const XML: &str = "application/xml; charset=utf-8";
pub const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub media_type: &'static str,
    pub body: String,
    /// The address names this very content, so a browser never needs to ask again.
    pub for_ever: bool,
    /// May be kept here for the next reader.
    pub kept: bool,
    /// For one reader alone: kept nowhere.
    pub no_store: bool,
    /// The work whose reading it is.
    pub work: Option<i64>,
    /// Results of a search, for what was typed.
    pub found: bool,
    /// Of the header `Link` (RFC 8288): for programs that read no further.
    pub links: Option<String>,
}

impl Page {
    pub fn html(body: String) -> Self {
        Self::new(StatusCode::OK, HTML, body)
    }

    pub fn new(status: StatusCode, media_type: &'static str, body: String) -> Self {
        Self { status, media_type, body, for_ever: false, kept: true, no_store: false, work: None, found: false, links: None }
    }

    /// For one reader and this moment.
    pub fn unstored(status: StatusCode, body: String) -> Self {
        Self { kept: false, no_store: true, ..Self::new(status, HTML, body) }
    }

    pub fn gone(body: String) -> Self {
        Self::new(StatusCode::GONE, HTML, body)
    }
}

/// Put into a response that may be kept until the next change.
#[derive(Clone)]
pub struct Keep {
    pub media_type: &'static str,
    pub for_ever: bool,
    /// False: each reader's page is rendered anew.
    pub kept: bool,
    /// Nobody else may keep it either.
    pub no_store: bool,
    pub work: Option<i64>,
    pub found: bool,
    pub links: Option<String>,
}

impl Responder for Page {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Self { status, media_type, body, for_ever, kept, no_store, work, found, links } = self;
        let mut response = HttpResponse::build(status).insert_header((header::CONTENT_TYPE, media_type)).body(body);
        response.extensions_mut().insert(Keep { media_type, for_ever, kept: kept && !no_store, no_store, work, found, links });
        response
    }
}

/// A page, or the way to where it is now.
pub enum Answer {
    Page(Page),
    Moved(String),
}

impl Responder for Answer {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Page(page) => page.respond_to(request),
            Self::Moved(to) => HttpResponse::MovedPermanently()
                .insert_header((header::LOCATION, to))
                .insert_header((header::CACHE_CONTROL, "public, no-cache"))
                .finish(),
        }
    }
}
