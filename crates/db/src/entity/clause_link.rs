//! A work, or a place in it, interprets a clause of one version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clause_links")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub work_id: i64,
    pub policy_id: i64,
    pub version: i32,
    pub clause: String,
    pub passage: Option<String>,
    pub anchor: Option<String>,
    pub position: i32,
    pub state: String,
    pub carried_from: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
