//! What autosave overwrites.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "working_copies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_id: i64,
    pub version: i32,
    pub based_on: Option<i64>,
    pub changed: bool,
    pub title: String,
    pub content: String,
    pub body: String,
    pub account_id: i64,
    pub updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
