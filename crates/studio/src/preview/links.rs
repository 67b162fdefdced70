//! Where the clauses, works and pictures that a body names can be found by somebody who signed in.

use anyhow::Result;
use db::{
    Db,
    assets::{AssetRow, RenditionRow},
};
use document::{
    Document,
    html::{Alternative, ClauseTarget, Links, Picture, WorkTarget},
};
use domain::{Language, Slug};
use pages::address;

/// The twin of the public address, for those who signed in.
pub const MEDIA: &str = "/api/studio/v1/media";

/// `media` is the address before the key of a picture.
pub async fn links(db: &Db, language: Language, body: &Document, media: &str) -> Result<Links> {
    let mut links = Links { answers: true, ..Links::new(language) };
    for (_, clause) in body.clause_links() {
        let Some(found) = db::clauses::outside(db, clause.policy.as_str(), clause.version, &clause.clause).await? else {
            continue;
        };
        let older = clause.version.filter(|v| *v as i32 != found.current_version);
        let href = match older {
            Some(version) => format!("{}#{}", address::policy_version(&clause.policy, version), clause.clause),
            None => address::clause(&clause.policy, &clause.clause),
        };
        links.clauses.insert(clause.clone(), ClauseTarget { href, label: found.label, heading: found.heading });
    }
    let named = body.work_links();
    let slugs: Vec<&str> = named.iter().map(|(_, slug)| slug.as_str()).collect();
    for work in db::works::readable(db, &slugs).await? {
        let (asked, slug): (Slug, Slug) = (work.asked.parse()?, work.slug.parse()?);
        links.works.insert(asked, WorkTarget { href: address::work(&slug), title: work.title, kind: work.kind.parse()? });
    }
    let named = body.pictures();
    let digests: Vec<&str> = named.iter().map(|(_, figure)| figure.picture.as_str()).collect();
    for (asset, files) in db::assets::with_renditions(db, &digests).await? {
        if let Some(picture) = picture(&asset, &files, media) {
            links.pictures.insert(asset.digest.clone(), picture);
        }
    }
    Ok(links)
}

/// `None` until the renditions are made.
fn picture(asset: &AssetRow, files: &[RenditionRow], media: &str) -> Option<Picture> {
    let url = |file: &RenditionRow| format!("{media}/{}/{}", asset.key, file.file);
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
