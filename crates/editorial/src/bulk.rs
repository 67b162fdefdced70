//! One act upon many works: written down with its works, then done one work after the other by the back room. Each work's act and
//! what became of it are in one transaction, alone or with a few others, so wherever a worker is killed, another goes on, and
//! nothing is done twice. Of several in a transaction, each is kept or undone by itself.
//!
//! Absent from here: who may (the back room asks for each work anew), and how fast.

use crate::{
    Error, Result,
    desk::{Published, amend_in, publish_in},
    original_rules::prepare_original,
    withdraw::{Away, withdraw_in},
};
use db::{
    Db, Write,
    audit::Entry,
    bulk_acts::{self, BulkRow},
    corrections::Notice,
    vocabulary, works,
};
use domain::{AuditAct, AuditSubject, BulkAct, CorrectionKind, CorrectionScope, Severity, Slug, Timestamp};
use serde::{Deserialize, Serialize};

/// Works of one bulk act.
pub const MOST_IN_BULK: usize = 10_000;
/// Acts of one account that are not through yet.
pub const MOST_UNFINISHED: i64 = 3;
/// Characters of a reason.
const LONGEST: usize = 2000;

/// What an act needs besides the works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDetails {
    /// Of a withdrawal: readers and partners are shown it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of a withdrawal: whether it is one for the content or for a right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CorrectionKind>,
    /// The topic, campaign or channel that is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Slug>,
}

impl BulkDetails {
    /// Without what this act does not ask for.
    ///
    /// # Errors
    /// Where something is missing.
    async fn settled(self, db: &Db, act: BulkAct) -> Result<Self> {
        let known: Vec<String> = match act {
            BulkAct::Publish => return Ok(Self::default()),
            BulkAct::Withdraw => {
                let reason = self.reason.map(|reason| reason.trim().to_owned()).unwrap_or_default();
                if reason.is_empty() || reason.chars().count() > LONGEST {
                    return Err(Error::refused(format!("请写明原因，不超过{LONGEST}个字；读者和合作媒体会看到它。")));
                }
                let kind = self.kind.unwrap_or(CorrectionKind::Retraction);
                if !kind.withdraws() {
                    return Err(Error::refused("撤回的类型只能是撤回或移除。"));
                }
                return Ok(Self { reason: Some(reason), kind: Some(kind), entry: None });
            }
            BulkAct::AddTopic => vocabulary::topics(db).await?.into_iter().map(|row| row.slug).collect(),
            BulkAct::AddCampaign => vocabulary::campaigns(db).await?.into_iter().map(|row| row.slug).collect(),
            BulkAct::AddChannel => vocabulary::channels(db).await?.into_iter().map(|row| row.slug).collect(),
        };
        let entry = self.entry.filter(|entry| known.iter().any(|slug| slug == entry.as_str()));
        let entry = entry.ok_or_else(|| Error::refused(format!("请选择要{}的那一个。", act.zh())))?;
        Ok(Self { entry: Some(entry), ..Self::default() })
    }
}

/// Writes it down for the back room; its id.
///
/// # Errors
/// Where there are no works or too many, something is missing that the act needs, or the account waits for too much already.
pub async fn start_bulk(db: &Db, now: Timestamp, account: i64, act: BulkAct, details: BulkDetails, works: &[i64]) -> Result<i64> {
    if works.is_empty() {
        return Err(Error::refused("没有选中作品。"));
    }
    if works.len() > MOST_IN_BULK {
        return Err(Error::refused(format!("一次最多处理{MOST_IN_BULK}件作品，请分几次。")));
    }
    let details = details.settled(db, act).await?;
    let mut write = db.write(now).await?;
    if bulk_acts::unfinished(&write, account).await? >= MOST_UNFINISHED {
        return Err(Error::refused(format!(
            "您已经有{MOST_UNFINISHED}次批量操作没有做完。请等其中一次做完，或者停止一次，再开始新的。"
        )));
    }
    let text = serde_json::to_string(&details).map_err(anyhow::Error::from)?;
    let id = bulk_acts::add(&write, account, act, &text, works).await?;
    write.audit(Entry::new(AuditAct::BulkStarted, AuditSubject::Bulk, Some(id), act.zh()).with("works", works.len()));
    write.commit().await?;
    Ok(id)
}

/// # Errors
/// Where it is over.
pub async fn stop_bulk(db: &Db, now: Timestamp, bulk: &BulkRow) -> Result<()> {
    let mut write = db.write(now).await?;
    if bulk.finished_at.is_some() {
        return Err(Error::refused("这次批量操作已经结束。"));
    }
    bulk_acts::stop(&write, bulk.id, "没有处理：批量操作被停止。").await?;
    bulk_acts::finish(&write, bulk.id).await?;
    write.audit(Entry::new(AuditAct::BulkStopped, AuditSubject::Bulk, Some(bulk.id), bulk.act()?.zh()));
    write.commit().await?;
    Ok(())
}

