//! What a working copy points at: clauses and their words, works, pictures.

use super::check::DeskFault;
use crate::Result;
use db::{Db, assets, clauses::Outside, works};
use document::{Document, Lines};
use domain::{AssetKind, ClauseRef, WorkContent};

/// True where the clause's heading or text contains `words`, white space aside.
pub(crate) fn says(clause: &Outside, words: &str) -> bool {
    let dense = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = dense(words);
    !words.is_empty() && dense(&format!("{}{}", clause.heading, clause.body)).contains(&words)
}

/// `body` is absent where it cannot be read: then nothing is said of places in it.
pub(super) async fn clauses(db: &Db, content: &WorkContent, body: Option<&Document>, faults: &mut Vec<DeskFault>) -> Result<()> {
    let mut add = |message: String| faults.push(DeskFault { field: "clauses", line: None, message });
    for link in &content.clauses {
        let Some(clause) = clause(db, &link.clause).await? else {
            add(format!("没有条款“{}”。请重新选择。", link.clause));
            continue;
        };
        if let Some(passage) = link.passage.as_ref().filter(|passage| !says(&clause, passage)) {
            add(format!("条款“{}”里没有“{passage}”这段文字，请照原文选取。", link.clause));
        }
        if let (Some(anchor), Some(body)) = (&link.anchor, body)
            && !body.anchors().iter().any(|(_, a, _)| a.as_str() == anchor)
        {
            add(format!("正文里没有名为“{anchor}”的位置。"));
        }
    }
    Ok(())
}

/// Links to clauses and works, and exact quotes.
pub(super) async fn links(db: &Db, body: &Document, lines: &Lines, faults: &mut Vec<DeskFault>) -> Result<()> {
    let mut add = |path: &document::Path, message: String| {
        faults.push(DeskFault { field: "body", line: Some(lines.of(path)), message });
    };
    for (path, at) in body.clause_links() {
        if clause(db, at).await?.is_none() {
            add(&path, format!("没有条款“{at}”。"));
        }
    }
    for quote in body.quotes() {
        if let Some(clause) = clause(db, &quote.clause).await?
            && !says(&clause, &quote.text)
        {
            add(&quote.path, format!("引文与条款“{}”的原文不一致。请照原文引用，或去掉出处一行。", quote.clause));
        }
    }
    let named = body.work_links();
    let slugs: Vec<&str> = named.iter().map(|(_, slug)| slug.as_str()).collect();
    let readable = works::readable(db, &slugs).await?;
    for (path, slug) in &named {
        if !readable.iter().any(|work| work.asked == slug.as_str()) {
            add(path, format!("没有已发布的作品“{slug}”。"));
        }
    }
    Ok(())
}

pub(super) async fn pictures(db: &Db, body: &Document, lines: &Lines, faults: &mut Vec<DeskFault>) -> Result<()> {
    let named = body.pictures();
    let digests: Vec<&str> = named.iter().map(|(_, figure)| figure.picture.as_str()).collect();
    let rows = assets::names(db, &digests).await?;
    for (path, figure) in &named {
        let row = rows.iter().find(|row| row.digest == figure.picture.as_str());
        let message = match row.filter(|row| row.kind == AssetKind::Picture.code()) {
            None => "这张图片不在素材库里，请重新上传。".to_owned(),
            Some(row) if row.state == assets::FAILED => {
                format!("图片“{}”没有处理成功，请换一张。", row.name)
            }
            Some(row) if row.state != assets::READY => format!("图片“{}”还在处理，请稍候。", row.name),
            Some(_) => continue,
        };
        faults.push(DeskFault { field: "body", line: Some(lines.of(path)), message });
    }
    Ok(())
}

pub(super) async fn clause(db: &Db, at: &ClauseRef) -> Result<Option<Outside>> {
    Ok(db::clauses::outside(db, at.policy.as_str(), at.version, &at.clause).await?)
}
