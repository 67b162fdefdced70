//! The accounts of the organisations that one administers: who they are, what they may, and the ways in.
//!
//! Absent from here: what an act does (`accounts`), and who may (`allow`).

mod acts;
mod invitations;
mod join;
mod list;
mod rules;

use crate::Problem;
use accounts::AccountError;
use actix_web::web::{ServiceConfig, delete, get, post, put, resource};
use utoipa::OpenApi;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/staff").route(get().to(list::list)))
        .service(
            resource("/staff/{name}/roles/{organisation}/{role}").route(put().to(acts::grant)).route(delete().to(acts::revoke)),
        )
        .service(resource("/staff/{name}/disable").route(post().to(acts::disable)))
        .service(resource("/staff/{name}/enable").route(post().to(acts::enable)))
        .service(resource("/staff/{name}/password").route(post().to(acts::offer_password)))
        .service(resource("/staff/{name}/second-factor").route(delete().to(acts::reset_second_factor)))
        .service(resource("/invitations").route(get().to(invitations::list)).route(post().to(invitations::invite)))
        .service(resource("/invitations/{id}").route(delete().to(invitations::revoke)))
        .service(resource("/organisations/{slug}/rules").route(put().to(rules::set)))
        .service(resource("/join/look").route(post().to(join::look)))
        .service(resource("/join").route(post().to(join::accept)))
        .service(resource("/join/account").route(post().to(join::join)))
        .service(resource("/password/set").route(post().to(join::set_password)));
}

#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    acts::grant,
    acts::revoke,
    acts::disable,
    acts::enable,
    acts::offer_password,
    acts::reset_second_factor,
    invitations::list,
    invitations::invite,
    invitations::revoke,
    rules::set,
    join::look,
    join::accept,
    join::join,
    join::set_password,
))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

pub(crate) fn problem(error: AccountError) -> Problem {
    match error {
        AccountError::Internal(error) => error.into(),
        AccountError::Name(_) => Problem::unprocessable(crate::sign_in::NAME),
        AccountError::Taken(_) => Problem::conflict("这个用户名已经有人用了，请换一个。"),
        AccountError::Person(..) => Problem::conflict("这个人物已经有账号了；一个人物只有一个账号。"),
        AccountError::LastAdministrator(place) => Problem::conflict(format!("“{place}”只有这一位管理员。请先指定另一位管理员。")),
        AccountError::Link => Problem::forbidden("这个链接无效：可能已经用过、已被撤销，或者已过期。请联系发给您链接的管理员。"),
        error => Problem::unprocessable(error.to_string()),
    }
}
