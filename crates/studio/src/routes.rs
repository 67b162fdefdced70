//! Every address of the studio's door, in one place: the API, and the app around it.

use crate::*;
use actix_web::{
    middleware::from_fn,
    web::{JsonConfig, PathConfig, QueryConfig, ServiceConfig, delete, get, post, put, resource, route, scope},
};

/// Bytes of a JSON body: a work of a hundred thousand characters, its captions and its links fit.
const LARGEST_BODY: usize = 4 << 20;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            scope(address::API)
                .wrap(from_fn(guard::guard))
                .app_data(
                    JsonConfig::default()
                        .limit(LARGEST_BODY)
                        .error_handler(|e, _| Problem::unprocessable(format!("请求内容无法读取：{e}")).into()),
                )
                .app_data(PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
                .app_data(QueryConfig::default().error_handler(|e, _| Problem::bad_request(format!("参数有误：{e}")).into()))
                .service(
                    resource("/session")
                        .route(post().to(sign_in::sign_in))
                        .route(get().to(account::me))
                        .route(delete().to(account::sign_out)),
                )
                .service(resource("/session/second").route(post().to(sign_in::second_step)))
                .service(resource("/password").route(put().to(account::change_password)))
                .service(resource("/setup").route(post().to(sign_in::set_up)))
                .service(resource("/sessions").route(get().to(account::list)))
                .service(resource("/sessions/{id}").route(delete().to(account::end)))
                .service(resource("/openapi.json").route(get().to(openapi::openapi)))
                .service(resource("/vocabulary").route(get().to(vocabulary::vocabulary)))
                .service(resource("/works/{id}/preview").route(get().to(preview::preview)))
                .service(resource("/works/{id}/preview/page").route(get().to(preview::h5_page::page)))
                .service(resource("/works/{id}/preview/captions/{language}").route(get().to(preview::captions)))
                .configure(entries::configure)
                .configure(policies::configure)
                .configure(works::configure)
                .configure(editions::configure)
                .configure(findings::configure)
                .configure(schedules::configure)
                .configure(bulk::configure)
                .configure(comments::configure)
                .configure(shares::configure)
                .configure(experts::configure)
                .configure(uploads::configure)
                .configure(assets::configure)
                .configure(captions::configure)
                .configure(documents::configure)
                .configure(media::configure)
                .configure(second_factor::configure)
                .configure(passkeys::configure)
                .configure(oidc::configure)
                .configure(staff::configure)
                .configure(mailing::configure)
                .configure(audit::configure)
                .configure(coverage::configure)
                .configure(courses::configure)
                .configure(stale::configure)
                .configure(reports::configure)
                .configure(analytics::configure)
                .configure(reader_reports::configure)
                .configure(search_rules::configure)
                .configure(partners::configure)
                .configure(site_settings::configure)
                .default_service(route().to(|| async { Err::<&str, _>(Problem::not_found()) })),
        )
        .configure(shares::configure_pages)
        .configure(experts::configure_pages)
        .configure(mailing::configure_pages)
        .service(resource("/h5-preview/{ticket}/{path:.*}").route(get().to(preview::h5_page::file)))
        .configure(shell::configure);
}
