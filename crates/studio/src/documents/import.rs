//! A file of another program, read for somebody who wants to go on with it here. Pictures go back with it: only when the editor
//! has said whose they are do they come again, as uploads.

use crate::{Problem, Session};
use actix_web::web::{self, Bytes, Json, Query};
use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use document::{Document, docx, markdown};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;
use tokio::{sync::Semaphore, time::timeout};
use utoipa::{IntoParams, ToSchema};

/// Bytes of a request; what is larger than a file may be is refused in words of its own.
pub const LARGEST: usize = docx::MOST_BYTES + (1 << 20);
const TOO_LARGE: &str = "文件超过 50 MB，或没有传完。请在 Word 或 WPS 里压缩图片，或者拆成几篇，再导入。";
/// So many are read at once: each may take a few hundred megabytes.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FileNamed {
    /// Of the file; its ending tells Markdown from DOCX.
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct ImportedDocument {
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    lead: Option<String>,
    /// `{"version":1,"blocks":[…],"footnotes":[…]}`; of its figures, what the file does not say is empty.
    #[schema(value_type = Object)]
    document: Value,
    pictures: Vec<ImportedPicture>,
    /// What did not come along and where it stood, one sentence each.
    report: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ImportedPicture {
    /// As the figures of the document name it.
    name: String,
    media_type: String,
    base64: String,
    alt: String,
    credit: String,
    /// A code; null where the file says none.
    #[schema(required)]
    licence: Option<&'static str>,
}

/// What a DOCX or Markdown file would become; nothing is stored. The body is the file.
#[utoipa::path(
    post, path = "/documents/import", operation_id = "import_document", tag = "documents", params(FileNamed),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportedDocument), (status = 422), (status = 429)),
)]
pub async fn import(
    _: Session,
    named: Query<FileNamed>,
    file: Result<Bytes, actix_web::Error>,
) -> Result<Json<ImportedDocument>, Problem> {
    // The only way for a body of bytes not to arrive is to be too long, or cut off.
    let file = file.map_err(|_| Problem::unprocessable(TOO_LARGE))?;
    let Ok(_turn) = timeout(PATIENCE, AT_ONCE.acquire()).await else { return Err(Problem::too_many(5)) };
    let name = named.into_inner().name.to_lowercase();
    let is_text = [".md", ".markdown", ".txt"].iter().any(|ending| name.ends_with(ending));
    let read = move || if is_text { of_markdown(&file) } else { of_docx(&file) };
    Ok(Json(web::block(read).await.context("the reading was interrupted")??))
}

fn of_docx(file: &[u8]) -> Result<ImportedDocument, Problem> {
    let read = docx::read(file).map_err(|refusal| Problem::unprocessable(refusal.to_string()))?;
    let picture = |brought: docx::Brought| ImportedPicture {
        name: brought.name.to_string(),
        media_type: brought.media_type.to_owned(),
        base64: STANDARD.encode(&brought.bytes),
        alt: brought.alt,
        credit: brought.credit,
        licence: brought.licence.map(|licence| licence.code()),
    };
    Ok(ImportedDocument {
        title: read.title,
        lead: read.lead,
        document: tree(&read.document)?,
        pictures: read.pictures.into_iter().map(picture).collect(),
        report: read.losses,
    })
}

fn of_markdown(file: &[u8]) -> Result<ImportedDocument, Problem> {
    let text = std::str::from_utf8(file).map_err(|_| {
        Problem::unprocessable("文件不是 UTF-8 编码的文字。请用编辑器另存为 UTF-8；如果是 Word 文档，请保留 .docx 扩展名。")
    })?;
    let told = |faults| {
        let line = |fault: editorial::DeskFault| match fault.line {
            Some(line) => format!("第 {line} 行：{}", fault.message),
            None => fault.message,
        };
        editorial::faults_of_body(faults).into_iter().map(line).collect::<Vec<_>>()
    };
    let taken = markdown::take(text).map_err(|faults| Problem::unprocessable(told(faults).join("")))?;
    if taken.document.blocks.is_empty() && taken.title.is_none() {
        return Err(Problem::unprocessable("文件里没有文字。请检查是不是选对了文件。"));
    }
    Ok(ImportedDocument {
        title: taken.title,
        lead: None,
        document: tree(&taken.document)?,
        pictures: Vec::new(),
        report: told(taken.faults),
    })
}

fn tree(document: &Document) -> anyhow::Result<Value> {
    Ok(serde_json::from_str(&document.to_json())?)
}
