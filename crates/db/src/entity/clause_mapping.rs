//! What became of a clause in the next version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clause_mappings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub policy_id: i64,
    pub from_version: i32,
    pub to_version: i32,
    pub from_clause: Option<String>,
    pub to_clause: Option<String>,
    pub kind: String,
    pub similarity: f64,
}

impl ActiveModelBehavior for ActiveModel {}
