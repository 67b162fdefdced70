//! The licence under which a partner has works, and its end: like a scope that narrows to nothing, and widens again.

use crate::{Result, partners::for_new_terms};
use db::{
    Db, Write,
    audit::Entry,
    partners::{self, PartnerRow},
    work_heads::{self, Granted},
};
use domain::{Act, AuditAct, AuditSubject, Day, Entity, Slug, Timestamp};

/// Says which licence a partner has (its version, in the operator's words) and the last day of it. That is a change of the log, and
/// where it lets works go or come back, they are changes too; how many works.
pub async fn set_partner_licence(db: &Db, now: Timestamp, slug: &Slug, version: &str, until: Option<Day>) -> Result<usize> {
    let over = until.is_some_and(|until| until < now.day());
    let (mut write, row) = for_new_terms(db, now, slug).await?;
    let touched = set_over(&mut write, &row, over).await?;
    partners::set_licence(&write, row.id, version, until).await?;
    write.log(Entity::Partner, row.id, row.slug.as_str(), Act::Updated);
    let entry = Entry::new(AuditAct::PartnerScopeSet, AuditSubject::Partner, Some(row.id), row.name.as_str());
    let until = until.map_or_else(String::new, |until| until.to_string());
    write.audit(entry.with("licence", version).with("until", until.as_str()));
    write.commit().await?;
    Ok(touched)
}

/// Ends the licences whose last day is over: their partners' next poll takes every work back. How many.
pub async fn end_partner_licences(db: &Db, now: Timestamp) -> Result<usize> {
    let over = partners::licences_over(db, now.day()).await?;
    let mut ended = 0;
    for slug in over.iter().map(|row| row.slug.parse()) {
        let (mut write, row) = for_new_terms(db, now, &slug.map_err(anyhow::Error::from)?).await?;
        // It was extended meanwhile, or another process ended it.
        if !row.ends_before(now.day()) {
            continue;
        }
        set_over(&mut write, &row, true).await?;
        write.log(Entity::Partner, row.id, row.slug.as_str(), Act::Updated);
        let entry = Entry::new(AuditAct::PartnerScopeSet, AuditSubject::Partner, Some(row.id), row.name.as_str());
        write.audit(entry.with("licence", "over"));
        write.commit().await?;
        ended += 1;
    }
    Ok(ended)
}

async fn set_over(write: &mut Write, row: &PartnerRow, over: bool) -> Result<usize> {
    if over == row.licence_over {
        return Ok(0);
    }
    let (before, after) = (row.granted()?, if over { Granted::nothing() } else { Granted::new(&row.scope()?) });
    let differing = work_heads::differing(write, &before, &after).await?;
    partners::set_licence_over(write, row.id, over).await?;
    for (work, slug) in &differing {
        write.log(Entity::Work, *work, slug.as_str(), Act::Updated);
    }
    Ok(differing.len())
}
