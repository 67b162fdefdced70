//! Corrections and withdrawals of works.

use crate::{Db, Write, entity::correction, sql::family};
use anyhow::Result;
use domain::{CorrectionKind, CorrectionScope, Severity, Takedown, Timestamp};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

pub use crate::entity::correction::Model as CorrectionRow;

impl CorrectionRow {
    pub fn kind(&self) -> Result<CorrectionKind> {
        Ok(self.kind.parse()?)
    }

    pub fn severity(&self) -> Result<Severity> {
        Ok(self.severity.parse()?)
    }

    pub fn scope(&self) -> Result<CorrectionScope> {
        Ok(self.scope.parse()?)
    }

    /// What stands where the work was, of a notice that withdraws.
    pub fn way(&self) -> Result<Takedown> {
        Ok(self.way.as_deref().map_or(Ok(Takedown::Gone), str::parse)?)
    }

    pub fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// What is said of a work.
#[derive(Clone, Debug)]
pub struct Notice {
    pub kind: CorrectionKind,
    pub severity: Severity,
    pub scope: CorrectionScope,
    pub reason: String,
    /// The place in the work, where it is one.
    pub anchor: Option<String>,
}

pub async fn add(write: &Write, work_id: i64, notice: &Notice) -> Result<i64> {
    add_with(write, work_id, notice, None).await
}

/// A notice that withdraws: what stands where the work was, and the work to which it leads.
pub async fn add_with(write: &Write, work_id: i64, notice: &Notice, away: Option<(Takedown, Option<i64>)>) -> Result<i64> {
    let row = correction::ActiveModel {
        work_id: Set(work_id),
        kind: Set(notice.kind.code().into()),
        severity: Set(notice.severity.code().into()),
        scope: Set(notice.scope.code().into()),
        reason: Set(notice.reason.clone()),
        anchor: Set(notice.anchor.clone()),
        at: Set(write.now().0),
        lifted_at: Set(None),
        way: Set(away.map(|(way, _)| way.code().into())),
        other_id: Set(away.and_then(|(_, other)| other)),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?.id)
}

/// The notice by which a work is withdrawn now.
pub async fn standing_withdrawal(write: &Write, work_id: i64) -> Result<Option<CorrectionRow>> {
    Ok(correction::Entity::find()
        .filter(correction::Column::WorkId.eq(work_id))
        .filter(correction::Column::LiftedAt.is_null())
        .filter(correction::Column::Kind.is_in(["retraction", "removal"]))
        .order_by_desc(correction::Column::Id)
        .one(write.tx())
        .await?)
}

/// The same, for a page.
pub async fn withdrawal_of(db: &Db, work_id: i64) -> Result<Option<CorrectionRow>> {
    Ok(correction::Entity::find()
        .filter(correction::Column::WorkId.eq(work_id))
        .filter(correction::Column::LiftedAt.is_null())
        .filter(correction::Column::Kind.is_in(["retraction", "removal"]))
        .order_by_desc(correction::Column::Id)
        .one(&db.connection)
        .await?)
}

/// Where a work was withdrawn in all languages: the others of its family that were too.
pub async fn withdrawn_in_all_languages_with(db: &Db, work_id: i64) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let standing = |work: &str| {
        format!(
            "EXISTS (SELECT 1 FROM corrections c WHERE c.work_id = {work}.id AND c.lifted_at IS NULL AND c.scope = 'all-languages' \
             AND c.kind IN ('retraction', 'removal'))"
        )
    };
    let sql = format!(
        "SELECT s.id FROM works w JOIN works s ON s.id IN {} AND s.id <> w.id WHERE w.id = $1 AND {} AND {} ORDER BY s.id",
        family("$1"),
        standing("w"),
        standing("s")
    );
    let rows: Vec<Id> = db.all(&sql, [work_id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Ends every withdrawal of a work; the notices stay on record.
pub async fn lift_withdrawals(write: &Write, work_id: i64) -> Result<()> {
    write
        .run(
            "UPDATE corrections SET lifted_at = $2 WHERE work_id = $1 AND lifted_at IS NULL AND kind IN ('retraction', 'removal')",
            [work_id.into(), write.now().0.into()],
        )
        .await?;
    Ok(())
}

/// Whether the notice is one of this work.
pub async fn is_of_work(write: &Write, id: i64, work_id: i64) -> Result<bool> {
    let found = correction::Entity::find_by_id(id).one(write.tx()).await?;
    Ok(found.is_some_and(|notice| notice.work_id == work_id))
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<CorrectionRow>> {
    Ok(correction::Entity::find_by_id(id).one(&db.connection).await?)
}

/// All notices of a work, newest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<CorrectionRow>> {
    Ok(correction::Entity::find()
        .filter(correction::Column::WorkId.eq(work_id))
        .order_by_desc(correction::Column::Id)
        .all(&db.connection)
        .await?)
}
