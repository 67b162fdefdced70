//! A form as a browser without script sends it.

use crate::Failure;
use actix_web::{HttpRequest, http::header};
use pages::Ui;
use percent_encoding::percent_decode_str;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// Names and values, in their order.
///
/// # Errors
/// 415 where it is no such form, 400 where it is none in UTF-8.
pub fn read(request: &HttpRequest, words: &Ui, body: &[u8]) -> Result<Vec<(String, String)>, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(MEDIA_TYPE) {
        return Err(Failure::Unsupported);
    }
    let text = std::str::from_utf8(body).map_err(|_| garbled(words))?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decoded(name, words)?, decoded(value, words)?))
    });
    pairs.collect()
}

/// The first value of this name; empty where there is none.
pub fn get<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
}

fn decoded(text: &str, words: &Ui) -> Result<String, Failure> {
    let text = text.replace('+', " ");
    Ok(percent_decode_str(&text).decode_utf8().map_err(|_| garbled(words))?.into_owned())
}

fn garbled(words: &Ui) -> Failure {
    Failure::BadRequest(words.fault_not_utf8.to_owned())
}
