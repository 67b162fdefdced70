//! Which originals a text names, whether anybody can read it or not: its working copy, and every revision it ever had.
//! Written with the text itself.

use crate::{Write, sql::places};
use anyhow::Result;
use std::collections::BTreeSet;

/// Every run of 64 hexadecimal digits: that is how texts name originals.
fn digests(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f')).filter(|run| run.len() == 64)
}

/// What a working copy names, in place of what it named before.
pub(crate) async fn set_copy(write: &Write, work_id: i64, content: &str, body: &str) -> Result<()> {
    write.run("DELETE FROM named_assets WHERE work_id = $1 AND in_copy", [work_id.into()]).await?;
    add(write, work_id, true, content, body).await
}

/// What a revision names, beside what those before it named.
pub(crate) async fn add_revision(write: &Write, work_id: i64, content: &str, body: &str) -> Result<()> {
    add(write, work_id, false, content, body).await
}

async fn add(write: &Write, work_id: i64, in_copy: bool, content: &str, body: &str) -> Result<()> {
    let named: BTreeSet<&str> = digests(content).chain(digests(body)).collect();
    let named: Vec<&str> = named.into_iter().collect();
    for some in named.chunks(500) {
        let sql = format!(
            "INSERT INTO named_assets (work_id, asset_id, in_copy) SELECT $1, a.id, $2 FROM assets a \
             WHERE a.digest IN ({}) ON CONFLICT DO NOTHING",
            places(3, some.len())
        );
        let digests = some.iter().map(|digest| (*digest).into());
        write.run(&sql, [work_id.into(), in_copy.into()].into_iter().chain(digests)).await?;
    }
    Ok(())
}
