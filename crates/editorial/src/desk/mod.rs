//! Works on the desks of those who make them: working copies, submissions, reviews. Refusals are in Chinese, because
//! the studio shows them as they are.
//!
//! Absent from here: which account may do what (the studio asks `domain`'s table); who may not review is held here all
//! the same, in the transaction of the act.

mod body_words;
mod check;
mod check_stale;
mod create_work;
mod newest;
mod places;
mod publish_submission;
mod recall;
mod review;
mod save_working_copy;
mod submit;

pub use check::{Checked, DeskFault, check_work, faults_of_body};
pub use check_stale::{StaleCheck, check_stale};
pub use create_work::{NewWork, create_work};
pub use newest::{Newest, newest};
pub(crate) use places::says;
pub use publish_submission::publish_submission;
pub use recall::recall;
pub use review::{Said, review};
pub use save_working_copy::{DeskSaved, SaveCopy, save_working_copy};
pub use submit::{Submission, submit};
