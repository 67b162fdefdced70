//! Membership in a union.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub union_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
