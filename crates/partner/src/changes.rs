//! What changed since a place in the log: each work once, as it is now. Waits, where nothing did.

use crate::{
    caller::{Caller, key_digest},
    cursor::Place,
    item, ninjs,
    problem::Failure,
    routes::Door,
    shape::{Change, Terms},
    unchanged::Poll,
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path, Query},
};
use db::{Db, Position, changes, partners, work_heads};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use utoipa::{IntoParams, ToSchema};

const USUAL: u64 = 100;
const MOST: u64 = 500;
const LONGEST_WAIT: u64 = 30;
/// Between two looks at the end of the log, while somebody waits.
const LOOK: Duration = Duration::from_millis(250);

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `cursor` of the answer before; absent: from the beginning of the log.
    after: Option<String>,
    /// Seconds to wait for a change where there is none, up to 30.
    wait: Option<u64>,
    /// Works in one answer, up to 500; 100 where it is not given.
    limit: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct Changes {
    /// Oldest first. May be empty though `more` is true.
    changes: Vec<Change>,
    /// Where to go on. It never expires.
    cursor: String,
    /// There is more to be had at once.
    more: bool,
    /// Your terms as they are now, where they changed since `after`. What they let come in or fall out is among the changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<Terms>,
}

/// Every work that changed after the cursor, as it is now: the log compacted to one entry a work.
///
/// Delivered at least once. A cursor from before a restore from backup is answered with 409 and the way to begin anew.
#[utoipa::path(
    get, path = "/changes", operation_id = "changes", tag = "partner", params(Asked), security(("key" = [])),
    responses((status = 200, body = Changes), (status = 304, description = "nothing changed since the ETag of If-None-Match"),
        (status = 400, body = crate::problem::Problem), (status = 401, body = crate::problem::Problem), (status = 409, body = crate::problem::Problem)),
)]
pub async fn list(request: HttpRequest, db: Data<Db>, door: Data<Door>, asked: Query<Asked>) -> Result<HttpResponse, Failure> {
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let digest = key_digest(&request)?;
    // Who wants to wait is not sent away at once because they have just waited for nothing.
    let at_once = known.filter(|_| asked.wait.unwrap_or(0) == 0);
    let poll = at_once.map(|etag| Poll { digest: &digest, query: request.query_string(), etag });
    if let Some(poll) = poll.as_ref().filter(|poll| door.unchanged.still(poll)) {
        return Ok(nothing_new(poll.etag));
    }
    // Read first: what the database says is as new, or newer.
    let log = door.unchanged.log();
    let mut caller = Caller::identify(&request, digest.clone()).await?;
    // Who knows something may learn that it is still so, which costs nothing.
    if known.is_none() {
        caller.charge(&request).await?;
    }
    let mut end = changes::head(&db).await?;
    let after = match asked.after.as_deref().filter(|text| !text.is_empty()) {
        None => 0,
        Some(text) => match door.cursors.read(text, &end) {
            Place::At(seq) => seq,
            Place::OtherEpoch => return Err(Failure::Resync),
            Place::Foreign => return Err(Failure::BadRequest("after is no cursor of this site; leave it out to begin anew")),
        },
    };
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let patience = Instant::now() + Duration::from_secs(asked.wait.unwrap_or(0).min(LONGEST_WAIT));
    let (heads, terms) = loop {
        let heads = work_heads::after(&db, &caller.granted, after, limit).await?;
        let terms = partners::terms_changed(&db, caller.partner.id).await?.filter(|seq| *seq > after);
        // Other terms since the request began, or since it waits: by those the works that come in or fall out were told.
        if let Some(renewed) = caller.renewed(&db).await? {
            caller = renewed;
            continue;
        }
        if !heads.is_empty() || terms.is_some() || Instant::now() >= patience {
            break (heads, terms);
        }
        // Nothing for this partner up to here; what is written meanwhile may be.
        loop {
            tokio::time::sleep(LOOK).await;
            let now = changes::head(&db).await?;
            if now != end || Instant::now() >= patience {
                end = now;
                break;
            }
        }
    };
    let more = heads.len() as u64 == limit;
    // The end was read before the heads: up to there nothing is left out.
    let seq = heads.last().map_or(end.seq.max(after), |head| head.seq);
    let cursor = door.cursors.write(&Position { epoch: end.epoch, seq });
    let etag = format!("\"{cursor}\"");
    // What lies past the cursor is told by the next answer.
    let terms = terms.filter(|terms| *terms <= seq);
    if heads.is_empty() && terms.is_none() && known == Some(&etag) {
        if let Some(poll) = poll {
            door.unchanged.remember(&poll, log);
        }
        return Ok(nothing_new(&etag));
    }
    if known.is_some() {
        caller.charge(&request).await?;
    }
    let changes = item::changes(&db, door.works.as_ref(), &caller.partner, &heads).await?;
    let terms = terms.map(|seq| Terms::of(&caller.partner, seq)).transpose()?;
    let mut response = HttpResponse::Ok();
    response.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    Ok(response.json(Changes { changes, cursor, more, terms }))
}

fn nothing_new(etag: &str) -> HttpResponse {
    HttpResponse::NotModified().insert_header((header::ETAG, etag)).finish()
}

/// How often a work is looked up that changes while it is put into words.
const LOOKS: usize = 5;

async fn as_it_is(caller: &Caller, db: &Db, door: &Door, id: &str) -> Result<Change, Failure> {
    for _ in 0..LOOKS {
        // What one may not have is as if it were not there.
        let head = work_heads::by_tag(db, &caller.granted, id).await?.filter(|head| head.granted).ok_or(Failure::Missing)?;
        if let Some(change) = item::changes(db, door.works.as_ref(), &caller.partner, &[head]).await?.pop() {
            return Ok(change);
        }
    }
    Err(Failure::Missing)
}

/// In which form an item is wanted.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// IPTC's news in JSON, 3.1.
    Ninjs,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Formed {
    /// Absent: as `/changes` has it.
    #[param(inline)]
    format: Option<Form>,
}

/// One work by its id, as it is now.
#[utoipa::path(
    get, path = "/items/{id}", operation_id = "item", tag = "partner",
    params(("id" = String, Path, description = "a tag: URI"), Formed),
    security(("key" = [])),
    responses((status = 200, body = Change), (status = 400, body = crate::problem::Problem), (status = 401, body = crate::problem::Problem), (status = 404, body = crate::problem::Problem)),
)]
pub async fn one(
    caller: Caller,
    db: Data<Db>,
    door: Data<Door>,
    id: Path<String>,
    formed: Query<Formed>,
) -> Result<HttpResponse, Failure> {
    let change = as_it_is(&caller, &db, &door, &id).await?;
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    Ok(match formed.format {
        Some(Form::Ninjs) => response.json(ninjs::of(&change)),
        None => response.json(change),
    })
}
