//! Signing in by another site (OpenID Connect): away and back, for signing in, linking, or accepting an invitation.
//!
//! The provider sends the browser to a page of ours, which gives what it brought to the API as any page does: so a session's
//! cookie need not be sent along by other sites. Absent from here: what an answer is worth (`accounts::oidc`).

mod finish;
mod identities;
mod leave;

use crate::Problem;
use accounts::oidc::OidcError;
use actix_web::{
    http::StatusCode,
    web::{ServiceConfig, get, post, resource},
};
use utoipa::OpenApi;

/// What a browser keeps while it is away.
const COOKIE: &str = "liangyi_away";

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/oidc/providers").route(get().to(leave::providers)))
        .service(resource("/oidc/providers/{key}/sign-in").route(post().to(leave::sign_in)))
        .service(resource("/oidc/providers/{key}/link").route(post().to(leave::link)))
        .service(resource("/oidc/providers/{key}/join").route(post().to(leave::join)))
        .service(resource("/oidc/finish").route(post().to(finish::finish)))
        .service(resource("/identities").route(get().to(identities::list)))
        .service(resource("/identities/{id}/unlink").route(post().to(identities::unlink)));
}

#[derive(OpenApi)]
#[openapi(paths(
    leave::providers,
    leave::sign_in,
    leave::link,
    leave::join,
    finish::finish,
    identities::list,
    identities::unlink
))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

fn problem(error: OidcError) -> Problem {
    match error {
        OidcError::Internal(error) => error.into(),
        OidcError::Account(error) => crate::staff::problem(error),
        OidcError::NoProvider | OidcError::Missing => Problem::not_found(),
        OidcError::Unreachable { provider, why } => {
            tracing::warn!(provider, why, "a provider of identities cannot be asked");
            Problem::new(StatusCode::BAD_GATEWAY, format!("暂时连不上“{provider}”。请稍后再试，或用别的方式登录。"))
        }
        OidcError::Gone => Problem::unprocessable("等待时间过长，或者已经用过。请重新开始。"),
        OidcError::OtherBrowser => Problem::unprocessable("这次登录不是在这个浏览器里开始的，已被拒绝。请重新开始。"),
        OidcError::MixedUp => Problem::unprocessable("返回的内容不是来自您选的登录服务，已被拒绝。请重新开始，并告诉管理员。"),
        OidcError::CodeRefused { provider, why } => {
            tracing::warn!(provider, why, "a provider of identities refused a code");
            Problem::unprocessable(format!("“{provider}”没有确认这次登录。请重新开始；仍然不行，请告诉管理员。"))
        }
        OidcError::Untrue { provider, why } => {
            tracing::warn!(provider, why, "what a provider of identities says does not hold");
            Problem::unprocessable(format!("“{provider}”给出的身份信息不可信，已被拒绝。请重新开始，并告诉管理员。"))
        }
        OidcError::Unknown { provider, label } => Problem::forbidden(format!(
            "“{provider}”的“{label}”还没有和这里的用户名关联。有用户名的，请先用密码登录，在“我的账号”里关联；没有的，请管理员发邀请链接。"
        )),
        OidcError::Taken => Problem::conflict("这个外部账号已经和另一个用户名关联了。请先用它登录，在“我的账号”里取消关联。"),
        OidcError::LastWayIn => Problem::conflict("这是唯一的登录方式，取消以后就进不来了。请先设置密码，或登记一个通行密钥。"),
    }
}
