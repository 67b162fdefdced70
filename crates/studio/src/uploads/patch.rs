//! More bytes of an upload.

use super::{
    failure::Failure,
    finish::is_whole,
    head::own,
    headers::Checksum,
    intake::{Intake, is_open},
    request::{answer, drain, fits, offset, piece, stands, version},
    terminate,
    writers::Unseat,
};
use crate::Session;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    rt::spawn,
    web::{Data, Path, Payload},
};
use db::uploads::UploadRow;
use storage::UploadId;

/// Adds bytes behind those that have arrived; the last ones make it an original.
#[utoipa::path(
    patch, path = "/uploads/{id}", operation_id = "continue_upload", tag = "uploads", params(("id" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204, headers(("Upload-Offset" = u64), ("Liangyi-Asset" = i64), ("Liangyi-Known" = bool))), (status = 404), (status = 409),
        (status = 410), (status = 413), (status = 415), (status = 422), (status = 423), (status = 460)),
)]
pub async fn patch(
    session: Session,
    request: HttpRequest,
    intake: Data<Intake>,
    path: Path<String>,
    mut body: Payload,
) -> Result<HttpResponse, Failure> {
    let asked = async {
        version(&request)?;
        let checksum = piece(&request)?;
        let (id, row) = own(&intake, &session, &path).await?;
        let offset = offset(&request)?;
        is_open(&row, intake.now())?;
        if row.parts.is_some() {
            return Err(Failure::Joined);
        }
        fits(&request, (row.length as u64).saturating_sub(offset))?;
        Ok((id, offset, checksum))
    };
    match asked.await {
        Ok((id, offset, checksum)) => write(intake.of(&session), id, offset, checksum, body).await,
        Err(failure) => {
            drain(&mut body).await;
            Err(failure)
        }
    }
}

/// Programs behind a proxy that knows no PATCH or DELETE say with POST what they mean (`X-HTTP-Method-Override`).
pub async fn overridden(
    session: Session,
    request: HttpRequest,
    intake: Data<Intake>,
    path: Path<String>,
    body: Payload,
) -> Result<HttpResponse, Failure> {
    match super::request::header(&request, "X-HTTP-Method-Override") {
        Some("PATCH") => patch(session, request, intake, path, body).await,
        Some("DELETE") => terminate::terminate(session, request, intake, path).await,
        _ => Err(Failure::Header("这个地址只接受 HEAD、PATCH 和 DELETE。")),
    }
}

/// In a task of its own: what has arrived is kept and counted even where the client is gone and nobody waits for the answer.
async fn write(
    intake: Intake,
    id: UploadId,
    offset: u64,
    checksum: Option<Checksum>,
    mut body: Payload,
) -> Result<HttpResponse, Failure> {
    let db = intake.db.clone();
    let task = spawn(async move {
        let written = take(&intake, &id, offset, checksum, &mut body).await;
        if !matches!(written, Ok(_) | Err(Failure::Cut)) {
            drain(&mut body).await;
        }
        written
    });
    let row = task.await.map_err(anyhow::Error::from)??;
    let mut response = answer(StatusCode::NO_CONTENT);
    stands(&db, &mut response, &row, row.received as u64).await?;
    Ok(response.finish())
}

/// The row after these bytes, and after it became an original where they were the last ones.
pub(super) async fn take(
    intake: &Intake,
    id: &UploadId,
    offset: u64,
    checksum: Option<Checksum>,
    body: &mut Payload,
) -> Result<UploadRow, Failure> {
    let mut hold = intake.hold(id, Unseat::Silent).await?;
    let received = hold.row.received as u64;
    if offset != received {
        return Err(Failure::Offset { received });
    }
    intake.receive(&mut hold, body, checksum.map(Checksum::begin)).await?;
    if !is_whole(&hold.row) {
        return Ok(hold.row);
    }
    intake.finish(hold).await?;
    intake.row(id).await
}
