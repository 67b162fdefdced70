//! Two hosts of one process: the site's, and one that sends nothing but H5 pages, where the operator gave it a name.

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web::Data,
};
use pages::Site;

/// Around every door: on the second host there is nothing but H5 pages, and on the site's own they lead there. So the two
/// share no cookie, whatever a door does.
pub async fn keep_apart(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let site = request.app_data::<Data<Site>>().filter(|site| site.h5_url.is_some()).cloned();
    let Some(site) = site else { return Ok(next.call(request).await?.map_into_boxed_body()) };
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let page = request.path().starts_with("/h5/");
    let answer = match (site.is_h5_host(host), page, &site.h5_url) {
        (true, false, _) => HttpResponse::NotFound().insert_header((header::CACHE_CONTROL, "no-store")).finish(),
        (false, true, Some(second)) => HttpResponse::TemporaryRedirect()
            .insert_header((header::LOCATION, format!("{second}{}", request.uri())))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish(),
        _ => return Ok(next.call(request).await?.map_into_boxed_body()),
    };
    Ok(request.into_response(answer))
}
