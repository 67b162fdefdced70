//! Which files copies elsewhere may fetch.

use crate::{Db, asset_rights::IS_WITHHELD, assets::RenditionRow, work_heads::Granted};
use anyhow::Result;

/// What whoever keeps a copy elsewhere is answered of a rendition.
#[derive(Clone, Debug, PartialEq)]
pub enum HandedOn {
    Found(Box<RenditionRow>),
    /// The work that showed it was withdrawn, or we may not hand it on any more.
    Gone,
    /// No work within the scope shows it, or ever did.
    Missing,
}

/// The rendition at `key`/`file` for copies elsewhere, where a published work within the scope shows it. Stricter than
/// [`crate::assets::public_rendition`]: what is kept under a banner here is withdrawn there.
pub async fn look_up(db: &Db, granted: &Granted, key: &str, file: &str) -> Result<HandedOn> {
    let Granted(granted) = granted;
    let shown_by = |works: &str| {
        format!(
            "SELECT r.* FROM renditions r JOIN assets a ON a.id = r.asset_id WHERE a.key = $1 AND r.file = $2 AND r.path IS NULL \
             AND EXISTS (SELECT 1 FROM work_assets j CROSS JOIN works w WHERE w.id = j.work_id AND j.asset_id = a.id AND {works})"
        )
    };
    let one = async |works: &str| db.one::<RenditionRow>(&shown_by(works), [key.into(), file.into()]).await;
    let Some(row) = one(&format!("w.state = 'published' AND {granted}")).await? else {
        // What vanished was never there.
        let notice = "EXISTS (SELECT 1 FROM corrections c WHERE c.work_id = w.id AND c.lifted_at IS NULL \
             AND c.kind IN ('retraction', 'removal') AND COALESCE(c.way, 'gone') <> 'vanished')";
        let withdrawn = one(&format!("w.state = 'withdrawn' AND {granted} AND {notice}")).await?;
        return Ok(if withdrawn.is_some() { HandedOn::Gone } else { HandedOn::Missing });
    };
    let withheld = format!("SELECT COUNT(*) FROM asset_rights r WHERE r.asset_id = $1 AND {IS_WITHHELD}");
    Ok(if db.number(&withheld, [row.asset_id.into()]).await? > 0 { HandedOn::Gone } else { HandedOn::Found(Box::new(row)) })
}
