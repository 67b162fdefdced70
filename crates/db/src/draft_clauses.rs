//! The clauses that works name in their newest state while that is not published: what is being written, by clause.
//! Written by the acts that make that state, and taken away by publication.

use crate::Write;
use anyhow::Result;
use domain::WorkContent;

/// What the newest state of a work names.
pub async fn set(write: &Write, work_id: i64, content: &WorkContent) -> Result<()> {
    write.run("DELETE FROM draft_clauses WHERE work_id = $1", [work_id.into()]).await?;
    for link in &content.clauses {
        let (at, version) = (&link.clause, link.clause.version.map(|version| version as i32));
        let values = [
            work_id.into(),
            at.policy.as_str().into(),
            at.clause.to_string().into(),
            version.into(),
            content.genre.code().into(),
        ];
        // A clause named with two of its passages is one clause.
        let sql = "INSERT INTO draft_clauses (work_id, policy_id, clause, version, genre) \
                   SELECT $1, p.id, $3, $4, $5 FROM policies p WHERE p.slug = $2 ON CONFLICT DO NOTHING";
        write.run(sql, values).await?;
    }
    Ok(())
}

/// A small correction came to its end: nothing is written there any more.
pub async fn clear(write: &Write, work_id: i64) -> Result<()> {
    write.run("DELETE FROM draft_clauses WHERE work_id = $1", [work_id.into()]).await?;
    Ok(())
}

/// A work was published: nothing of it is open any more, unless somebody changed it since.
pub async fn settle(write: &Write, work_id: i64) -> Result<()> {
    let sql = "DELETE FROM draft_clauses WHERE work_id = $1 AND NOT EXISTS ( \
                   SELECT 1 FROM working_copies c WHERE c.work_id = $1 AND c.changed)";
    write.run(sql, [work_id.into()]).await?;
    Ok(())
}
