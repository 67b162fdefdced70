//! What a partner may have, as it is sent and shown.

use crate::Problem;
use db::{Db, organisations, vocabulary};
use domain::{Genre, PartnerScope, Slug, Territory, WorkKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Each list narrows; an empty one does not.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerScopeNamed {
    /// Codes, such as article.
    #[serde(default)]
    #[schema(required)]
    kinds: Vec<String>,
    /// Codes, such as debunk.
    #[serde(default)]
    #[schema(required)]
    genres: Vec<String>,
    /// Slugs.
    #[serde(default)]
    #[schema(required)]
    organisations: Vec<String>,
    /// Slugs.
    #[serde(default)]
    #[schema(required)]
    channels: Vec<String>,
    /// Where it publishes, by the two letters of ISO 3166-1.
    #[serde(default)]
    #[schema(required)]
    territories: Vec<String>,
}

impl PartnerScopeNamed {
    pub fn of(scope: &PartnerScope) -> Self {
        let slugs = |slugs: &[Slug]| slugs.iter().map(ToString::to_string).collect();
        Self {
            kinds: scope.kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            genres: scope.genres.iter().map(|genre| genre.code().to_owned()).collect(),
            organisations: slugs(&scope.organisations),
            channels: slugs(&scope.channels),
            territories: scope.territories.iter().map(ToString::to_string).collect(),
        }
    }

    /// # Errors
    /// 422 that names what is not there: it would silently grant nothing.
    pub async fn read(&self, db: &Db) -> Result<PartnerScope, Problem> {
        let organisations: Vec<String> = organisations::all(db).await?.into_iter().map(|row| row.slug).collect();
        let channels: Vec<String> = vocabulary::channels(db).await?.into_iter().map(|row| row.slug).collect();
        Ok(PartnerScope {
            kinds: coded::<WorkKind>(&self.kinds, "作品形式")?,
            genres: coded::<Genre>(&self.genres, "解读类型")?,
            organisations: known(&self.organisations, &organisations, "组织")?,
            channels: known(&self.channels, &channels, "渠道")?,
            territories: coded::<Territory>(&self.territories, "国家或地区")?,
        })
    }
}

fn missing(word: &str, what: &str) -> Problem {
    Problem::unprocessable(format!("没有“{word}”这个{what}，可能刚被删除。请刷新页面再选。"))
}

fn coded<T: std::str::FromStr>(codes: &[String], what: &str) -> Result<Vec<T>, Problem> {
    codes.iter().map(|code| code.parse().map_err(|_| missing(code, what))).collect()
}

fn known(slugs: &[String], all: &[String], what: &str) -> Result<Vec<Slug>, Problem> {
    slugs
        .iter()
        .map(|slug| {
            let there = all.contains(slug).then(|| slug.parse().ok()).flatten();
            there.ok_or_else(|| missing(slug, what))
        })
        .collect()
}
