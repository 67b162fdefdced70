//! From rows to the cards that pages show.

use anyhow::Result;
use db::{
    Db,
    listings::{self, Card, Extras, PictureFile},
};
use domain::Language;
use pages::{CardPicture, ClauseLink, Site, WorkCard, address};
use std::collections::HashMap;

/// What is smaller was not made to be looked at: a seal, a sign.
const NARROWEST: i32 = 240;
/// Pixels that a list, and the first work of the front page, want.
const LISTED: i32 = 360;
const LEADING: i32 = 720;
/// Bytes of the first picture of a page.
const HEAVIEST: i64 = 60_000;

/// Cards with their pictures, who wrote them and, where `with_clause`, the first clause that each interprets.
pub async fn cards(db: &Db, site: &Site, rows: Vec<Card>, with_clause: bool) -> Result<Vec<WorkCard>> {
    let ids: Vec<i64> = rows.iter().map(|c| c.id).collect();
    let pictures = listings::pictures(db, &ids).await?;
    let pictured = bare(db, site, rows, with_clause).await?.into_iter().zip(ids);
    Ok(pictured.map(|(card, id)| WorkCard { picture: pictures.get(&id).and_then(|files| picture(files)), ..card }).collect())
}

/// The same without pictures, for places that show none.
pub async fn bare(db: &Db, site: &Site, rows: Vec<Card>, with_clause: bool) -> Result<Vec<WorkCard>> {
    let ids: Vec<i64> = rows.iter().map(|c| c.id).collect();
    let extras = listings::extras(db, &ids).await?;
    // The same work may stand in several places of one page.
    rows.into_iter().map(|card| one(site, card, &extras, with_clause)).collect()
}

/// Of the sizes, narrowest first: WebP where there is one, the smallest that is sharp enough.
fn picture(files: &[PictureFile]) -> Option<CardPicture> {
    let webp: Vec<&PictureFile> = files.iter().filter(|f| f.media_type == "image/webp").collect();
    let files = if webp.is_empty() { files.iter().collect() } else { webp };
    if files.last()?.width < NARROWEST {
        return None;
    }
    let listed = *files.iter().find(|f| f.width >= LISTED).or(files.last())?;
    let large = files.iter().rfind(|f| f.width <= LEADING && f.bytes <= HEAVIEST).unwrap_or(&listed);
    let size = |f: &PictureFile| (address::media(&f.key, &f.file), f.width.max(1) as u32, f.height.max(1) as u32);
    let (src, width, height) = size(listed);
    Some(CardPicture { src, width, height, large: size(large) })
}

fn one(site: &Site, card: Card, extras: &HashMap<i64, Extras>, with_clause: bool) -> Result<WorkCard> {
    let Extras { people, clause } = extras.get(&card.id).cloned().unwrap_or_default();
    let clause = clause.filter(|_| with_clause).map(|c| -> Result<ClauseLink> {
        Ok(ClauseLink {
            policy: c.policy_slug.parse()?,
            policy_title: c.policy_title,
            clause: c.clause.parse()?,
            label: c.label,
            heading: c.heading,
            works: None,
        })
    });
    let language: Language = card.language.parse()?;
    // English words name in English who made a work, as its own page does.
    let english = site.words_for(language).is_english();
    let named = |name: String, own: Option<String>| own.filter(|own| english && !own.is_empty()).unwrap_or(name);
    Ok(WorkCard {
        slug: card.slug.parse()?,
        kind: card.kind.parse()?,
        genre: card.genre.parse()?,
        language,
        published: card.published(),
        minutes: card.minutes.max(1) as u32,
        length_ms: card.length_ms.map(u32::try_from).transpose()?,
        people: people.into_iter().map(|(name, english)| named(name, english)).collect(),
        organisation: card.organisation.map(|name| named(name, card.organisation_en)),
        clauses: clause.transpose()?.into_iter().collect(),
        verified: card.verified,
        corrected: card.corrected,
        example: card.example,
        picture: None,
        title: card.title,
        lead: card.lead,
    })
}
