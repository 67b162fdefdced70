//! What letters say. Nothing of an unpublished text but its title: a mailbox is no place for drafts.

use domain::{AuditAct, Day, MailKind, ReportTopic, Right};
use serde_json::Value;

pub const RETURNED: &str = "退回修改了。审核意见请在工作台里看。";

pub fn waiting(right: Right) -> String {
    match right {
        Right::PublishWork => "三审已经通过，等您发布。".to_owned(),
        stage => format!("等您{}。", stage.zh()),
    }
}

/// `detail` is that of the audit log, a JSON object; a reason that it gives is public.
pub fn outcome(act: AuditAct, detail: &str) -> String {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    let reason = detail["reason"].as_str().unwrap_or_default().trim().trim_end_matches('。');
    let became = match act {
        AuditAct::WorkCorrected => "发了更正说明",
        AuditAct::WorkWithdrawn => "已经撤回",
        AuditAct::WorkReinstated => "已经恢复发布",
        _ => "已经发布",
    };
    if reason.is_empty() { format!("{became}。") } else { format!("{became}：{reason}。") }
}

/// `topic` is the code of a [`ReportTopic`].
pub fn report(topic: &str) -> String {
    let topic = topic.parse::<ReportTopic>().map_or("有错误", ReportTopic::zh);
    format!("读者指出：{topic}。")
}

pub fn deadline(policy: &str, last: Day) -> String {
    format!("按三个工作日的要求，“{policy}”的解读最晚{}发布。", last.zh())
}

/// Above notices of one kind.
pub fn heading(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Waiting => "等您处理",
        MailKind::Returned => "退回修改",
        MailKind::Outcome => "作品动态",
        MailKind::Deadline => "期限临近",
        MailKind::Report => "读者纠错",
    }
}

/// Of one notice, it says which work; of several, how many.
pub fn subject(kind: MailKind, title: &str, notices: usize) -> String {
    if notices > 1 {
        return format!("工作台有{notices}条新消息");
    }
    match kind {
        MailKind::Waiting => format!("等您处理：{title}"),
        MailKind::Returned => format!("退回修改：{title}"),
        MailKind::Outcome => format!("作品动态：{title}"),
        MailKind::Deadline => format!("期限临近：{title}"),
        MailKind::Report => format!("读者纠错：{title}"),
    }
}
