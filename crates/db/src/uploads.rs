//! Uploads under way: how much of each has arrived, and what it became.
//!
//! No door shows an upload to the public, so none of this is in the change log.

use crate::{Db, Write, entity::upload};
use anyhow::{Context, Result};
use domain::Timestamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use std::collections::HashMap;

pub use crate::entity::upload::Model as UploadRow;

pub async fn find(db: &Db, id: &str) -> Result<Option<UploadRow>> {
    Ok(upload::Entity::find_by_id(id.to_owned()).one(&db.connection).await?)
}

pub async fn add(write: &Write, row: UploadRow) -> Result<()> {
    upload::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(write.tx()).await?;
    Ok(())
}

/// From here on no other upload of this organisation begins: two would each find the same room left.
pub async fn as_the_only_beginning(write: &Write, organisation_id: i64) -> Result<()> {
    // SQLite has one writer anyway; and rows that name the organisation may be written meanwhile.
    if write.tx().get_database_backend() == DbBackend::Postgres {
        write.run("SELECT id FROM organisations WHERE id = $1 FOR NO KEY UPDATE", [organisation_id.into()]).await?;
    }
    Ok(())
}

/// Bytes that an organisation takes: the originals it brought, each once, and the whole length of what is under way.
const USED: &str = "SELECT CAST( \
     (SELECT COALESCE(SUM(a.bytes), 0) FROM assets a WHERE a.organisation_id = $1 \
         OR EXISTS (SELECT 1 FROM uploads d WHERE d.asset_id = a.id AND d.organisation_id = $1)) \
   + (SELECT COALESCE(SUM(u.length), 0) FROM uploads u \
         WHERE u.organisation_id = $1 AND u.asset_id IS NULL AND u.reason IS NULL) AS BIGINT)";

pub async fn used(write: &Write, organisation_id: i64) -> Result<i64> {
    write.number(USED, [organisation_id.into()]).await
}

/// The same of every organisation that takes any, by its id.
pub async fn used_by_all(db: &Db) -> Result<HashMap<i64, i64>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        organisation_id: i64,
        used: i64,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT t.organisation_id, CAST(SUM(t.bytes) AS BIGINT) AS used FROM ( \
                 SELECT o.organisation_id, o.bytes FROM ( \
                     SELECT a.id, a.organisation_id, a.bytes FROM assets a WHERE a.organisation_id IS NOT NULL \
                     UNION SELECT a.id, d.organisation_id, a.bytes FROM uploads d JOIN assets a ON a.id = d.asset_id) o \
                 UNION ALL SELECT u.organisation_id, u.length FROM uploads u WHERE u.asset_id IS NULL AND u.reason IS NULL) t \
             GROUP BY t.organisation_id",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.organisation_id, row.used)).collect())
}

/// Counts bytes that are safely on disk; false where the upload is no longer at `from`.
pub async fn count(write: &Write, id: &str, from: i64, to: i64, expires_at: Timestamp) -> Result<bool> {
    let sql = "UPDATE uploads SET received = $3, expires_at = $4 \
               WHERE id = $1 AND received = $2 AND asset_id IS NULL AND reason IS NULL";
    Ok(write.run(sql, [id.into(), from.into(), to.into(), expires_at.0.into()]).await? == 1)
}

/// What an account began and did not finish, newest first: what is on its way, and what was refused. Pieces of a
/// concatenation are left out.
pub async fn unfinished(db: &Db, account_id: i64) -> Result<Vec<UploadRow>> {
    Ok(upload::Entity::find()
        .filter(upload::Column::AccountId.eq(account_id))
        .filter(upload::Column::AssetId.is_null())
        .filter(upload::Column::Partial.eq(false))
        .order_by_desc(upload::Column::CreatedAt)
        .order_by_asc(upload::Column::Id)
        .all(&db.connection)
        .await?)
}

/// It became this original; false where it became one before, by another process.
pub async fn finish(write: &Write, id: &str, digest: &str, asset_id: i64) -> Result<bool> {
    let sql = "UPDATE uploads SET received = length, digest = $2, asset_id = $3 WHERE id = $1 AND asset_id IS NULL";
    Ok(write.run(sql, [id.into(), digest.into(), asset_id.into()]).await? == 1)
}

/// It became nothing; its bytes no longer count.
pub async fn refuse(write: &Write, id: &str, reason: &str) -> Result<()> {
    let sql = "UPDATE uploads SET reason = $2 WHERE id = $1 AND asset_id IS NULL";
    write.run(sql, [id.into(), reason.into()]).await?;
    Ok(())
}

/// The uploader has done with it. A finished one is only hidden.
pub async fn end(write: &Write, id: &str) -> Result<()> {
    write.run("DELETE FROM uploads WHERE id = $1 AND asset_id IS NULL", [id.into()]).await?;
    write.run("UPDATE uploads SET dismissed = $2 WHERE id = $1", [id.into(), true.into()]).await?;
    Ok(())
}

/// Unfinished ones whose time is over.
pub async fn expired(db: &Db, now: Timestamp) -> Result<Vec<UploadRow>> {
    Ok(upload::Entity::find()
        .filter(upload::Column::ExpiresAt.lte(now.0))
        .filter(upload::Column::AssetId.is_null())
        .all(&db.connection)
        .await?)
}

/// What is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct UnderWay {
    pub uploads: i64,
    /// That have arrived of them.
    pub bytes: i64,
}

pub async fn under_way(db: &Db) -> Result<UnderWay> {
    let sql = "SELECT COUNT(*) AS uploads, CAST(COALESCE(SUM(received), 0) AS BIGINT) AS bytes FROM uploads \
               WHERE asset_id IS NULL AND reason IS NULL";
    db.one(sql, []).await?.context("a count without a row")
}

/// Whole ones that wait to become an original: the process that had them ended in between.
pub async fn whole(db: &Db) -> Result<Vec<UploadRow>> {
    db.all(
        "SELECT * FROM uploads WHERE received = length AND NOT partial AND asset_id IS NULL AND reason IS NULL ORDER BY created_at",
        [],
    )
    .await
}

/// The original with this digest, where the organisation brought it or has it in its library, and it is of this size.
pub async fn known(write: &Write, organisation_id: i64, digest: &str, bytes: i64) -> Result<Option<i64>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: i64,
    }
    let row: Option<Row> = write
        .one(
            "SELECT a.id FROM assets a WHERE a.digest = $2 AND a.bytes = $3 AND a.state <> 'failed' AND (a.organisation_id = $1 \
             OR EXISTS (SELECT 1 FROM uploads u WHERE u.asset_id = a.id AND u.organisation_id = $1))",
            [organisation_id.into(), digest.into(), bytes.into()],
        )
        .await?;
    Ok(row.map(|row| row.id))
}
