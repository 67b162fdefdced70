//! The coverage of a policy as a file.

use super::matrix::{Coverage, CoverageCell, CoverageClause, Wanted, read};
use crate::{Problem, Session, csv};
use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use db::Db;
use domain::WorkCalendar;

/// The same as a table for a spreadsheet: a line for each clause.
#[utoipa::path(
    get, path = "/coverage/export", operation_id = "export_coverage", tag = "coverage", params(Wanted),
    responses((status = 200, content_type = "text/csv"), (status = 403), (status = 404)),
)]
pub async fn export(
    session: Session,
    db: Data<Db>,
    calendar: Data<WorkCalendar>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Problem> {
    let coverage = read(&session, &db, &calendar, &wanted).await?;
    let mut text = csv::MARK.to_owned() + &csv::line(&head(&coverage));
    text.extend(coverage.clauses.iter().map(|clause| csv::line(&fields(clause))));
    Ok(csv::file("liangyi-coverage", text))
}

fn head(coverage: &Coverage) -> Vec<String> {
    let mut head: Vec<String> =
        ["条款", "编号", "标题", "已发布", "撰写中", "首次解读", "用时（工作日）", "逾期"].map(str::to_owned).into();
    for column in coverage.kinds.iter().chain(&coverage.genres) {
        head.extend([format!("{}：已发布", column.zh), format!("{}：撰写中", column.zh)]);
    }
    head
}

fn fields(clause: &CoverageClause) -> Vec<String> {
    let mut fields = vec![clause.id.clone(), clause.label.clone(), clause.heading.clone()];
    let add = |fields: &mut Vec<String>, cell: &CoverageCell| fields.extend([cell.works.to_string(), cell.drafts.to_string()]);
    add(&mut fields, &clause.all);
    fields.push(clause.first.clone().unwrap_or_default());
    fields.push(clause.days.map(|days| days.to_string()).unwrap_or_default());
    fields.push(if clause.late { "是" } else { "" }.to_owned());
    clause.kinds.iter().chain(&clause.genres).for_each(|cell| add(&mut fields, cell));
    fields
}
