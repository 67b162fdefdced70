//! Where a clause's task stood on a day.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clause_statuses")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub policy_id: i64,
    pub version: i32,
    pub clause: String,
    pub status: String,
    pub since: String,
    pub evidence: Option<String>,
    pub note: Option<String>,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
