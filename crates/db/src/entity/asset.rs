//! An uploaded original.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub digest: String,
    pub key: String,
    pub name: String,
    pub bytes: i64,
    pub state: String,
    pub reason: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub created_at: i64,
    pub kind: String,
    pub manifest: Option<String>,
    pub duration_ms: Option<i64>,
    pub ai: String,
    pub organisation_id: Option<i64>,
    pub account_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
