//! Works as feeds carry them: in full, with everything a reprint has to name; and what is said of a withdrawn one.

use crate::{feed_assets, feed_video, h5, links::links_of_copies, long_image, work::standing_withdrawal};
use anyhow::{Context, Result};
use db::{
    Db, asset_rights, clause_links, corrections,
    revisions::Revision,
    work_parts,
    work_parts::Parts,
    works::{self, Published, WorkRow},
};
use document::html::Links;
use domain::{CorrectionKind, Language, ReviewStage, Role, Slug, Takedown, Timestamp};
use feeds::{Address, Category, Correction, Entry, Html, Item, Link, Party, Reprint, Withdrawal};
use pages::{H5Frame, Site, address};

/// The published works with these ids, in this order.
pub async fn entries(db: &Db, site: &Site, ids: &[i64]) -> Result<Vec<Item>> {
    let works = works::published_many(db, ids).await?;
    let bodies: Vec<_> = works.iter().map(|w| &w.revision.body).collect();
    let mut shared = Links { plain: true, base: site.base_url.clone(), ..links_of_copies(db, Language::ZhHans, &bodies).await? };
    leave_out_withheld(db, &mut shared).await?;
    let mut items = Vec::with_capacity(works.len());
    for work in &works {
        items.push(Item::Published(Box::new(entry(db, site, work, &shared).await?)));
    }
    Ok(items)
}

/// What we may not hand on any more, of the pictures in texts.
pub(crate) async fn leave_out_withheld(db: &Db, links: &mut Links) -> Result<()> {
    let shown: Vec<&str> = links.pictures.keys().map(String::as_str).collect();
    for digest in asset_rights::withheld(db, &shown).await? {
        links.pictures.remove(&digest);
    }
    Ok(())
}

async fn entry(db: &Db, site: &Site, Published { work, revision }: &Published, shared: &Links) -> Result<Entry> {
    let content = &revision.content;
    let parts = work_parts::of_work(db, work.id).await?;
    let page = absolute(site, &address::work(&content.slug))?;
    let links = Links { language: content.language, page: page.to_string(), ..shared.clone() };
    let corrections = notices(db, work.id).await?;
    let html = whole_html(db, site, revision, &links, &corrections).await?;
    let translations = parts.sisters.iter().map(|s| Ok((s.language.parse()?, absolute(site, &address::work(&s.slug.parse()?))?)));
    Ok(Entry {
        id: work.tag.clone(),
        title: content.title.clone(),
        content: Html::resolved(&html, &page),
        address: page,
        published: Timestamp(work.published_at.context("a published work without its time")?),
        updated: Timestamp(work.updated_at),
        language: content.language,
        translations: translations.collect::<Result<_>>()?,
        authors: people(site, &parts, |role| matches!(role, Role::Author))?,
        contributors: people(site, &parts, |role| !matches!(role, Role::Author))?,
        summary: Some(content.lead.clone()).filter(|l| !l.is_empty()),
        categories: categories(site, work, &parts, &content.audiences)?,
        rights: rights(content),
        licence: content.licence.address().map(str::parse).transpose()?,
        territories: content.territories.clone(),
        reprint: reprint(content, &parts)?,
        ai: content.ai,
        clauses: clauses(db, site, work.id).await?,
        video: feed_video::video(db, site, content).await?,
        assets: feed_assets::of(db, site, revision).await?,
        corrections,
    })
}

/// The licence, and where it holds, in words.
pub(crate) fn rights(content: &domain::WorkContent) -> String {
    let licence = content.licence.zh();
    if content.territories.is_empty() {
        return licence.to_owned();
    }
    let codes: Vec<&str> = content.territories.iter().map(domain::Territory::code).collect();
    format!("{licence}，仅限以下国家和地区（ISO 3166-1）：{}", codes.join("、"))
}

/// The corrections, the long image or the way to the H5 page, and the text; addresses as `links` makes them.
pub(crate) async fn whole_html(
    db: &Db,
    site: &Site,
    Revision { content, body, .. }: &Revision,
    links: &Links,
    corrections: &[Correction],
) -> Result<String> {
    let withheld = match &content.long_image {
        Some(image) => is_withheld(db, image.original.as_str()).await?,
        None => false,
    };
    let image = if withheld { None } else { long_image::of(db, content, address::media_of_copy).await? };
    let image = image.map_or_else(String::new, |image| image.plain_html().0);
    let interactive = h5::of(db, site, content).await?.map_or_else(String::new, |page| h5_html(&page, content.language));
    Ok(format!("{}{image}{interactive}{}", notices_html(corrections), document::html::write(body, links)))
}

/// Whether we may not hand on an original any more.
pub(crate) async fn is_withheld(db: &Db, digest: &str) -> Result<bool> {
    Ok(!asset_rights::withheld(db, &[digest]).await?.is_empty())
}

fn people(site: &Site, parts: &Parts, wanted: fn(Role) -> bool) -> Result<Vec<Party>> {
    let mut found: Vec<Party> = Vec::new();
    for person in &parts.people {
        if wanted(person.role()?) && !found.iter().any(|p| p.name == person.name) {
            let address = absolute(site, &address::person(&person.slug.parse()?))?;
            found.push(Party { name: person.name.clone(), address: Some(address) });
        }
    }
    Ok(found)
}

