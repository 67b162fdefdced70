//! A key to try the partners' door with: for whoever asks, shown once, of use for a day. Nothing is kept of who asked.
//!
//! Absent from here: how a key is drawn and what it opens, which is the partners' door's.

use crate::{Failure, limits::Limits, lists::now, ours, page::Page};
use actix_web::{HttpRequest, http::StatusCode, web::Data};
use db::{Db, partners};
use domain::{Genre, PartnerScope, Timestamp};
use pages::{Site, TrialKey};

const LIFETIME_MS: i64 = 24 * 3600 * 1000;
/// Keys that are good at a time.
const MOST: i64 = 1000;

/// What the server hands in.
#[derive(Clone, Copy)]
pub struct TrialDesk {
    pub draw: fn() -> DrawnKey,
}

/// A key that was never given before.
pub struct DrawnKey {
    pub words: String,
    /// SHA-256 of its words.
    pub digest: String,
    /// Its beginning.
    pub hint: String,
}

pub async fn give(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    limits: Data<Limits>,
    desk: Data<TrialDesk>,
) -> Result<Page, Failure> {
    if !ours::is_ours(&request, &site) {
        return Err(Failure::Forbidden);
    }
    limits.try_door(&request)?;
    let key = (desk.draw)();
    let until = Timestamp(now().0 + LIFETIME_MS);
    let write = db.write(now()).await?;
    let sandbox = partners::sandbox(&write, &scope()).await?;
    let Some(sandbox) = sandbox.filter(|row| row.sandbox && row.disabled_at.is_none()) else {
        return Err(Failure::BadRequest(site.words().trial_closed.to_owned()));
    };
    partners::add_key(&write, sandbox.id, &key.digest, &key.hint, Some(until.0)).await?;
    if partners::live_keys(&write, sandbox.id).await? > MOST {
        return Err(Failure::TooMany(3600));
    }
    write.commit().await?;
    Ok(Page::unstored(StatusCode::OK, TrialKey { site: &site, key: key.words, until }.render()))
}

/// What a key opens until the operator says otherwise: enough to see works, corrections and withdrawals come.
fn scope() -> PartnerScope {
    PartnerScope { genres: vec![Genre::Explainer, Genre::Debunk], ..PartnerScope::default() }
}
