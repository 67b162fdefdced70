//! What became of each work, as a file.

use super::see::own;
use crate::{Problem, Session, csv};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use db::{Db, bulk_acts};
use domain::Timestamp;
use editorial::MOST_IN_BULK;

const HEAD: [&str; 5] = ["标题", "网址名", "结果", "说明", "时间（北京时间）"];

/// A line for each work, in the order of the act.
#[utoipa::path(
    get, path = "/bulk-acts/{id}/export", operation_id = "export_bulk", tag = "bulk", params(("id" = i64, Path)),
    responses((status = 200, content_type = "text/csv"), (status = 404)),
)]
pub async fn export(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    let row = own(&db, &session, *id).await?;
    let mut text = csv::MARK.to_owned() + &csv::line(&HEAD.map(str::to_owned));
    for item in bulk_acts::items(&db, row.id, "", -1, MOST_IN_BULK as u64).await? {
        let state = match item.state.as_str() {
            bulk_acts::DONE => "完成",
            bulk_acts::REFUSED => "没有处理",
            _ => "等待",
        };
        let at = item.at.map(|at| Timestamp(at).minute()).unwrap_or_default();
        text += &csv::line(&[item.title, item.slug, state.to_owned(), item.words.unwrap_or_default(), at]);
    }
    Ok(csv::file("liangyi-bulk", text))
}
