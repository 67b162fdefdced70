//! What a report is about: a page that the public can read.

use anyhow::Result;
use db::{
    Db, clauses, policies,
    reader_reports::Subject,
    works::{self, Lookup},
};
use domain::{ClauseId, Slug};
use pages::{Reported, Site, Variant, address};

pub struct About {
    pub subject: Subject,
    pub shown: Reported,
}

impl About {
    /// By the path of its page, in any view, or by the whole address; `None` where nothing is there that can be read.
    pub async fn find(db: &Db, site: &Site, about: &str) -> Result<Option<Self>> {
        let path = about.strip_prefix(&site.base_url).unwrap_or(about).split(['?', '#']).next().unwrap_or_default();
        let (_, path) = Variant::split(path);
        let parts: Vec<&str> = path.split('/').collect();
        match parts[..] {
            ["", "works", slug] => Self::work(db, slug).await,
            ["", "policies", slug] => Self::policy(db, slug, None).await,
            ["", "policies", slug, clause] => Self::policy(db, slug, Some(clause)).await,
            _ => Ok(None),
        }
    }

    async fn work(db: &Db, slug: &str) -> Result<Option<Self>> {
        let Ok(slug) = slug.parse::<Slug>() else { return Ok(None) };
        let found = match works::lookup(db, slug.as_str()).await? {
            Lookup::Moved(to) => works::lookup(db, &to).await?,
            found => found,
        };
        let (Lookup::Found(work) | Lookup::Retracted(work, _)) = found else { return Ok(None) };
        let href = address::work(&work.work.slug.parse()?);
        Ok(Some(Self { subject: Subject::Work(work.work.id), shown: Reported { title: work.work.title, href } }))
    }

    async fn policy(db: &Db, slug: &str, clause: Option<&str>) -> Result<Option<Self>> {
        let Ok(slug) = slug.parse::<Slug>() else { return Ok(None) };
        let Some(row) = policies::by_slug(db, slug.as_str()).await? else { return Ok(None) };
        let (id, version) = (row.id, row.current_version);
        let Some(clause) = clause else {
            let shown = Reported { title: row.title, href: address::policy(&slug) };
            return Ok(Some(Self { subject: Subject::Policy { id, version, clause: None }, shown }));
        };
        let Ok(clause) = clause.parse::<ClauseId>() else { return Ok(None) };
        let Some(label) = clauses::label(db, id, version, &clause.to_string()).await? else { return Ok(None) };
        let shown = Reported { title: format!("{}　{label}", row.title), href: address::clause(&slug, &clause) };
        Ok(Some(Self { subject: Subject::Policy { id, version, clause: Some(clause.to_string()) }, shown }))
    }
}
