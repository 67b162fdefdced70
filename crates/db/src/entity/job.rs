//! A piece of work for the back room.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    pub payload: String,
    pub key: String,
    pub state: String,
    pub attempts: i32,
    pub run_after: i64,
    pub leased_until: Option<i64>,
    pub reason: Option<String>,
    pub created_at: i64,
    pub finished_at: Option<i64>,
    pub progress: Option<String>,
    pub cancelled: bool,
    pub organisation_id: Option<i64>,
    pub priority: i32,
    pub claimed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
