//! A short name that a version defines.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_names")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version_id: i64,
    pub short_name: String,
    pub full_name: String,
    pub mentions: i32,
}

impl ActiveModelBehavior for ActiveModel {}
