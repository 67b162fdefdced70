//! From which end a list of desks is looked for: from the few works that can stand in it, or from the works that were changed
//! last. Going through all of them would cost more with every work that was ever published.

use crate::{Db, sql::among, work_desks::Which};
use anyhow::Result;
use domain::DeskState;
use sea_orm::FromQueryResult;

/// Works that are looked at together.
pub(crate) const LONGEST: u64 = 4000;
/// Works of the account's organisations up to which all of them are looked at.
const FEW: i64 = 1000;

/// A condition on `d.id` that few works fulfil, none that is asked for left out; `None` where there is none.
pub(crate) async fn few(db: &Db, which: &Which) -> Result<Option<String>> {
    let of = |works: &str| Some(format!("d.id IN ({works})"));
    if which.ids.is_some() {
        return Ok(Some("1 = 1".to_owned()));
    }
    if let Some(drafting) = &which.drafting {
        return Ok(of(&format!("SELECT work_id FROM draft_clauses WHERE policy_id = {}", drafting.policy_id)));
    }
    if which.deleted_since.is_some() {
        return Ok(of("SELECT id FROM works WHERE state = 'draft'"));
    }
    if let Some((from, until)) = which.between {
        return Ok(of(&format!(
            "SELECT id FROM works WHERE published_at >= {from} AND published_at < {until} UNION SELECT work_id FROM schedules"
        )));
    }
    if !which.states.is_empty() && !which.states.contains(&DeskState::Published) {
        return Ok(of(&in_states(which)));
    }
    let Some(all) = &which.all_of else { return Ok(None) };
    let places: Vec<i64> = all.iter().chain(&which.own_of).copied().collect();
    let held = format!("SELECT work_id FROM work_holders WHERE {}", among("organisation_id", Some(&places)));
    let works = db.number(&format!("SELECT COUNT(*) FROM ({held} LIMIT {FEW}) h"), []).await?;
    Ok(if works < FEW { of(&held) } else { None })
}

/// None of the states is that of a published work that nobody is changing.
fn in_states(which: &Which) -> String {
    let codes = which.states.iter().map(|state| format!("'{}'", state.code())).collect::<Vec<_>>().join(", ");
    // A state is that of the work or of its newest submission.
    let mut works = vec![
        format!("SELECT id FROM works WHERE state IN ({codes})"),
        format!("SELECT work_id FROM submissions WHERE state IN ({codes})"),
    ];
    if which.with_problems {
        works.push("SELECT work_id FROM schedules WHERE problem IS NOT NULL".to_owned());
    }
    if which.with_forced {
        works.push(
            "SELECT w.id FROM forced_publications f JOIN work_revisions r ON r.id = f.revision_id JOIN works w ON w.id = r.work_id"
                .to_owned(),
        );
    }
    works.join(" UNION ")
}

/// A work, and when it was changed last: on the desks that is the time of its working copy, where there is one.
#[derive(FromQueryResult)]
pub(crate) struct Changed {
    pub id: i64,
    pub updated_at: i64,
}

/// At most `limit` works after the one with this time and id, changed last first: each side is read along its index, and no
/// further than the limit.
pub(crate) const CHANGED: &str = "SELECT x.id, x.updated_at FROM ( \
         SELECT * FROM (SELECT work_id AS id, updated_at FROM working_copies WHERE (updated_at, work_id) < ($1, $2) \
             ORDER BY updated_at DESC, work_id DESC LIMIT $3) c \
         UNION ALL SELECT * FROM (SELECT w.id, w.updated_at FROM works w WHERE (w.updated_at, w.id) < ($1, $2) \
             AND NOT EXISTS (SELECT 1 FROM working_copies o WHERE o.work_id = w.id) \
             ORDER BY w.updated_at DESC, w.id DESC LIMIT $3) w) x \
     ORDER BY x.updated_at DESC, x.id DESC LIMIT $3";

pub(crate) async fn changed_before(db: &Db, (at, id): (i64, i64), limit: u64) -> Result<Vec<Changed>> {
    db.all(CHANGED, [at.into(), id.into(), (limit as i64).into()]).await
}
