//! The pictures and films of a work as copies elsewhere get them: the files, and what is owed for each.

use anyhow::Result;
use db::{
    Db,
    asset_rights::{self, AssetRights},
    assets::{self, AssetRow, RenditionRow},
    revisions::Revision,
};
use document::Figure;
use domain::{AssetKind, Licence, RenditionRole};
use feeds::{Asset, AssetFile};
use pages::{Site, address};
use std::collections::HashMap;

/// In the order of the text, what the work is about first; without what we may not hand on, and of an H5 page nothing: it is
/// linked to.
pub async fn of(db: &Db, site: &Site, Revision { content, body, .. }: &Revision) -> Result<Vec<Asset>> {
    let mut named: Vec<(&str, Option<&Figure>)> = Vec::new();
    if content.h5.is_none() {
        named.extend(content.original().map(|original| (original.as_str(), None)));
    }
    for (_, figure) in body.pictures() {
        if named.iter().all(|(digest, _)| *digest != figure.picture.as_str()) {
            named.push((figure.picture.as_str(), Some(figure)));
        }
    }
    let digests: Vec<&str> = named.iter().map(|(digest, _)| *digest).collect();
    let withheld = asset_rights::withheld(db, &digests).await?;
    let mut found: HashMap<String, (AssetRow, Vec<RenditionRow>)> =
        assets::with_renditions(db, &digests).await?.into_iter().map(|one| (one.0.digest.clone(), one)).collect();
    let ids: Vec<i64> = found.values().map(|(asset, _)| asset.id).collect();
    let mut said: HashMap<i64, AssetRights> =
        asset_rights::of(db, &ids).await?.into_iter().map(|rights| (rights.asset_id, rights)).collect();
    let mut all = Vec::with_capacity(named.len());
    for (digest, figure) in named.into_iter().filter(|(digest, _)| !withheld.contains(*digest)) {
        if let Some((asset, files)) = found.remove(digest) {
            let rights = said.remove(&asset.id);
            all.extend(one(site, &asset, files, figure, rights)?);
        }
    }
    Ok(all)
}

/// `None` until there is a file of it. What stands beside it in the text goes before what the library says.
fn one(
    site: &Site,
    asset: &AssetRow,
    files: Vec<RenditionRow>,
    figure: Option<&Figure>,
    rights: Option<AssetRights>,
) -> Result<Option<Asset>> {
    let kind = asset.kind()?;
    let mut shown: Vec<RenditionRow> = files.into_iter().filter(|file| is_handed_on(kind, file)).collect();
    if shown.is_empty() {
        return Ok(None);
    }
    // What the text has: the film itself, or the largest picture of the type that every program reads.
    let first = shown.iter().position(|file| file.role == RenditionRole::Progressive.code());
    let first = first.or(shown.iter().rposition(|file| file.media_type != "image/webp")).unwrap_or_default();
    shown[..=first].rotate_right(1);
    let files = shown.into_iter().map(|file| {
        Ok(AssetFile {
            address: site.absolute(&address::media_of_copy(&asset.key, &file.file)).parse()?,
            media_type: file.media_type,
            bytes: file.bytes.max(0) as u64,
            width: file.width.max(0) as u32,
            height: file.height.max(0) as u32,
            sha256: file.digest,
        })
    });
    let library =
        |text: fn(&AssetRights) -> &String| rights.as_ref().map(|said| text(said).clone()).filter(|text| !text.is_empty());
    let licence = rights.as_ref().and_then(|said| said.licence.as_deref()).map(str::parse).transpose()?;
    Ok(Some(Asset {
        kind,
        files: files.collect::<Result<_>>()?,
        alt: figure.map(|figure| figure.alt.clone()).or(library(|said| &said.alt)).unwrap_or_default(),
        credit: figure.map(|figure| figure.credit.clone()).or(library(|said| &said.credit)).unwrap_or_default(),
        source: library(|said| &said.credit),
        licence: stricter(figure.map(|figure| figure.licence), licence),
        until: rights.as_ref().and_then(|said| said.expires_on.as_deref()).map(str::parse).transpose()?,
        ai: asset.ai()?,
    }))
}

/// Of a film one file that plays everywhere and its posters, of a long image what it is put together from.
fn is_handed_on(kind: AssetKind, file: &RenditionRow) -> bool {
    use RenditionRole::{Credited, Picture, Poster, Progressive, Slice, Whole};
    let roles: &[RenditionRole] = match kind {
        AssetKind::Video => &[Progressive, Poster],
        AssetKind::LongImage => &[Slice, Whole, Credited],
        _ => &[Picture],
    };
    roles.iter().any(|role| file.role == role.code())
}

/// Where text and library say different things, what allows less is told.
fn stricter(text: Option<Licence>, library: Option<Licence>) -> Option<Licence> {
    let allows = |licence: Licence| match licence {
        Licence::Reserved => 0,
        Licence::Partners => 1,
        Licence::CcByNd => 2,
        Licence::CcByNc => 3,
        Licence::CcBySa => 4,
        Licence::CcBy => 5,
        Licence::PublicDomain | Licence::Cc0 => 6,
    };
    text.into_iter().chain(library).min_by_key(|licence| allows(*licence))
}
