//! A reader reported an error: somebody takes it up, corrects it, or says why not. The reader reads the answer under the
//! receipt. Refusals are in Chinese, because the studio shows them as they are.

use crate::{Error, Result};
use db::{
    Db,
    audit::Entry,
    corrections,
    reader_reports::{self, Answer},
};
use domain::{AuditAct, AuditSubject, ReportState, Timestamp};

/// Characters of an answer; more belongs into the correction.
const LONGEST: usize = 1000;

/// What is said of a report.
#[derive(Clone, Copy, Debug)]
pub enum ReportAnswer<'a> {
    /// Somebody looks into it.
    Handling,
    /// `correction`: the notice of the work that says so; `None` for a policy, which has none.
    Corrected { correction: Option<i64>, words: &'a str },
    /// Why not.
    Declined { words: &'a str },
}

/// # Errors
/// Where it is answered otherwise already, the words are missing, or the notice is none of the work.
pub async fn answer_report(db: &Db, now: Timestamp, account: i64, id: i64, answer: ReportAnswer<'_>) -> Result<()> {
    let mut write = db.write(now).await?;
    let held = reader_reports::hold(&write, id).await?.ok_or_else(|| Error::refused("这条纠错已经不在了。"))?;
    let from: ReportState = held.state.parse().map_err(anyhow::Error::from)?;
    let (to, act, words, correction) = match answer {
        ReportAnswer::Handling => (ReportState::Handling, AuditAct::ReportTaken, "", None),
        ReportAnswer::Corrected { correction, words } => (ReportState::Corrected, AuditAct::ReportCorrected, words, correction),
        ReportAnswer::Declined { words } => (ReportState::Declined, AuditAct::ReportDeclined, words, None),
    };
    let to = from.to(to).map_err(Error::refused)?;
    let words = Some(words.trim()).filter(|words| !words.is_empty());
    if words.is_some_and(|words| words.chars().count() > LONGEST) {
        return Err(Error::refused(format!("给读者的话不能超过 {LONGEST} 个字。")));
    }
    match (to, held.work_id, correction) {
        (ReportState::Declined, ..) if words.is_none() => return Err(Error::refused("请写明不采纳的原因，读者凭回执能看到。")),
        (ReportState::Corrected, Some(work), Some(notice)) if corrections::is_of_work(&write, notice, work).await? => {}
        (ReportState::Corrected, Some(_), Some(_)) => return Err(Error::refused("这条更正说明不属于这件作品。请重新选择。")),
        (ReportState::Corrected, Some(_), None) => {
            return Err(Error::refused("请选择写明这处错误的更正说明；还没有的，请先发布一条。"));
        }
        (ReportState::Corrected, None, Some(_)) => return Err(Error::refused("政策文件没有更正说明，请直接写明改了什么。")),
        (ReportState::Corrected, None, None) if words.is_none() => {
            return Err(Error::refused("请写明改了什么，读者凭回执能看到。"));
        }
        _ => {}
    }
    reader_reports::answer(&write, id, Answer { state: to, words, correction_id: correction, account_id: account }).await?;
    let told = match held.work_id {
        Some(work) => Entry::work(act, work),
        None => Entry::new(act, AuditSubject::Policy, held.policy_id, held.policy.unwrap_or_default()),
    };
    let told = told.with("report", id);
    write.audit(match words {
        Some(words) => told.with("answer", words),
        None => told,
    });
    write.commit().await?;
    Ok(())
}
