//! Rules of search: one is added, removed, or put back. All serve processes follow within a second.
//!
//! Refusals are in Chinese, because the studio shows them as they are. Absent from here: how search compares words, which
//! comes in as keys.

use crate::{Error, Result};
use db::{
    Db, Write,
    audit::Entry,
    search_rules::{self, Keys, SearchRuleRow},
};
use domain::{Act, AuditAct, AuditSubject, Entity, SearchRule, SearchRuleKind, SearchTarget, Timestamp};

/// Rules in force at once.
pub const MOST_SEARCH_RULES: usize = 500;
/// Works and clauses of one rule.
pub const MOST_SEARCH_TARGETS: usize = 10;
/// Words that one word leads to, besides those of the product's list.
const MOST_OTHERS: usize = 8;
/// Characters of a query, and of the reason.
const LONGEST: usize = 60;
const LONGEST_NOTE: usize = 200;
/// Days for which a removed rule can be put back.
pub const SEARCH_RULES_KEPT_DAYS: i64 = 30;

/// Adds a rule; its id.
///
/// # Errors
/// Where it names what readers do not see, says what another rule says or denies, or there are too many.
pub async fn add_search_rule(db: &Db, now: Timestamp, account: i64, rule: &SearchRule, keys: &Keys, note: &str) -> Result<i64> {
    let mut write = db.write(now).await?;
    check_words(rule, keys, note)?;
    if let SearchRule::Pin { until: Some(until), .. } = rule
        && *until < now.day()
    {
        return Err(Error::refused(format!("截止日期 {until} 已经过去，请选今天或以后的日期。")));
    }
    let works: Vec<i64> = match rule {
        SearchRule::Pin { targets, .. } => {
            check_clauses(&write, targets).await?;
            targets.iter().filter_map(|t| if let SearchTarget::Work(id) = t { Some(*id) } else { None }).collect()
        }
        SearchRule::Block { works, .. } => works.clone(),
        SearchRule::Synonym { .. } | SearchRule::Mute { .. } => Vec::new(),
    };
    if search_rules::published(&write, &works).await?.len() < works.len() {
        return Err(Error::refused("选中的作品里有的已经不在网站上，或者选了两次。请重新选择。"));
    }
    write.hold_log().await?;
    check_beside(&write, rule.kind(), keys, is_two_way(rule), None).await?;
    let id = search_rules::add(&write, account, rule, keys, note.trim()).await?;
    tell(&mut write, id, Act::Created, AuditAct::SearchRuleAdded, rule.kind(), &said(rule));
    write.commit().await?;
    Ok(id)
}

/// Takes a rule out of force. It stays on record and can be put back.
///
/// # Errors
/// Where there is none in force.
pub async fn remove_search_rule(db: &Db, now: Timestamp, account: i64, id: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    let row = search_rules::hold(&write, id).await?.filter(|row| row.removed_at.is_none());
    let row = row.ok_or_else(|| Error::refused("这条搜索调整已经移除。请刷新页面。"))?;
    search_rules::remove(&write, account, id).await?;
    tell(&mut write, id, Act::Removed, AuditAct::SearchRuleRemoved, kind(&row)?, &said_of(&row));
    write.commit().await?;
    Ok(())
}

/// Puts a removed rule back.
///
/// # Errors
/// Where it is in force, was removed too long ago, or another says by now what it says.
pub async fn restore_search_rule(db: &Db, now: Timestamp, id: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    let kept = now.0 - SEARCH_RULES_KEPT_DAYS * 24 * 60 * 60 * 1000;
    let row = search_rules::hold(&write, id).await?.filter(|row| row.removed_at.is_some_and(|at| at > kept));
    let row = row.ok_or_else(|| Error::refused("这条搜索调整没有被移除，或者移除得太久，不能恢复。请重新添加。"))?;
    write.hold_log().await?;
    let keys = Keys { words: row.words_key.clone(), other: row.other_key.clone() };
    check_beside(&write, kind(&row)?, &keys, row.two_way, Some(id)).await?;
    search_rules::restore(&write, id).await?;
    tell(&mut write, id, Act::Updated, AuditAct::SearchRuleRestored, kind(&row)?, &said_of(&row));
    write.commit().await?;
    Ok(())
}

fn check_words(rule: &SearchRule, keys: &Keys, note: &str) -> Result<()> {
    let long = |text: &str| text.chars().count() > LONGEST;
    match rule {
        SearchRule::Pin { query, targets, .. } => {
            if keys.words.is_empty() {
                return Err(Error::refused("请填写搜索词，至少一个字或字母。"));
            }
            if targets.is_empty() || targets.len() > MOST_SEARCH_TARGETS {
                return Err(Error::refused(format!("请选 1 到 {MOST_SEARCH_TARGETS} 条要置顶的作品或条款。")));
            }
            if long(query) {
                return Err(Error::refused(format!("搜索词不能超过 {LONGEST} 个字。")));
            }
        }
        SearchRule::Block { query, works } => {
            if query.is_some() && keys.words.is_empty() {
                return Err(Error::refused("请填写搜索词，或者选“所有搜索”。"));
            }
            if query.as_deref().is_some_and(long) {
                return Err(Error::refused(format!("搜索词不能超过 {LONGEST} 个字。")));
            }
            if works.is_empty() || works.len() > MOST_SEARCH_TARGETS {
                return Err(Error::refused(format!("请选 1 到 {MOST_SEARCH_TARGETS} 件不显示的作品。")));
            }
        }
        SearchRule::Mute { query } => {
            if keys.words.is_empty() {
                return Err(Error::refused("请填写搜索词，至少一个字或字母。"));
            }
            if long(query) {
                return Err(Error::refused(format!("搜索词不能超过 {LONGEST} 个字。")));
            }
        }
        SearchRule::Synonym { from, to, .. } if long(from) || long(to) => {
            return Err(Error::refused(format!("一个词不能超过 {LONGEST} 个字。")));
        }
        SearchRule::Synonym { .. } => {}
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::refused(format!("原因不能超过 {LONGEST_NOTE} 个字。")));
    }
    Ok(())
}

