//! The report as a file.

use super::{
    quantile::Spread,
    report::{Report, read},
    row::ReportRow,
    span::Asked,
};
use crate::{Problem, Session, csv};
use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use db::Db;
use domain::WorkCalendar;

const HEAD: [&str; 24] = [
    "组织",
    "已解读条款",
    "应解读条款",
    "首次解读用时（工作日）",
    "发布作品",
    "走完三审",
    "初审用时中位数（小时）",
    "初审用时九成（小时）",
    "复审用时中位数（小时）",
    "复审用时九成（小时）",
    "终审用时中位数（小时）",
    "终审用时九成（小时）",
    "签发用时中位数（小时）",
    "签发用时九成（小时）",
    "全程用时中位数（小时）",
    "全程用时九成（小时）",
    "更正",
    "关注声明",
    "撤回",
    "移除",
    "紧急发布",
    "待补审",
    "被转载",
    "统计时段",
];

/// The same as a table for a spreadsheet: a line for each organisation.
#[utoipa::path(
    get, path = "/reports/export", operation_id = "export_report", tag = "reports", params(Asked),
    responses((status = 200, content_type = "text/csv"), (status = 400), (status = 403), (status = 404)),
)]
pub async fn export(
    session: Session,
    db: Data<Db>,
    calendar: Data<WorkCalendar>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let report = read(&session, &db, &calendar, &asked).await?;
    let mut text = csv::MARK.to_owned() + &csv::line(&HEAD.map(str::to_owned));
    text.extend(report.rows.iter().map(|row| csv::line(&fields(&report, row))));
    Ok(csv::file("liangyi-report", text))
}

fn fields(report: &Report, row: &ReportRow) -> Vec<String> {
    let mut fields = vec![
        row.organisation.name.clone(),
        row.covered.to_string(),
        report.clauses.to_string(),
        row.days.map(|days| days.to_string()).unwrap_or_default(),
        row.published.to_string(),
        row.reviewed.to_string(),
    ];
    let times = &row.times;
    for spread in [&times.first, &times.second, &times.last, &times.published, &times.whole] {
        let hours =
            |of: fn(&Spread) -> i64| spread.as_ref().map(|s| format!("{:.1}", of(s) as f64 / 3_600_000.0)).unwrap_or_default();
        fields.extend([hours(|s| s.median), hours(|s| s.p90)]);
    }
    fields.extend(
        [row.corrections, row.concerns, row.retractions, row.removals, row.forced, row.unreviewed, row.reprinted]
            .map(|n| n.to_string()),
    );
    fields.push(format!("{} 至 {}", report.from, report.until));
    fields
}
