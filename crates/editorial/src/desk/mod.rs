//! Works on the desks of those who make them: working copies, submissions, reviews. Refusals are in Chinese, because
//! the studio shows them as they are.
//!
//! Absent from here: which account may do what (the studio asks `domain`'s table); who may not review is held here all
//! the same, in the transaction of the act.

mod begin_correction;
mod body_words;
mod check;
mod check_stale;
mod comment;
mod create_work;
mod dead_links;
mod delete_draft;
mod expert_review;
mod find_in_work;
mod force_publish;
mod ignore_finding;
mod invite_expert;
mod merging;
mod name_reviewer;
mod namesakes;
mod newest;
mod places;
mod publish_submission;
mod rebase;
mod recall;
mod restore;
mod review;
mod save_working_copy;
mod schedule;
mod share_preview;
mod submit;
mod take_in_published;

pub use begin_correction::{begin_correction, drop_correction};
pub use check::{Checked, DeskFault, check_work, faults_of_body};
pub use check_stale::{StaleCheck, check_stale};
pub use comment::{NewComment, Placed, answer_comment, comment, place_comments, resolve_comments};
pub use create_work::{NewWork, create_work};
pub use delete_draft::{KEPT_DAYS, delete_draft, kept_since, restore_draft};
pub use expert_review::{ExpertSaid, expert_review, note_expert_link};
pub use find_in_work::{FoundInWork, find_in_work};
pub use force_publish::{ForcePublish, force_publish};
pub use ignore_finding::{IgnoreFinding, ignore_finding};
pub use invite_expert::{InviteExpert, expert_stages, invite_expert, revoke_expert};
pub use merging::Merging;
pub use newest::{Newest, newest};
pub(crate) use places::says;
pub(crate) use publish_submission::publish_in;
pub use publish_submission::{Published, publish_submission};
pub use recall::recall;
pub use restore::{Restore, restore};
pub use review::{Said, review};
pub(crate) use save_working_copy::amend_in;
pub use save_working_copy::{DeskSaved, SaveCopy, save_working_copy};
pub use schedule::{Schedule, call_off, publish_due, schedule, take_back_pass};
pub use share_preview::{SharePreview, note_preview, preview_digest, revoke_preview, share_preview};
pub use submit::{Submission, submit};
pub use take_in_published::{Apart, TakeIn, apart, take_in_published};
