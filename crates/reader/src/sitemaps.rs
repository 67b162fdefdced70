//! Sitemaps: an index; the works in spans of their ids; each policy with its clauses; what was published lately.
//!
//! One request answers with one of them, so that memory holds some thousand entries however many works there are.

use crate::{
    Failure,
    lists::today,
    page::{Page, XML},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use anyhow::Result;
use db::{
    Db,
    sitemaps::{self, MappedFile, MappedWork},
};
use domain::{ClauseId, Day, Month, RenditionRole, Slug, Timestamp};
use feeds::sitemap::{self, Film, News, Place, PlaceEntry};
use pages::{Site, address};

/// Google takes no more news in one file, and none older than two days.
const NEWS: usize = 1000;

pub async fn index(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut places = Vec::new();
    if let Some(newest) = sitemaps::published_since(&db, yesterday().start().0, 1).await?.first() {
        places.push(place(&site, "/sitemaps/news.xml", Some(newest.published_at))?);
    }
    for policy in db::policies::all(&db).await? {
        places.push(place(&site, &format!("/sitemaps/policies/{}.xml", policy.slug), None)?);
    }
    if db::listings::count(&db, &db::listings::List::All).await? > 0 {
        places.push(place(&site, "/sitemaps/archive.xml", None)?);
    }
    if !db::courses::all_public(&db).await?.is_empty() {
        places.push(place(&site, "/sitemaps/courses.xml", None)?);
    }
    for span in sitemaps::spans(&db).await? {
        places.push(place(&site, &format!("/sitemaps/works-{}.xml", span.number), Some(span.updated_at))?);
    }
    Ok(xml(sitemap::index(&places)))
}

/// The months in which works were published, and the page that names them.
pub async fn archive(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut months: Vec<Month> = Vec::new();
    for month in db::listings::counts(&db, "month:").await?.into_keys() {
        months.push(month.parse().map_err(anyhow::Error::from)?);
    }
    months.sort_unstable();
    let mut entries = vec![place(&site, address::ARCHIVE, None)?.into()];
    for month in months {
        entries.push(place(&site, &address::month(month), None)?.into());
    }
    Ok(xml(sitemap::write(&entries)))
}

/// The courses, and the page that names them.
pub async fn courses(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut entries = vec![place(&site, address::COURSES, None)?.into()];
    for row in db::courses::all_public(&db).await?.into_iter().take(sitemap::MOST - 1) {
        let slug: Slug = row.slug.parse().map_err(anyhow::Error::from)?;
        entries.push(place(&site, &address::course(&slug), Some(row.updated_at))?.into());
    }
    Ok(xml(sitemap::write(&entries)))
}

/// The pages that speak of one policy: its own and one for each clause.
pub async fn policy(db: Data<Db>, site: Data<Site>, path: Path<String>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = db::policies::by_slug(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let version = db::policies::version(&db, row.id, row.current_version).await?.ok_or(Failure::NotFound)?;
    let clauses = db::clauses::of_version(&db, version.id).await?;
    let changed = sitemaps::lists_changed(&db, &db::listings::List::of_clauses(row.id, version.number)).await?;
    let at = |clause: &str| changed.get(clause).copied().unwrap_or(0).max(version.imported_at);
    let newest = clauses.iter().map(|c| at(&c.clause)).max().unwrap_or(version.imported_at);
    let mut entries = vec![place(&site, &address::policy(&slug), Some(newest))?.into()];
    for clause in clauses.iter().take(sitemap::MOST - 1) {
        let id: ClauseId = clause.clause.parse().map_err(anyhow::Error::from)?;
        entries.push(place(&site, &address::clause(&slug, &id), Some(at(&clause.clause)))?.into());
    }
    Ok(xml(sitemap::write(&entries)))
}

pub async fn works(db: Data<Db>, site: Data<Site>, path: Path<i64>) -> Result<Page, Failure> {
    let works = sitemaps::works(&db, *path).await?;
    if works.is_empty() {
        return Err(Failure::NotFound);
    }
    let files = sitemaps::files(&db, *path).await?;
    // They are in the order of the works' ids.
    let of = |id: i64| &files[files.partition_point(|file| file.work_id < id)..files.partition_point(|file| file.work_id <= id)];
    let entries: Result<Vec<_>> = works.iter().map(|work| entry(&site, work, of(work.id))).collect();
    Ok(xml(sitemap::write(&entries?)))
}

/// Of yesterday and today in Beijing: never older than two days, and right until midnight, when kept pages go stale.
pub async fn news(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut entries = Vec::new();
    for work in sitemaps::published_since(&db, yesterday().start().0, NEWS).await? {
        let news = News {
            publication: site.name.clone(),
            language: work.language.parse().map_err(anyhow::Error::from)?,
            title: work.title.clone(),
            published: Timestamp(work.published_at),
        };
        entries.push(PlaceEntry { news: Some(news), ..entry(&site, &work, &[])? });
    }
    Ok(xml(sitemap::write(&entries)))
}

fn yesterday() -> Day {
    Timestamp(today().start().0 - 1).day()
}

fn entry(site: &Site, work: &MappedWork, files: &[MappedFile]) -> Result<PlaceEntry> {
    let media = |file: &MappedFile| site.absolute(&format!("/media/{}/{}", file.key, file.file)).parse();
    let first = |role: RenditionRole| files.iter().find(|file| file.role == role.code());
    let film = match (first(RenditionRole::Progressive), first(RenditionRole::Poster)) {
        (Some(film), Some(poster)) => Some(Film {
            title: work.title.clone(),
            description: work.lead.clone(),
            thumbnail: media(poster)?,
            file: media(film)?,
            duration_ms: film.duration_ms.unwrap_or_default().clamp(0, i64::from(u32::MAX)) as u32,
            published: Timestamp(work.published_at),
        }),
        _ => None,
    };
    let shown = |file: &&MappedFile| [RenditionRole::Picture, RenditionRole::Cover].iter().any(|role| role.code() == file.role);
    let mut pictures: Vec<&MappedFile> = files.iter().filter(shown).collect();
    // The widest of each original stands first.
    pictures.dedup_by(|next, first| next.key == first.key);
    let pictures = pictures.into_iter().map(media).collect::<Result<_, _>>()?;
    let place = place(site, &address::work(&work.slug.parse()?), Some(work.updated_at))?;
    Ok(PlaceEntry { place, pictures, film, news: None })
}

fn place(site: &Site, path: &str, modified: Option<i64>) -> Result<Place> {
    Ok(Place { address: site.absolute(path).parse()?, modified: modified.map(Timestamp) })
}

fn xml(text: String) -> Page {
    Page::new(StatusCode::OK, XML, text)
}
