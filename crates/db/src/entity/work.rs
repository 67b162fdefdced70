//! The one publishable thing, as its published revision shows it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "works")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub tag: String,
    pub slug: String,
    pub kind: String,
    pub state: String,
    pub language: String,
    pub original_id: Option<i64>,
    pub genre: String,
    pub title: String,
    pub lead: String,
    pub minutes: i32,
    pub published_revision: Option<i64>,
    pub published_at: Option<i64>,
    pub updated_at: i64,
    pub created_at: i64,
    pub corrects: Option<i64>,
    pub closed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
