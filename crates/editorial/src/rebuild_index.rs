//! Asking every serve process to build its replica of the search index anew.

use crate::Result;
use db::{Db, Position};
use domain::{Act, Entity, Timestamp};

pub async fn rebuild_index(db: &Db, now: Timestamp) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    write.log(Entity::Site, 0, "search", Act::Rebuild);
    Ok(write.commit().await?)
}