/// Source, original author, original title and editor: what Chinese reprint practice asks for, never empty.
pub(crate) fn reprint(content: &domain::WorkContent, parts: &Parts) -> Result<Reprint> {
    let names = |role: Role| {
        parts.people.iter().filter(|p| p.part == role.code()).map(|p| p.name.as_str()).collect::<Vec<_>>().join("、")
    };
    let publisher = parts.organisations.first().map(|o| o.name.clone()).unwrap_or_default();
    let or_publisher = |text: String| if text.is_empty() { publisher.clone() } else { text };
    // Where no editor is named, the first review was done by the responsible one.
    let first_reviewer = parts.reviews.iter().find(|r| r.part == ReviewStage::First.code()).map(|r| r.name.clone());
    let editor = Some(names(Role::Editor)).filter(|n| !n.is_empty()).or(first_reviewer).unwrap_or_default();
    Ok(Reprint {
        source: or_publisher(content.source.clone().unwrap_or_default()),
        source_address: content.source_url.as_deref().map(str::parse).transpose()?,
        author: or_publisher(names(Role::Author)),
        original_title: content.original_title.clone().unwrap_or_else(|| content.title.clone()),
        editor: or_publisher(editor),
    })
}

fn categories(site: &Site, work: &WorkRow, parts: &Parts, audiences: &[domain::Audience]) -> Result<Vec<Category>> {
    let genre: domain::Genre = work.genre.parse()?;
    let category = |scheme: &str, term: &str, label: &str| -> Result<Category> {
        Ok(Category { scheme: absolute(site, scheme)?, term: term.to_owned(), label: label.to_owned() })
    };
    let mut categories = vec![category(address::GENRES, genre.code(), genre.zh())?];
    for audience in audiences {
        categories.push(category(address::AUDIENCES, audience.code(), audience.zh())?);
    }
    for (scheme, list) in [(address::TOPICS, &parts.topics), (address::CAMPAIGNS, &parts.campaigns)] {
        for named in list {
            categories.push(category(scheme, &named.slug, &named.name)?);
        }
    }
    Ok(categories)
}

async fn clauses(db: &Db, site: &Site, work_id: i64) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    for clause in clause_links::of_work(db, work_id).await? {
        let policy: Slug = clause.policy_slug.parse()?;
        let title =
            format!("{} {} {}", clause.policy_title, clause.label.unwrap_or_default(), clause.heading.unwrap_or_default());
        links.push(Link {
            address: absolute(site, &address::clause(&policy, &clause.clause.parse()?))?,
            title: title.trim().to_owned(),
        });
    }
    Ok(links)
}

pub(crate) async fn notices(db: &Db, work_id: i64) -> Result<Vec<Correction>> {
    let mut notices = Vec::new();
    for row in corrections::of_work(db, work_id).await?.into_iter().rev().filter(|r| r.lifted_at.is_none()) {
        let (kind, severity, scope, at) = (row.kind()?, row.severity()?, row.scope()?, row.at());
        notices.push(Correction { kind, severity, scope, at, note: row.reason });
    }
    Ok(notices)
}

/// Above the text, as on the page: no common feed reader shows what stands beside it.
fn notices_html(notices: &[Correction]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let one = |n: &Correction| format!("<p><strong>{}（{}）</strong> {}</p>\n", n.kind.zh(), n.at.day(), escaped(&n.note));
    notices.iter().rev().map(one).collect()
}

/// Where the page is: no feed reader runs it.
fn h5_html(page: &H5Frame, language: Language) -> String {
    let words = if language.is_chinese() { "打开互动页面" } else { "Open the interactive page" };
    format!("<p><a href=\"{}\">{words}</a></p>\n", page.src)
}

/// What the feeds say where these works were.
pub async fn withdrawals(db: &Db, site: &Site, works: Vec<WorkRow>) -> Result<Vec<Item>> {
    let mut items = Vec::with_capacity(works.len());
    for work in works {
        // Brought back meanwhile: that is a change of its own.
        let Some(notice) = standing_withdrawal(db, &work).await? else { continue };
        let row = corrections::withdrawal_of(db, work.id).await?;
        let way = row.as_ref().map_or(Ok(Takedown::Gone), |row| row.way())?;
        let other = works::readable_by_id(db, row.and_then(|row| row.other_id)).await?;
        let successor = other.as_ref().map(|other| other.tag.clone());
        let by = work_parts::of_work(db, work.id).await?.organisations.into_iter().next();
        // A removal must not repeat the title.
        let title = if notice.kind == CorrectionKind::Removal {
            "作品已移除".to_owned()
        } else {
            format!("【已撤回】{}", work.title)
        };
        items.push(Item::Withdrawn(Box::new(Withdrawal {
            id: work.tag.clone(),
            title,
            address: absolute(site, &address::work(&work.slug.parse()?))?,
            published: Timestamp(work.published_at.unwrap_or(work.created_at)),
            at: notice.at,
            language: work.language.parse()?,
            kind: notice.kind,
            way,
            other: other
                .map(|o| anyhow::Ok(Link { address: absolute(site, &address::work(&o.slug.parse()?))?, title: o.title }))
                .transpose()?,
            successor,
            by: Party { name: by.map_or_else(|| site.name.clone(), |o| o.name), address: None },
            // Of what must not be named, only that it is to be deleted.
            notice: if way == Takedown::Vanished { "请删除这件作品的全部副本。".to_owned() } else { notice.reason },
        })));
    }
    Ok(items)
}

fn absolute(site: &Site, path: &str) -> Result<Address> {
    Ok(site.absolute(path).parse()?)
}
