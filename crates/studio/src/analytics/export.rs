//! The same numbers as tables for a spreadsheet.

use super::{
    reads::{Narrowed, Wanted},
    searches,
};
use crate::{Problem, Session, csv, reports::Asked};
use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use db::{Db, analytics};
use serde::Deserialize;

/// Lines of a file.
const MOST: usize = 100_000;

#[derive(Deserialize)]
pub struct Exported {
    #[serde(flatten)]
    wanted: Wanted,
    /// days, works, hosts or searches
    table: String,
}

/// One of the tables: by day, by work, by host, or of searches without a result.
#[utoipa::path(
    get, path = "/analytics/export", operation_id = "export_analytics", tag = "reports",
    params(Asked, ("work" = Option<String>, Query, description = "the id of one work"),
        ("host" = Option<String>, Query, description = "copies on one host; - for those that do not say"),
        ("table" = String, Query, description = "days, works, hosts or searches")),
    responses((status = 200, content_type = "text/csv"), (status = 400), (status = 403), (status = 404)),
)]
pub async fn export(session: Session, db: Data<Db>, exported: Query<Exported>) -> Result<HttpResponse, Problem> {
    let Narrowed { settled, reads, .. } = exported.wanted.narrow(&session, &db).await?;
    let lines: Vec<Vec<String>> = match exported.table.as_str() {
        "days" => {
            let days = analytics::by_day(&db, &reads).await?.into_iter();
            let line = |one: analytics::DayReads| {
                vec![one.day, one.views.to_string(), one.completions.to_string(), one.reprints.to_string()]
            };
            head(["日期", "打开", "读到末尾", "转载稿打开"]).into_iter().chain(days.map(line)).collect()
        }
        "works" => {
            let works = analytics::by_work(&db, &reads, MOST).await?.into_iter();
            let line = |one: analytics::WorkReads| {
                let counts = [one.views, one.completions, one.reprints].map(|count| count.to_string());
                [one.title, one.slug, one.organisation].into_iter().chain(counts).collect::<Vec<String>>()
            };
            head(["作品", "网址名", "组织", "打开", "读到末尾", "转载稿打开"]).into_iter().chain(works.map(line)).collect()
        }
        "hosts" => {
            let hosts = analytics::by_host(&db, &reads, MOST).await?.into_iter();
            let line = |one: analytics::HostReads| vec![one.host, one.works.to_string(), one.reprints.to_string()];
            head(["网站", "作品", "转载稿打开"]).into_iter().chain(hosts.map(line)).collect()
        }
        "searches" => {
            searches::may(&session)?;
            let words = searches::most(&db, settled.from, settled.until).await?.into_iter();
            let line = |one: searches::WordSearches| vec![one.words, one.searches.to_string(), one.last];
            head(["搜索的词", "次数", "最近一天"]).into_iter().chain(words.map(line)).collect()
        }
        _ => return Err(Problem::bad_request("没有这张表，请选 days、works、hosts 或 searches。")),
    };
    let text: String = lines.iter().map(|fields| csv::line(fields)).collect();
    Ok(csv::file(&format!("liangyi-{}", exported.table), csv::MARK.to_owned() + &text))
}

fn head<const N: usize>(names: [&str; N]) -> [Vec<String>; 1] {
    [names.map(str::to_owned).to_vec()]
}
