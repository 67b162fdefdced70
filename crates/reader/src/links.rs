//! Where the clauses, works and pictures that a body names can be found.

use anyhow::Result;
use db::{
    Db,
    assets::{AssetRow, RenditionRow},
};
use document::{
    Document,
    html::{Alternative, ClauseTarget, Links, Picture, WorkTarget},
};
use domain::{ClauseRef, Language, Slug};
use pages::address;
use std::collections::{HashMap, HashSet};

/// Everything that these bodies name, looked up once for all of them.
pub async fn links(db: &Db, language: Language, bodies: &[&Document]) -> Result<Links> {
    links_with(db, language, bodies, address::media).await
}

/// The same for copies elsewhere: pictures at the addresses that stay.
pub async fn links_of_copies(db: &Db, language: Language, bodies: &[&Document]) -> Result<Links> {
    links_with(db, language, bodies, address::media_of_copy).await
}

/// Where a file of an original stands, by the original's key.
pub(crate) type MediaAt = fn(&str, &str) -> String;

async fn links_with(db: &Db, language: Language, bodies: &[&Document], at: MediaAt) -> Result<Links> {
    Ok(Links {
        clauses: clauses(db, bodies).await?,
        works: works(db, bodies).await?,
        pictures: pictures(db, bodies, at).await?,
        ..Links::new(language)
    })
}

async fn clauses(db: &Db, bodies: &[&Document]) -> Result<HashMap<ClauseRef, ClauseTarget>> {
    let named: HashSet<&ClauseRef> = bodies.iter().flat_map(|b| b.clause_links()).map(|(_, clause)| clause).collect();
    let mut targets = HashMap::new();
    for clause in named {
        let Some(found) = db::clauses::outside(db, clause.policy.as_str(), clause.version, &clause.clause).await? else {
            continue;
        };
        let older = clause.version.filter(|v| *v as i32 != found.current_version);
        let href = match older {
            Some(version) => format!("{}#{}", address::policy_version(&clause.policy, version), clause.clause),
            None => address::clause(&clause.policy, &clause.clause),
        };
        targets.insert(clause.clone(), ClauseTarget { href, label: found.label, heading: found.heading });
    }
    Ok(targets)
}

async fn works(db: &Db, bodies: &[&Document]) -> Result<HashMap<Slug, WorkTarget>> {
    let named: HashSet<&Slug> = bodies.iter().flat_map(|b| b.work_links()).map(|(_, slug)| slug).collect();
    let slugs: Vec<&str> = named.into_iter().map(Slug::as_str).collect();
    let mut targets = HashMap::new();
    for work in db::works::readable(db, &slugs).await? {
        let (asked, slug): (Slug, Slug) = (work.asked.parse()?, work.slug.parse()?);
        targets.insert(asked, WorkTarget { href: address::work(&slug), title: work.title, kind: work.kind.parse()? });
    }
    Ok(targets)
}

async fn pictures(db: &Db, bodies: &[&Document], at: MediaAt) -> Result<HashMap<String, Picture>> {
    let named: HashSet<&str> = bodies.iter().flat_map(|b| b.pictures()).map(|(_, f)| f.picture.as_str()).collect();
    let rows = db::assets::with_renditions(db, &named.into_iter().collect::<Vec<_>>()).await?;
    Ok(rows.into_iter().filter_map(|(asset, files)| Some((asset.digest.clone(), picture(&asset, files, at)?))).collect())
}

/// `None` until the renditions are made.
fn picture(asset: &AssetRow, files: Vec<RenditionRow>, at: MediaAt) -> Option<Picture> {
    let url = |file: &RenditionRow| at(&asset.key, &file.file);
    let fallback = files.iter().rfind(|f| f.media_type != "image/webp").or(files.last())?;
    let alternatives = files.iter().filter(|f| f.media_type == "image/webp").map(|f| Alternative {
        width: f.width as u32,
        height: f.height as u32,
        url: url(f),
        media_type: f.media_type.clone(),
    });
    Some(Picture {
        src: url(fallback),
        width: asset.width? as u32,
        height: asset.height? as u32,
        media_type: fallback.media_type.clone(),
        alternatives: alternatives.collect(),
    })
}
