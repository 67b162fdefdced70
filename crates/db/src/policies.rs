//! Policies and their versions: the source text is kept byte for byte, everything else is read from it.

use crate::{
    Db, Write,
    entity::{policy, policy_name, policy_relation, policy_version},
};
use anyhow::Result;
use domain::{PolicyRelation, Timestamp};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

pub use crate::entity::{policy::Model as PolicyRow, policy_relation::Model as RelationRow, policy_version::Model as VersionRow};

/// What a version says of itself.
#[derive(Clone, Debug)]
pub struct NewVersion {
    pub title: String,
    pub issuer: Option<String>,
    pub document_number: Option<String>,
    pub dated: Option<String>,
    pub source: Vec<u8>,
    pub digest: String,
}

pub async fn find(write: &Write, slug: &str) -> Result<Option<PolicyRow>> {
    Ok(policy::Entity::find().filter(policy::Column::Slug.eq(slug)).lock_exclusive().one(write.tx()).await?)
}

/// A policy without versions.
pub async fn create(write: &Write, slug: &str, version: &NewVersion) -> Result<PolicyRow> {
    let row = policy::ActiveModel {
        slug: Set(slug.to_owned()),
        title: Set(version.title.clone()),
        issuer: Set(version.issuer.clone()),
        dated: Set(version.dated.clone()),
        current_version: Set(0),
        created_at: Set(write.now().0),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

/// Adds a version and makes it the current one; its row.
pub async fn add_version(write: &Write, policy: &PolicyRow, version: NewVersion) -> Result<VersionRow> {
    let number = policy.current_version + 1;
    let mut current: policy::ActiveModel = policy.clone().into();
    current.title = Set(version.title.clone());
    current.issuer = Set(version.issuer.clone());
    current.dated = Set(version.dated.clone());
    current.current_version = Set(number);
    current.update(write.tx()).await?;
    let row = policy_version::ActiveModel {
        policy_id: Set(policy.id),
        number: Set(number),
        title: Set(version.title),
        issuer: Set(version.issuer),
        document_number: Set(version.document_number),
        dated: Set(version.dated),
        source: Set(version.source),
        digest: Set(version.digest),
        imported_at: Set(write.now().0),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

pub async fn version_in(write: &Write, policy_id: i64, number: i32) -> Result<Option<VersionRow>> {
    Ok(policy_version::Entity::find()
        .filter(policy_version::Column::PolicyId.eq(policy_id))
        .filter(policy_version::Column::Number.eq(number))
        .one(write.tx())
        .await?)
}

/// All versions, oldest first, for an act.
pub async fn versions_in(write: &Write, policy_id: i64) -> Result<Vec<VersionRow>> {
    Ok(policy_version::Entity::find()
        .filter(policy_version::Column::PolicyId.eq(policy_id))
        .order_by_asc(policy_version::Column::Number)
        .all(write.tx())
        .await?)
}

/// The version with this very text.
pub async fn version_with(write: &Write, policy_id: i64, digest: &str) -> Result<Option<VersionRow>> {
    Ok(policy_version::Entity::find()
        .filter(policy_version::Column::PolicyId.eq(policy_id))
        .filter(policy_version::Column::Digest.eq(digest))
        .one(write.tx())
        .await?)
}

pub async fn all(db: &Db) -> Result<Vec<PolicyRow>> {
    Ok(policy::Entity::find().order_by_asc(policy::Column::Id).all(&db.connection).await?)
}

pub async fn by_slug(db: &Db, slug: &str) -> Result<Option<PolicyRow>> {
    Ok(policy::Entity::find().filter(policy::Column::Slug.eq(slug)).one(&db.connection).await?)
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<PolicyRow>> {
    Ok(policy::Entity::find_by_id(id).one(&db.connection).await?)
}

/// One version with its source.
pub async fn version(db: &Db, policy_id: i64, number: i32) -> Result<Option<VersionRow>> {
    Ok(policy_version::Entity::find()
        .filter(policy_version::Column::PolicyId.eq(policy_id))
        .filter(policy_version::Column::Number.eq(number))
        .one(&db.connection)
        .await?)
}

/// A version without its source.
#[derive(Clone, Debug, FromQueryResult)]
pub struct VersionHead {
    pub number: i32,
    pub title: String,
    pub dated: Option<String>,
    pub digest: String,
    pub imported_at: i64,
}

impl VersionHead {
    pub fn imported(&self) -> Timestamp {
        Timestamp(self.imported_at)
    }
}

/// Oldest first.
pub async fn versions(db: &Db, policy_id: i64) -> Result<Vec<VersionHead>> {
    db.all(
        "SELECT number, title, dated, digest, imported_at FROM policy_versions WHERE policy_id = $1 ORDER BY number",
        [policy_id.into()],
    )
    .await
}

pub async fn add_name(write: &Write, version_id: i64, short_name: &str, full_name: &str, mentions: usize) -> Result<()> {
    let row = policy_name::ActiveModel {
        version_id: Set(version_id),
        short_name: Set(short_name.to_owned()),
        full_name: Set(full_name.to_owned()),
        mentions: Set(mentions as i32),
        ..Default::default()
    };
    row.insert(write.tx()).await?;
    Ok(())
}

/// Replaces the relations that a policy names; the target is filled in where a policy of that title is here.
pub async fn set_relations(write: &Write, policy_id: i64, relations: &[(PolicyRelation, String)]) -> Result<()> {
    let of_policy = policy_relation::Column::PolicyId.eq(policy_id);
    policy_relation::Entity::delete_many().filter(of_policy).exec(write.tx()).await?;
    for (kind, title) in relations {
        let target = policy::Entity::find().filter(policy::Column::Title.eq(title.as_str())).one(write.tx()).await?;
        let row = policy_relation::ActiveModel {
            policy_id: Set(policy_id),
            kind: Set(kind.code().into()),
            target_title: Set(title.clone()),
            target_id: Set(target.map(|t| t.id).filter(|id| *id != policy_id)),
            ..Default::default()
        };
        row.insert(write.tx()).await?;
    }
    Ok(())
}

/// Ties relations that have waited for a policy of this title to it.
pub async fn resolve_relations(write: &Write, policy_id: i64, title: &str) -> Result<()> {
    write
        .run(
            "UPDATE policy_relations SET target_id = $1 WHERE target_title = $2 AND target_id IS NULL AND policy_id <> $1",
            [policy_id.into(), title.into()],
        )
        .await?;
    Ok(())
}

/// A relation as either side's page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Related {
    pub kind: String,
    pub title: String,
    pub slug: Option<String>,
    /// True where the other policy names this one.
    pub inbound: bool,
}

pub async fn related(db: &Db, policy_id: i64) -> Result<Vec<Related>> {
    db.all(
        "SELECT r.kind, r.target_title AS title, p.slug, FALSE AS inbound FROM policy_relations r \
             LEFT JOIN policies p ON p.id = r.target_id WHERE r.policy_id = $1 \
         UNION ALL \
         SELECT r.kind, p.title, p.slug, TRUE AS inbound FROM policy_relations r \
             JOIN policies p ON p.id = r.policy_id WHERE r.target_id = $1",
        [policy_id.into()],
    )
    .await
}

/// Slug by title, for names in running text that become links.
pub async fn slugs_by_title(db: &Db) -> Result<std::collections::HashMap<String, String>> {
    Ok(all(db).await?.into_iter().map(|p| (p.title, p.slug)).collect())
}

/// Every (full name, short name) that the current versions define.
pub async fn all_names(db: &Db) -> Result<Vec<(String, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        full_name: String,
        short_name: String,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT DISTINCT n.full_name, n.short_name FROM policy_names n JOIN policy_versions v ON v.id = n.version_id \
             JOIN policies p ON p.id = v.policy_id AND p.current_version = v.number",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|r| (r.full_name, r.short_name)).collect())
}
