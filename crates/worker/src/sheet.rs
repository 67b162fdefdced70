//! The sheet of an article: everything that is printed, in words, and its pictures as files beside it.

use crate::{edition::Typesetting, run::Worker};
use anyhow::Result;
use db::{assets, clause_links, clauses, corrections, work_parts, works, works::Published};
use document::{
    Document, PictureName,
    sheet::{Credit, Sheet, SheetClause},
};
use domain::{AiLabel, ClauseRef, CorrectionKind, Role, Slug, Timestamp, short_title};
use std::{collections::BTreeMap, path::Path};
use storage::{AssetKey, Key};

/// Characters of a clause without a heading.
const WORDS: usize = 60;
/// Pixels of a picture: as wide as the long image is drawn.
const WIDTH: i32 = 1080;

/// Writes the pictures to `folder`; `None` where one of them is not ready.
pub(crate) async fn of(
    worker: &Worker,
    typesetting: &Typesetting,
    Published { work, revision }: &Published,
    folder: &Path,
) -> Result<Option<Sheet>> {
    let db = &worker.db;
    let (content, body) = (&revision.content, &revision.body);
    let Some(pictures) = pictures(worker, body, folder).await? else { return Ok(None) };
    let parts = work_parts::of_work(db, work.id).await?;
    let english = !content.language.is_chinese();
    let said = |zh: &str, en: &str| if english { en.to_owned() } else { zh.to_owned() };
    let name = |name: &str, name_en: &Option<String>| name_en.clone().filter(|_| english).unwrap_or_else(|| name.to_owned());
    let day = Timestamp(work.published_at.unwrap_or(work.updated_at)).day();
    Ok(Some(Sheet {
        language: content.language,
        kicker: said(content.genre.zh(), content.genre.en()),
        title: content.title.clone(),
        lead: content.lead.clone(),
        organisation: parts.organisations.first().map(|o| name(&o.name, &o.name_en)).unwrap_or_default(),
        site: db::site_settings::name(db).await?.unwrap_or_else(|| typesetting.site.clone()),
        published: if english { day.to_string() } else { day.zh() },
        address: format!("{}/works/{}", typesetting.base, content.slug),
        credits: credits(&parts, english)?,
        clauses: linked(worker, work.id).await?,
        label: if content.ai == AiLabel::None { String::new() } else { said(content.ai.zh(), content.ai.en()) },
        notice: notice(worker, work.id, english).await?,
        body: body.clone(),
        names: names(worker, body).await?,
        works: titles(worker, body).await?,
        pictures,
    }))
}

/// People by role, then who reviewed it.
fn credits(parts: &work_parts::Parts, english: bool) -> Result<Vec<Credit>> {
    let mut credits: Vec<Credit> = Vec::new();
    let mut add = |role: String, person: &work_parts::Credit| {
        let name = person.name_en.clone().filter(|_| english).unwrap_or_else(|| person.name.clone());
        match credits.iter_mut().find(|credit| credit.role == role) {
            Some(credit) if credit.names.contains(&name) => {}
            Some(credit) => credit.names.push(name),
            None => credits.push(Credit { role, names: vec![name] }),
        }
    };
    for person in &parts.people {
        let role: Role = person.role()?;
        add(if english { role.en() } else { role.zh() }.to_owned(), person);
    }
    for person in &parts.reviews {
        add(if english { "Reviewed by" } else { "审核" }.to_owned(), person);
    }
    Ok(credits)
}

/// The clauses that the work interprets, each once.
async fn linked(worker: &Worker, work_id: i64) -> Result<Vec<SheetClause>> {
    let mut clauses: Vec<SheetClause> = Vec::new();
    for row in clause_links::of_work(&worker.db, work_id).await? {
        let words = row.heading.filter(|h| !h.is_empty()).or(row.body).unwrap_or_default();
        let clause = SheetClause {
            policy: short_title(&row.policy_title).to_owned(),
            number: row.label.unwrap_or(row.clause),
            words: shortened(&words),
        };
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    Ok(clauses)
}

fn shortened(words: &str) -> String {
    let first = words.lines().next().unwrap_or_default();
    let mut short: String = first.chars().take(WORDS).collect();
    if short.len() < first.len() {
        short.push('…');
    }
    short
}

/// Corrections that readers see above the text.
async fn notice(worker: &Worker, work_id: i64, english: bool) -> Result<String> {
    let mut said = Vec::new();
    for row in corrections::of_work(&worker.db, work_id).await? {
        let kind: CorrectionKind = row.kind()?;
        if row.lifted_at.is_none() && !kind.withdraws() {
            let day = row.at().day();
            said.push(match english {
                true => format!("{} ({day}): {}", kind.en(), row.reason),
                false => format!("{}（{}）：{}", kind.zh(), day.zh(), row.reason),
            });
        }
    }
    Ok(said.join("\n"))
}

async fn names(worker: &Worker, body: &Document) -> Result<BTreeMap<ClauseRef, String>> {
    let mut names = BTreeMap::new();
    for (_, clause) in body.clause_links() {
        if names.contains_key(clause) {
            continue;
        }
        if let Some(found) = clauses::outside(&worker.db, clause.policy.as_str(), clause.version, &clause.clause).await? {
            names.insert(clause.clone(), format!("《{}》{}", short_title(&found.policy_title), found.label));
        }
    }
    Ok(names)
}

async fn titles(worker: &Worker, body: &Document) -> Result<BTreeMap<Slug, String>> {
    let links = body.work_links();
    let slugs: Vec<&str> = links.iter().map(|(_, slug)| slug.as_str()).collect();
    let found = works::readable(&worker.db, &slugs).await?;
    found.into_iter().map(|work| Ok((work.asked.parse()?, work.title))).collect()
}

async fn pictures(worker: &Worker, body: &Document, folder: &Path) -> Result<Option<BTreeMap<PictureName, String>>> {
    let named: Vec<&PictureName> = body.pictures().into_iter().map(|(_, figure)| &figure.picture).collect();
    let digests: Vec<&str> = named.iter().map(|name| name.as_str()).collect();
    let found = assets::with_renditions(&worker.db, &digests).await?;
    let mut pictures = BTreeMap::new();
    for name in named {
        let Some((asset, files)) = found.iter().find(|(asset, _)| asset.digest == name.as_str()) else { return Ok(None) };
        // From narrow to wide.
        let Some(file) = files.iter().find(|file| file.width >= WIDTH).or(files.last()) else { return Ok(None) };
        let key: AssetKey = asset.key.parse()?;
        worker.storage.to_file(&Key::rendition(&key, &file.file)?, &folder.join(&file.file)).await?;
        pictures.insert(name.clone(), file.file.clone());
    }
    Ok(Some(pictures))
}
