//! Putting works into lists and taking them out, with the counts that go along.

use super::list::PUBLISHERS;
use crate::{Db, Write, entity::work_listing, listings::List, works::WorkRow};
use anyhow::Result;
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use std::collections::BTreeSet;

/// Takes a work out of every list.
pub async fn clear(write: &mut Write, work_id: i64) -> Result<()> {
    // Only what this very statement took out is counted.
    let lists: Vec<ListName> = write.all("DELETE FROM work_listings WHERE work_id = $1 RETURNING list", [work_id.into()]).await?;
    for ListName { list } in lists {
        write.count(list, -1);
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct ListName {
    list: String,
}

/// Takes a work out of every list, and notes for the feeds of those lists that it was there.
pub async fn bury(write: &mut Write, work_id: i64) -> Result<()> {
    let lists: Vec<ListName> = write.all("SELECT list FROM work_listings WHERE work_id = $1", [work_id.into()]).await?;
    clear(write, work_id).await?;
    let at = write.now().0;
    // Nobody is told of a list that nobody is shown.
    let shown = lists.into_iter().filter(|l| !l.list.starts_with(PUBLISHERS));
    insert(write, work_id, at, shown.map(|l| format!("{GONE}{}", l.list)).collect()).await
}

/// Before the name of a list: the works that were withdrawn from it, by the time of the withdrawal.
pub(super) const GONE: &str = "gone:";

/// At most `limit` works that were withdrawn from a list, the last one first.
pub async fn withdrawn_from(db: &Db, list: &List, limit: usize) -> Result<Vec<WorkRow>> {
    db.all(
        "SELECT w.* FROM work_listings l JOIN works w ON w.id = l.work_id WHERE l.list = $1 \
         ORDER BY l.published_at DESC, l.work_id DESC LIMIT $2",
        [format!("{GONE}{list}").into(), (limit as i64).into()],
    )
    .await
}

/// Puts a work into these lists and no others.
pub async fn set(write: &mut Write, work_id: i64, published_at: i64, lists: &[List]) -> Result<()> {
    clear(write, work_id).await?;
    insert(write, work_id, published_at, lists.iter().map(List::to_string).collect()).await
}

async fn insert(write: &mut Write, work_id: i64, published_at: i64, names: BTreeSet<String>) -> Result<()> {
    let rows = names.iter().map(|list| work_listing::ActiveModel {
        list: Set(list.clone()),
        published_at: Set(published_at),
        work_id: Set(work_id),
    });
    let rows: Vec<_> = rows.collect();
    for chunk in rows.chunks(1000) {
        work_listing::Entity::insert_many(chunk.to_vec()).exec_without_returning(write.tx()).await?;
    }
    for list in names {
        write.count(list, 1);
    }
    Ok(())
}
