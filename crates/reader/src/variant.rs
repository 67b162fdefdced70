//! Takes the variant off a request's address before any handler sees it, and puts it on what the handlers answer.
//! Absent from here: what a variant is; `pages` says that.

use crate::page::HTML;
use actix_web::{
    HttpRequest, HttpResponse,
    dev::{Extensions, ServiceRequest},
    http::{
        Uri,
        header::{self, HeaderValue},
    },
    web::Data,
};
use pages::{Site, Speech, Variant, variant::has_variants};
use std::rc::Rc;

/// The variant that is asked for; the request is then one for the page itself. `Err` is the address of what has no
/// variants, a file or a feed, for who put the segment before it.
pub fn take(request: &mut ServiceRequest) -> Result<Variant, String> {
    let (variant, path) = Variant::split(request.path());
    if variant.is_plain() {
        return Ok(variant);
    }
    let plain = match request.query_string() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    if !has_variants(path) {
        return Err(plain);
    }
    let Ok(uri) = plain.parse::<Uri>() else { return Ok(Variant::default()) };
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    speak(request, variant.speech);
    Ok(variant)
}

/// Lets every handler of this request, and its error page, find the site in the language that is asked for.
fn speak(request: &mut ServiceRequest, speech: Speech) {
    let Some(site) = request.app_data::<Data<Site>>().filter(|site| site.speech != speech) else { return };
    let mut data = Extensions::new();
    data.insert(Data::new(site.speaking(speech)));
    // What is added last is found first.
    request.add_data_container(Rc::new(data));
}

/// The bytes to send for what a handler or an error page has written.
pub fn dress(request: &HttpRequest, variant: Variant, media_type: &str, body: Vec<u8>) -> Vec<u8> {
    let site = request.app_data::<Data<Site>>();
    match (site, std::str::from_utf8(&body)) {
        (Some(site), Ok(html)) if media_type == HTML => pages::dress(html, variant, &address(request), site).into_bytes(),
        _ => body,
    }
}

/// Keeps a reader who is sent to another page in the variant.
pub fn follow(variant: Variant, response: &mut HttpResponse) {
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    if let Some(to) = to.and_then(|to| HeaderValue::from_str(&variant.address(to)).ok()) {
        response.headers_mut().insert(header::LOCATION, to);
    }
}

fn address(request: &HttpRequest) -> String {
    request.uri().path_and_query().map_or_else(|| "/".to_owned(), |address| address.to_string())
}
