//! A dated collection.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaigns")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub starts: String,
    pub ends: String,
    pub about: String,
    pub example: bool,
}

impl ActiveModelBehavior for ActiveModel {}
