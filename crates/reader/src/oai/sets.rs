//! What can be harvested by itself: the works of a kind, of a genre, on a policy, such as `genre.expert`.
//!
//! No colon: the protocol takes it for a hierarchy, and nobody needs the set of all genres.

use anyhow::Result;
use db::{
    Db,
    harvest::{HarvestSet, Harvested},
};
use domain::{Genre, WorkKind};
use feeds::oai::Set;

/// What a setSpec stands for.
pub enum Found {
    /// None was given.
    All,
    One(HarvestSet),
    None,
}

pub async fn all(db: &Db) -> Result<Vec<Set>> {
    let kinds = WorkKind::ALL.iter().map(|kind| set("kind", kind.code(), kind.zh()));
    let genres = Genre::ALL.iter().map(|genre| set("genre", genre.code(), genre.zh()));
    let mut sets: Vec<Set> = kinds.chain(genres).collect();
    sets.extend(db::policies::all(db).await?.iter().map(|policy| set("policy", &policy.slug, &policy.title)));
    Ok(sets)
}

fn set(sort: &str, code: &str, name: &str) -> Set {
    Set { spec: format!("{sort}.{code}"), name: name.to_owned() }
}

/// The sets of a work that interprets these policies.
pub fn of(work: &Harvested, policies: &[String]) -> Vec<String> {
    let mut sets = vec![format!("kind.{}", work.kind), format!("genre.{}", work.genre)];
    sets.extend(policies.iter().map(|slug| format!("policy.{slug}")));
    sets
}

pub async fn find(db: &Db, spec: &str) -> Result<Found> {
    let found = match spec.split_once('.') {
        None if spec.is_empty() => return Ok(Found::All),
        Some(("kind", code)) => code.parse().ok().map(HarvestSet::Kind),
        Some(("genre", code)) => code.parse().ok().map(HarvestSet::Genre),
        Some(("policy", slug)) => db::policies::by_slug(db, slug).await?.map(|policy| HarvestSet::Policy(policy.id)),
        _ => None,
    };
    Ok(found.map_or(Found::None, Found::One))
}
