//! What autosave overwrites: one row for a work, with the version that a save must name.

use crate::{Db, Write, entity::working_copy, named_assets};
use anyhow::Result;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

pub use crate::entity::working_copy::Model as WorkingCopyRow;

pub async fn of_work(db: &Db, work_id: i64) -> Result<Option<WorkingCopyRow>> {
    Ok(working_copy::Entity::find_by_id(work_id).one(&db.connection).await?)
}

pub async fn find(write: &Write, work_id: i64) -> Result<Option<WorkingCopyRow>> {
    Ok(working_copy::Entity::find_by_id(work_id).one(write.tx()).await?)
}

/// Makes the row, or overwrites it.
pub async fn put(write: &Write, row: WorkingCopyRow) -> Result<()> {
    let known = find(write, row.work_id).await?.is_some();
    named_assets::set_copy(write, row.work_id, &row.content, &row.body).await?;
    let row = row.into_active_model().reset_all();
    if known {
        row.update(write.tx()).await?;
    } else {
        working_copy::Entity::insert(row).exec_without_returning(write.tx()).await?;
    }
    Ok(())
}
