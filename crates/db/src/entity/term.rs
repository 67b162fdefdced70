//! Words of the field that are explained to readers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "terms")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    /// A JSON list.
    pub also: String,
    pub about: String,
    pub about_en: Option<String>,
    pub source: String,
    pub clause: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
