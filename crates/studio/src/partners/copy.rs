//! A copy on a partner's site, as it is shown.

use crate::clock::now;
use db::copies::CopyRow;
use domain::{CopyState, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct PartnerCopy {
    id: i64,
    /// Of the partner.
    partner: String,
    partner_name: String,
    work: i64,
    title: String,
    address: String,
    state: String,
    state_zh: &'static str,
    /// In words; empty until it was visited.
    reason: String,
    #[schema(required)]
    checked_at: Option<String>,
    /// By when it has to show the newest notice on the work.
    #[schema(required)]
    deadline: Option<String>,
    /// It shows the work without the notice, though that time is over.
    overdue: bool,
}

impl PartnerCopy {
    pub fn of(row: CopyRow) -> anyhow::Result<Self> {
        let (state, deadline) = (row.state()?, row.deadline()?);
        Ok(Self {
            id: row.id,
            partner: row.partner,
            partner_name: row.partner_name,
            work: row.work_id,
            title: row.title,
            address: row.address,
            state: state.code().to_owned(),
            state_zh: state.zh(),
            reason: row.reason,
            checked_at: row.checked_at.map(|at| Timestamp(at).rfc3339()),
            deadline: deadline.map(Timestamp::rfc3339),
            overdue: state == CopyState::Stale && deadline.is_some_and(|deadline| deadline < now()),
        })
    }
}
