//! Partner media and those who subscribe to feeds, for who tends the site; and how far the notices on a work have gone, for editors.

mod copy;
mod keys;
mod list;
mod one;
mod scope;
mod spread;
mod subscriptions;
mod tend;

use actix_web::web::{ServiceConfig, delete, get, post, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/partners").route(get().to(list::list)).route(post().to(tend::add)))
        .service(resource("/partners/{slug}").route(get().to(one::one)))
        .service(resource("/partners/{slug}/scope").route(put().to(tend::set_scope)))
        .service(resource("/partners/{slug}/licence").route(put().to(tend::set_licence)))
        .service(resource("/partners/{slug}/state").route(put().to(tend::set_state)))
        .service(resource("/partners/{slug}/keys").route(post().to(keys::make)))
        .service(resource("/partners/{slug}/keys/{id}").route(delete().to(keys::revoke)))
        .service(resource("/feed-subscriptions").route(get().to(subscriptions::list)))
        .service(resource("/works/{id}/notices").route(get().to(spread::spread)));
}

#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    one::one,
    tend::add,
    tend::set_scope,
    tend::set_licence,
    tend::set_state,
    keys::make,
    keys::revoke,
    subscriptions::list,
    spread::spread
))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
