//! People who sign in.

use crate::{Db, Write, entity::account};
use anyhow::Result;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::account::Model as AccountRow;

pub async fn find(write: &Write, name: &str) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find().filter(account::Column::Name.eq(name)).one(write.tx()).await?)
}

pub async fn add(write: &Write, name: &str, display_name: &str, password_hash: &str, admin: bool) -> Result<AccountRow> {
    let row = account::ActiveModel {
        name: Set(name.to_owned()),
        display_name: Set(display_name.to_owned()),
        password_hash: Set(password_hash.to_owned()),
        admin: Set(admin),
        disabled: Set(false),
        created_at: Set(write.now().0),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

pub async fn save(write: &Write, row: AccountRow) -> Result<()> {
    use sea_orm::IntoActiveModel;
    row.into_active_model().reset_all().update(write.tx()).await?;
    Ok(())
}

/// By name.
pub async fn all(db: &Db) -> Result<Vec<AccountRow>> {
    Ok(account::Entity::find().order_by_asc(account::Column::Name).all(&db.connection).await?)
}

pub async fn by_name(db: &Db, name: &str) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find().filter(account::Column::Name.eq(name)).one(&db.connection).await?)
}
