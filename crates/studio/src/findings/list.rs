//! What is found in a working copy.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{Db, ignored_findings, ignored_findings::Ignored};
use document::Lines;
use domain::{DiffOp, Right, Timestamp};
use pages::Site;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// How much of the text is the policy over again.
#[derive(Serialize, ToSchema)]
pub struct CopiedShare {
    /// 0 to 100.
    percent: usize,
    copied: usize,
    of: usize,
}

/// Words that stay, go or come.
#[derive(Serialize, ToSchema)]
pub struct DifferentWords {
    /// equal, delete (of the policy) or insert (of the text)
    op: &'static str,
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct LetStand {
    by: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct FindingHere {
    fingerprint: String,
    /// quote-differs, copied, claim-without-source, alt-text, phone, identity-number, word, ai-label, rights-over or dead-link
    code: &'static str,
    /// warning or note
    severity: &'static str,
    /// body, title, lead, ai, sources, or original: the file that the work is about
    field: &'static str,
    /// The line of the body on which its block begins.
    #[schema(required)]
    line: Option<u32>,
    /// The block of the body, or the part of it.
    #[schema(required)]
    path: Option<String>,
    /// Characters of the text there; equal where the whole is meant.
    from: usize,
    to: usize,
    excerpt: String,
    /// How often the same words stand before them in the same block of the top level.
    occurrence: usize,
    message: String,
    remedy: String,
    difference: Vec<DifferentWords>,
    /// Who lets it stand.
    #[schema(required)]
    ignored: Option<LetStand>,
}

#[derive(Serialize, ToSchema)]
pub struct FoundHere {
    /// Of the working copy that was looked at.
    version: i32,
    findings: Vec<FindingHere>,
    /// There are more than are told.
    more: bool,
    /// Null where no policy is cited.
    #[schema(required)]
    copied: Option<CopiedShare>,
}

/// Looks through the working copy as it is kept.
#[utoipa::path(
    get, path = "/works/{id}/findings", operation_id = "list_findings", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = FoundHere), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, site: Data<Site>, id: Path<i64>) -> Result<Json<FoundHere>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let houses = allow::places(&session, Right::SeeWords);
    let found =
        editorial::find_in_work(&db, &newest.content, &newest.body, houses.as_deref(), site.base_url.trim_end_matches('/'))
            .await?;
    let ignored = ignored_findings::of_work(&db, desk.id).await?;
    let ignored: HashMap<&str, &Ignored> = ignored.iter().map(|one| (one.fingerprint.as_str(), one)).collect();
    let findings = found.findings;
    Ok(Json(FoundHere {
        version: newest.version,
        more: findings.more,
        copied: findings.copied.map(|c| CopiedShare { percent: c.percent, copied: c.copied, of: c.of }),
        findings: findings.found.into_iter().map(|finding| here(finding, &found.lines, &ignored)).collect(),
    }))
}

fn here(finding: editorial::Finding, lines: &Lines, ignored: &HashMap<&str, &Ignored>) -> FindingHere {
    let words = finding.difference.into_iter().map(|(op, text)| DifferentWords {
        op: match op {
            DiffOp::Equal => "equal",
            DiffOp::Delete => "delete",
            DiffOp::Insert => "insert",
        },
        text,
    });
    FindingHere {
        code: finding.code.code(),
        severity: finding.severity.code(),
        field: finding.field,
        line: finding.path.as_ref().map(|path| lines.of(path)),
        path: finding.path.as_ref().map(document::Path::to_string),
        from: finding.range.0,
        to: finding.range.1,
        excerpt: finding.excerpt,
        occurrence: finding.occurrence,
        message: finding.message,
        remedy: finding.remedy,
        difference: words.collect(),
        ignored: ignored
            .get(finding.fingerprint.as_str())
            .map(|one| LetStand { by: one.by_name.clone(), at: Timestamp(one.at).rfc3339() }),
        fingerprint: finding.fingerprint.into(),
    }
}
