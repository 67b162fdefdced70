//! A node of one version, projected for queries.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clauses")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version_id: i64,
    pub clause: String,
    pub parent: Option<String>,
    pub position: i32,
    pub level: i32,
    pub marker: String,
    pub label: String,
    pub heading: String,
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}
