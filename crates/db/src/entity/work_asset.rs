//! Which work shows which original.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_assets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub asset_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
