//! What became of a report.

use super::private;
use crate::{Failure, limits::Limits, page::Page};
use actix_web::{
    HttpRequest,
    http::StatusCode,
    web::{Data, Path},
};
use anyhow::{Context, Result};
use db::{
    Db, corrections,
    reader_reports::{self, ReaderReport},
    works::{self, Lookup},
};
use domain::{CorrectionKind, Receipt, Slug, Timestamp};
use pages::{ReportReceipt, ReportStart, Reported, Site, address};

pub async fn receipt(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    limits: Data<Limits>,
    typed: Path<String>,
) -> Result<Page, Failure> {
    limits.ask(&request)?;
    let found = match typed.parse::<Receipt>() {
        Ok(receipt) => reader_reports::by_receipt(&db, &receipt).await?,
        Err(_) => None,
    };
    let Some(report) = found else {
        let problem = Some(site.words().report_no_receipt.to_owned());
        let start = ReportStart { site: &site, receipt: typed.chars().take(60).collect(), problem };
        return Ok(private(StatusCode::NOT_FOUND, start.render()));
    };
    Ok(private(StatusCode::OK, shown(&db, &site, report).await?.render()))
}

async fn shown<'a>(db: &Db, site: &'a Site, report: ReaderReport) -> Result<ReportReceipt<'a>> {
    let about = about(db, &report).await?;
    let correction = match report.correction_id {
        Some(id) => corrections::by_id(db, id).await?.map(|notice| notice.reason),
        None => None,
    };
    Ok(ReportReceipt {
        site,
        receipt: report.receipt()?,
        topic: report.topic()?,
        state: report.state()?,
        sent: Timestamp(report.created_at),
        changed: Timestamp(report.changed_at),
        // What a removed work said is told nowhere, this not either.
        correction: correction.filter(|_| about.is_some()),
        answer: report.answer,
        about,
    })
}

/// `None` where the work may not be named any longer.
async fn about(db: &Db, report: &ReaderReport) -> Result<Option<Reported>> {
    let slug: Slug = report.slug.parse()?;
    if report.work_id.is_none() {
        let title = report.label.as_ref().map_or_else(|| report.title.clone(), |label| format!("{}　{label}", report.title));
        let clause = report.clause.as_deref().map(str::parse).transpose().context("a clause of a report")?;
        let href = clause.map_or_else(|| address::policy(&slug), |clause| address::clause(&slug, &clause));
        return Ok(Some(Reported { title, href }));
    }
    let named = match works::lookup(db, slug.as_str()).await? {
        Lookup::Found(_) | Lookup::Retracted(..) | Lookup::Moved(_) => true,
        Lookup::Gone(_, notice) => notice.kind()? != CorrectionKind::Removal,
        Lookup::Missing => false,
    };
    Ok(named.then(|| Reported { title: report.title.clone(), href: address::work(&slug) }))
}
