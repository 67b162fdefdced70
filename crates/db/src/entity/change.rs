//! One numbered act.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: i64,
    pub entity: String,
    pub entity_id: i64,
    pub key: String,
    pub act: String,
}

impl ActiveModelBehavior for ActiveModel {}
