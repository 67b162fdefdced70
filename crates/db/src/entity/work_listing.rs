//! A work in a list.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_listings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub list: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub published_at: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
