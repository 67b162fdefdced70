//! The licence under which a partner has works, and its end: like a scope that narrows to nothing, and widens again.

use crate::{Result, partners::known};
use db::{
    Db, Write,
    audit::Entry,
    partners::{self, PartnerRow},
    work_heads::{self, Granted},
};
use domain::{Act, AuditAct, AuditSubject, Day, Entity, Slug, Timestamp};

/// Says which licence a partner has (its version, in the operator's words) and the last day of it. Where that lets works go or come
/// back, they are changes of the log; how many.
pub async fn set_partner_licence(db: &Db, now: Timestamp, slug: &Slug, version: &str, until: Option<Day>) -> Result<usize> {
    let row = known(db, slug).await?;
    let over = until.is_some_and(|until| until < now.day());
    let mut write = db.write(now).await?;
    let touched = set_over(&mut write, &row, over).await?;
    partners::set_licence(&write, row.id, version, until).await?;
    let entry = Entry::new(AuditAct::PartnerScopeSet, AuditSubject::Partner, Some(row.id), row.name.as_str());
    let until = until.map_or_else(String::new, |until| until.to_string());
    write.audit(entry.with("licence", version).with("until", until.as_str()));
    write.commit().await?;
    Ok(touched)
}

/// Ends the licences whose last day is over: their partners' next poll takes every work back. How many.
pub async fn end_partner_licences(db: &Db, now: Timestamp) -> Result<usize> {
    let over = partners::licences_over(db, now.day()).await?;
    for row in &over {
        let mut write = db.write(now).await?;
        set_over(&mut write, row, true).await?;
        let entry = Entry::new(AuditAct::PartnerScopeSet, AuditSubject::Partner, Some(row.id), row.name.as_str());
        write.audit(entry.with("licence", "over"));
        write.commit().await?;
    }
    Ok(over.len())
}

async fn set_over(write: &mut Write, row: &PartnerRow, over: bool) -> Result<usize> {
    if over == row.licence_over {
        return Ok(0);
    }
    let (before, after) = (row.granted()?, if over { Granted::nothing() } else { Granted::new(&row.scope()?) });
    // Nothing is published between the look at what differs and the change that tells of it.
    write.hold_log().await?;
    let differing = work_heads::differing(write, &before, &after).await?;
    partners::set_licence_over(write, row.id, over).await?;
    for (work, slug) in &differing {
        write.log(Entity::Work, *work, slug.as_str(), Act::Updated);
    }
    Ok(differing.len())
}
