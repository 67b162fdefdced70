//! How far the notices on a work have gone: which partners have seen each, and which of their copies show them.

use super::copy::PartnerCopy;
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{
    Db,
    acknowledgements::{self, Acknowledged},
    copies,
    corrections::{self, CorrectionRow},
    partners::{self, PartnerRow},
    work_heads,
};
use domain::{Right, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

const MOST: u64 = 200;

#[derive(Serialize, ToSchema)]
pub struct NoticeSeen {
    /// Of the partner.
    name: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct NoticeSpread {
    id: i64,
    kind_zh: &'static str,
    severity_zh: &'static str,
    reason: String,
    at: String,
    /// By when every copy has to show it.
    deadline: String,
    seen: Vec<NoticeSeen>,
    /// Names of partners that may have the work and have not said that they have seen it.
    silent: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct NoticesSpread {
    /// Those that stand, the newest first.
    notices: Vec<NoticeSpread>,
    /// Names of partners that may have the work.
    partners: Vec<String>,
    /// At most 200, those first that ask to be looked at.
    copies: Vec<PartnerCopy>,
}

#[utoipa::path(
    get, path = "/works/{id}/notices", operation_id = "spread_of_notices", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = NoticesSpread), (status = 404)),
)]
pub async fn spread(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<NoticesSpread>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let mut entitled = Vec::new();
    for partner in partners::all(&db).await?.into_iter().filter(|one| one.disabled_at.is_none() && !one.sandbox) {
        if work_heads::grants(&db, &partner.granted()?, desk.id).await? {
            entitled.push(partner);
        }
    }
    let seen = acknowledgements::of_work(&db, desk.id).await?;
    let standing = corrections::of_work(&db, desk.id).await?.into_iter().filter(|notice| notice.lifted_at.is_none());
    let rows = copies::of_work(&db, desk.id, MOST).await?;
    Ok(Json(NoticesSpread {
        notices: standing.map(|notice| one(notice, &seen, &entitled)).collect::<anyhow::Result<_>>()?,
        partners: entitled.into_iter().map(|partner| partner.name).collect(),
        copies: rows.into_iter().map(PartnerCopy::of).collect::<anyhow::Result<_>>()?,
    }))
}

fn one(notice: CorrectionRow, seen: &[Acknowledged], entitled: &[PartnerRow]) -> anyhow::Result<NoticeSpread> {
    let seen: Vec<&Acknowledged> = seen.iter().filter(|one| one.correction_id == notice.id).collect();
    let silent = entitled.iter().filter(|partner| !seen.iter().any(|one| one.partner_id == partner.id));
    Ok(NoticeSpread {
        id: notice.id,
        kind_zh: notice.kind()?.zh(),
        severity_zh: notice.severity()?.zh(),
        at: notice.at().rfc3339(),
        deadline: notice.severity()?.deadline(notice.at()).rfc3339(),
        silent: silent.map(|partner| partner.name.clone()).collect(),
        seen: seen.iter().map(|one| NoticeSeen { name: one.partner.clone(), at: Timestamp(one.at).rfc3339() }).collect(),
        reason: notice.reason,
    })
}
