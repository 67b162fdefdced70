//! Partner media: who they are, what they may have, their keys.

use crate::{Error, Result};
use db::{
    Db, Write,
    audit::Entry,
    partners,
    partners::PartnerRow,
    work_heads::{self, Granted},
};
use domain::{Act, AuditAct, AuditSubject, Entity, PartnerScope, Slug, Timestamp};

/// A key as its digest has it; its words are known to nobody but its owner.
pub struct NewPartnerKey<'a> {
    /// SHA-256 of its words.
    pub digest: &'a str,
    pub hint: &'a str,
    pub expires: Option<Timestamp>,
}

pub async fn add_partner(db: &Db, now: Timestamp, slug: &Slug, name: &str, scope: &PartnerScope) -> Result<()> {
    if name.trim().is_empty() {
        return Err(Error::refused("a partner needs a name"));
    }
    named(db, scope).await?;
    let mut write = db.write(now).await?;
    if partners::find(&write, slug.as_str()).await?.is_some() {
        return Err(Error::refused(format!("there is a partner called {slug} already")));
    }
    let id = partners::add(&write, slug.as_str(), name, scope).await?;
    write.audit(Entry::new(AuditAct::PartnerAdded, AuditSubject::Partner, Some(id), name));
    write.commit().await?;
    Ok(())
}

/// Says anew what a partner may have. Works that come in or fall out are changes of the log, so that each partner's next
/// poll brings or takes them.
pub async fn set_partner_scope(db: &Db, now: Timestamp, slug: &Slug, scope: &PartnerScope) -> Result<usize> {
    named(db, scope).await?;
    let (mut write, row) = for_new_terms(db, now, slug).await?;
    // Of a partner whose licence is over nothing moves.
    let (before, after) = (row.granted()?, if row.licence_over { Granted::nothing() } else { Granted::new(scope) });
    let differing = work_heads::differing(&write, &before, &after).await?;
    partners::set_scope(&write, row.id, scope).await?;
    for (work, slug) in &differing {
        write.log(Entity::Work, *work, slug.as_str(), Act::Updated);
    }
    write.log(Entity::Partner, row.id, row.slug.as_str(), Act::Updated);
    write.audit(Entry::new(AuditAct::PartnerScopeSet, AuditSubject::Partner, Some(row.id), row.name.as_str()));
    write.commit().await?;
    Ok(differing.len())
}

/// Shuts a partner out with all its keys, or lets it in again.
pub async fn set_partner_disabled(db: &Db, now: Timestamp, slug: &Slug, disabled: bool) -> Result<()> {
    let row = known(db, slug).await?;
    let mut write = db.write(now).await?;
    partners::set_disabled(&write, row.id, disabled.then_some(now.0)).await?;
    let act = if disabled { AuditAct::PartnerDisabled } else { AuditAct::PartnerEnabled };
    write.audit(Entry::new(act, AuditSubject::Partner, Some(row.id), row.name.as_str()));
    write.commit().await?;
    Ok(())
}

/// The number of the key, by which it is revoked. Older ones go on, so that a partner can change over.
pub async fn add_partner_key(db: &Db, now: Timestamp, slug: &Slug, key: NewPartnerKey<'_>) -> Result<i64> {
    let row = known(db, slug).await?;
    if key.expires.is_some_and(|at| at <= now) {
        return Err(Error::refused(
            "a key that has ended opens nothing: give --days 1 or more, or leave --days out for one without end",
        ));
    }
    let mut write = db.write(now).await?;
    let id = partners::add_key(&write, row.id, key.digest, key.hint, key.expires.map(|at| at.0)).await?;
    let entry = Entry::new(AuditAct::PartnerKeyMade, AuditSubject::Partner, Some(row.id), row.name.as_str());
    write.audit(entry.with("key", id));
    write.commit().await?;
    Ok(id)
}

/// It counts no longer, on any process.
pub async fn revoke_partner_key(db: &Db, now: Timestamp, slug: &Slug, key: i64) -> Result<()> {
    let row = known(db, slug).await?;
    let mut write = db.write(now).await?;
    if !partners::revoke_key(&write, row.id, key).await? {
        return Err(Error::refused(format!("{slug} has no key {key} that counts")));
    }
    let entry = Entry::new(AuditAct::PartnerKeyRevoked, AuditSubject::Partner, Some(row.id), row.name.as_str());
    write.audit(entry.with("key", key));
    write.commit().await?;
    Ok(())
}

/// An act that sets terms, and the partner as it is then. Nothing is published between the look at what differs and the change
/// that tells of it, and no other terms are set.
pub(crate) async fn for_new_terms(db: &Db, now: Timestamp, slug: &Slug) -> Result<(Write, PartnerRow)> {
    let write = db.write(now).await?;
    write.hold_log().await?;
    let row = partners::find(&write, slug.as_str()).await?.ok_or_else(|| unknown(slug))?;
    Ok((write, row))
}

async fn known(db: &Db, slug: &Slug) -> Result<PartnerRow> {
    let row = partners::by_slug(db, slug.as_str()).await?;
    row.ok_or_else(|| unknown(slug))
}

fn unknown(slug: &Slug) -> Error {
    Error::refused(format!("no partner is called {slug}; liangyi partner list names them"))
}

/// A name that leads nowhere would silently grant nothing.
async fn named(db: &Db, scope: &PartnerScope) -> Result<()> {
    let organisations = db::organisations::all(db).await?;
    if let Some(slug) = scope.organisations.iter().find(|slug| !organisations.iter().any(|o| o.slug == slug.as_str())) {
        return Err(Error::refused(format!("no organisation is called {slug}")));
    }
    let channels = db::vocabulary::channels(db).await?;
    if let Some(slug) = scope.channels.iter().find(|slug| !channels.iter().any(|c| c.slug == slug.as_str())) {
        return Err(Error::refused(format!("no channel is called {slug}")));
    }
    Ok(())
}