async fn check_clauses(write: &Write, targets: &[SearchTarget]) -> Result<()> {
    for (i, target) in targets.iter().enumerate() {
        if targets[..i].contains(target) {
            return Err(Error::refused("同一条结果选了两次。请去掉一个。"));
        }
        if let SearchTarget::Clause { policy, clause } = target
            && !search_rules::has_clause(write, *policy, clause).await?
        {
            return Err(Error::refused(format!("这份政策文件现在没有条款 {clause}。请重新选择。")));
        }
    }
    Ok(())
}

/// What is in force already, but for the rule `itself`.
async fn check_beside(write: &Write, kind: SearchRuleKind, keys: &Keys, two_way: bool, itself: Option<i64>) -> Result<()> {
    let standing: Vec<SearchRuleRow> =
        search_rules::standing_in(write).await?.into_iter().filter(|row| Some(row.id) != itself).collect();
    if standing.len() >= MOST_SEARCH_RULES {
        return Err(Error::refused(format!("搜索调整最多 {MOST_SEARCH_RULES} 条，已经满了。请先移除不再需要的。")));
    }
    let same: Vec<&SearchRuleRow> = standing.iter().filter(|row| row.kind == kind.code()).collect();
    match kind {
        SearchRuleKind::Pin => {
            if let Some(row) = same.iter().find(|row| row.words_key == keys.words) {
                return Err(Error::refused(format!("“{}”已经有置顶。请先移除，再重新设置全部置顶。", row.words)));
            }
        }
        SearchRuleKind::Block => {}
        SearchRuleKind::Mute => {
            if let Some(row) = same.iter().find(|row| row.words_key == keys.words) {
                return Err(Error::refused(format!("“{}”已经不作提示。", row.words)));
            }
        }
        SearchRuleKind::Synonym => {
            let other = keys.other.as_deref().unwrap_or_default();
            let leads = |row: &SearchRuleRow, from: &str, to: &str| {
                let right = row.other_key.as_deref().unwrap_or_default();
                row.words_key == from && right == to || row.two_way && row.words_key == to && right == from
            };
            let both = |row: &&SearchRuleRow| leads(row, &keys.words, other) && (!two_way || leads(row, other, &keys.words));
            if let Some(row) = same.iter().find(|row| both(row)) {
                let right = row.other.as_deref().unwrap_or_default();
                return Err(Error::refused(format!("“{}”和“{right}”已经是同义词。", row.words)));
            }
            for word in [Some(keys.words.as_str()), two_way.then_some(other)].into_iter().flatten() {
                let led = |row: &&&SearchRuleRow| row.words_key == word || row.two_way && row.other_key.as_deref() == Some(word);
                if same.iter().filter(led).count() >= MOST_OTHERS {
                    return Err(Error::refused(format!(
                        "“{word}”已经有 {MOST_OTHERS} 个同义词，再多会搜出太多不相干的内容。请先移除几个。"
                    )));
                }
            }
        }
    }
    Ok(())
}

fn is_two_way(rule: &SearchRule) -> bool {
    matches!(rule, SearchRule::Synonym { both: true, .. })
}

fn kind(row: &SearchRuleRow) -> Result<SearchRuleKind> {
    Ok(row.kind.parse().map_err(anyhow::Error::from)?)
}

fn said(rule: &SearchRule) -> String {
    match rule {
        SearchRule::Pin { query, .. } | SearchRule::Mute { query } => query.clone(),
        SearchRule::Block { query, .. } => query.clone().unwrap_or_else(|| "所有搜索".to_owned()),
        SearchRule::Synonym { from, to, both } => format!("{from}{}{to}", if *both { "＝" } else { "→" }),
    }
}

fn said_of(row: &SearchRuleRow) -> String {
    match &row.other {
        Some(other) => format!("{}{}{other}", row.words, if row.two_way { "＝" } else { "→" }),
        None if row.words.is_empty() => "所有搜索".to_owned(),
        None => row.words.clone(),
    }
}

fn tell(write: &mut Write, id: i64, act: Act, told: AuditAct, kind: SearchRuleKind, words: &str) {
    write.log(Entity::SearchRule, id, kind.code(), act);
    write.audit(Entry::new(told, AuditSubject::SearchRule, Some(id), words).with("kind", kind.code()));
}
