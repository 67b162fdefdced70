//! Where a partner wants to be told that there is something new: its endpoints, kept by itself.
//!
//! Absent from here: the telling, which is the back room's.

mod create;
mod dead_letters;
mod list;
mod remove;
mod replay;
mod secret;
mod shape;

pub use create::{__path_create, create};
pub use dead_letters::{__path_dead_letters, dead_letters};
pub use list::{__path_list, list};
pub use remove::{__path_remove, remove};
pub use replay::{__path_replay, replay};
pub use secret::{__path_rotate, rotate};

use crate::{caller::Caller, problem::Failure};
use anyhow::Result;
use db::{
    Db, Write,
    audit::Entry,
    webhooks::{self, WebhookRow},
};
use domain::{AuditAct, AuditSubject};

/// The caller's own endpoint; another's is as if it were not there.
async fn own(db: &Db, caller: &Caller, id: i64) -> Result<WebhookRow, Failure> {
    webhooks::one(db, caller.partner.id, id).await?.ok_or(Failure::Missing)
}

/// Notes that the caller did this to its endpoint, and ends the act.
async fn commit(mut write: Write, caller: &Caller, id: i64, done: &str) -> Result<(), Failure> {
    let entry = Entry::new(AuditAct::PartnerWebhookSet, AuditSubject::Partner, Some(caller.partner.id), &*caller.partner.name);
    write.audit(entry.with("webhook", id).with("done", done));
    write.commit().await?;
    Ok(())
}
