//! What an administrator does to an account of theirs.

use super::problem;
use crate::{Problem, Session, allow, clock};
use accounts::staff;
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path, Query},
};
use db::{Db, accounts::AccountRow, organisations::OrganisationRow};
use domain::{Membership, Right, Timestamp};
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Name, organisation and role, as in the address.
type Place = Path<(String, String, String)>;

/// Account, organisation and role, where this session may give and take roles there.
async fn read(session: &Session, db: &Db, path: Place) -> Result<(AccountRow, OrganisationRow, Membership), Problem> {
    let (name, slug, role) = path.into_inner();
    let place = allow::organisation(db, session, &slug, Right::TendPeople).await?;
    let account = allow::person(db, session, &name, Right::TendPeople).await?;
    let role = role.parse().map_err(|_| Problem::unprocessable("没有这种角色。"))?;
    Ok((account, place, role))
}

/// Gives an account of one's own organisations a role in one of them.
#[utoipa::path(
    put, path = "/staff/{name}/roles/{organisation}/{role}", operation_id = "grant_role", tag = "staff",
    params(("name" = String, Path), ("organisation" = String, Path), ("role" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn grant(session: Session, db: Data<Db>, path: Place) -> Result<HttpResponse, Problem> {
    let (account, place, role) = read(&session, &db, path).await?;
    staff::grant(&session.acting(&db), clock::now(), &account, &place, role).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    /// Has to be true where one takes the role of administrator from oneself.
    #[serde(default)]
    sure: bool,
}

/// Takes a role back. The last administrator of an organisation stays.
#[utoipa::path(
    delete, path = "/staff/{name}/roles/{organisation}/{role}", operation_id = "revoke_role", tag = "staff",
    params(("name" = String, Path), ("organisation" = String, Path), ("role" = String, Path), Sure),
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)),
)]
pub async fn revoke(session: Session, db: Data<Db>, path: Place, sure: Query<Sure>) -> Result<HttpResponse, Problem> {
    let (account, place, role) = read(&session, &db, path).await?;
    if account.id == session.account.id && role == Membership::Administrator && !sure.sure {
        let words = format!("您将不再是“{}”的管理员，之后不能自己恢复。确定吗？", place.name);
        return Err(Problem::conflict(words).with("ask", &"sure"));
    }
    staff::revoke(&session.acting(&db), clock::now(), &account, &place, role).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Keeps an account out; it is signed out at once.
#[utoipa::path(
    post, path = "/staff/{name}/disable", operation_id = "disable_account", tag = "staff", params(("name" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)),
)]
pub async fn disable(session: Session, db: Data<Db>, name: Path<String>) -> Result<HttpResponse, Problem> {
    let account = allow::whole_person(&db, &session, &name, Right::TendPeople).await?;
    if account.id == session.account.id {
        return Err(Problem::conflict("不能停用自己的账号。请让另一位管理员来做。"));
    }
    staff::disable(&session.acting(&db), clock::now(), account).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Lets it in again.
#[utoipa::path(
    post, path = "/staff/{name}/enable", operation_id = "enable_account", tag = "staff", params(("name" = String, Path)),
    responses((status = 204), (status = 403), (status = 404)),
)]
pub async fn enable(session: Session, db: Data<Db>, name: Path<String>) -> Result<HttpResponse, Problem> {
    let account = allow::whole_person(&db, &session, &name, Right::TendPeople).await?;
    staff::enable(&session.acting(&db), clock::now(), account).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}

/// A link with its token after the #, where no log of a server sees it. Shown once: only its hash is kept.
#[derive(Serialize, ToSchema)]
pub struct Link {
    url: String,
    expires_at: String,
}

/// A link by which the account's owner sets a new password: good once, for 24 hours. The old one counts until then.
#[utoipa::path(
    post, path = "/staff/{name}/password", operation_id = "offer_password", tag = "staff", params(("name" = String, Path)),
    responses((status = 200, body = Link), (status = 403), (status = 404), (status = 409)),
)]
pub async fn offer_password(session: Session, db: Data<Db>, site: Data<Site>, name: Path<String>) -> Result<Json<Link>, Problem> {
    let account = allow::whole_person(&db, &session, &name, Right::TendPeople).await?;
    if account.disabled {
        return Err(Problem::conflict("账号已停用，请先恢复它。"));
    }
    let now = clock::now();
    let token = staff::offer_password(&session.acting(&db), now, &account).await.map_err(problem)?;
    let expires_at = Timestamp(now.0 + staff::LINK_GOOD_FOR).rfc3339();
    Ok(Json(Link { url: format!("{}/studio/password#{}", site.base_url, token.reveal()), expires_at }))
}

/// Takes the second factor off an account whose owner has lost it; it is signed out.
#[utoipa::path(
    delete, path = "/staff/{name}/second-factor", operation_id = "reset_second_factor", tag = "staff",
    params(("name" = String, Path)), responses((status = 204), (status = 403), (status = 404), (status = 409)),
)]
pub async fn reset_second_factor(session: Session, db: Data<Db>, name: Path<String>) -> Result<HttpResponse, Problem> {
    let account = allow::whole_person(&db, &session, &name, Right::TendPeople).await?;
    if account.id == session.account.id {
        return Err(Problem::conflict("自己的两步验证请在“我的账号”里关闭。"));
    }
    accounts::second_factor::take_off(&session.acting(&db), clock::now(), &account).await.map_err(problem)?;
    Ok(HttpResponse::NoContent().finish())
}
