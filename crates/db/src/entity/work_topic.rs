//! A work's topic.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_topics")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic_id: i64,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
