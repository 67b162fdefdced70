//! The glossary's terms: put (made, changed, or left as they are) and read.

use crate::{Db, Write, entity::term};
use anyhow::Result;
use domain::{ClauseRef, Entity, Term};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::term::Model as TermRow;

impl TermRow {
    /// Other ways in which texts write it.
    pub fn also(&self) -> Vec<String> {
        serde_json::from_str(&self.also).unwrap_or_default()
    }
}

pub async fn put(write: &mut Write, entry: &Term) -> Result<i64> {
    let old = term::Entity::find().filter(term::Column::Slug.eq(entry.slug.as_str())).one(write.tx()).await?;
    let new = TermRow {
        id: old.as_ref().map_or(0, |o| o.id),
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        also: serde_json::to_string(&entry.also)?,
        about: entry.about.trim().to_owned(),
        about_en: entry.about_en.as_ref().map(|text| text.trim().to_owned()),
        source: entry.source.trim().to_owned(),
        clause: entry.clause.as_ref().map(ClauseRef::to_string),
    };
    Ok(write.put::<term::Entity, _>(Entity::Term, entry.slug.as_str(), old, new).await?.id)
}

/// In the order in which they were made.
pub async fn all(db: &Db) -> Result<Vec<TermRow>> {
    Ok(term::Entity::find().order_by_asc(term::Column::Id).all(&db.connection).await?)
}
