//! Based on, implements, replaces.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_relations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub policy_id: i64,
    pub kind: String,
    pub target_title: String,
    pub target_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
