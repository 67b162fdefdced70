//! Originals as the media library lists them: newest first, with who shows them.

use crate::{Db, assets::AssetRow, entity::asset, sql::places};
use anyhow::Result;
use domain::AssetKind;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

/// What a page of the library is about.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Only those that these organisations reach, see [`reached`]; `None` for all, those of nobody too.
    pub organisations: Option<&'a [i64]>,
    pub kind: Option<AssetKind>,
    /// Part of the name, or the beginning of the digest.
    pub text: Option<&'a str>,
    /// The id of the last one of the page before.
    pub after: Option<i64>,
    pub limit: u64,
}

pub async fn page(db: &Db, wanted: &Wanted<'_>) -> Result<Vec<AssetRow>> {
    // What the site makes of its own articles is nobody's original.
    let mut query = asset::Entity::find().filter(asset::Column::Kind.ne(AssetKind::Sheet.code()));
    if let Some(organisations) = wanted.organisations {
        query = query.filter(Expr::cust(reached(organisations)));
    }
    if let Some(kind) = wanted.kind {
        query = query.filter(asset::Column::Kind.eq(kind.code()));
    }
    if let Some(text) = wanted.text.filter(|text| !text.is_empty()) {
        query = query.filter(asset::Column::Name.contains(text).or(asset::Column::Digest.starts_with(text)));
    }
    if let Some(after) = wanted.after {
        query = query.filter(asset::Column::Id.lt(after));
    }
    Ok(query.order_by_desc(asset::Column::Id).limit(wanted.limit).all(&db.connection).await?)
}

/// What an organisation has in its library: what it brought, though another brought the same bytes before, and what its works
/// show. A condition on `assets`.
fn reached(organisations: &[i64]) -> String {
    if organisations.is_empty() {
        return "1 = 0".to_owned();
    }
    let ids = organisations.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    format!(
        "(assets.organisation_id IN ({ids}) \
         OR EXISTS (SELECT 1 FROM uploads u WHERE u.asset_id = assets.id AND u.organisation_id IN ({ids})) \
         OR EXISTS (SELECT 1 FROM work_assets j JOIN work_holders h ON h.work_id = j.work_id \
             WHERE j.asset_id = assets.id AND h.organisation_id IN ({ids})))"
    )
}

/// Whether an original is in the library of one of these organisations.
pub async fn is_reached(db: &Db, id: i64, organisations: &[i64]) -> Result<bool> {
    let sql = format!("SELECT COUNT(*) FROM assets WHERE assets.id = $1 AND {}", reached(organisations));
    Ok(db.number(&sql, [id.into()]).await? > 0)
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find_by_id(id).one(&db.connection).await?)
}

pub async fn by_digest(db: &Db, digest: &str) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find().filter(asset::Column::Digest.eq(digest)).one(&db.connection).await?)
}

/// A work that shows an original.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Use {
    pub asset_id: i64,
    pub work_id: i64,
    pub title: String,
}

/// The works that show these originals.
pub async fn uses(db: &Db, asset_ids: &[i64]) -> Result<Vec<Use>> {
    if asset_ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT j.asset_id, j.work_id, w.title FROM work_assets j JOIN works w ON w.id = j.work_id \
         WHERE j.asset_id IN ({}) ORDER BY j.work_id",
        places(1, asset_ids.len())
    );
    db.all(&sql, asset_ids.iter().map(|id| (*id).into())).await
}

/// How many bytes the originals of an organisation take.
pub async fn bytes_of(db: &Db, organisation: i64) -> Result<i64> {
    db.number("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM assets WHERE organisation_id = $1", [organisation.into()])
        .await
}
