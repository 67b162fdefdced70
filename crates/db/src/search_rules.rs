//! What editors settle beside the ranking of search: pins, blocks, synonyms. A rule that was removed stays on record.

use crate::{Db, Write, clauses, sql::places};
use anyhow::{Context, Result};
use domain::{ClauseId, SearchRule, SearchRuleKind, SearchTarget};
use sea_orm::{FromQueryResult, Value};
use std::collections::{HashMap, hash_map::Entry};

#[derive(Clone, Debug, FromQueryResult)]
pub struct SearchRuleRow {
    pub id: i64,
    pub kind: String,
    /// The query, empty for every query; or the word for which another stands.
    pub words: String,
    pub words_key: String,
    pub other: Option<String>,
    pub other_key: Option<String>,
    /// Either word of a pair finds the other.
    pub two_way: bool,
    /// A day: the last one of a pin.
    pub until: Option<String>,
    pub note: String,
    pub by_name: String,
    pub added_at: i64,
    pub removed_by_name: Option<String>,
    pub removed_at: Option<i64>,
}

/// What a rule pins or leaves out.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TargetRow {
    pub rule_id: i64,
    pub work_id: Option<i64>,
    pub policy_id: Option<i64>,
    pub version: Option<i32>,
    /// In that version.
    pub clause: Option<String>,
    /// Of the work or the policy.
    pub slug: String,
    pub title: String,
    /// Readers see it.
    pub shown: bool,
    /// Of the policy.
    pub current_version: Option<i32>,
}

const RULES: &str = "SELECT r.id, r.kind, r.words, r.words_key, r.other, r.other_key, r.two_way, r.until, r.note, \
     COALESCE(p.name, a.display_name) AS by_name, r.added_at, COALESCE(q.name, b.display_name) AS removed_by_name, r.removed_at \
     FROM search_rules r JOIN accounts a ON a.id = r.added_by LEFT JOIN people p ON p.id = a.person_id \
     LEFT JOIN accounts b ON b.id = r.removed_by LEFT JOIN people q ON q.id = b.person_id";

/// Those in force, oldest first.
pub async fn standing(db: &Db) -> Result<Vec<SearchRuleRow>> {
    db.all(&format!("{RULES} WHERE r.removed_at IS NULL ORDER BY r.id"), []).await
}

/// Those that were removed after `after`, the last one first.
pub async fn removed(db: &Db, after: i64, limit: usize) -> Result<Vec<SearchRuleRow>> {
    let sql = format!("{RULES} WHERE r.removed_at > $1 ORDER BY r.removed_at DESC, r.id DESC LIMIT {limit}");
    db.all(&sql, [after.into()]).await
}

/// As [`standing`], for an act.
pub async fn standing_in(write: &Write) -> Result<Vec<SearchRuleRow>> {
    write.all(&format!("{RULES} WHERE r.removed_at IS NULL ORDER BY r.id"), []).await
}

/// From here on no other act changes this rule.
pub async fn hold(write: &Write, id: i64) -> Result<Option<SearchRuleRow>> {
    write.run("UPDATE search_rules SET added_at = added_at WHERE id = $1", [id.into()]).await?;
    write.one(&format!("{RULES} WHERE r.id = $1"), [id.into()]).await
}

/// What these rules pin or leave out, by rule, in order.
pub async fn targets(db: &Db, rules: &[i64]) -> Result<HashMap<i64, Vec<TargetRow>>> {
    let mut by_rule: HashMap<i64, Vec<TargetRow>> = HashMap::new();
    for chunk in rules.chunks(500) {
        let sql = format!(
            "SELECT t.rule_id, t.work_id, t.policy_id, t.version, t.clause, COALESCE(w.slug, p.slug) AS slug, \
             COALESCE(w.title, p.title) AS title, (p.id IS NOT NULL OR w.state = 'published') AS shown, p.current_version \
             FROM search_rule_targets t LEFT JOIN works w ON w.id = t.work_id LEFT JOIN policies p ON p.id = t.policy_id \
             WHERE t.rule_id IN ({}) ORDER BY t.rule_id, t.position",
            places(1, chunk.len())
        );
        for row in db.all::<TargetRow>(&sql, chunk.iter().map(|id| Value::from(*id))).await? {
            by_rule.entry(row.rule_id).or_default().push(row);
        }
    }
    Ok(by_rule)
}

/// Where pinned clauses of older versions are today.
#[derive(Default)]
pub struct Successors(HashMap<i64, HashMap<(i32, String), String>>);

impl Successors {
    /// The clause in the current version of its policy; `None` where it was removed on the way.
    pub async fn of(&mut self, db: &Db, row: &TargetRow) -> Result<Option<String>> {
        let (Some(policy), Some(version), Some(clause)) = (row.policy_id, row.version, row.clause.as_ref()) else {
            return Ok(None);
        };
        let current = row.current_version.context("a policy without a version")?;
        if version == current {
            return Ok(Some(clause.clone()));
        }
        let lead = match self.0.entry(policy) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(clauses::successors(db, policy, current).await?),
        };
        Ok(lead.get(&(version, clause.clone())).cloned())
    }
}

