//! How an original stands among the works: who brought it, who names it, what is owed for it.

use crate::{Problem, Session, allow};
use anyhow::Result;
use db::{
    Db,
    asset_library::{self, Use},
    asset_rights::{self, AssetRights},
    work_desks,
};
use domain::{Right, Timestamp};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Clone, Serialize, ToSchema)]
pub struct UsedBy {
    id: i64,
    title: String,
    /// published, draft (the working copy) or earlier (nothing but earlier revisions)
    how: &'static str,
}

/// What was said of the rights in it.
#[derive(Serialize, ToSchema)]
pub struct Rights {
    alt: String,
    credit: String,
    #[schema(required)]
    licence: Option<String>,
    /// The last day on which it may be shown.
    #[schema(required)]
    expires_on: Option<String>,
    expired: bool,
    /// Feeds leave it out once it expired.
    withheld: bool,
    /// This and who said it are empty for those of other organisations.
    note: String,
    by: String,
    at: String,
}

impl Rights {
    /// As other organisations see it: what may be done with it, and not what its own people told each other.
    pub fn for_others(self) -> Self {
        Self { note: String::new(), by: String::new(), ..self }
    }
}

/// Somebody brought these bytes.
#[derive(Serialize, ToSchema)]
pub struct Arrival {
    name: String,
    organisation: String,
    by: String,
    at: String,
}

#[derive(Default)]
pub struct Standing {
    pub used_by: Vec<UsedBy>,
    pub rights: Option<Rights>,
    pub arrivals: Vec<Arrival>,
}

/// Of these originals, as far as this account may see it.
pub async fn of(db: &Db, session: &Session, ids: &[i64]) -> Result<HashMap<i64, Standing>, Problem> {
    let mut by_asset: HashMap<i64, Standing> = HashMap::new();
    let mut seen: HashMap<i64, bool> = HashMap::new();
    for used in asset_library::uses(db, ids).await? {
        let shown = match seen.get(&used.work_id) {
            Some(shown) => *shown,
            None => {
                let desk = work_desks::one(db, session.account.id, used.work_id).await?;
                let shown = desk.is_some_and(|desk| allow::may(session, &desk, Right::SeeWork));
                seen.insert(used.work_id, shown);
                shown
            }
        };
        if shown {
            let how = how(&used);
            by_asset.entry(used.asset_id).or_default().used_by.push(UsedBy { id: used.work_id, title: used.title, how });
        }
    }
    for said in asset_rights::of(db, ids).await? {
        let asset = said.asset_id;
        by_asset.entry(asset).or_default().rights = Some(rights(said));
    }
    let places = allow::places(session, Right::SeeAssets);
    for one in asset_library::arrivals(db, ids, places.as_deref()).await? {
        let arrival =
            Arrival { name: one.name, organisation: one.organisation, by: one.by_name, at: Timestamp(one.at).rfc3339() };
        by_asset.entry(one.asset_id).or_default().arrivals.push(arrival);
    }
    Ok(by_asset)
}

fn how(used: &Use) -> &'static str {
    match (used.published, used.in_copy) {
        (true, _) => "published",
        (false, true) => "draft",
        (false, false) => "earlier",
    }
}

fn rights(said: AssetRights) -> Rights {
    Rights {
        alt: said.alt,
        credit: said.credit,
        licence: said.licence,
        expires_on: said.expires_on,
        expired: said.expired,
        withheld: said.withheld,
        note: said.note,
        by: said.by_name,
        at: Timestamp(said.at).rfc3339(),
    }
}
