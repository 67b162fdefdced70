//! Organisations: a tree, and unions whose members stand anywhere in it.

use crate::{
    Db, Write,
    entity::{organisation, organisation_member},
};
use anyhow::{Context, Result};
use domain::{Act, Entity, Organisation};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

pub use crate::entity::organisation::Model as OrganisationRow;

/// Puts all entries; parents and members may stand anywhere in the list or be here already.
///
/// # Errors
/// Where a parent or member is nowhere; the caller has checked the list, so this is a fault of ours.
pub async fn put_all(write: &mut Write, entries: &[Organisation]) -> Result<()> {
    // First every row without its parent, then the edges: no order of the entries can be wrong.
    for entry in entries {
        if id_of(write, entry.slug.as_str()).await?.is_none() {
            put_row(write, entry, None).await?;
        }
    }
    for entry in entries {
        let parent = match &entry.parent {
            Some(slug) => Some(id_of(write, slug.as_str()).await?.with_context(|| format!("no organisation {slug}"))?),
            None => None,
        };
        put_row(write, entry, parent).await?;
        put_members(write, entry).await?;
    }
    Ok(())
}

pub async fn id_of(write: &Write, slug: &str) -> Result<Option<i64>> {
    Ok(row_of(write, slug).await?.map(|row| row.id))
}

pub async fn name_of(write: &Write, slug: &str) -> Result<Option<String>> {
    Ok(row_of(write, slug).await?.map(|row| row.name))
}

async fn row_of(write: &Write, slug: &str) -> Result<Option<OrganisationRow>> {
    Ok(organisation::Entity::find().filter(organisation::Column::Slug.eq(slug)).one(write.tx()).await?)
}

async fn put_row(write: &mut Write, entry: &Organisation, parent_id: Option<i64>) -> Result<i64> {
    let old = row_of(write, entry.slug.as_str()).await?;
    let new = OrganisationRow {
        id: old.as_ref().map_or(0, |o| o.id),
        slug: entry.slug.to_string(),
        name: entry.name.clone(),
        name_en: entry.name_en.clone(),
        kind: entry.kind.code().into(),
        parent_id,
        about: entry.about.trim().to_owned(),
        example: entry.example,
    };
    Ok(write.put::<organisation::Entity, _>(Entity::Organisation, entry.slug.as_str(), old, new).await?.id)
}

async fn put_members(write: &mut Write, entry: &Organisation) -> Result<()> {
    let union_id = id_of(write, entry.slug.as_str()).await?.context("an organisation that was just put is gone")?;
    let of_union = organisation_member::Column::UnionId.eq(union_id);
    let old: BTreeSet<i64> = organisation_member::Entity::find()
        .filter(of_union.clone())
        .all(write.tx())
        .await?
        .into_iter()
        .map(|m| m.member_id)
        .collect();
    let mut new = BTreeSet::new();
    for slug in &entry.members {
        new.insert(id_of(write, slug.as_str()).await?.with_context(|| format!("no organisation {slug}"))?);
    }
    if old == new {
        return Ok(());
    }
    organisation_member::Entity::delete_many().filter(of_union).exec(write.tx()).await?;
    for member_id in new {
        let row = organisation_member::ActiveModel { union_id: Set(union_id), member_id: Set(member_id) };
        organisation_member::Entity::insert(row).exec_without_returning(write.tx()).await?;
    }
    write.log(Entity::Organisation, union_id, entry.slug.as_str(), Act::Updated);
    Ok(())
}

pub async fn all(db: &Db) -> Result<Vec<OrganisationRow>> {
    Ok(organisation::Entity::find().order_by_asc(organisation::Column::Id).all(&db.connection).await?)
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<OrganisationRow>> {
    Ok(organisation::Entity::find().filter(organisation::Column::Slug.eq(slug)).one(&db.connection).await?)
}

/// The organisations around one: above it, below it, and the unions and members it is tied to.
#[derive(Debug, Default)]
pub struct Neighbours {
    pub parent: Option<OrganisationRow>,
    pub children: Vec<OrganisationRow>,
    pub members: Vec<OrganisationRow>,
    pub unions: Vec<OrganisationRow>,
}

pub async fn neighbours(db: &Db, of: &OrganisationRow) -> Result<Neighbours> {
    const JOIN: &str = "SELECT o.* FROM organisations o JOIN organisation_members m ON";
    let parent = match of.parent_id {
        Some(id) => organisation::Entity::find_by_id(id).one(&db.connection).await?,
        None => None,
    };
    Ok(Neighbours {
        parent,
        children: organisation::Entity::find()
            .filter(organisation::Column::ParentId.eq(of.id))
            .order_by_asc(organisation::Column::Id)
            .all(&db.connection)
            .await?,
        members: db.all(&format!("{JOIN} o.id = m.member_id WHERE m.union_id = $1 ORDER BY o.id"), [of.id.into()]).await?,
        unions: db.all(&format!("{JOIN} o.id = m.union_id WHERE m.member_id = $1 ORDER BY o.id"), [of.id.into()]).await?,
    })
}

/// The organisations at the top of the tree: those that stand below no other, and others below them.
pub async fn tops(db: &Db) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = "SELECT o.id FROM organisations o WHERE o.parent_id IS NULL \
               AND EXISTS (SELECT 1 FROM organisations b WHERE b.parent_id = o.id) ORDER BY o.id";
    let rows: Vec<Id> = db.all(sql, []).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Every membership as (union, member).
pub async fn memberships(db: &Db) -> Result<Vec<(i64, i64)>> {
    let rows = organisation_member::Entity::find().all(&db.connection).await?;
    Ok(rows.into_iter().map(|m| (m.union_id, m.member_id)).collect())
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<OrganisationRow>> {
    Ok(organisation::Entity::find_by_id(id).one(&db.connection).await?)
}

pub async fn by_ids(db: &Db, ids: &[i64]) -> Result<Vec<OrganisationRow>> {
    let among = organisation::Column::Id.is_in(ids.iter().copied());
    Ok(organisation::Entity::find().filter(among).order_by_asc(organisation::Column::Id).all(&db.connection).await?)
}

/// From the top of the tree down to the parent.
pub async fn above(db: &Db, of: &OrganisationRow) -> Result<Vec<OrganisationRow>> {
    let mut path: Vec<OrganisationRow> = Vec::new();
    let mut at = of.parent_id;
    while let Some(id) = at {
        let Some(row) = by_id(db, id).await? else { break };
        // The acts keep circles out; a page must end even if one got in.
        if path.iter().any(|other| other.id == row.id) {
            break;
        }
        at = row.parent_id;
        path.insert(0, row);
    }
    Ok(path)
}

/// The organisation, everything below it and, of a union, its members: where a role held in it reaches.
pub async fn within(db: &Db, id: i64) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let rows: Vec<Id> = db
        .all(
            "WITH RECURSIVE within (id) AS (SELECT o.id FROM organisations o WHERE o.id = $1 \
                 UNION SELECT o.id FROM organisations o JOIN within w ON o.parent_id = w.id) \
             SELECT id FROM within UNION SELECT member_id AS id FROM organisation_members WHERE union_id = $1",
            [id.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
