//! Who may do what in the studio: one table, and nothing that it does not name is allowed.

use crate::{
    DeskState::{self, Approved, Draft, Published, Returned, Submitted},
    Membership::{self, Administrator, Author, Editor, Expert, Publisher},
    ReviewStage,
    vocabulary::vocabulary,
};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What somebody wants to do.
    Right, "right" {
        SeeWork = "see-work", "查看作品", "See a work";
        CreateWork = "create-work", "新建作品", "Begin a work";
        EditWork = "edit-work", "修改作品", "Change a work";
        DeleteWork = "delete-work", "删除草稿", "Delete a draft that was never published";
        SubmitWork = "submit-work", "提交审核", "Hand in for review";
        RecallWork = "recall-work", "撤销提交", "Take back from review";
        ReviewFirst = "review-first", "初审", "First review";
        ReviewSecond = "review-second", "复审", "Second review";
        ReviewFinal = "review-final", "终审", "Final review";
        ReviewScientific = "review-scientific", "科学性审核", "Scientific review";
        CommentWork = "comment-work", "批注", "Comment on what is under review";
        PublishWork = "publish-work", "发布", "Publish";
        ForcePublish = "force-publish", "紧急发布", "Publish before the reviews";
        WithdrawWork = "withdraw-work", "撤回", "Withdraw";
        ReinstateWork = "reinstate-work", "恢复发布", "Undo a withdrawal";
        CorrectWork = "correct-work", "更正", "Correct";
        BeginCorrection = "begin-correction", "发起小更正", "Begin a small correction";
        TakeBackReview = "take-back-review", "收回审核意见", "Take back one's own pass";
        CallOffSchedule = "call-off-schedule", "取消定时发布", "Call a scheduled publication off";
        SharePreview = "share-preview", "发放预览链接", "Make a link for a preview";
        InviteExpert = "invite-expert", "邀请外部专家审核", "Invite an expert from outside to review";
        SeeAssets = "see-assets", "查看素材", "See the library";
        Upload = "upload", "上传", "Upload";
        TendAssets = "tend-assets", "处理素材", "Retry, cancel, choose a frame";
        SeePeople = "see-people", "查看人员", "See the accounts";
        TendPeople = "tend-people", "管理人员", "Grant roles, disable accounts, reset passwords";
        Invite = "invite", "邀请人员", "Invite";
        SetRules = "set-rules", "修改组织设置", "Change the settings of an organisation";
        SeeWords = "see-words", "查看用词表", "See the words that an organisation does not use";
        TendWords = "tend-words", "管理用词表", "Change that list";
        TendPerson = "tend-person", "管理人物", "Add and change people";
        TendOrganisation = "tend-organisation", "管理组织", "Change an organisation, add one below it";
        SeeAudit = "see-audit", "查看审计日志", "See the audit log";
        SeeReport = "see-report", "查看覆盖和统计", "See coverage and reports of an organisation";
        SeeReaderReport = "see-reader-report", "查看读者纠错", "See what readers report";
        AnswerReaderReport = "answer-reader-report", "处理读者纠错", "Answer what readers report";
        TendCourse = "tend-course", "编排课程单", "Put works into a course";
        TuneSearch = "tune-search", "调整搜索", "Pin and block results, add synonyms";
    }
}

impl Right {
    pub fn review(stage: ReviewStage) -> Self {
        match stage {
            ReviewStage::First => Self::ReviewFirst,
            ReviewStage::Second => Self::ReviewSecond,
            ReviewStage::Final => Self::ReviewFinal,
            ReviewStage::Scientific => Self::ReviewScientific,
        }
    }
}

/// Whose works a row is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Anybodys,
    /// Of somebody who wrote in it at some time.
    Own,
    /// Of somebody who did not write in what is under review.
    Others,
}

/// In which of a work's organisations the role must be held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Any of those that publish it.
    Any,
    /// The one that answers for it.
    Responsible,
}

struct Row {
    right: Right,
    roles: &'static [Membership],
    whose: Whose,
    at: Where,
    /// Empty where the right is about no work.
    states: &'static [DeskState],
}

const EVERY_STATE: &[DeskState] = DeskState::ALL;
const PUBLIC: &[DeskState] = &[Published, Submitted, Returned, Approved];
const SHOWN: &[DeskState] = &[Draft, Submitted, Returned, Approved, Published];
const BEING_WRITTEN: &[DeskState] = &[Draft, Returned, Published];

const fn row(right: Right, roles: &'static [Membership], whose: Whose, at: Where, states: &'static [DeskState]) -> Row {
    Row { right, roles, whose, at, states }
}

