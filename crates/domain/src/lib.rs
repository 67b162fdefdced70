//! The rules of Liangyi as plain types: what a slug, a clause id, a genre or a correction is.
//!
//! Absent from here: I/O, async, clocks, randomness, HTTP and SQL. Time and chance come in as arguments.

mod attempt;
mod audit;
mod bulk;
mod certificate;
mod change;
mod clause_id;
mod clause_ref;
mod content;
mod content_difference;
mod correction;
mod digest;
mod edits;
mod entries;
mod feed_format;
mod glossary;
mod h5_page;
mod language;
mod long_image;
mod mail;
mod membership;
mod merge;
mod month;
mod network;
mod partner;
mod partner_key;
mod quiz;
mod report;
mod right;
mod search_rule;
mod short_title;
mod site_setting;
mod slug;
mod takedown;
mod territory;
mod time;
mod video;
mod vocabulary;
mod work;
mod working_days;

pub use attempt::{ATTEMPT_LIFETIME, Attempt, AttemptError, AttemptKey, attempt_digest, quiz_digest};
pub use audit::{AUDIT_DAYS_LEAST, AuditAct, AuditSubject};
pub use bulk::BulkAct;
pub use certificate::{CertificateFile, Certified, CertifiedReview, ED25519, public_key_pem};
pub use change::{Act, Entity};
pub use clause_id::{ClauseId, ClauseIdError};
pub use clause_ref::{ClauseRef, ClauseRefError};
pub use content::{ClauseLink, Credit, Reviewed, Source, WorkContent, revision_bytes};
pub use content_difference::{ContentMerge, FieldChange, FieldConflict, content_difference, content_merge};
pub use correction::{CorrectionKind, CorrectionScope, Severity};
pub use digest::Digest;
pub use edits::{DiffOp, edits};
pub use entries::{Campaign, Channel, Course, Organisation, Person, Term, Topic};
pub use feed_format::FeedFormat;
pub use glossary::{Glossary, TermMarks};
pub use h5_page::H5Page;
pub use language::Language;
pub use long_image::{Levels, LongImage, Panel, PartList, Slice, Sliced, SlicedFile, Tile};
pub use mail::{MailAddress, MailAddressError, MailChoice, MailKind};
pub use membership::{DeskState, Membership, SecondFactorRule, Verdict};
pub use merge::{Conflict, Line, Merged, Side, merge};
pub use month::{Month, MonthError};
pub use network::client_network;
pub use partner::{CopyState, PartnerScope};
pub use partner_key::PartnerKey;
pub use quiz::{QuizKind, Score, question_digest, score};
pub use report::{Receipt, ReceiptError, ReportState, ReportStateError, ReportTopic};
pub use right::{Right, Standing, allows, roles};
pub use search_rule::{SearchRule, SearchRuleKind, SearchTarget};
pub use short_title::short_title;
pub use site_setting::SiteSetting;
pub use slug::{Slug, SlugError};
pub use takedown::Takedown;
pub use territory::{Territory, TerritoryError};
pub use time::{Day, TimeError, Timestamp};
pub use video::{CaptionTrack, Chapter, Cue, Poster, Video};
pub use vocabulary::{
    AiLabel, AssetKind, Audience, ClauseStatus, Genre, Licence, LinkState, MappingKind, OrganisationKind, PolicyRelation,
    RenditionRole, ReviewStage, Role, UnknownTerm, WorkKind,
};
pub use work::{WorkState, WorkStateError};
pub use working_days::{INTERPRETATION_DAYS, WorkCalendar, WorkCalendarError};
