//! An immutable state of a work.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_revisions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub work_id: i64,
    pub number: i32,
    pub based_on: Option<i64>,
    pub digest: String,
    pub content: String,
    pub body: String,
    pub created_at: i64,
    pub account_id: Option<i64>,
    pub published_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
