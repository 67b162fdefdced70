//! A work taken along: as Markdown, as DOCX, or for the editor of a WeChat public account.

mod docx;

use super::shape::faults;
use crate::{Problem, Session, allow, preview::links};
use actix_web::web::{Data, Json, Path, Query};
use anyhow::Result;
use db::{Db, organisations, people, work_desks::Desk};
use document::{Document, html::Links, markdown, wechat};
use domain::{AiLabel, Right, Role, WorkContent};
use editorial::Newest;
use pages::{Site, address};
use serde::{Deserialize, Serialize};
use storage::Storage;
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// markdown, docx or wechat
    form: String,
}

#[derive(Serialize, ToSchema)]
pub struct Exported {
    /// Of the file.
    name: String,
    media_type: &'static str,
    /// Empty of what is no text.
    text: String,
    /// The bytes of what is no text.
    #[schema(required)]
    base64: Option<String>,
    /// What could not be taken along, or is to be kept in mind; in Chinese.
    notes: Vec<String>,
}

/// The working copy in another form.
#[utoipa::path(
    get, path = "/works/{id}/export", operation_id = "export_work", tag = "works", params(("id" = i64, Path), Form),
    responses((status = 200, body = Exported), (status = 400), (status = 404), (status = 422, description = "the body cannot be read yet")),
)]
pub async fn export(
    session: Session,
    db: Data<Db>,
    site: Data<Site>,
    storage: Data<Storage>,
    id: Path<i64>,
    asked: Query<Form>,
) -> Result<Json<Exported>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    match asked.form.as_str() {
        "markdown" => Ok(Json(as_markdown(&db, &site, &newest).await?)),
        "wechat" => Ok(Json(for_wechat(&db, &site, &desk, &newest).await?)),
        "docx" => Ok(Json(docx::export(&session, &db, &storage, &site, &desk, &newest).await?)),
        _ => Err(Problem::bad_request("form 只能是 markdown、docx 或 wechat。")),
    }
}

/// Where everybody finds what the text names.
async fn public(db: &Db, site: &Site, content: &WorkContent, body: &Document) -> Result<Links> {
    let base = site.base_url.trim_end_matches('/').to_owned();
    Ok(Links { base, answers: false, ..links(db, content.language, body, "/media").await? })
}

/// As it was written, also where it is not yet right, under its title; pictures by their addresses.
async fn as_markdown(db: &Db, site: &Site, newest: &Newest) -> Result<Exported> {
    let (content, mut body) = (&newest.content, newest.body.clone());
    let read = markdown::read_what_is_there(&body).read.map(|read| read.document).unwrap_or_default();
    let found = public(db, site, content, &read).await?;
    let mut notes = Vec::new();
    for (_, figure) in read.pictures() {
        let name = figure.picture.as_str();
        match found.pictures.get(name) {
            Some(picture) => body = body.replace(&format!("]({name}"), &format!("]({}{}", found.base, picture.src)),
            None => notes.push(format!("图片“{}”还没有处理好，文件里只有它的编号。", figure.alt)),
        }
    }
    let text = format!("# {}\n\n{}\n\n{}\n", content.title, content.lead, body.trim_end());
    Ok(Exported { name: format!("{}.md", content.slug), media_type: "text/markdown", text, base64: None, notes })
}

async fn for_wechat(db: &Db, site: &Site, desk: &Desk, newest: &Newest) -> Result<Exported, Problem> {
    let content = &newest.content;
    let body = match markdown::read(&newest.body) {
        Ok(read) => read.document,
        Err(found) => return Err(Problem::faults(faults(editorial::faults_of_body(found)))),
    };
    let found = public(db, site, content, &body).await?;
    let closing = closing(&makers(db, &found.base, desk, content).await?, content);
    let article = wechat::write(&body, &found, &wechat::Around { lead: &content.lead, closing: &closing });
    let mut notes = article.left_out;
    if !body.pictures().is_empty() && (!desk.live || newest.changed) {
        notes.push("这一稿还没有发布，其中的新图片要等发布以后才能显示。请发布后再复制一次。".to_owned());
    }
    if content.original().is_some() {
        notes.push("只有文字：视频、长图和 H5 页面请在公众号后台另外上传，或者请读者看原文。".to_owned());
    }
    Ok(Exported { name: format!("{}.html", content.slug), media_type: "text/html", text: article.html, base64: None, notes })
}

/// Whose a text is.
struct Makers {
    publishers: Vec<String>,
    authors: Vec<String>,
    source: String,
    /// Empty before it is published.
    address: String,
}

async fn makers(db: &Db, base: &str, desk: &Desk, content: &WorkContent) -> Result<Makers> {
    let mut publishers = Vec::new();
    for slug in &content.organisations {
        publishers.extend(organisations::by_slug(db, slug.as_str()).await?.map(|row| row.name));
    }
    let mut authors = Vec::new();
    for credit in content.people.iter().filter(|credit| credit.role == Role::Author) {
        authors.extend(people::by_slug(db, credit.person.as_str()).await?.map(|row| row.name));
    }
    let source = content.source.clone().unwrap_or_else(|| publishers.join("、"));
    let address = if desk.live { format!("{base}{}", address::work(&content.slug)) } else { String::new() };
    Ok(Makers { publishers, authors, source, address })
}

/// What reprint practice asks for: who wrote it, where it stands, who may use it.
fn closing(makers: &Makers, content: &WorkContent) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, said) in [
        ("来源", makers.source.clone()),
        ("作者", makers.authors.join("、")),
        ("原文", makers.address.clone()),
        ("许可", content.licence.zh().to_owned()),
        ("标识", if content.ai == AiLabel::None { String::new() } else { content.ai.zh().to_owned() }),
    ] {
        if !said.is_empty() {
            lines.push(format!("{name}：{said}"));
        }
    }
    lines
}
