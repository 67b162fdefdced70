//! Entries of the audit log: a page of them, or all as a file.

use super::format::{CSV_HEAD, csv_line, json_line};
use crate::{Problem, Session, account::Named, allow, clock};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data, Json, Query},
};
use db::{
    Db,
    audit::{self, Entry, EntryRow, Order, Which},
    organisations,
};
use domain::{AuditAct, AuditSubject, Day, Right, Timestamp};
use futures::stream;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

const PAGE: u64 = 50;
const MOST: u64 = 200;
/// Entries that are read at once for a file.
const PIECE: u64 = 500;
const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The name of an account that acted or was acted upon.
    person: Option<String>,
    /// A code of the audit log, such as signed-in.
    act: Option<String>,
    /// The number of a work.
    work: Option<i64>,
    /// Days in Beijing, both included: 2026-10-01
    from: Option<String>,
    until: Option<String>,
    /// `next` of the page before.
    before: Option<i64>,
    /// At most 200.
    limit: Option<u64>,
    /// Of a file: csv or jsonl
    format: Option<String>,
}

impl Wanted {
    fn which(&self, session: &Session) -> Result<Which, Problem> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let day = |text: &Option<String>| {
            let day = given(text).map(|text| text.trim().parse::<Day>());
            day.transpose().map_err(|_| Problem::bad_request("日期请写成 2026-10-01。"))
        };
        let act = given(&self.act).map(|act| act.parse::<AuditAct>()).transpose();
        let act = act.map_err(|_| Problem::bad_request("没有这种操作。"))?;
        Ok(Which {
            places: allow::places(session, Right::SeeAudit),
            person: given(&self.person).map(|person| person.trim().to_owned()),
            act: act.map(|act| act.code().to_owned()),
            work: self.work,
            from: day(&self.from)?.map(|day| day.start().0),
            until: day(&self.until)?.map(|day| day.start().0 + DAY),
            ..Which::default()
        })
    }
}

#[derive(Serialize, ToSchema)]
pub struct AuditEntry {
    seq: i64,
    at: String,
    /// The name of an account; `command`, `worker` or `door` of the program itself.
    actor: String,
    /// False of the program itself.
    by_account: bool,
    network: String,
    act: String,
    act_zh: &'static str,
    subject: String,
    #[schema(required)]
    subject_id: Option<i64>,
    name: String,
    #[schema(required)]
    organisation: Option<Named>,
    #[schema(value_type = Object)]
    detail: serde_json::Value,
    digest: String,
}

#[derive(Serialize, ToSchema)]
pub struct AuditList {
    entries: Vec<AuditEntry>,
    #[schema(required)]
    next: Option<i64>,
    /// Every act that can be asked for.
    acts: Vec<ActWord>,
}

#[derive(Serialize, ToSchema)]
pub struct ActWord {
    code: &'static str,
    zh: &'static str,
}

/// What was done in the organisations that this account administers, the newest first.
#[utoipa::path(
    get, path = "/audit", operation_id = "list_audit", tag = "audit", params(Wanted),
    responses((status = 200, body = AuditList), (status = 400)),
)]
pub async fn list(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<AuditList>, Problem> {
    let limit = wanted.limit.unwrap_or(PAGE).clamp(1, MOST);
    let which = Which { order: Order::Newest { before: wanted.before }, limit: limit + 1, ..wanted.which(&session)? };
    let mut rows = audit::list(&db, &which).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.organisation_id).collect();
    let places = organisations::by_ids(&db, &ids).await?;
    let places: HashMap<i64, Named> = places.into_iter().map(|o| (o.id, Named { slug: o.slug, name: o.name })).collect();
    let next = rows.last().filter(|_| more).map(|row| row.seq);
    let acts = AuditAct::ALL.iter().map(|act| ActWord { code: act.code(), zh: act.zh() });
    Ok(Json(AuditList { entries: rows.into_iter().map(|row| shown(row, &places)).collect(), next, acts: acts.collect() }))
}

fn shown(row: EntryRow, places: &HashMap<i64, Named>) -> AuditEntry {
    AuditEntry {
        seq: row.seq,
        at: Timestamp(row.at).rfc3339(),
        by_account: row.account_id.is_some(),
        actor: row.actor,
        network: row.network,
        act_zh: row.act.parse::<AuditAct>().map_or("", AuditAct::zh),
        act: row.act,
        subject: row.subject,
        subject_id: row.subject_id,
        name: row.name,
        organisation: row.organisation_id.and_then(|id| places.get(&id).cloned()),
        detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        digest: row.digest,
    }
}

/// The same entries as a file, the oldest first. That it was made is written into the log.
#[utoipa::path(
    get, path = "/audit/export", operation_id = "export_audit", tag = "audit", params(Wanted),
    responses((status = 200, content_type = "text/csv"), (status = 400)),
)]
pub async fn export(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<HttpResponse, Problem> {
    let (head, line, kind, ending): (&str, fn(&EntryRow) -> String, _, _) = match wanted.format.as_deref() {
        None | Some("csv") => (CSV_HEAD, csv_line, "text/csv; charset=utf-8", "csv"),
        Some("jsonl") => ("", json_line, "application/jsonl; charset=utf-8", "jsonl"),
        Some(_) => return Err(Problem::bad_request("导出格式只能是 csv 或 jsonl。")),
    };
    let which = Which { order: Order::Oldest { after: 0 }, limit: PIECE, ..wanted.which(&session)? };
    let mut write = session.acting(&db).write(clock::now()).await?;
    write.audit(Entry::new(AuditAct::AuditExported, AuditSubject::Log, None, "").with("format", ending));
    write.commit().await?;
    let first = (!head.is_empty()).then(|| Ok::<_, anyhow::Error>(Bytes::from_static(head.as_bytes())));
    let pieces = stream::try_unfold(Some((db, which)), move |at| async move {
        let Some((db, which)) = at else { return Ok(None) };
        let rows = audit::list(&db, &which).await?;
        let text: String = rows.iter().map(line).collect();
        let rest = rows.last().map(|row| (db, Which { order: Order::Oldest { after: row.seq }, ..which }));
        anyhow::Ok((!text.is_empty()).then(|| (Bytes::from(text), rest)))
    });
    let body = futures::StreamExt::chain(stream::iter(first), pieces);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"liangyi-audit.{ending}\"")))
        .streaming(Box::pin(body)))
}
