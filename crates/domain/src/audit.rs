//! What the audit log tells: the acts that somebody may have to answer for, and how long they are kept.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What was done.
    AuditAct, "act of the audit log" {
        SignedIn = "signed-in", "登录", "Signed in";
        SecondFactorFailed = "second-factor-failed", "两步验证失败", "Failed the second factor";
        SecondFactorOn = "second-factor-on", "开启两步验证", "Turned the second factor on";
        SecondFactorOff = "second-factor-off", "关闭两步验证", "Turned the second factor off";
        RecoveryCodeUsed = "recovery-code-used", "使用恢复码", "Used a recovery code";
        RecoveryCodesRenewed = "recovery-codes-renewed", "更换恢复码", "Renewed the recovery codes";
        PasskeyAdded = "passkey-added", "登记通行密钥", "Registered a passkey";
        PasskeyRevoked = "passkey-revoked", "撤销通行密钥", "Revoked a passkey";
        PasskeyRefused = "passkey-refused", "通行密钥验证失败", "Failed with a passkey";
        PasskeyFlagged = "passkey-flagged", "停用可能被复制的通行密钥", "Stopped a passkey that may have been copied";
        IdentityLinked = "identity-linked", "关联外部登录", "Linked an account of another site";
        IdentityUnlinked = "identity-unlinked", "取消外部登录", "Unlinked an account of another site";
        PasswordChanged = "password-changed", "修改密码", "Changed the password";
        PasswordLinkMade = "password-link-made", "发放重设密码链接", "Made a link to set a new password";
        AccountAdded = "account-added", "建立账号", "Added an account";
        AccountDisabled = "account-disabled", "停用账号", "Disabled an account";
        AccountEnabled = "account-enabled", "恢复账号", "Enabled an account";
        PersonSet = "person-set", "关联人物", "Said which person an account is";
        RoleGranted = "role-granted", "授予角色", "Granted a role";
        RoleRevoked = "role-revoked", "收回角色", "Revoked a role";
        Invited = "invited", "发出邀请", "Invited somebody";
        InvitationRevoked = "invitation-revoked", "撤销邀请", "Revoked an invitation";
        InvitationAccepted = "invitation-accepted", "接受邀请", "Accepted an invitation";
        MailAddressSet = "mail-address-set", "设置通知邮箱", "Set the address for e-mail";
        WorkCreated = "work-created", "新建作品", "Began a work";
        DraftDeleted = "draft-deleted", "删除草稿", "Deleted a draft";
        DraftRestored = "draft-restored", "恢复已删除的草稿", "Put a deleted draft back";
        WorkSubmitted = "work-submitted", "提交审核", "Handed a work in";
        WorkRecalled = "work-recalled", "撤销提交", "Took a work back from review";
        WorkReviewed = "work-reviewed", "审核作品", "Reviewed a work";
        WorkMerged = "work-merged", "合并公开的版本", "Put together with what is published";
        WorkRestored = "work-restored", "恢复旧版本", "Restored an old revision";
        CorrectionBegun = "correction-begun", "发起小更正", "Began a small correction";
        CorrectionDropped = "correction-dropped", "放弃小更正", "Dropped a small correction";
        WorkScheduled = "work-scheduled", "安排发布时间", "Scheduled a publication";
        ScheduleCalledOff = "schedule-called-off", "取消定时发布", "Called a publication off";
        PreviewShared = "preview-shared", "发放预览链接", "Made a link for a preview";
        PreviewRevoked = "preview-revoked", "撤销预览链接", "Revoked a link for a preview";
        ExpertInvited = "expert-invited", "邀请外部专家审核", "Invited an expert from outside to review";
        ExpertLinkOpened = "expert-link-opened", "打开外部专家的审核链接", "Opened an outside expert's link";
        ExpertLinkRevoked = "expert-link-revoked", "撤销外部专家的审核链接", "Revoked an outside expert's link";
        WorkPublished = "work-published", "发布作品", "Published a work";
        WorkForcePublished = "work-force-published", "紧急发布作品", "Published a work before its reviews";
        BulkStarted = "bulk-started", "开始批量操作", "Began an act upon many works";
        BulkStopped = "bulk-stopped", "停止批量操作", "Stopped an act upon many works";
        WorkCorrected = "work-corrected", "更正作品", "Corrected a work";
        WorkWithdrawn = "work-withdrawn", "撤回作品", "Withdrew a work";
        WorkReinstated = "work-reinstated", "恢复作品", "Reinstated a work";
        StaleChecked = "stale-checked", "确认作品仍然正确", "Looked at a work after its policy changed";
        StaleUnchecked = "stale-unchecked", "撤销确认", "Wants a work looked at again";
        ReportTaken = "report-taken", "受理读者纠错", "Took up what a reader reported";
        ReportCorrected = "report-corrected", "按读者纠错更正", "Corrected what a reader reported";
        ReportDeclined = "report-declined", "未采纳读者纠错", "Did not take up what a reader reported";
        UploadDone = "upload-done", "完成上传", "Finished an upload";
        AssetRightsSet = "asset-rights-set", "修改素材权利", "Said what is owed for an original";
        PolicyImported = "policy-imported", "导入政策文件", "Imported a policy";
        ClauseStatusSet = "clause-status-set", "更新条款进展", "Set the status of a clause";
        EntryPut = "entry-put", "修改词条", "Changed an entry of the vocabulary";
        EntryRemoved = "entry-removed", "删除词条", "Removed an entry of the vocabulary";
        CoursePut = "course-put", "修改课程单", "Changed a course";
        CourseRemoved = "course-removed", "删除课程单", "Removed a course";
        SearchRuleAdded = "search-rule-added", "增加搜索调整", "Added a rule of search";
        SearchRuleRemoved = "search-rule-removed", "移除搜索调整", "Removed a rule of search";
        SearchRuleRestored = "search-rule-restored", "恢复搜索调整", "Put a rule of search back";
        SiteSettingSet = "site-setting-set", "修改网站设置", "Changed a setting of the site";
        RulesSet = "rules-set", "修改组织设置", "Changed the settings of an organisation";
        HouseWordPut = "house-word-put", "修改用词表", "Put a word on the list of its house";
        HouseWordRemoved = "house-word-removed", "从用词表删去", "Took a word off the list of its house";
        PartnerAdded = "partner-added", "登记合作媒体", "Added a partner";
        PartnerScopeSet = "partner-scope-set", "修改合作媒体范围", "Changed what a partner may have";
        PartnerDisabled = "partner-disabled", "停用合作媒体", "Disabled a partner";
        PartnerEnabled = "partner-enabled", "恢复合作媒体", "Enabled a partner";
        PartnerKeyMade = "partner-key-made", "发放合作媒体密钥", "Made a key for a partner";
        PartnerKeyRevoked = "partner-key-revoked", "吊销合作媒体密钥", "Revoked a key of a partner";
        PartnerWebhookSet = "partner-webhook-set", "修改合作媒体回调", "Changed a webhook of a partner";
        AuditExported = "audit-exported", "导出审计日志", "Exported the audit log";
        AuditPruned = "audit-pruned", "清理审计日志", "Pruned the audit log";
        SiteRestored = "site-restored", "从备份恢复网站", "Restored the site from a backup";
    }
}

vocabulary! {
    /// What it was done to.
    AuditSubject, "subject of the audit log" {
        Account = "account", "账号", "Account";
        Invitation = "invitation", "邀请", "Invitation";
        Organisation = "organisation", "组织", "Organisation";
        Work = "work", "作品", "Work";
        Asset = "asset", "素材", "Asset";
        Policy = "policy", "政策文件", "Policy";
        Person = "person", "人物", "Person";
        Topic = "topic", "主题", "Topic";
        Campaign = "campaign", "专题", "Campaign";
        Term = "term", "术语", "Term";
        Course = "course", "课程单", "Course";
        Partner = "partner", "合作媒体", "Partner";
        Bulk = "bulk", "批量操作", "Act upon many works";
        SearchRule = "search-rule", "搜索调整", "Rule of search";
        Log = "log", "审计日志", "Audit log";
        Site = "site", "网站", "Site";
    }
}

/// Days for which every entry is kept at the least: six months, as China's Cybersecurity Law asks of logs (article 21 of
/// 2017, kept in the revision of 2025). From July to December they are the longest.
pub const AUDIT_DAYS_LEAST: u32 = 184;
