//! What stands in a document of a feed: the newest works and withdrawals, older works page by page, or an archive.

use super::{
    archive::{self, Archive},
    listed::Listed,
};
use crate::{
    Failure,
    feed_entries::{entries, withdrawals},
};
use anyhow::Result;
use db::{
    Db,
    listings::{self, Archived, Cursor},
    works::{self, WorkRow},
};
use domain::{FeedFormat, Timestamp};
use feeds::{Address, Archives, Feed, Item, Party};
use pages::{Site, address};
use std::collections::HashSet;

/// Works in a feed document; older ones follow by its link to the next.
pub const ENTRIES: usize = 20;
/// Withdrawals that a feed repeats.
const WITHDRAWALS: usize = 20;

/// What every feed needs of the house.
pub struct House<'a> {
    pub db: &'a Db,
    pub site: &'a Site,
    /// In the ids of feeds.
    pub authority: &'a str,
    pub now: Timestamp,
}

/// Which document of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Current,
    /// Works after the last one of another page.
    After(Cursor),
    Archive(Archive),
}

impl House<'_> {
    pub async fn document(&self, listed: &Listed, format: FeedFormat, wanted: Wanted) -> Result<Feed, Failure> {
        match wanted {
            Wanted::Current => self.page(listed, format, None).await,
            Wanted::After(cursor) => self.page(listed, format, Some(cursor)).await,
            Wanted::Archive(archive) => self.archive(listed, format, archive).await,
        }
    }

    async fn page(&self, listed: &Listed, format: FeedFormat, after: Option<Cursor>) -> Result<Feed, Failure> {
        let (rows, next) = listings::page(self.db, &listed.list, after, ENTRIES).await?;
        let mut items = entries(self.db, self.site, &rows.iter().map(|r| r.id).collect::<Vec<_>>()).await?;
        let here = address::feed(&listed.page, format);
        let (mut archives, mut hub) = (Archives::default(), None);
        // Only the first document speaks of what is gone: everybody reads that one.
        if after.is_none() {
            items.extend(self.gone(listed).await?);
            let newest = Archive::newest(self.db, &listed.list, self.now).await?;
            hub = Some(self.absolute(address::HUB)?);
            archives.previous = newest.map(|archive| self.absolute(&archived(&here, archive))).transpose()?;
        }
        let next_address = next.map(|cursor| self.absolute(&format!("{here}?after={cursor}"))).transpose()?;
        Ok(Feed { next_address, archives, hub, ..self.feed(listed, &here, items)? })
    }

    /// The last withdrawals, and those that stand in no archive yet.
    async fn gone(&self, listed: &Listed) -> Result<Vec<Item>> {
        let mut gone = listings::withdrawn_from(self.db, &listed.list, WITHDRAWALS).await?;
        let told: HashSet<i64> = gone.iter().map(|work| work.id).collect();
        let rest = archive::rest(self.db, &listed.list, self.now).await?;
        let untold: Vec<i64> =
            rest.iter().filter(|one| one.gone && !told.contains(&one.work_id)).map(|one| one.work_id).collect();
        gone.extend(self.withdrawn(&untold).await?);
        withdrawals(self.db, self.site, gone).await
    }

    async fn archive(&self, listed: &Listed, format: FeedFormat, archive: Archive) -> Result<Feed, Failure> {
        let (db, list, now) = (self.db, &listed.list, self.now);
        let works = archive.works(db, list, now).await?;
        if works.is_empty() {
            return Err(Failure::NotFound);
        }
        let ids = |gone: bool| {
            let newest_first = works.iter().rev().filter(move |one: &&Archived| one.gone == gone);
            newest_first.map(|one| one.work_id).collect::<Vec<_>>()
        };
        let mut items = entries(db, self.site, &ids(false)).await?;
        items.extend(withdrawals(db, self.site, self.withdrawn(&ids(true)).await?).await?);
        let here = address::feed(&listed.page, format);
        let at = |archive: Option<Archive>| archive.map(|archive| self.absolute(&archived(&here, archive))).transpose();
        let previous = at(archive.previous(db, list, now).await?)?;
        let archives = Archives {
            current: Some(self.absolute(&here)?),
            next: at(archive.next(db, list, now).await?)?,
            previous: previous.clone(),
        };
        // Where a format knows no archives, its older page is the archive before.
        let next_address = previous.filter(|_| format == FeedFormat::Json);
        Ok(Feed { archives, next_address, ..self.feed(listed, &archived(&here, archive), items)? })
    }

    /// In this order.
    async fn withdrawn(&self, ids: &[i64]) -> Result<Vec<WorkRow>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = works::withdrawn_many(self.db, ids).await?;
        rows.sort_by_key(|work| ids.iter().position(|id| *id == work.id));
        Ok(rows)
    }

    /// Without its way to other documents.
    fn feed(&self, listed: &Listed, here: &str, items: Vec<Item>) -> Result<Feed> {
        let page = if listed.page.is_empty() { "/works" } else { &listed.page };
        let changed = items.iter().map(|item| match item {
            Item::Published(entry) => entry.updated,
            Item::Withdrawn(withdrawal) => withdrawal.at,
        });
        Ok(Feed {
            id: format!("tag:{},2026:list{page}", self.authority),
            title: format!("{} · {}", listed.title, self.site.name),
            subtitle: Some(self.site.tagline.clone()),
            self_address: self.absolute(here)?,
            site_address: self.absolute(page)?,
            next_address: None,
            hub: None,
            archives: Archives::default(),
            updated: changed.max().unwrap_or(Timestamp(0)),
            publisher: Party {
                name: self.site.operator.clone().unwrap_or_else(|| self.site.name.clone()),
                address: Some(self.absolute("/")?),
            },
            language: listed.language,
            rights: None,
            items,
        })
    }

    fn absolute(&self, path: &str) -> Result<Address> {
        Ok(self.site.absolute(path).parse()?)
    }
}

fn archived(feed: &str, archive: Archive) -> String {
    format!("{feed}?archive={archive}")
}
