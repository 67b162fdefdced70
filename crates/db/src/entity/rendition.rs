//! A file made from an original.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "renditions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub asset_id: i64,
    pub file: String,
    pub media_type: String,
    pub width: i32,
    pub height: i32,
    pub bytes: i64,
    pub digest: String,
    pub role: String,
    pub codec: Option<String>,
    pub bit_rate: Option<i64>,
    pub duration_ms: Option<i64>,
    pub language: Option<String>,
    pub at_ms: Option<i64>,
    pub path: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
