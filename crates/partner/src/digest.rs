//! Whether a partner's copy is equal to what it may have, and if not, where not.

use crate::{caller::Caller, problem::Failure, routes::Door};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Query},
};
use db::{Db, changes, work_heads};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

const PAGE: u64 = 2000;
/// A bucket with no more works than this is told work by work.
const FEW: usize = 64;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Hexadecimal digits: only works the SHA-256 of whose id begins so.
    #[serde(default)]
    prefix: String,
}

#[derive(Serialize, ToSchema)]
pub struct Digest {
    /// Taken before the works were looked at.
    cursor: String,
    works: usize,
    /// SHA-256 over the lines `id⇥sequence⏎` of all works, sorted by their bytes; in hexadecimal digits.
    sha256: String,
    /// The same of the works of each next digit; where there are few works, absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    buckets: Option<Vec<Bucket>>,
    /// Where there are few works: each with its sequence.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<Held>>,
}

#[derive(Serialize, ToSchema)]
pub struct Bucket {
    prefix: String,
    works: usize,
    sha256: String,
}

#[derive(Serialize, ToSchema)]
pub struct Held {
    id: String,
    sequence: i64,
}

/// A digest over everything that this key may have. Compare `sha256` with that of your copy: equal means equal. Otherwise
/// compare the buckets, and ask again with the `prefix` of one that differs, until `items` are told.
#[utoipa::path(
    get, path = "/digest", operation_id = "digest", tag = "partner", params(Asked), security(("key" = [])),
    responses((status = 200, body = Digest), (status = 400, body = crate::problem::Problem), (status = 401, body = crate::problem::Problem)),
)]
pub async fn of(mut caller: Caller, db: Data<Db>, door: Data<Door>, asked: Query<Asked>) -> Result<HttpResponse, Failure> {
    let prefix = asked.prefix.to_ascii_lowercase();
    if prefix.len() > 64 || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Failure::BadRequest("prefix is of hexadecimal digits, at most 64"));
    }
    let (cursor, lines) = loop {
        let cursor = door.cursors.write(&changes::head(&db).await?);
        let lines = lines(&db, &caller, &prefix).await?;
        match caller.renewed(&db).await? {
            Some(renewed) => caller = renewed,
            None => break (cursor, lines),
        }
    };
    let mut all: Vec<(String, i64)> = lines.values().flatten().cloned().collect();
    let whole = sum(&mut all);
    let few = all.len() <= FEW;
    let held = |all: Vec<(String, i64)>| all.into_iter().map(|(id, sequence)| Held { id, sequence }).collect();
    let buckets = lines.into_iter().map(|(prefix, mut works)| Bucket { prefix, works: works.len(), sha256: sum(&mut works) });
    let buckets: Vec<Bucket> = buckets.collect();
    let digest =
        Digest { cursor, works: all.len(), sha256: whole, buckets: (!few).then_some(buckets), items: few.then(|| held(all)) };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-cache")).json(digest))
}

/// The works whose place begins so, each with its sequence, by the digit after the prefix.
async fn lines(db: &Db, caller: &Caller, prefix: &str) -> Result<BTreeMap<String, Vec<(String, i64)>>, Failure> {
    let mut lines: BTreeMap<String, Vec<(String, i64)>> = BTreeMap::new();
    let mut after = 0;
    loop {
        let heads = work_heads::live(db, &caller.granted, after, PAGE).await?;
        let Some(last) = heads.last() else { return Ok(lines) };
        after = last.work_id;
        for head in heads {
            let place = hex::encode(Sha256::digest(&head.tag));
            if place.starts_with(prefix) {
                let bucket = place[..(prefix.len() + 1).min(64)].to_owned();
                lines.entry(bucket).or_default().push((head.tag, head.seq));
            }
        }
    }
}

fn sum(works: &mut [(String, i64)]) -> String {
    works.sort_unstable();
    let mut hash = Sha256::new();
    for (id, sequence) in works {
        hash.update(format!("{id}\t{sequence}\n"));
    }
    hex::encode(hash.finalize())
}
