//! What each operation of the API asks of who calls it: one table, read by a test that walks every route and fails for
//! one that is not here.

use domain::Right;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anybody: there is no account yet.
    Nothing,
    /// Any account; the answer holds nothing but what is its own.
    Session,
    /// The right, asked of [`crate::allow`] for the work, asset or organisation that is named.
    Right(Right),
    /// A site's administrator.
    Site,
    /// A list of what this right allows: everything else is left out.
    Listed(Right),
}

use Need::{Listed, Nothing, Session};

const fn right(right: Right) -> Need {
    Need::Right(right)
}

/// By operation id.
pub const NEEDS: &[(&str, Need)] = &[
    ("sign_in", Nothing),
    // Of who gave the password just before.
    ("second_step", Nothing),
    // A passkey says whose it is; after the password, one of that account.
    ("begin_passkey_sign_in", Nothing),
    ("passkey_sign_in", Nothing),
    ("begin_second_passkey", Nothing),
    ("second_passkey", Nothing),
    // Names that the operator chose, and the way there and back; for linking, a session is insisted on.
    ("list_providers", Nothing),
    ("begin_oidc_sign_in", Nothing),
    ("begin_oidc_join", Nothing),
    ("finish_oidc", Nothing),
    ("set_up", Nothing),
    // Their tokens say what they are for.
    ("see_invitation", Nothing),
    ("accept_invitation", Nothing),
    ("set_password", Nothing),
    ("openapi", Nothing),
    ("me", Session),
    ("sign_out", Session),
    ("list_sessions", Session),
    ("end_session", Session),
    ("change_password", Session),
    ("mail_settings", Session),
    ("set_mail", Session),
    ("ask_mail_again", Session),
    ("second_factor", Session),
    ("offer_second_factor", Session),
    ("confirm_second_factor", Session),
    ("renew_recovery_codes", Session),
    ("turn_off_second_factor", Session),
    ("list_passkeys", Session),
    ("begin_passkey", Session),
    ("add_passkey", Session),
    ("revoke_passkey", Session),
    ("begin_oidc_link", Session),
    ("list_identities", Session),
    ("unlink_identity", Session),
    ("join_organisation", Session),
    ("list_staff", Listed(Right::SeePeople)),
    ("grant_role", right(Right::TendPeople)),
    ("revoke_role", right(Right::TendPeople)),
    ("disable_account", right(Right::TendPeople)),
    ("enable_account", right(Right::TendPeople)),
    ("offer_password", right(Right::TendPeople)),
    ("reset_second_factor", right(Right::TendPeople)),
    ("list_invitations", Listed(Right::Invite)),
    ("invite", right(Right::Invite)),
    ("revoke_invitation", right(Right::Invite)),
    ("set_rules", right(Right::SetRules)),
    ("list_audit", Listed(Right::SeeAudit)),
    ("export_audit", Listed(Right::SeeAudit)),
    ("vocabulary", Session),
    // Public facts.
    ("list_entries", Session),
    // People by the first, organisations by the second; topics and campaigns are the site's.
    ("put_entry", right(Right::TendPerson)),
    ("remove_entry", right(Right::TendPerson)),
    // Public facts.
    ("list_policies", Session),
    ("get_policy", Session),
    ("list_waiting_links", Listed(Right::SeeWork)),
    // Policies belong to nobody: the site's administrators tend them.
    ("look_at_policy", Need::Site),
    ("import_policy", Need::Site),
    ("set_clause_status", Need::Site),
    ("list_works", Listed(Right::SeeWork)),
    ("inbox", Listed(Right::SeeWork)),
    // Numbers of published works are public; drafts, and the numbers of one organisation, are not.
    ("coverage", Listed(Right::SeeWork)),
    ("coverage_works", Listed(Right::SeeWork)),
    ("export_coverage", Listed(Right::SeeWork)),
    ("stale", Listed(Right::SeeWork)),
    ("stale_works", Listed(Right::SeeWork)),
    ("mark_stale", right(Right::EditWork)),
    ("report", Listed(Right::SeeReport)),
    ("report_works", Listed(Right::SeeReport)),
    ("export_report", Listed(Right::SeeReport)),
    ("report_readings", Listed(Right::SeeReport)),
    ("search_misses", right(Right::SeeReport)),
    ("analytics", Listed(Right::SeeReport)),
    ("search_analytics", right(Right::SeeReport)),
    ("export_analytics", Listed(Right::SeeReport)),
    // Of works in the organisations where the account may; of policies at the top of the tree.
    ("list_reader_reports", Listed(Right::SeeReaderReport)),
    ("get_reader_report", right(Right::SeeReaderReport)),
    ("answer_reader_report", right(Right::AnswerReaderReport)),
    // Search is of the whole site: at the top of the tree.
    ("list_search_rules", right(Right::TuneSearch)),
    ("preview_search_rule", right(Right::TuneSearch)),
    ("add_search_rule", right(Right::TuneSearch)),
    ("remove_search_rule", right(Right::TuneSearch)),
    ("restore_search_rule", right(Right::TuneSearch)),
    // Partners are the site's, and so is who subscribes to its feeds.
    ("list_partners", Need::Site),
    ("get_partner", Need::Site),
    ("add_partner", Need::Site),
    ("set_partner_scope", Need::Site),
    ("set_partner_licence", Need::Site),
    ("set_partner_state", Need::Site),
    ("make_partner_key", Need::Site),
    ("revoke_partner_key", Need::Site),
    ("list_feed_subscriptions", Need::Site),
    // What the pages say of the site, and what its machine was told.
    ("list_site_settings", Need::Site),
    ("set_site_setting", Need::Site),
    ("spread_of_notices", right(Right::SeeWork)),
    ("list_courses", Listed(Right::TendCourse)),
    ("create_course", right(Right::TendCourse)),
    ("get_course", right(Right::TendCourse)),
    ("change_course", right(Right::TendCourse)),
    ("remove_course", right(Right::TendCourse)),
    // Public facts.
    ("course_candidates", Session),
    ("create_work", right(Right::CreateWork)),
    ("get_work", right(Right::SeeWork)),
    ("save_work", right(Right::EditWork)),
    ("delete_work", right(Right::DeleteWork)),
    ("list_deleted_works", Listed(Right::SeeWork)),
    ("restore_deleted_work", right(Right::DeleteWork)),
    // Names of colleagues, and nothing of the text.
    ("renew_presence", right(Right::SeeWork)),
    ("end_presence", right(Right::SeeWork)),
    ("preview_work", right(Right::SeeWork)),
    ("preview_captions", right(Right::SeeWork)),
    ("page_of_work", right(Right::SeeWork)),
    ("export_work", right(Right::SeeWork)),
    ("list_findings", right(Right::SeeWork)),
    ("ignore_finding", right(Right::EditWork)),
    ("list_words", Listed(Right::SeeWords)),
    ("put_word", right(Right::TendWords)),
    ("remove_word", right(Right::TendWords)),
    ("submit_work", right(Right::SubmitWork)),
    ("recall_work", right(Right::RecallWork)),
    // The stage that is asked for decides which of the four rights it is.
    ("review_work", right(Right::ReviewFirst)),
    ("publish_work", right(Right::PublishWork)),
    ("list_comments", right(Right::SeeWork)),
    ("comment_work", right(Right::CommentWork)),
    ("answer_comment", right(Right::CommentWork)),
    ("resolve_comment", right(Right::CommentWork)),
    // Of works that the account may see; what it may do to each is asked when it is done.
    ("start_bulk", Listed(Right::SeeWork)),
    // One's own.
    ("list_bulk", Session),
    ("get_bulk", Session),
    ("export_bulk", Session),
    ("stop_bulk", Session),
    ("force_publish_work", right(Right::ForcePublish)),
    ("list_revisions", right(Right::SeeWork)),
    ("compare_revisions", right(Right::SeeWork)),
    ("restore_work", right(Right::EditWork)),
    ("see_merge", right(Right::SeeWork)),
    ("merge_work", right(Right::EditWork)),
    ("begin_correction", right(Right::BeginCorrection)),
    ("drop_correction", right(Right::EditWork)),
    ("calendar", Listed(Right::SeeWork)),
    ("schedule_work", right(Right::PublishWork)),
    ("call_off_schedule", right(Right::CallOffSchedule)),
    ("take_back_review", right(Right::TakeBackReview)),
    ("list_previews", right(Right::SharePreview)),
    ("share_preview", right(Right::SharePreview)),
    ("revoke_preview", right(Right::SharePreview)),
    ("list_experts", right(Right::InviteExpert)),
    ("invite_expert", right(Right::InviteExpert)),
    ("revoke_expert", right(Right::InviteExpert)),
    ("withdraw_work", right(Right::WithdrawWork)),
    ("reach_of_work", right(Right::WithdrawWork)),
    ("quiz_counts", right(Right::SeeWork)),
    ("reinstate_work", right(Right::ReinstateWork)),
    ("correct_work", right(Right::CorrectWork)),
    // What the protocol can do; nobody's data.
    ("upload_options", Nothing),
    ("create_upload", right(Right::Upload)),
    // Of one's own, or of an organisation that one administers.
    ("upload_status", right(Right::Upload)),
    ("continue_upload", right(Right::Upload)),
    ("terminate_upload", right(Right::Upload)),
    ("list_uploads", Listed(Right::Upload)),
    ("list_assets", Listed(Right::SeeAssets)),
    ("get_asset", right(Right::SeeAssets)),
    ("asset_words", right(Right::SeeAssets)),
    ("retry_asset", right(Right::TendAssets)),
    ("cancel_asset", right(Right::TendAssets)),
    ("set_asset_rights", right(Right::TendAssets)),
    ("ask_frame", right(Right::TendAssets)),
    ("join_long_image", right(Right::Upload)),
    ("page_of_asset", right(Right::SeeAssets)),
    ("media", right(Right::SeeAssets)),
    ("read_captions", Session),
    ("check_captions", Session),
    ("read_document", Session),
    // Of the caller's own file; nothing is kept.
    ("import_document", Session),
];
