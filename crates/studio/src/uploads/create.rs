//! An upload begins, perhaps with its first bytes, or is joined from pieces.

use super::{
    address,
    begin::Begin,
    failure::Failure,
    headers::{Concat, Metadata},
    intake::Intake,
    patch::take,
    request::{Asked, answer, drain, fits, has_body, piece, stands, version},
};
use crate::{Problem, Session, allow};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    rt::spawn,
    web::{Data, Payload},
};
use db::uploads::UploadRow;
use domain::Right;
use storage::UploadId;

/// Begins an upload. `Upload-Metadata` names `filename` and `organisation`; with `sha256` a file that this organisation has
/// already is answered as whole at once.
#[utoipa::path(
    post, path = "/uploads", operation_id = "create_upload", tag = "uploads",
    responses((status = 201, headers(("Location" = String), ("Upload-Offset" = u64), ("Liangyi-Asset" = i64), ("Liangyi-Known" = bool))), (status = 400),
        (status = 403), (status = 412), (status = 413), (status = 415), (status = 422), (status = 460)),
)]
pub async fn create(
    session: Session,
    request: HttpRequest,
    intake: Data<Intake>,
    mut body: Payload,
) -> Result<HttpResponse, Failure> {
    let intake = intake.of(&session);
    let begun = begin(&session, &request, &intake).await;
    let written = match begun {
        Ok((id, row)) if has_body(&request) && row.asset_id.is_none() && row.parts.is_none() => {
            with_bytes(&intake, id, row, &request, body).await
        }
        other => {
            drain(&mut body).await;
            other
        }
    };
    let (id, row) = written?;
    let mut response = answer(StatusCode::CREATED);
    response.insert_header((header::LOCATION, address(id.as_str())));
    stands(&intake.db, &mut response, &row, row.received as u64).await?;
    Ok(response.finish())
}

async fn begin(session: &Session, request: &HttpRequest, intake: &Intake) -> Result<(UploadId, UploadRow), Failure> {
    version(request)?;
    let Asked { concat, length, header, metadata } = Asked::read(request)?;
    let organisation = place(intake, session, &metadata).await?;
    let account = session.account.id;
    match (concat, length) {
        (Some(Concat::Final(ids)), _) => {
            let row = intake.join(account, organisation, header, &metadata, &ids).await?;
            Ok((row.id.parse().map_err(anyhow::Error::from)?, row))
        }
        (concat, Some(length)) => {
            let partial = concat == Some(Concat::Partial);
            intake.begin(Begin { account, organisation, length, header, metadata: &metadata, partial, parts: None }).await
        }
        (_, None) => Err(Failure::Header("缺少 Upload-Length：请事先说明文件的大小。")),
    }
}

/// Where it is to be kept: the organisation that is named, or the only one where this account may upload.
async fn place(intake: &Intake, session: &Session, metadata: &Metadata) -> Result<i64, Failure> {
    if let Some(slug) = &metadata.organisation {
        return Ok(allow::organisation(&intake.db, session, slug, Right::Upload).await?.id);
    }
    match allow::places(session, Right::Upload).as_deref() {
        Some([only]) => Ok(*only),
        Some([]) => Err(Problem::forbidden("您还没有上传的权限，请联系组织的管理员。").into()),
        _ => Err(Failure::Header("请在 Upload-Metadata 里用 organisation 说明是哪个组织的素材。")),
    }
}

/// Creation with upload. What begins wrong is not left behind: its client does not know where it is.
async fn with_bytes(
    intake: &Intake,
    id: UploadId,
    row: UploadRow,
    request: &HttpRequest,
    mut body: Payload,
) -> Result<(UploadId, UploadRow), Failure> {
    let checked = piece(request).and_then(|checksum| fits(request, row.length as u64).map(|()| checksum));
    let (intake, place) = (intake.clone(), id.clone());
    let task = spawn(async move {
        let taken = match checked {
            Ok(checksum) => take(&intake, &place, 0, checksum, &mut body).await,
            Err(failure) => Err(failure),
        };
        if !matches!(taken, Ok(_) | Err(Failure::Cut)) {
            drain(&mut body).await;
            // What was refused stays in the list with its reason.
            if !matches!(taken, Err(Failure::Refused(_))) {
                intake.end(&place).await?;
            }
        }
        taken
    });
    Ok((id, task.await.map_err(anyhow::Error::from)??))
}
