//! What differs between two states of a work.

use super::{edition::Edition, shape::Difference};
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path, Query};
use db::Db;
use domain::Right;
use serde::Deserialize;
use utoipa::IntoParams;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Sides {
    /// r12, k3, copy or public
    from: String,
    to: String,
}

/// Block by block, field by field, from one state to another.
#[utoipa::path(
    get, path = "/works/{id}/difference", operation_id = "compare_revisions", tag = "editions", params(("id" = i64, Path), Sides),
    responses((status = 200, body = Difference), (status = 404), (status = 422, description = "a body cannot be read yet")),
)]
pub async fn difference(session: Session, db: Data<Db>, id: Path<i64>, sides: Query<Sides>) -> Result<Json<Difference>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let old = Edition::find(&db, &desk, &sides.from).await?;
    let new = Edition::find(&db, &desk, &sides.to).await?;
    Ok(Json(Difference::of((&old.content, &old.tree()?), (&new.content, &new.tree()?))))
}