const TABLE: &[Row] = &[
    row(Right::SeeWork, &[Author], Whose::Own, Where::Any, EVERY_STATE),
    row(Right::SeeWork, &[Editor, Expert, Publisher, Administrator], Whose::Anybodys, Where::Any, EVERY_STATE),
    row(Right::CreateWork, &[Author, Editor], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::EditWork, &[Author], Whose::Own, Where::Any, BEING_WRITTEN),
    row(Right::EditWork, &[Editor], Whose::Anybodys, Where::Any, BEING_WRITTEN),
    row(Right::DeleteWork, &[Author], Whose::Own, Where::Any, &[Draft, Returned]),
    row(Right::DeleteWork, &[Editor], Whose::Anybodys, Where::Any, &[Draft, Returned]),
    row(Right::SubmitWork, &[Author], Whose::Own, Where::Any, BEING_WRITTEN),
    row(Right::SubmitWork, &[Editor], Whose::Anybodys, Where::Any, BEING_WRITTEN),
    row(Right::RecallWork, &[Author], Whose::Own, Where::Any, &[Submitted, Approved]),
    row(Right::RecallWork, &[Editor], Whose::Anybodys, Where::Any, &[Submitted, Approved]),
    // Nobody reviews what they wrote; three different accounts are held by the database besides.
    row(Right::ReviewFirst, &[Editor], Whose::Others, Where::Any, &[Submitted]),
    row(Right::ReviewSecond, &[Editor, Expert], Whose::Others, Where::Any, &[Submitted]),
    row(Right::ReviewFinal, &[Publisher], Whose::Others, Where::Responsible, &[Submitted]),
    row(Right::ReviewScientific, &[Expert], Whose::Others, Where::Any, &[Submitted]),
    // Who wrote it does not choose who reviews it. What such an expert may do is what the role of an expert may.
    row(Right::InviteExpert, &[Editor, Publisher], Whose::Others, Where::Any, &[Submitted]),
    // Whoever reviews says what is meant, and its authors answer.
    row(Right::CommentWork, &[Author], Whose::Own, Where::Any, &[Submitted, Returned, Approved]),
    row(Right::CommentWork, &[Editor, Expert, Publisher], Whose::Anybodys, Where::Any, &[Submitted, Returned, Approved]),
    row(Right::PublishWork, &[Publisher], Whose::Anybodys, Where::Responsible, &[Approved]),
    // Only where the organisation that answers for it allows it: the studio's `allow` and the act look that up.
    row(Right::ForcePublish, &[Publisher], Whose::Anybodys, Where::Responsible, &[Submitted]),
    // A work that is public stays so while its next revision is on its way.
    row(Right::WithdrawWork, &[Publisher], Whose::Anybodys, Where::Responsible, PUBLIC),
    row(Right::ReinstateWork, &[Publisher], Whose::Anybodys, Where::Responsible, &[DeskState::Withdrawn]),
    row(Right::CorrectWork, &[Editor, Publisher], Whose::Anybodys, Where::Responsible, PUBLIC),
    // Past whatever is on its way: it is written, reviewed and published beside it.
    row(Right::BeginCorrection, &[Author], Whose::Own, Where::Any, PUBLIC),
    row(Right::BeginCorrection, &[Editor], Whose::Anybodys, Where::Any, PUBLIC),
    // Which pass it is, the act looks up.
    row(Right::TakeBackReview, &[Editor, Expert, Publisher], Whose::Others, Where::Any, &[Submitted, Approved]),
    // A time that could not be kept is called off whatever became of the work.
    row(Right::CallOffSchedule, &[Publisher], Whose::Anybodys, Where::Responsible, EVERY_STATE),
    row(Right::SharePreview, &[Author], Whose::Own, Where::Any, SHOWN),
    row(Right::SharePreview, &[Editor, Publisher], Whose::Anybodys, Where::Any, SHOWN),
    row(Right::SeeAssets, &[Author, Editor, Expert, Publisher, Administrator], Whose::Anybodys, Where::Any, &[]),
    row(Right::Upload, &[Author, Editor], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::TendAssets, &[Author, Editor], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::SeePeople, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::TendPeople, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::Invite, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::SetRules, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::SeeWords, &[Author, Editor, Expert, Publisher, Administrator], Whose::Anybodys, Where::Any, &[]),
    row(Right::TendWords, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    // Who writes about an expert or brings a new author says who they are.
    row(Right::TendPerson, &[Editor, Publisher, Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::TendOrganisation, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::SeeAudit, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
    row(Right::SeeReport, &[Editor, Expert, Publisher, Administrator], Whose::Anybodys, Where::Responsible, &[]),
    // Of a work, whatever became of it since; and, where no work is meant, of a policy and in lists.
    row(Right::SeeReaderReport, &[Editor, Publisher, Administrator], Whose::Anybodys, Where::Any, EVERY_STATE),
    row(Right::SeeReaderReport, &[Editor, Publisher, Administrator], Whose::Anybodys, Where::Any, &[]),
    row(Right::AnswerReaderReport, &[Editor, Publisher, Administrator], Whose::Anybodys, Where::Any, EVERY_STATE),
    row(Right::AnswerReaderReport, &[Editor, Publisher, Administrator], Whose::Anybodys, Where::Any, &[]),
    row(Right::TendCourse, &[Editor, Publisher], Whose::Anybodys, Where::Responsible, &[]),
    // Search is of the whole site: asked at the top of the tree alone.
    row(Right::TuneSearch, &[Administrator], Whose::Anybodys, Where::Responsible, &[]),
];

/// A work, or a place for one, as the person who asks stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `None` where no work is meant.
    pub state: Option<DeskState>,
    /// They wrote in it, at any time.
    pub own: bool,
    /// They wrote in what is not published yet: that is what reviews are about.
    pub wrote: bool,
    /// The role is held in the organisation that answers for it, and not only in one that publishes it too.
    pub responsible: bool,
}

/// Whether `role`, held where [`Standing`] says, allows it. A site's administrator is asked for as holding every role.
pub fn allows(role: Membership, right: Right, standing: Standing) -> bool {
    TABLE.iter().any(|row| {
        row.right == right
            && row.roles.contains(&role)
            && match row.whose {
                Whose::Anybodys => true,
                Whose::Own => standing.own,
                Whose::Others => !standing.wrote,
            }
            && (row.at == Where::Any || standing.responsible)
            && match standing.state {
                Some(state) => row.states.contains(&state),
                None => row.states.is_empty(),
            }
    })
}

/// The roles that could ever allow it, whoever wrote the work and whatever its state.
pub fn roles(right: Right) -> impl Iterator<Item = Membership> {
    Membership::ALL.iter().copied().filter(move |role| TABLE.iter().any(|row| row.right == right && row.roles.contains(role)))
}
