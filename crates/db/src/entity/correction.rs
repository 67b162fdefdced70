//! A correction or withdrawal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "corrections")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub work_id: i64,
    pub kind: String,
    pub severity: String,
    pub scope: String,
    pub reason: String,
    pub anchor: Option<String>,
    pub at: i64,
    pub lifted_at: Option<i64>,
    pub way: Option<String>,
    pub other_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
