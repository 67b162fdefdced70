//! A slug that a work once had.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_redirects")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    pub work_id: i64,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
