//! A document of record; its text is in its versions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policies")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub issuer: Option<String>,
    pub dated: Option<String>,
    pub current_version: i32,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
