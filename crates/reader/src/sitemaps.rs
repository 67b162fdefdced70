//! Sitemaps: an index; the works in spans of their ids; each policy with its clauses; what was published lately.
//!
//! Each is written by itself, so that memory holds some thousand entries however many works there are; the back room does it
//! before anybody asks.

use crate::{
    Failure,
    lists::now,
    page::{Page, XML},
};
use actix_web::{HttpRequest, http::StatusCode, web::Data};
use anyhow::Result;
use db::{
    Db, built_documents, changes,
    sitemaps::{self, MappedFile, MappedWork},
};
use domain::{ClauseId, Day, Month, RenditionRole, Slug, Timestamp};
use feeds::sitemap::{self, Film, News, Place, PlaceEntry};
use pages::{Site, address};

/// Google takes no more news in one file, and none older than two days.
const NEWS: usize = 1000;

/// At one of the paths below: as the back room wrote it, or written now where no back room is at work.
pub async fn sitemap(request: HttpRequest, db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let path = request.path();
    let head = changes::head(&db).await?.seq;
    let built = built_documents::state(&db).await?.filter(|built| built.seq == head || built.is_tended(now()));
    let (body, is_newest) = match built {
        Some(built) => (built_documents::get(&db, path).await?, built.seq == head),
        None => (write_sitemap(&db, &site, now(), path).await?, true),
    };
    // What is older than the log must not be kept until the next change.
    Ok(Page { kept: is_newest, ..Page::new(StatusCode::OK, XML, body.ok_or(Failure::NotFound)?) })
}

/// The index and everything that it names.
pub async fn sitemap_paths(db: &Db, now: Timestamp) -> Result<Vec<String>> {
    let named = named(db, now).await?;
    Ok(std::iter::once(address::SITEMAP.to_owned()).chain(named.into_iter().map(|(path, _)| path)).collect())
}

