//! What an organisation asks of its accounts, and lets its publishers do.

use super::problem;
use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::Right;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Who needs a second factor, here and in everything below: free (nobody), powerful (administrators and publishers) or
    /// everyone. Absent: as it is.
    #[serde(default)]
    second_factor: Option<String>,
    /// Whether publishers may publish what is under review before its reviews. Absent: as it is.
    #[serde(default)]
    force_publish: Option<bool>,
}

/// Sets them.
#[utoipa::path(
    put, path = "/organisations/{slug}/rules", operation_id = "set_rules", tag = "staff", params(("slug" = String, Path)),
    request_body = Rules, responses((status = 204), (status = 403), (status = 409), (status = 422)),
)]
pub async fn set(session: Session, db: Data<Db>, slug: Path<String>, body: Json<Rules>) -> Result<HttpResponse, Problem> {
    let place = allow::organisation(&db, &session, &slug, Right::SetRules).await?;
    if let Some(rule) = &body.second_factor {
        let rule = rule.parse().map_err(|_| Problem::unprocessable("没有这种要求。"))?;
        // Who asks it of others is not locked out by it: they know the way already.
        if rule != domain::SecondFactorRule::Free && !session.second_factor.has {
            return Err(Problem::conflict("请先为自己的账号开启两步验证，再要求别人使用。"));
        }
        accounts::staff::set_rule(&session.acting(&db), clock::now(), &place, rule).await.map_err(problem)?;
    }
    if let Some(allowed) = body.force_publish {
        accounts::staff::allow_force_publish(&session.acting(&db), clock::now(), &place, allowed).await.map_err(problem)?;
    }
    Ok(HttpResponse::NoContent().finish())
}
