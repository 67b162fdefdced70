//! What an account began and did not finish, on whatever browser.

use super::{headers::Metadata, intake::Intake};
use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json};
use db::{organisations, uploads, uploads::UploadRow};
use domain::{Right, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Upload {
    id: String,
    /// Where it goes on.
    url: String,
    name: String,
    /// Bytes.
    length: i64,
    /// Bytes that have arrived.
    received: i64,
    organisation: Named,
    /// The work on whose page it was begun.
    #[schema(required)]
    work: Option<i64>,
    created_at: String,
    /// When it is removed, unless it goes on before.
    expires_at: String,
    /// What it became: nothing yet.
    #[schema(required)]
    asset: Option<i64>,
    /// Why it became nothing.
    #[schema(required)]
    reason: Option<String>,
}

/// Bytes.
#[derive(Serialize, ToSchema)]
pub struct Quota {
    used: i64,
    limit: u64,
}

#[derive(Serialize, ToSchema)]
pub struct UploadList {
    uploads: Vec<Upload>,
    /// By organisation, for each where this account may upload.
    quota: BTreeMap<String, Quota>,
    /// The largest file, in bytes.
    largest: u64,
}

/// Unfinished uploads of this account, newest first, and the room that is left.
#[utoipa::path(get, path = "/uploads", operation_id = "list_uploads", tag = "uploads", responses((status = 200, body = UploadList)))]
pub async fn list(session: Session, intake: Data<Intake>) -> Result<Json<UploadList>, Problem> {
    let rows = uploads::unfinished(&intake.db, session.account.id).await?;
    let rows: Vec<_> = rows.into_iter().filter(|row| row.expires_at > intake.now().0).collect();
    let used = uploads::used_by_all(&intake.db).await?;
    let (mut names, mut quota) = (BTreeMap::new(), BTreeMap::new());
    for place in organisations::all(&intake.db).await? {
        if allow::at(&session, place.id, Right::Upload) {
            let used = used.get(&place.id).copied().unwrap_or(0);
            quota.insert(place.slug.clone(), Quota { used, limit: intake.limits.quota });
        }
        names.insert(place.id, Named { slug: place.slug, name: place.name });
    }
    let uploads = rows.into_iter().filter_map(|row| Some(upload(names.get(&row.organisation_id)?.clone(), row))).collect();
    Ok(Json(UploadList { uploads, quota, largest: intake.limits.most }))
}

fn upload(organisation: Named, row: UploadRow) -> Upload {
    Upload {
        url: super::address(&row.id),
        work: Metadata::read(&row.metadata).ok().and_then(|said| said.work),
        id: row.id,
        name: row.name,
        length: row.length,
        received: row.received,
        organisation,
        created_at: Timestamp(row.created_at).rfc3339(),
        expires_at: Timestamp(row.expires_at).rfc3339(),
        asset: row.asset_id,
        reason: row.reason,
    }
}
