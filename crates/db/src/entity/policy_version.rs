//! One text of a policy, byte for byte.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_versions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub policy_id: i64,
    pub number: i32,
    pub title: String,
    pub issuer: Option<String>,
    pub document_number: Option<String>,
    pub dated: Option<String>,
    pub source: Vec<u8>,
    pub digest: String,
    pub imported_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
