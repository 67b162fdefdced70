//! A published video once more in AV1: asked for when the machine has nothing better to do, added beside what is there.

use crate::{Result, VideoJob, attach_renditions::log_asset, rendition_job_key};
use db::{Db, assets, assets::NewRendition, jobs, jobs::Finished, jobs::JobRow};
use domain::{AssetKind, RenditionRole, Timestamp};
use serde::{Deserialize, Serialize};

/// The kind of such jobs.
pub const AV1_JOB: &str = "av1";

/// Behind everything that somebody waits for.
const PRIORITY: i32 = 2 * jobs::LONG;

/// What the worker needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Av1Job {
    pub asset: i64,
    /// As the ladder's, see [`VideoJob`].
    #[serde(default)]
    pub ai_producer: Option<String>,
}

/// Asks for one video that the public sees and that has no AV1 yet; false where there is none.
pub async fn ask_av1(db: &Db, now: Timestamp) -> Result<bool> {
    let Some(asset) = assets::without_av1(db).await? else { return Ok(false) };
    let write = db.write(now).await?;
    let ladder = jobs::by_key(&write, &rendition_job_key(AssetKind::Video, asset.id)).await?;
    let ladder = ladder.and_then(|job| serde_json::from_str::<VideoJob>(&job.payload).ok());
    let order = Av1Job { asset: asset.id, ai_producer: ladder.and_then(|order| order.ai_producer) };
    let payload = serde_json::to_string(&order).map_err(anyhow::Error::from)?;
    let key = format!("{AV1_JOB}:{}", asset.id);
    jobs::ask_in_turn(&write, AV1_JOB, &key, &payload, PRIORITY, asset.organisation_id).await?;
    write.commit().await?;
    Ok(true)
}

/// Puts what was made beside the ladder whose playlist is `onto`, and ends the job. A video that was made anew meanwhile, with
/// another label perhaps, keeps what it has: its turn comes again.
pub async fn attach_av1(
    db: &Db,
    now: Timestamp,
    job: &JobRow,
    asset: i64,
    onto: &str,
    renditions: Vec<NewRendition>,
) -> Result<()> {
    let mut write = db.write(now).await?;
    assets::by_id(&write, asset).await?;
    if jobs::finish_as(&write, job).await? == Finished::Lost {
        return Ok(());
    }
    if assets::has_rendition(&write, asset, RenditionRole::Playlist, onto).await? {
        assets::add_renditions(&write, asset, renditions).await?;
        log_asset(&mut write, asset).await?;
    }
    write.commit().await?;
    Ok(())
}