/// The rules by which search goes now. A pinned clause follows its policy to the current version.
pub async fn in_force(db: &Db) -> Result<Vec<SearchRule>> {
    let rows = standing(db).await?;
    let mut targets = targets(db, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let mut successors = Successors::default();
    let mut rules = Vec::with_capacity(rows.len());
    for row in rows {
        let targets = targets.remove(&row.id).unwrap_or_default();
        rules.push(match row.kind.parse()? {
            SearchRuleKind::Pin => {
                let mut pinned = Vec::new();
                for target in &targets {
                    match target.work_id {
                        Some(id) => pinned.push(SearchTarget::Work(id)),
                        None => {
                            let clause = successors.of(db, target).await?;
                            if let (Some(policy), Some(clause)) = (target.policy_id, clause) {
                                pinned.push(SearchTarget::Clause { policy, clause: clause.parse()? });
                            }
                        }
                    }
                }
                SearchRule::Pin { query: row.words, targets: pinned, until: row.until.map(|day| day.parse()).transpose()? }
            }
            SearchRuleKind::Block => SearchRule::Block {
                query: Some(row.words).filter(|words| !words.is_empty()),
                works: targets.iter().filter_map(|target| target.work_id).collect(),
            },
            SearchRuleKind::Mute => SearchRule::Mute { query: row.words },
            SearchRuleKind::Synonym => {
                SearchRule::Synonym { from: row.words, to: row.other.unwrap_or_default(), both: row.two_way }
            }
        });
    }
    Ok(rules)
}

/// How search compares the words of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    pub words: String,
    pub other: Option<String>,
}

/// Keeps a rule; its id.
pub async fn add(write: &Write, account: i64, rule: &SearchRule, keys: &Keys, note: &str) -> Result<i64> {
    let (words, other, both, until) = match rule {
        SearchRule::Pin { query, until, .. } => (query.as_str(), None, false, until.map(|day| day.to_string())),
        SearchRule::Block { query, .. } => (query.as_deref().unwrap_or_default(), None, false, None),
        SearchRule::Mute { query } => (query.as_str(), None, false, None),
        SearchRule::Synonym { from, to, both } => (from.as_str(), Some(to.clone()), *both, None),
    };
    let sql = "INSERT INTO search_rules (kind, words, words_key, other, other_key, two_way, until, note, added_by, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    let values: [Value; 10] = [
        rule.kind().code().into(),
        words.into(),
        keys.words.as_str().into(),
        other.into(),
        keys.other.clone().into(),
        both.into(),
        until.into(),
        note.into(),
        account.into(),
        write.now().0.into(),
    ];
    let id = write.number(sql, values).await?;
    let targets: Vec<SearchTarget> = match rule {
        SearchRule::Pin { targets, .. } => targets.clone(),
        SearchRule::Block { works, .. } => works.iter().copied().map(SearchTarget::Work).collect(),
        SearchRule::Synonym { .. } | SearchRule::Mute { .. } => Vec::new(),
    };
    for (position, target) in (0i32..).zip(&targets) {
        add_target(write, id, position, target).await?;
    }
    Ok(id)
}

async fn add_target(write: &Write, rule: i64, position: i32, target: &SearchTarget) -> Result<()> {
    let (work, policy, clause) = match target {
        SearchTarget::Work(id) => (Some(*id), None, None),
        SearchTarget::Clause { policy, clause } => (None, Some(*policy), Some(clause.to_string())),
    };
    let sql = "INSERT INTO search_rule_targets (rule_id, position, work_id, policy_id, version, clause) \
               VALUES ($1, $2, $3, $4, (SELECT current_version FROM policies WHERE id = $4), $5)";
    let values: [Value; 5] = [rule.into(), position.into(), work.into(), policy.into(), clause.into()];
    write.run(sql, values).await?;
    Ok(())
}

pub async fn remove(write: &Write, account: i64, id: i64) -> Result<()> {
    let sql = "UPDATE search_rules SET removed_by = $2, removed_at = $3 WHERE id = $1";
    write.run(sql, [id.into(), account.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Puts a removed rule back.
pub async fn restore(write: &Write, id: i64) -> Result<()> {
    write.run("UPDATE search_rules SET removed_by = NULL, removed_at = NULL WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Those of the works that readers see.
pub async fn published(write: &Write, works: &[i64]) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    if works.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id FROM works WHERE state = 'published' AND id IN ({})", places(1, works.len()));
    let rows: Vec<Id> = write.all(&sql, works.iter().map(|id| Value::from(*id))).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Whether the current version of the policy has the clause.
pub async fn has_clause(write: &Write, policy: i64, clause: &ClauseId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM clauses c JOIN policy_versions v ON v.id = c.version_id \
               JOIN policies p ON p.id = v.policy_id AND p.current_version = v.number WHERE p.id = $1 AND c.clause = $2";
    Ok(write.number(sql, [policy.into(), clause.to_string().into()]).await? > 0)
}
