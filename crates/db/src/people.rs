//! People: authors, interviewees, experts, reviewers.

use crate::{
    Db, Write,
    entity::{organisation, person},
};
use anyhow::{Context, Result};
use domain::{Entity, Person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::person::Model as PersonRow;

impl PersonRow {
    /// The fields of an expert; stored as a JSON list.
    pub fn fields(&self) -> Vec<String> {
        serde_json::from_str(&self.fields).unwrap_or_default()
    }
}

/// Puts one entry; its organisation is here already.
pub async fn put(write: &mut Write, entry: &Person) -> Result<i64> {
    let organisation_id = match &entry.organisation {
        Some(slug) => {
            let found = organisation::Entity::find().filter(organisation::Column::Slug.eq(slug.as_str())).one(write.tx()).await?;
            Some(found.with_context(|| format!("no organisation {slug}"))?.id)
        }
        None => None,
    };
    let old = person::Entity::find().filter(person::Column::Slug.eq(entry.slug.as_str())).one(write.tx()).await?;
    let new = PersonRow {
        id: old.as_ref().map_or(0, |o| o.id),
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        organisation_id,
        title: entry.title.clone(),
        fields: serde_json::to_string(&entry.fields)?,
        interests: entry.interests.clone(),
        about: entry.about.trim().to_owned(),
        example: entry.example,
    };
    Ok(write.put::<person::Entity, _>(Entity::Person, entry.slug.as_str(), old, new).await?.id)
}

pub async fn all(db: &Db) -> Result<Vec<PersonRow>> {
    Ok(person::Entity::find().order_by_asc(person::Column::Id).all(&db.connection).await?)
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<PersonRow>> {
    Ok(person::Entity::find().filter(person::Column::Slug.eq(slug)).one(&db.connection).await?)
}

/// As this act sees it.
pub async fn find(write: &Write, slug: &str) -> Result<Option<PersonRow>> {
    Ok(person::Entity::find().filter(person::Column::Slug.eq(slug)).one(write.tx()).await?)
}

pub async fn of_organisation(db: &Db, organisation_id: i64) -> Result<Vec<PersonRow>> {
    let of = person::Column::OrganisationId.eq(organisation_id);
    Ok(person::Entity::find().filter(of).order_by_asc(person::Column::Id).all(&db.connection).await?)
}

/// How many published works a person reviewed.
pub async fn reviewed(db: &Db, person_id: i64) -> Result<u64> {
    let sql = "SELECT COUNT(DISTINCT r.work_id) FROM work_reviews r CROSS JOIN works w \
               WHERE w.id = r.work_id AND r.person_id = $1 AND w.state = 'published'";
    Ok(db.number(sql, [person_id.into()]).await? as u64)
}
