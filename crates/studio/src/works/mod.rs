//! Works on their way from the first word to the public, and the acts upon what is public.
//!
//! Absent from here: rules (`editorial`), and who may (`allow`).

mod acts;
mod address_name;
mod create;
mod delete;
mod export;
mod fields;
mod list;
mod presence;
mod quiz;
mod reach;
mod review;
mod save;
mod shape;
mod submit;

pub use fields::WorkFields;
pub use shape::{Work, WorkSummary, again, faults};

use actix_web::web::{ServiceConfig, delete as web_delete, get, post, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works").route(get().to(list::list)).route(post().to(create::create)))
        .service(resource("/inbox").route(get().to(list::inbox)))
        .service(resource("/works/{id}").route(get().to(shape::get)).route(put().to(save::save)))
        .service(resource("/works/{id}/delete").route(post().to(delete::delete)))
        .service(resource("/deleted-works").route(get().to(delete::list)))
        .service(resource("/deleted-works/{id}/restore").route(post().to(delete::restore)))
        .service(resource("/works/{id}/submit").route(post().to(submit::submit)))
        .service(resource("/works/{id}/recall").route(post().to(submit::recall)))
        .service(resource("/works/{id}/reviews").route(post().to(review::review)))
        .service(resource("/works/{id}/publish").route(post().to(submit::publish)))
        .service(resource("/works/{id}/force-publish").route(post().to(submit::force)))
        .service(resource("/works/{id}/withdraw").route(post().to(acts::withdraw)))
        .service(resource("/works/{id}/reinstate").route(post().to(acts::reinstate)))
        .service(resource("/works/{id}/quiz").route(get().to(quiz::counts)))
        .service(resource("/works/{id}/export").route(get().to(export::export)))
        .service(resource("/works/{id}/presence").route(put().to(presence::renew)))
        .service(resource("/works/{id}/presence/{page}").route(web_delete().to(presence::end)))
        .service(resource("/works/{id}/reach").route(get().to(reach::reach)))
        .service(resource("/works/{id}/correct").route(post().to(acts::correct)));
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list::list,
        list::inbox,
        create::create,
        shape::get,
        save::save,
        delete::delete,
        delete::list,
        export::export,
        delete::restore,
        submit::submit,
        submit::recall,
        review::review,
        submit::publish,
        submit::force,
        acts::withdraw,
        acts::reinstate,
        quiz::counts,
        reach::reach,
        presence::renew,
        presence::end,
        acts::correct,
    ),
    components(schemas(
        fields::Video,
        fields::CaptionTrack,
        fields::Cue,
        fields::Chapter,
        fields::Poster,
        fields::Credit,
        fields::Source,
        fields::ClauseLink
    ))
)]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
