//! One state of a work, by its name: `r12` a revision, `k3` a copy kept before it was overwritten, `copy` the working copy,
//! `public` what readers see.

use crate::Problem;
use db::{Db, kept_copies, revisions, work_desks::Desk};
use document::{Document, markdown};
use domain::WorkContent;

pub struct Edition {
    pub content: WorkContent,
    /// Markdown.
    pub body: String,
    /// Where it was kept as a tree.
    tree: Option<Document>,
    /// Where it is a revision, that one's id.
    pub revision: Option<i64>,
}

impl Edition {
    /// # Errors
    /// 404 where this work has no such state.
    pub async fn find(db: &Db, desk: &Desk, name: &str) -> Result<Self, Problem> {
        let line = desk.corrects.unwrap_or(desk.id);
        let number = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.parse::<i64>().ok());
        if name == "copy" {
            let newest = editorial::newest(db, desk.id).await?.ok_or_else(Problem::not_found)?;
            return Ok(Self { content: newest.content, body: newest.body, tree: None, revision: None });
        }
        if let Some(id) = number("k") {
            let kept = kept_copies::one(db, desk.id, id).await?.ok_or_else(Problem::not_found)?;
            let content = serde_json::from_str(&kept.content).map_err(anyhow::Error::from)?;
            return Ok(Self { content, body: kept.body, tree: None, revision: None });
        }
        let wanted = if name == "public" { desk.published_revision } else { number("r") };
        let id = wanted.ok_or_else(Problem::not_found)?;
        let revision = match revisions::of_work(db, desk.id, id).await? {
            Some(revision) => revision,
            // A correction is held against what it corrects.
            None => revisions::of_work(db, line, id).await?.ok_or_else(Problem::not_found)?,
        };
        Ok(Self {
            content: revision.content,
            body: markdown::write(&revision.body),
            tree: Some(revision.body),
            revision: Some(id),
        })
    }

    /// # Errors
    /// 422 where its body cannot be read.
    pub fn tree(&self) -> Result<Document, Problem> {
        match &self.tree {
            Some(tree) => Ok(tree.clone()),
            None => Ok(markdown::read(&self.body)
                .map_err(|_| Problem::unprocessable("这份稿子的正文里还有格式错误，改好以后才能对比。"))?
                .document),
        }
    }
}
