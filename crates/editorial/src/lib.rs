//! Every act that changes content: one file, one public function, one transaction, its rows in the change log.
//!
//! Absent from here: HTTP, files on disk, blobs, clocks and chance (they come in as arguments), and SQL.

mod answer_report;
mod ask_av1;
mod ask_copies;
mod ask_frame;
mod ask_words;
mod attach_beside;
mod attach_original;
mod attach_renditions;
mod bulk;
mod cancel_asset;
mod carry_links;
mod certify;
mod clause_words;
mod correct;
mod courses;
mod desk;
mod entries;
mod error;
mod export_h5_page;
mod export_long_image;
mod export_video;
mod export_works;
mod findings;
mod finish_upload;
mod h5_rules;
mod import_policy;
mod import_works;
mod join_long_image;
mod keep_house_words;
mod long_image_rules;
mod look_at_policy;
mod original_rules;
mod outside_links;
mod partner_licence;
mod partners;
mod policy_words;
mod publish;
mod reading_minutes;
mod rebuild_index;
mod register_upload;
mod reinstate;
mod relist;
mod retry_asset;
mod revision_digest;
mod save_work;
mod search_rules;
mod set_asset_rights;
mod set_clause_status;
mod set_site;
mod signing;
mod tag;
mod typeset;
mod video_rules;
mod withdraw;

pub use answer_report::{ReportAnswer, answer_report};
pub use ask_av1::{AV1_JOB, Av1Job, ask_av1, attach_av1};
pub use ask_copies::{COPIES_JOB, ask_copies};
pub use ask_frame::{FrameJob, ask_frame, attach_frame, frame_job_key};
pub use ask_words::{WORDS_JOB, ask_words};
pub use attach_beside::attach_beside;
pub use attach_original::{Attached, attach_original, attach_playable};
pub use attach_renditions::{Renditions, attach_renditions, refuse_asset};
pub use bulk::{BulkDetails, MOST_IN_BULK, bulk_step, bulk_steps, fail as fail_in_bulk, start_bulk, stop_bulk};
pub use cancel_asset::{CANCELLED, cancel_asset};
pub use carry_links::Carried;
pub use clause_words::{DiffOp, clause_words};
pub use correct::correct;
pub use courses::{CourseChange, NewCourse, begin_course, change_course, remove_course};
pub use desk::{
    Apart, Checked, DeskFault, DeskSaved, ExpertSaid, ForcePublish, FoundInWork, IgnoreFinding, InviteExpert, KEPT_DAYS, Merging,
    NewComment, NewWork, Newest, Placed, Published, Restore, Said, SaveCopy, Schedule, SharePreview, StaleCheck, Submission,
    TakeIn, answer_comment, apart, begin_correction, call_off, check_stale, check_work, comment, create_work, delete_draft,
    drop_correction, expert_review, expert_stages, faults_of_body, find_in_work, force_publish, ignore_finding, invite_expert,
    kept_since, newest, note_expert_link, note_preview, place_comments, preview_digest, publish_due, publish_submission, recall,
    resolve_comments, restore, restore_draft, review, revoke_expert, revoke_preview, save_working_copy, schedule, share_preview,
    submit, take_back_pass, take_in_published,
};
pub use entries::{VocabularyEntry, VocabularyIs, put_entry, read_vocabulary, remove_entry};
pub use error::{Error, Fault, Faults};
pub use export_works::{ExportedFile, Exports, export_works};
pub use findings::{
    Against, CitedClause, CitedPolicy, Copied, DeadLink, Finding, FindingCode, Findings, HouseWord, RightsOver, Severity,
    built_in_words, findings,
};
pub use finish_upload::{WholeUpload, finish_upload};
pub use h5_rules::{H5Fault, h5_faults};
pub use import_policy::{ImportPolicy, PolicyImport, import_policy};
pub use import_works::{File, H5Zip, Limits, Picture, Plan, VideoFile, WorksImport, plan_works};
pub use join_long_image::{NewLongImage, join_long_image};
pub use keep_house_words::{NewHouseWord, put_house_word, remove_house_word};
pub use long_image_rules::{LongImageFault, long_image_faults};
pub use look_at_policy::{PolicyLook, look_at_policy};
pub use original_rules::{OriginalFault, original_faults, prepare_original};
pub use outside_links::note_published_links;
pub use partner_licence::{end_partner_licences, set_partner_licence};
pub use partners::{NewPartnerKey, add_partner, add_partner_key, revoke_partner_key, set_partner_disabled, set_partner_scope};
pub use policy_words::policy_words;
pub use reading_minutes::reading_minutes;
pub use rebuild_index::rebuild_index;
pub use register_upload::{
    FRAME_JOB, H5_JOB, LONG_IMAGE_JOB, PICTURE_JOB, VIDEO_JOB, VideoJob, register_video, rendition_job_key,
};
pub use reinstate::{reinstate, withdrawn_with};
pub use relist::mend_lists;
pub use retry_asset::retry_asset;
pub use save_work::Saved;
pub use search_rules::{
    MOST_SEARCH_RULES, MOST_SEARCH_TARGETS, SEARCH_RULES_KEPT_DAYS, add_search_rule, remove_search_rule, restore_search_rule,
};
pub use set_asset_rights::{RightsOfAsset, expire_rights, set_asset_rights};
pub use set_clause_status::set_clause_status;
pub use set_site::{SITE_SETTINGS_SHOWN, set_site};
pub use signing::{CertificateError, CertificateKey, check_text, read_certificate, sign_certificates};
pub use tag::TagAuthority;
pub use typeset::{Edition, TYPESET_JOB, TypesetJob, ask_edition, attach_edition};
pub use video_rules::{VideoFault, video_faults};
pub use withdraw::{Away, withdraw};

pub type Result<T, E = Error> = std::result::Result<T, E>;
