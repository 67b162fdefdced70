//! An upload that is not wanted any more.

use super::{
    failure::Failure,
    head::own,
    intake::Intake,
    request::{RESUMABLE, answer, header, version},
};
use crate::Session;
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path},
};

/// Ends an upload, also one that is being written to; its bytes are removed. What became an original stays one.
#[utoipa::path(
    delete, path = "/uploads/{id}", operation_id = "terminate_upload", tag = "uploads", params(("id" = String, Path)),
    responses((status = 204), (status = 404), (status = 423)),
)]
pub async fn terminate(
    session: Session,
    request: HttpRequest,
    intake: Data<Intake>,
    path: Path<String>,
) -> Result<HttpResponse, Failure> {
    // The list of unfinished uploads ends them too, and speaks no protocol.
    if header(&request, RESUMABLE).is_some() {
        version(&request)?;
    }
    let (id, _) = own(&intake, &session, &path).await?;
    if intake.end(&id).await? { Ok(answer(StatusCode::NO_CONTENT).finish()) } else { Err(Failure::Busy) }
}
