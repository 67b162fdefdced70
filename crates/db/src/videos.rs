//! What the page of a short video shows beside it.

use crate::{Db, listings::Card, work_parts::Named};
use anyhow::Result;
use sea_orm::FromQueryResult;

/// The first campaign of a work that has another short video in the same language, and at most `limit` of those: the ones
/// published after it, oldest first, then from the beginning.
pub async fn next_in_campaign(db: &Db, work_id: i64, limit: usize) -> Result<Option<(Named, Vec<Card>)>> {
    #[derive(FromQueryResult)]
    struct Next {
        id: i64,
        campaign_id: i64,
    }
    let rows: Vec<Next> = db
        .all(
            "SELECT n.id, j.campaign_id FROM works w CROSS JOIN work_campaigns j CROSS JOIN work_campaigns k CROSS JOIN works n \
             WHERE w.id = $1 AND j.work_id = w.id AND k.campaign_id = j.campaign_id AND n.id = k.work_id \
             AND n.id <> w.id AND n.state = 'published' AND n.kind = 'short-video' AND n.language = w.language \
             ORDER BY j.position, CASE WHEN (n.published_at, n.id) > (w.published_at, w.id) THEN 0 ELSE 1 END, \
             n.published_at, n.id LIMIT $2",
            [work_id.into(), (limit as i64).into()],
        )
        .await?;
    let Some(campaign_id) = rows.first().map(|row| row.campaign_id) else { return Ok(None) };
    let ids: Vec<i64> = rows.iter().filter(|row| row.campaign_id == campaign_id).map(|row| row.id).collect();
    let campaign: Option<Named> = db.one("SELECT slug, name, name_en FROM campaigns WHERE id = $1", [campaign_id.into()]).await?;
    let cards = crate::listings::cards_by_id(db, &ids).await?;
    Ok(campaign.map(|campaign| (campaign, cards)))
}
