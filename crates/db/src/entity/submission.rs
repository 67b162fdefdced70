//! A revision on its way through the reviews.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "submissions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub work_id: i64,
    pub revision_id: i64,
    pub based_on: Option<i64>,
    pub state: String,
    pub account_id: i64,
    pub submitted_at: i64,
    pub closed_at: Option<i64>,
    pub merged_from: Option<i64>,
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
