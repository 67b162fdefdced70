//! Where an upload stands.

use super::{
    failure::Failure,
    intake::{Intake, is_open},
    request::{answer, stands, version},
};
use crate::{Session, allow};
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};
use db::uploads::UploadRow;
use storage::UploadId;

/// How much of an upload has arrived, and what it became.
#[utoipa::path(
    head, path = "/uploads/{id}", operation_id = "upload_status", tag = "uploads", params(("id" = String, Path)),
    responses((status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64), ("Liangyi-Asset" = i64), ("Liangyi-Known" = bool))),
        (status = 404), (status = 410), (status = 422)),
)]
pub async fn head(
    session: Session,
    request: HttpRequest,
    intake: Data<Intake>,
    path: Path<String>,
) -> Result<HttpResponse, Failure> {
    version(&request)?;
    let (id, row) = own(&intake, &session, &path).await?;
    // What was whole when its process ended becomes an original now.
    let row = intake.settled(&id, row).await?;
    is_open(&row, intake.now())?;
    let offset = intake.offset(&id, &row).await?;
    let mut response = answer(StatusCode::OK);
    stands(&intake.db, &mut response, &row, offset).await?;
    response.insert_header(("Upload-Length", row.length.to_string()));
    if !row.metadata.is_empty() {
        response.insert_header(("Upload-Metadata", row.metadata.as_str()));
    }
    if let Some(concat) = concat(&row)? {
        response.insert_header(("Upload-Concat", concat));
    }
    Ok(response.finish())
}

/// The upload, where this account may go on with it.
///
/// # Errors
/// [`Failure::Missing`] for one that is another's as for one that is not there.
pub(super) async fn own(intake: &Intake, session: &Session, id: &str) -> Result<(UploadId, UploadRow), Failure> {
    let id: UploadId = id.parse().map_err(|_| Failure::Missing)?;
    let row = intake.row(&id).await?;
    if allow::upload(session, &row) { Ok((id, row)) } else { Err(Failure::Missing) }
}

fn concat(row: &UploadRow) -> Result<Option<String>, Failure> {
    if row.partial {
        return Ok(Some("partial".to_owned()));
    }
    let Some(parts) = &row.parts else { return Ok(None) };
    let ids: Vec<String> = serde_json::from_str(parts).map_err(anyhow::Error::from)?;
    let addresses: Vec<_> = ids.iter().map(|id| super::address(id)).collect();
    Ok(Some(format!("final;{}", addresses.join(" "))))
}
