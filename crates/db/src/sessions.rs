//! Browsers that signed in. A row is known by the digest of the token that the browser holds.

use crate::{Db, Write, accounts::AccountRow, entity::session};
use anyhow::Result;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

pub use crate::entity::session::Model as SessionRow;

pub async fn add(write: &Write, row: SessionRow) -> Result<()> {
    session::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(write.tx()).await?;
    Ok(())
}

/// The session with this digest and its account, whether they still count or not.
pub async fn find(db: &Db, digest: &str) -> Result<Option<(SessionRow, AccountRow)>> {
    let Some(row) = session::Entity::find_by_id(digest.to_owned()).one(&db.connection).await? else { return Ok(None) };
    Ok(crate::accounts::by_id(db, row.account_id).await?.map(|account| (row, account)))
}

/// Notes that the browser was here just now.
pub async fn touch(write: &Write, digest: &str) -> Result<()> {
    write.run("UPDATE sessions SET seen_at = $2 WHERE digest = $1", [digest.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn remove(write: &Write, digest: &str) -> Result<()> {
    write.run("DELETE FROM sessions WHERE digest = $1", [digest.into()]).await?;
    Ok(())
}

/// Signs an account out everywhere.
pub async fn remove_of_account(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM sessions WHERE account_id = $1", [account_id.into()]).await?;
    Ok(())
}

/// Signs an account out everywhere but here.
pub async fn remove_others(write: &Write, account_id: i64, digest: &str) -> Result<()> {
    write.run("DELETE FROM sessions WHERE account_id = $1 AND digest <> $2", [account_id.into(), digest.into()]).await?;
    Ok(())
}

/// Those that ended by time.
pub async fn remove_expired(write: &Write) -> Result<()> {
    write.run("DELETE FROM sessions WHERE expires_at <= $1", [write.now().0.into()]).await?;
    Ok(())
}

/// Last seen first.
pub async fn of_account(db: &Db, account_id: i64) -> Result<Vec<SessionRow>> {
    let own = session::Entity::find().filter(session::Column::AccountId.eq(account_id));
    Ok(own.order_by_desc(session::Column::SeenAt).all(&db.connection).await?)
}