/// The document at this path; `None` where there is none.
pub async fn write_sitemap(db: &Db, site: &Site, now: Timestamp, path: &str) -> Result<Option<String>> {
    if path == address::SITEMAP {
        return index(db, site, now).await.map(Some);
    }
    let Some(name) = path.strip_prefix("/sitemaps/").and_then(|rest| rest.strip_suffix(".xml")) else { return Ok(None) };
    match (name, name.strip_prefix("policies/"), name.strip_prefix("works-")) {
        ("pages", ..) => pages(db, site).await.map(Some),
        ("news", ..) => news(db, site, now).await.map(Some),
        ("archive", ..) => archive(db, site).await.map(Some),
        ("courses", ..) => courses(db, site).await.map(Some),
        (_, Some(slug), _) => match slug.parse() {
            Ok(slug) => policy(db, site, &slug).await,
            Err(_) => Ok(None),
        },
        (_, _, Some(number)) => match number.parse() {
            Ok(number) => works(db, site, number).await,
            Err(_) => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Paths, and when what stands there changed, where that is known.
async fn named(db: &Db, now: Timestamp) -> Result<Vec<(String, Option<i64>)>> {
    let mut paths = vec![("/sitemaps/pages.xml".to_owned(), None)];
    if let Some(newest) = sitemaps::published_since(db, yesterday(now).start().0, 1).await?.first() {
        paths.push(("/sitemaps/news.xml".to_owned(), Some(newest.published_at)));
    }
    for policy in db::policies::all(db).await? {
        paths.push((format!("/sitemaps/policies/{}.xml", policy.slug), None));
    }
    if db::listings::count(db, &db::listings::List::All).await? > 0 {
        paths.push(("/sitemaps/archive.xml".to_owned(), None));
    }
    if !db::courses::all_public(db).await?.is_empty() {
        paths.push(("/sitemaps/courses.xml".to_owned(), None));
    }
    for span in sitemaps::spans(db).await? {
        paths.push((format!("/sitemaps/works-{}.xml", span.number), Some(span.updated_at)));
    }
    Ok(paths)
}

async fn index(db: &Db, site: &Site, now: Timestamp) -> Result<String> {
    let places: Result<Vec<_>> = named(db, now).await?.iter().map(|(path, changed)| place(site, path, *changed)).collect();
    Ok(sitemap::index(&places?))
}

/// The pages that lead to works: the site's own, and one for each entry of the vocabulary.
async fn pages(db: &Db, site: &Site) -> Result<String> {
    let mut paths: Vec<String> = [
        address::HOME,
        address::POLICIES,
        address::WORKS,
        address::TOPICS,
        address::AUDIENCES,
        address::CAMPAIGNS,
        address::GENRES,
        address::KINDS,
        address::ORGANISATIONS,
        address::PEOPLE,
        address::GLOSSARY,
        address::FEEDS,
        address::PARTNERS,
        address::ABOUT,
    ]
    .map(str::to_owned)
    .into();
    let slugs = |rows: Vec<String>, at: fn(&Slug) -> String| -> Result<Vec<String>> {
        rows.iter().map(|slug| Ok(at(&slug.parse()?))).collect()
    };
    paths.extend(slugs(db::vocabulary::topics(db).await?.into_iter().map(|row| row.slug).collect(), address::topic)?);
    paths.extend(slugs(db::vocabulary::campaigns(db).await?.into_iter().map(|row| row.slug).collect(), address::campaign)?);
    paths.extend(slugs(db::organisations::all(db).await?.into_iter().map(|row| row.slug).collect(), address::organisation)?);
    paths.extend(slugs(db::people::all(db).await?.into_iter().map(|row| row.slug).collect(), address::person)?);
    paths.truncate(sitemap::MOST);
    let entries: Result<Vec<PlaceEntry>> = paths.iter().map(|path| Ok(place(site, path, None)?.into())).collect();
    Ok(sitemap::write(&entries?))
}

/// The months in which works were published, and the page that names them.
async fn archive(db: &Db, site: &Site) -> Result<String> {
    let mut months: Vec<Month> = Vec::new();
    for month in db::listings::counts(db, "month:").await?.into_keys() {
        months.push(month.parse()?);
    }
    months.sort_unstable();
    let mut entries = vec![place(site, address::ARCHIVE, None)?.into()];
    for month in months {
        entries.push(place(site, &address::month(month), None)?.into());
    }
    Ok(sitemap::write(&entries))
}

/// The courses, and the page that names them.
async fn courses(db: &Db, site: &Site) -> Result<String> {
    let mut entries = vec![place(site, address::COURSES, None)?.into()];
    for row in db::courses::all_public(db).await?.into_iter().take(sitemap::MOST - 1) {
        entries.push(place(site, &address::course(&row.slug.parse()?), Some(row.updated_at))?.into());
    }
    Ok(sitemap::write(&entries))
}

/// The pages that speak of one policy: its own and one for each clause.
async fn policy(db: &Db, site: &Site, slug: &Slug) -> Result<Option<String>> {
    let Some(row) = db::policies::by_slug(db, slug.as_str()).await? else { return Ok(None) };
    let Some(version) = db::policies::version(db, row.id, row.current_version).await? else { return Ok(None) };
    let clauses = db::clauses::of_version(db, version.id).await?;
    let changed = sitemaps::lists_changed(db, &db::listings::List::of_clauses(row.id, version.number)).await?;
    let at = |clause: &str| changed.get(clause).copied().unwrap_or(0).max(version.imported_at);
    let newest = clauses.iter().map(|c| at(&c.clause)).max().unwrap_or(version.imported_at);
    let mut entries = vec![place(site, &address::policy(slug), Some(newest))?.into()];
    for clause in clauses.iter().take(sitemap::MOST - 1) {
        let id: ClauseId = clause.clause.parse()?;
        entries.push(place(site, &address::clause(slug, &id), Some(at(&clause.clause)))?.into());
    }
    Ok(Some(sitemap::write(&entries)))
}

async fn works(db: &Db, site: &Site, span: i64) -> Result<Option<String>> {
    let works = sitemaps::works(db, span).await?;
    if works.is_empty() {
        return Ok(None);
    }
    let files = sitemaps::files(db, span).await?;
    // They are in the order of the works' ids.
    let of = |id: i64| &files[files.partition_point(|file| file.work_id < id)..files.partition_point(|file| file.work_id <= id)];
    let entries: Result<Vec<_>> = works.iter().map(|work| entry(site, work, of(work.id))).collect();
    Ok(Some(sitemap::write(&entries?)))
}

/// Of yesterday and today in Beijing: never older than two days, and right until midnight, when kept pages go stale.
async fn news(db: &Db, site: &Site, now: Timestamp) -> Result<String> {
    let mut entries = Vec::new();
    for work in sitemaps::published_since(db, yesterday(now).start().0, NEWS).await? {
        let news = News {
            publication: site.name.clone(),
            language: work.language.parse()?,
            title: work.title.clone(),
            published: Timestamp(work.published_at),
        };
        entries.push(PlaceEntry { news: Some(news), ..entry(site, &work, &[])? });
    }
    Ok(sitemap::write(&entries))
}

fn yesterday(now: Timestamp) -> Day {
    Timestamp(now.day().start().0 - 1).day()
}

fn entry(site: &Site, work: &MappedWork, files: &[MappedFile]) -> Result<PlaceEntry> {
    let media = |file: &MappedFile| site.absolute(&address::media(&file.key, &file.file)).parse();
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