/// Does it to one work, in the name of whoever `db` says. `refused`: why that one may not, in words.
///
/// # Errors
/// None but of the machine: what is refused is written down.
pub async fn bulk_step(db: &Db, now: Timestamp, bulk: &BulkRow, work: i64, refused: Option<String>) -> anyhow::Result<()> {
    let mut write = db.write(now).await?;
    let done = match refused {
        Some(why) => Err((Error::Refused(why), None)),
        None => one(&mut write, bulk, work).await,
    };
    let why = match done {
        Ok(words) => {
            if bulk_acts::settle(&write, bulk.id, work, bulk_acts::DONE, &words).await? {
                write.commit().await?;
            }
            return Ok(());
        }
        Err((Error::Internal(error), _)) => return Err(error),
        Err((error, content)) => {
            drop(write);
            if let Some(content) = content {
                // A label that a video lacks is asked for, as when one is published by hand.
                prepare_original(db, now, &content).await.ok();
            }
            error.to_string()
        }
    };
    fail(db, now, bulk, work, &why).await
}

/// The same to several works, in this order and in one transaction: what one of them comes to changes nothing for the others.
/// Those that it answers are to be done each in a transaction of its own, because the machine failed at them, or because their
/// refusal asks for something to be made.
///
/// # Errors
/// Of the machine; nothing was done then.
pub async fn bulk_steps(db: &Db, now: Timestamp, bulk: &BulkRow, works: Vec<(i64, Option<String>)>) -> anyhow::Result<Vec<i64>> {
    let mut write = db.write(now).await?;
    let mut alone = Vec::new();
    for (work, refused) in works {
        let part = write.begin_part().await?;
        let done = match refused {
            Some(why) => Err((Error::Refused(why), None)),
            None => one(&mut write, bulk, work).await,
        };
        let why = match done {
            // Where that stands there already, or everything was stopped, it is as if it had not been begun.
            Ok(words) => match bulk_acts::settle(&write, bulk.id, work, bulk_acts::DONE, &words).await {
                Ok(true) => {
                    write.keep_part(part).await?;
                    continue;
                }
                Ok(false) => None,
                Err(_) => {
                    alone.push(work);
                    None
                }
            },
            Err((Error::Internal(_), _)) => {
                alone.push(work);
                None
            }
            Err((_, Some(content))) if content.original().is_some() => {
                alone.push(work);
                None
            }
            Err((error, _)) => Some(error.to_string()),
        };
        write.undo_part(part).await?;
        if let Some(why) = why {
            bulk_acts::settle(&write, bulk.id, work, bulk_acts::REFUSED, why.trim()).await?;
        }
    }
    write.commit().await?;
    Ok(alone)
}

/// It could not be done, and why.
pub async fn fail(db: &Db, now: Timestamp, bulk: &BulkRow, work: i64, why: &str) -> anyhow::Result<()> {
    let write = db.write(now).await?;
    bulk_acts::settle(&write, bulk.id, work, bulk_acts::REFUSED, why.trim()).await?;
    write.commit().await?;
    Ok(())
}

type Refusal = (Error, Option<domain::WorkContent>);

async fn one(write: &mut Write, bulk: &BulkRow, work: i64) -> std::result::Result<String, Refusal> {
    let early = |error: anyhow::Error| (Error::from(error), None);
    let act = bulk.act().map_err(early)?;
    let details: BulkDetails = serde_json::from_str(&bulk.details).map_err(|error| early(error.into()))?;
    match act {
        BulkAct::Publish => {
            let published = publish_in(write, work).await?;
            Ok(match published {
                Published::Out => "已发布。",
                Published::Merged => "审核期间公开的版本更新过，已合并，改动处要再审一次。",
                Published::GivenBack => "与公开的版本改了同一个地方，已退回作者。",
            }
            .to_owned())
        }
        BulkAct::Withdraw => {
            let row = works::by_id(write, work).await.map_err(early)?;
            let row = row.ok_or_else(|| (Error::refused("作品已经不在了。"), None))?;
            let notice = Notice {
                kind: details.kind.unwrap_or(CorrectionKind::Retraction),
                severity: Severity::Major,
                scope: CorrectionScope::Work,
                reason: details.reason.unwrap_or_default(),
                anchor: None,
            };
            withdraw_in(write, &row.slug, &notice, &Away::default()).await.map_err(|error| (error, None))?;
            Ok("已撤回。".to_owned())
        }
        BulkAct::AddTopic | BulkAct::AddCampaign | BulkAct::AddChannel => {
            let entry = details.entry.ok_or_else(|| (Error::refused("没有写明要加什么。"), None))?;
            let changed = amend_in(write, bulk.account_id, work, |content| {
                let list = match act {
                    BulkAct::AddTopic => &mut content.topics,
                    BulkAct::AddCampaign => &mut content.campaigns,
                    _ => &mut content.channels,
                };
                if !list.contains(&entry) {
                    list.push(entry);
                }
            });
            Ok(match changed.await.map_err(|error| (error, None))? {
                true => "工作稿已改好；公开过的作品要提交审核后才生效。",
                false => "本来就有，没有改动。",
            }
            .to_owned())
        }
    }
}
