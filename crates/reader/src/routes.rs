//! Every address of the reader's door, in one place.

use crate::*;
use actix_web::{
    HttpResponse, Resource, guard,
    http::header,
    web::{PayloadConfig, ServiceConfig, post, resource, route},
};

/// GET and HEAD; everything else at the address is answered with 405.
macro_rules! page {
    ($path:literal => $handler:path) => {
        allowing("GET, HEAD", resource($path)).route(route().guard(guard::Any(guard::Get()).or(guard::Head())).to($handler))
    };
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(page!("/" => home::home))
        .service(page!("/policies" => policies::policies))
        .service(page!("/policies/{slug}" => policy::policy))
        .service(page!("/policies/{slug}/compare" => compare::compare))
        .service(page!("/policies/{slug}/feed.{format:atom|rss|json}" => feed::feed))
        .service(page!("/policies/{slug}/{clause}" => clause::clause))
        .service(page!("/policies/{slug}/{clause}/feed.{format:atom|rss|json}" => feed::feed))
        .service(page!("/works" => lists::all))
        .service(page!("/works/{slug}" => work::work))
        .service(quiz_page())
        .service(page!("/works/{slug}/republish" => republish::republish))
        .service(page!("/reprints/{work}.gif" => reprints::counter))
        .service(page!("/works/{slug}/certificate.json" => certificate::certificate))
        .service(page!("/works/{slug}/certified" => certificate::certified))
        .service(page!("/.well-known/liangyi-keys.json" => certificate::keys))
        .service(page!("/works/{slug}/captions.{language}.vtt" => captions::captions))
        .service(page!("/kinds" => directories::kinds))
        .service(page!("/kinds/{slug}" => lists::kind))
        .service(page!("/genres" => directories::genres))
        .service(page!("/genres/{slug}" => lists::genre))
        .service(page!("/topics" => directories::topics))
        .service(page!("/topics/{slug}" => lists::topic))
        .service(page!("/audiences" => directories::audiences))
        .service(page!("/audiences/{slug}" => lists::audience))
        .service(page!("/campaigns" => directories::campaigns))
        .service(page!("/campaigns/{slug}" => lists::campaign))
        .service(page!("/courses" => courses::all))
        .service(page!("/courses/{slug}" => courses::course))
        .service(page!("/archive" => directories::archive))
        .service(page!("/archive/{month}" => lists::month))
        .service(page!("/organisations" => directories::organisations))
        .service(page!("/organisations/{slug}" => organisation::organisation))
        .service(page!("/people" => directories::people))
        .service(page!("/people/{slug}" => person::person))
        .service(page!("/search" => search::search))
        .service(page!("/suggest" => suggest::suggest))
        .service(page!("/about" => about::about))
        .service(page!("/glossary" => glossary::glossary))
        .service(page!("/partners" => partners::partners))
        .service(trial_key())
        .service(page!("/partners/{file}" => partners::client))
        .service(page!("/feeds" => feed_directory::feeds))
        .service(page!("/feed.{format:atom|rss|json}" => feed::feed))
        .service(page!("/languages/{slug}" => lists::language))
        .service(page!("/languages/{slug}/feed.{format:atom|rss|json}" => feed::feed))
        .service(page!("/{list}/{slug}/feed.{format:atom|rss|json}" => feed::feed))
        .service(page!("/assets/{name}" => assets::asset))
        .service(page!("/media/{rendition}" => copied_media::stable))
        .service(page!("/media/{key}/{file}" => media::file))
        .service(page!("/media/signed/{signed}/{rendition}" => copied_media::signed))
        .service(page!("/iiif/{key}" => iiif::picture))
        .service(page!("/iiif/{key}/info.json" => iiif::info))
        .service(page!("/iiif/{key}/{path:.*}" => iiif::tile))
        .service(page!("/h5/{key}" => h5::folder))
        .service(page!("/h5/{key}/{path:.*}" => h5::file))
        .service(page!("/robots.txt" => robots::robots))
        .service(page!("/llms.txt" => llms::llms))
        .service(page!("/sitemap.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/pages.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/news.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/archive.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/courses.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/works-{number}.xml" => sitemaps::sitemap))
        .service(page!("/sitemaps/policies/{slug}.xml" => sitemaps::sitemap))
        .service(tally())
        .service(hub())
        .service(report_form())
        .service(page!("/report/{receipt}" => report::receipt))
        .service(oai_pmh())
        .service(page!("/oai/work.xsd" => oai::schema))
        .service(page!("/healthz" => health::health));
}

/// Answers come by a form. What is sent is small: a signed word and the numbers of options.
fn quiz_page() -> Resource {
    let reading = guard::Any(guard::Get()).or(guard::Head());
    allowing("GET, HEAD, POST", resource("/works/{slug}/quiz").app_data(quiz::form_limits()))
        .route(route().guard(reading).to(quiz::form))
        .route(post().to(quiz::answer))
}

/// The one address where a POST only asks: harvesters may choose.
fn oai_pmh() -> Resource {
    let asking = guard::Any(guard::Get()).or(guard::Head()).or(guard::Post());
    allowing("GET, HEAD, POST", resource("/oai")).route(route().guard(asking).to(oai::oai))
}

/// A page tells that it was read to its end.
fn tally() -> Resource {
    let told = route().guard(guard::Post()).to(readings::ended);
    allowing("POST", resource("/tally")).app_data(PayloadConfig::new(readings::LARGEST)).route(told)
}

/// Whoever wants to try the partners' door is given a key.
fn trial_key() -> Resource {
    let asked = route().guard(guard::Post()).to(trial::give);
    allowing("POST", resource(pages::address::TRIAL_KEY)).app_data(PayloadConfig::new(1024)).route(asked)
}

/// Who wants a feed sent says so.
fn hub() -> Resource {
    let told = route().guard(guard::Post()).to(websub::ask);
    allowing("POST", resource(pages::address::HUB)).app_data(websub::form_limits()).route(told)
}

/// The one address where a POST leaves something behind.
fn report_form() -> Resource {
    let reading = guard::Any(guard::Get()).or(guard::Head());
    allowing("GET, HEAD, POST", resource(pages::address::REPORT))
        .app_data(PayloadConfig::new(report::LARGEST))
        .route(route().guard(reading).to(report::form))
        .route(route().guard(guard::Post()).to(report::send))
}

/// What is there but cannot be asked for in this way says so, instead of denying that it is there.
fn allowing(methods: &'static str, resource: Resource) -> Resource {
    resource.default_service(
        route().to(move || async move { HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, methods)).finish() }),
    )
}
