//! The indexes of the vocabularies, each entry with the number of its works.

use crate::{Failure, lists::today, page::Page};
use actix_web::web::Data;
use db::{Db, listings, organisations::OrganisationRow};
use domain::{Audience, Genre, Month, OrganisationKind, WorkKind};
use pages::{Directory, DirectoryEntry, DirectoryKind, Site, address};

fn entry(name: impl Into<String>, href: String, count: Option<&u64>) -> DirectoryEntry {
    let (name, count) = (name.into(), count.copied().unwrap_or(0));
    DirectoryEntry { name, href, about: String::new(), note: None, count, depth: 0, example: false }
}

fn page(site: &Site, kind: DirectoryKind, entries: Vec<DirectoryEntry>) -> Page {
    Page::html(Directory { site, kind, entries }.render())
}

pub async fn genres(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "genre:").await?;
    let entries = Genre::ALL.iter().map(|g| entry(site.words().genre(g), address::genre(*g), counts.get(g.code()))).collect();
    Ok(page(&site, DirectoryKind::Genres, entries))
}

pub async fn kinds(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "kind:").await?;
    let entries = WorkKind::ALL.iter().map(|k| entry(site.words().kind(k), address::kind(*k), counts.get(k.code()))).collect();
    Ok(page(&site, DirectoryKind::Kinds, entries))
}

/// Months in which works were published, newest first.
pub async fn archive(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut months: Vec<(Month, u64)> = Vec::new();
    for (month, count) in listings::counts(&db, "month:").await? {
        months.push((month.parse().map_err(anyhow::Error::from)?, count));
    }
    months.sort_unstable_by_key(|(month, _)| std::cmp::Reverse(*month));
    let entry = |(month, count): &(Month, u64)| entry(site.words().month(month), address::month(*month), Some(count));
    Ok(page(&site, DirectoryKind::Archive, months.iter().map(entry).collect()))
}

pub async fn audiences(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "audience:").await?;
    let entries =
        Audience::ALL.iter().map(|a| entry(site.words().audience(a), address::audience(*a), counts.get(a.code()))).collect();
    Ok(page(&site, DirectoryKind::Audiences, entries))
}

pub async fn topics(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "topic:").await?;
    let mut entries = Vec::new();
    for row in db::vocabulary::topics(&db).await? {
        let slug = row.slug.parse().map_err(anyhow::Error::from)?;
        entries.push(DirectoryEntry {
            about: row.about,
            ..entry(site.words().name(&row.name, row.name_en.as_deref()), address::topic(&slug), counts.get(&row.slug))
        });
    }
    Ok(page(&site, DirectoryKind::Topics, entries))
}

pub async fn campaigns(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "campaign:").await?;
    let mut entries = Vec::new();
    for card in crate::home::campaign_cards(&db, &site, &counts, today()).await? {
        let note = Some(card.dates(site.words()));
        let href = card.href();
        entries.push(DirectoryEntry {
            about: card.about,
            note,
            example: card.example,
            ..entry(card.name, href, Some(&card.works))
        });
    }
    Ok(page(&site, DirectoryKind::Campaigns, entries))
}

pub async fn organisations(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "organisation:").await?;
    let rows = db::organisations::all(&db).await?;
    let mut entries = Vec::with_capacity(rows.len());
    for (row, depth) in tree(&rows) {
        let kind: OrganisationKind = row.kind.parse().map_err(anyhow::Error::from)?;
        let slug = row.slug.parse().map_err(anyhow::Error::from)?;
        entries.push(DirectoryEntry {
            note: Some(site.words().organisation_kind(&kind).to_owned()),
            depth,
            example: row.example,
            ..entry(site.words().name(&row.name, row.name_en.as_deref()), address::organisation(&slug), counts.get(&row.slug))
        });
    }
    Ok(page(&site, DirectoryKind::Organisations, entries))
}

/// Parents first, each with its depth.
fn tree(rows: &[OrganisationRow]) -> Vec<(&OrganisationRow, u8)> {
    fn below<'a>(rows: &'a [OrganisationRow], parent: Option<i64>, depth: u8, out: &mut Vec<(&'a OrganisationRow, u8)>) {
        for row in rows.iter().filter(|r| r.parent_id == parent) {
            out.push((row, depth));
            // The acts keep circles out; a page must end even if one got in.
            if depth < 16 {
                below(rows, Some(row.id), depth + 1, out);
            }
        }
    }
    let mut out = Vec::with_capacity(rows.len());
    below(rows, None, 0, &mut out);
    out
}

pub async fn people(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let counts = listings::counts(&db, "person:").await?;
    let mut entries = Vec::new();
    for row in db::people::all(&db).await? {
        let slug = row.slug.parse().map_err(anyhow::Error::from)?;
        let about = site.words().list(&row.fields());
        let note = Some(row.title).filter(|t| !t.is_empty());
        let href = address::person(&slug);
        entries.push(DirectoryEntry {
            about,
            note,
            example: row.example,
            ..entry(site.words().name(&row.name, row.name_en.as_deref()), href, counts.get(&row.slug))
        });
    }
    Ok(page(&site, DirectoryKind::People, entries))
}
