//! Originals as the media library lists them: newest first, with the texts that name them.

use crate::{
    Db,
    assets::AssetRow,
    entity::asset,
    sql::{among, places},
};
use anyhow::Result;
use domain::{AssetKind, Day};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

/// What a page of the library is about.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Only those that these organisations reach, see [`reached`]; `None` for all, those of nobody too.
    pub organisations: Option<&'a [i64]>,
    pub kind: Option<AssetKind>,
    /// Part of the name, or the beginning of the digest.
    pub text: Option<&'a str>,
    pub rights: Option<RightsAre>,
    /// No text names it, and none ever did.
    pub unused: bool,
    /// It was brought more than once.
    pub again: bool,
    /// The id of the last one of the page before.
    pub after: Option<i64>,
    pub limit: u64,
}

/// How the rights in an original stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightsAre {
    /// Over.
    Expired,
    /// Over after this day at the latest, and not yet.
    EndBy(Day),
    /// Nobody said anything of them.
    Unknown,
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
    if let Some(rights) = wanted.rights {
        query = query.filter(Expr::cust(stand(rights)));
    }
    if wanted.unused {
        query = query.filter(Expr::cust(format!("NOT EXISTS (SELECT 1 FROM ({NAMED}) n WHERE n.asset_id = assets.id)")));
    }
    if wanted.again {
        query = query.filter(Expr::cust("(SELECT COUNT(*) FROM uploads u WHERE u.asset_id = assets.id) > 1"));
    }
    if let Some(after) = wanted.after {
        query = query.filter(asset::Column::Id.lt(after));
    }
    Ok(query.order_by_desc(asset::Column::Id).limit(wanted.limit).all(&db.connection).await?)
}

/// A condition on `assets`.
fn stand(rights: RightsAre) -> String {
    let said = |condition: String| format!("EXISTS (SELECT 1 FROM asset_rights r WHERE r.asset_id = assets.id AND {condition})");
    match rights {
        RightsAre::Expired => said("r.expired".to_owned()),
        // A day is digits and hyphens.
        RightsAre::EndBy(day) => said(format!("NOT r.expired AND r.expires_on <= '{day}'")),
        RightsAre::Unknown => format!("NOT {}", said("1 = 1".to_owned())),
    }
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

/// A work that names an original.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Use {
    pub asset_id: i64,
    pub work_id: i64,
    pub title: String,
    /// What is published shows it.
    pub published: bool,
    /// The working copy names it.
    pub in_copy: bool,
}

/// Each work and each original that its published revision, its working copy or an earlier revision names.
const NAMED: &str = "SELECT work_id, asset_id, 1 AS published, 0 AS in_copy FROM work_assets \
     UNION ALL SELECT work_id, asset_id, 0, CASE WHEN in_copy THEN 1 ELSE 0 END FROM named_assets";

/// The works that name these originals, in whatever state of theirs.
pub async fn uses(db: &Db, asset_ids: &[i64]) -> Result<Vec<Use>> {
    if asset_ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT n.asset_id, n.work_id, COALESCE(c.title, w.title) AS title, MAX(n.published) > 0 AS published, \
             MAX(n.in_copy) > 0 AS in_copy \
         FROM ({NAMED}) n JOIN works w ON w.id = n.work_id LEFT JOIN working_copies c ON c.work_id = w.id \
         WHERE n.asset_id IN ({}) GROUP BY n.asset_id, n.work_id, COALESCE(c.title, w.title) ORDER BY n.work_id",
        places(1, asset_ids.len())
    );
    db.all(&sql, asset_ids.iter().map(|id| (*id).into())).await
}

/// One time that somebody brought an original.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Arrival {
    pub asset_id: i64,
    pub name: String,
    pub organisation: String,
    pub by_name: String,
    pub at: i64,
}

/// Every time that these originals were uploaded to these organisations (`None`: to any), the first one first.
pub async fn arrivals(db: &Db, asset_ids: &[i64], organisations: Option<&[i64]>) -> Result<Vec<Arrival>> {
    if asset_ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT u.asset_id, u.name, o.name AS organisation, COALESCE(p.name, a.display_name) AS by_name, u.created_at AS at \
         FROM uploads u JOIN organisations o ON o.id = u.organisation_id JOIN accounts a ON a.id = u.account_id \
         LEFT JOIN people p ON p.id = a.person_id WHERE u.asset_id IN ({}) AND {} ORDER BY u.created_at, u.id",
        places(1, asset_ids.len()),
        among("u.organisation_id", organisations)
    );
    db.all(&sql, asset_ids.iter().map(|id| (*id).into())).await
}

/// How many bytes the originals of an organisation take.
pub async fn bytes_of(db: &Db, organisation: i64) -> Result<i64> {
    db.number("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM assets WHERE organisation_id = $1", [organisation.into()])
        .await
}
