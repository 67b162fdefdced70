//! A work as a partner gets it, and what is left of one.

use crate::{
    problem::Failure,
    shape::{Change, Tombstone, Work},
};
use anyhow::Result;
use db::{
    Db, acknowledgements,
    partners::PartnerRow,
    work_heads::{self, WorkHead},
};
use feeds::{Item, Withdrawal};
use futures::future::BoxFuture;
use std::collections::{HashMap, HashSet};

/// Works put into words, by the room that knows the site's addresses: the published ones among these, in any order; and
/// what is to be said where the withdrawn ones were.
pub trait Works: Send + Sync {
    fn published<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>>;
    fn withdrawn<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>>;
}

/// What these heads are to a partner, in their order. A work that changed since it was looked up is left out: it stands
/// further on in the log.
pub(crate) async fn changes(
    db: &Db,
    works: &dyn Works,
    partner: &PartnerRow,
    heads: &[WorkHead],
) -> Result<Vec<Change>, Failure> {
    let ids = |wanted: fn(&&WorkHead) -> bool| heads.iter().filter(wanted).map(|head| head.work_id).collect::<Vec<_>>();
    let mut said: HashMap<String, Item> = HashMap::new();
    for item in works.published(db, &ids(|head| head.live && head.granted)).await? {
        said.insert(tag(&item).to_owned(), item);
    }
    let granted = partner.granted()?;
    let mut successors: HashSet<String> = HashSet::new();
    for item in works.withdrawn(db, &ids(|head| !head.live)).await? {
        if let Item::Withdrawn(withdrawal) = &item
            && let Withdrawal { successor: Some(tag), .. } = withdrawal.as_ref()
            && work_heads::by_tag(db, &granted, tag).await?.is_some_and(|head| head.live && head.granted)
        {
            successors.insert(tag.clone());
        }
        said.insert(tag(&item).to_owned(), item);
    }
    // What was put into words between two looks at the same number is what that number stands for.
    let now = work_heads::numbers(db, &heads.iter().map(|head| head.work_id).collect::<Vec<_>>()).await?;
    let mut notices: HashMap<i64, Vec<i64>> = HashMap::new();
    for notice in acknowledgements::standing(db, &ids(|head| head.granted)).await? {
        notices.entry(notice.work_id).or_default().push(notice.id);
    }
    let changes = heads.iter().filter_map(|head| {
        let notices = notices.remove(&head.work_id).unwrap_or_default();
        let said = said.remove(&head.tag);
        if now.get(&head.work_id) != Some(&head.seq) {
            return None;
        }
        match (head.live, head.granted, said) {
            (true, true, Some(Item::Published(entry))) => Some(Change::Work(Box::new(Work::new(head.seq, *entry, &notices)))),
            (true, false, _) => Some(Change::Tombstone(Tombstone::not_granted(head, partner))),
            // What was withdrawn says why only to those who could have had it.
            (false, true, Some(Item::Withdrawn(notice))) => {
                let may_have = notice.successor.as_ref().is_some_and(|tag| successors.contains(tag));
                Some(Change::Tombstone(Tombstone::taken_down(head, *notice, notices.last().copied(), may_have)))
            }
            (false, false, _) => Some(Change::Tombstone(Tombstone::not_granted(head, partner))),
            _ => None,
        }
    });
    Ok(changes.collect())
}

fn tag(item: &Item) -> &str {
    match item {
        Item::Published(entry) => &entry.id,
        Item::Withdrawn(notice) => &notice.id,
    }
}
