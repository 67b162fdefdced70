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

pub async fn by_id(db: &Db, id: i64) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find_by_id(id).one(&db.connection).await?)
}

pub async fn by_id_in(write: &Write, id: i64) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find_by_id(id).one(write.tx()).await?)
}

/// The account of a person; there is one at most.
pub async fn of_person(write: &Write, person_id: i64) -> Result<Option<AccountRow>> {
    Ok(account::Entity::find().filter(account::Column::PersonId.eq(person_id)).one(write.tx()).await?)
}

/// With these ids, in whatever order.
pub async fn by_ids(db: &Db, ids: &[i64]) -> Result<Vec<AccountRow>> {
    Ok(account::Entity::find().filter(account::Column::Id.is_in(ids.iter().copied())).all(&db.connection).await?)
}

/// The person whom the site names for an account.
pub async fn person(db: &Db, account: &AccountRow) -> Result<Option<crate::people::PersonRow>> {
    use crate::entity::person;
    match account.person_id {
        Some(id) => Ok(person::Entity::find_by_id(id).one(&db.connection).await?),
        None => Ok(None),
    }
}

/// Whether there is any account at all.
pub async fn any(write: &Write) -> Result<bool> {
    Ok(account::Entity::find().one(write.tx()).await?.is_some())
}

/// By which name the site calls who has this account.
pub async fn shown_name(write: &Write, id: i64) -> Result<Option<String>> {
    use crate::entity::person;
    let Some(account) = by_id_in(write, id).await? else { return Ok(None) };
    let person = match account.person_id {
        Some(person) => person::Entity::find_by_id(person).one(write.tx()).await?,
        None => None,
    };
    Ok(Some(person.map_or(account.display_name, |person| person.name)))
}

/// The slug of the person whom the site names for an account.
pub async fn person_of(write: &Write, id: i64) -> Result<Option<String>> {
    use crate::entity::person;
    let Some(account) = account::Entity::find_by_id(id).one(write.tx()).await? else { return Ok(None) };
    match account.person_id {
        Some(person) => Ok(person::Entity::find_by_id(person).one(write.tx()).await?.map(|row| row.slug)),
        None => Ok(None),
    }
}
