//! What a work waits for from an account: one rule for its inbox and for its e-mail.

use crate::{Session, allow};
use db::{
    Db, submissions,
    work_desks::{self, Desk},
};
use domain::{DeskState, Right};
use std::pin::Pin;

/// `has_reviewed`: the account gave one of the reviews of what is under review.
pub fn what_waits(session: &Session, desk: &Desk, has_reviewed: bool) -> Option<Right> {
    let may = |right: &Right| allow::may(session, desk, *right);
    match desk.state() {
        _ if desk.schedule_problem.is_some() && may(&Right::CallOffSchedule) => Some(Right::CallOffSchedule),
        // Until its reviews are done, whatever became of them.
        _ if desk.forced && may(&Right::WithdrawWork) => Some(Right::WithdrawWork),
        Ok(DeskState::Submitted) if !has_reviewed => allow::next_stage(desk).map(Right::review).filter(may),
        // What goes out by itself waits for nobody.
        Ok(DeskState::Approved) if desk.scheduled_at.is_none() => Some(Right::PublishWork).filter(may),
        Ok(DeskState::Returned) if desk.own => Some(Right::EditWork).filter(may),
        _ => None,
    }
}

/// What of a work waits for somebody, and the submission that it is about.
pub type WaitsFor = Pin<Box<dyn Future<Output = anyhow::Result<Option<(Right, i64)>>> + Send>>;

/// As [`what_waits`], with the submission, for the back room.
pub fn waits_for(db: Db, account: i64, work: i64) -> WaitsFor {
    Box::pin(async move {
        let Some(session) = Session::of_account(&db, account).await? else { return Ok(None) };
        let Some(desk) = work_desks::one(&db, account, work).await? else { return Ok(None) };
        let Some(submission) = desk.submission_id else { return Ok(None) };
        let has_reviewed = submissions::reviewed_by(&db, account, &[submission]).await?.contains(&submission);
        let right = what_waits(&session, &desk, has_reviewed).filter(|_| allow::may(&session, &desk, Right::SeeWork));
        Ok(right.map(|right| (right, submission)))
    })
}
