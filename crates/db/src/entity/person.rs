//! An author, interviewee, expert, reviewer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "people")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub organisation_id: Option<i64>,
    pub title: String,
    pub fields: String,
    pub interests: Option<String>,
    pub about: String,
    pub example: bool,
}

impl ActiveModelBehavior for ActiveModel {}
