//! An upload under way, or what it became.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub account_id: i64,
    pub organisation_id: i64,
    pub name: String,
    pub metadata: String,
    pub length: i64,
    pub received: i64,
    pub partial: bool,
    pub parts: Option<String>,
    pub digest: Option<String>,
    pub asset_id: Option<i64>,
    pub reason: Option<String>,
    pub dismissed: bool,
    pub created_at: i64,
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
