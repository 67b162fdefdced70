//! `liangyi partner …`

use crate::say::say;
use crate::{
    cli::{Granted, Partner},
    clock, open,
    settings::Settings,
};
use anyhow::Result;
use domain::{PartnerScope, Timestamp};
use editorial::NewPartnerKey;
use partner::PartnerKey;

const DAY_MS: i64 = 24 * 3600 * 1000;

pub async fn run(settings: &Settings, command: Partner) -> Result<()> {
    let db = open::database(settings).await?;
    let now = clock::now();
    match command {
        Partner::Add { slug, name, scope } => {
            editorial::add_partner(&db, now, &slug, &name, &scope.into()).await?;
            say!("{slug} was added; liangyi partner key {slug} makes a key for it");
        }
        Partner::Scope { slug, scope } => {
            let differing = editorial::set_partner_scope(&db, now, &slug, &scope.into()).await?;
            say!("{slug}: {differing} works come in or fall out; its next poll brings or takes them");
        }
        Partner::Licence { slug, version, until } => {
            let touched = editorial::set_partner_licence(&db, now, &slug, &version, until).await?;
            let end = until.map_or_else(|| "without end".to_owned(), |day| format!("until {day}"));
            say!("{slug} has licence {version} {end}; {touched} works come in or fall out");
        }
        Partner::Key { slug, days } => {
            let key = PartnerKey::draw(clock::random);
            let expires = days.map(|days| Timestamp(now.0 + i64::from(days) * DAY_MS));
            let digest = key.digest();
            let id =
                editorial::add_partner_key(&db, now, &slug, NewPartnerKey { digest: &digest, hint: key.hint(), expires }).await?;
            say!("key {id} of {slug}, shown only now: {}", key.words());
        }
        Partner::Revoke { slug, key } => {
            editorial::revoke_partner_key(&db, now, &slug, key).await?;
            say!("key {key} of {slug} counts no longer");
        }
        Partner::Disable { slug } => {
            editorial::set_partner_disabled(&db, now, &slug, true).await?;
            say!("{slug} is shut out; liangyi partner enable {slug} undoes it");
        }
        Partner::Enable { slug } => {
            editorial::set_partner_disabled(&db, now, &slug, false).await?;
            say!("{slug} is let in again");
        }
        Partner::List => list(&db, now).await?,
        Partner::Corrections => corrections(&db).await?,
        Partner::Usage { days } => usage(&db, Timestamp(now.0 - i64::from(days) * DAY_MS)).await?,
    }
    db.close().await
}

async fn list(db: &db::Db, now: Timestamp) -> Result<()> {
    let partners = db::partners::all(db).await?;
    if partners.is_empty() {
        say!("no partners; liangyi partner add SLUG --name NAME adds one");
    }
    for row in partners {
        let scope = serde_json::to_string(&row.scope()?)?;
        let scope = if scope == "{}" { "everything that is published".to_owned() } else { scope };
        say!("{} ({}){}: {scope}", row.slug, row.name, if row.disabled_at.is_some() { ", shut out" } else { "" });
        if let Some(licence) = &row.licence {
            let end = row.licence_until.as_deref().map_or_else(|| "without end".to_owned(), |day| format!("until {day}"));
            say!("  licence {licence} {end}{}", if row.licence_over { ", over" } else { "" });
        }
        let keys = db::partners::keys(db, row.id).await?;
        if row.sandbox {
            say!("  {} keys for trials, each good for a day", keys.len());
            continue;
        }
        for key in keys {
            let state = match (key.revoked_at, key.expires_at) {
                (Some(at), _) => format!("revoked {}", Timestamp(at).minute()),
                (None, Some(at)) if at <= now.0 => format!("ended {}", Timestamp(at).minute()),
                (None, Some(at)) => format!("until {}", Timestamp(at).minute()),
                (None, None) => "without end".to_owned(),
            };
            say!("  key {}: {}…, made {}, {state}", key.id, key.hint, Timestamp(key.created_at).minute());
        }
        for hook in db::webhooks::of_partner(db, row.id).await? {
            let state = match (hook.disabled_at, hook.delivered_at) {
                (Some(at), _) => format!("gone since {}", Timestamp(at).minute()),
                (None, Some(at)) => format!("last took a message {}", Timestamp(at).minute()),
                (None, None) => "took no message yet".to_owned(),
            };
            say!("  webhook {}: {}, {state}", hook.id, hook.address);
        }
    }
    Ok(())
}

/// Of corrections, and of rows of usage, that are shown.
const SHOWN: u64 = 100;

async fn corrections(db: &db::Db) -> Result<()> {
    let seen = db::acknowledgements::seen(db, SHOWN).await?;
    for of_one in seen.chunk_by(|one, next| one.id == next.id) {
        let first = &of_one[0];
        say!("{} {} {} {} {}:", first.id, first.slug, first.kind, first.severity, Timestamp(first.at).minute());
        for row in of_one {
            match (&row.partner, row.seen_at) {
                (Some(partner), Some(at)) => say!("  acknowledged by {partner} {}", Timestamp(at).minute()),
                _ => say!("  acknowledged by nobody"),
            }
        }
    }
    Ok(())
}

async fn usage(db: &db::Db, since: Timestamp) -> Result<()> {
    for row in db::partner_usage::since(db, since.day(), SHOWN).await? {
        say!("{} {} {}: {}", row.partner, row.work, row.channel, row.views);
    }
    Ok(())
}

impl From<Granted> for PartnerScope {
    fn from(scope: Granted) -> Self {
        let Granted { kinds, genres, organisations, channels, territories } = scope;
        Self { kinds, genres, organisations, channels, territories }
    }
}
