//! What a reviewer said of a submission.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "submission_reviews")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub submission_id: i64,
    pub stage: String,
    pub account_id: i64,
    pub verdict: String,
    pub note: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
