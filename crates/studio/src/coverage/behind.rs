//! The works behind a number of the coverage.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, clauses,
    listings::{self, Card, Cursor, List},
    organisations,
    policies::{self, PolicyRow},
    reports::BehindRow,
    work_desks::{self, Desk, Drafting, Which},
};
use domain::{ClauseId, Genre, Right, Timestamp, WorkKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Works of a page.
const PAGE: usize = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    policy: String,
    /// The id of a clause of the current version.
    clause: String,
    kind: Option<String>,
    genre: Option<String>,
    organisation: Option<String>,
    /// What is being written, in place of what is published.
    #[serde(default)]
    drafts: bool,
    /// `next` of the page before.
    after: Option<String>,
}

/// A work that is behind a number.
#[derive(Serialize, ToSchema)]
pub struct WorkBehind {
    id: i64,
    slug: String,
    title: String,
    kind: String,
    genre: String,
    #[schema(required)]
    organisation: Option<String>,
    /// When it was published, or last changed.
    at: String,
    /// The public can read it.
    live: bool,
    /// This account sees it in the studio.
    seen: bool,
}

#[derive(Serialize, ToSchema)]
pub struct WorksBehind {
    works: Vec<WorkBehind>,
    #[schema(required)]
    next: Option<String>,
}

impl WorksBehind {
    /// Published works, those that this account sees in the studio marked.
    pub async fn of_cards(session: &Session, db: &Db, cards: Vec<Card>, next: Option<String>) -> Result<Self, Problem> {
        let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
        let seen = work_desks::seen_among(db, session.account.id, &allow::visible(session), &ids).await?;
        let of = |card: Card| WorkBehind {
            seen: seen.contains(&card.id),
            at: Timestamp(card.published_at).rfc3339(),
            live: true,
            id: card.id,
            slug: card.slug,
            title: card.title,
            kind: card.kind,
            genre: card.genre,
            organisation: card.organisation,
        };
        Ok(Self { works: cards.into_iter().map(of).collect(), next })
    }

    /// Works of a report, whatever their state now.
    pub async fn of_rows(session: &Session, db: &Db, rows: Vec<BehindRow>, next: Option<String>) -> Result<Self, Problem> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let seen = work_desks::seen_among(db, session.account.id, &allow::visible(session), &ids).await?;
        let of = |row: BehindRow| WorkBehind {
            seen: seen.contains(&row.id),
            at: Timestamp(row.at).rfc3339(),
            live: row.live,
            id: row.id,
            slug: row.slug,
            title: row.title,
            kind: row.kind,
            genre: row.genre,
            organisation: row.organisation,
        };
        Ok(Self { works: rows.into_iter().map(of).collect(), next })
    }

    /// Works that this account sees in the studio; `genre` is that of their newest state.
    pub fn of_desks(desks: Vec<Desk>, next: Option<String>) -> Self {
        let of = |desk: Desk| WorkBehind {
            at: Timestamp(desk.updated_at).rfc3339(),
            live: desk.live,
            seen: true,
            id: desk.id,
            slug: desk.slug,
            title: desk.title,
            kind: desk.kind,
            genre: String::new(),
            organisation: desk.holders.into_iter().next().map(|holder| holder.name),
        };
        Self { works: desks.into_iter().map(of).collect(), next }
    }
}

/// The works that a number of the coverage counts.
#[utoipa::path(
    get, path = "/coverage/works", operation_id = "coverage_works", tag = "coverage", params(Wanted),
    responses((status = 200, body = WorksBehind), (status = 400), (status = 403), (status = 404), (status = 422)),
)]
pub async fn behind(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<WorksBehind>, Problem> {
    let policy = policies::by_slug(&db, &wanted.policy).await?.ok_or_else(Problem::not_found)?;
    let clause: ClauseId = wanted.clause.parse().map_err(|_| Problem::bad_request("没有这个条款。"))?;
    let within = match wanted.organisation.as_deref().filter(|slug| !slug.is_empty()) {
        Some(slug) => {
            let place = allow::organisation(&db, &session, slug, Right::SeeReport).await?;
            Some(organisations::within(&db, place.id).await?)
        }
        None => None,
    };
    if wanted.drafts {
        return drafts(&session, &db, &policy, &clause, &wanted, within).await.map(Json);
    }
    let after = wanted.after.as_ref().map(|after| after.parse::<Cursor>()).transpose();
    let after = after.map_err(|_| Problem::bad_request("翻页位置无效。"))?;
    let list = list(&policy, clause, &wanted)?;
    let (cards, next) = listings::page_of(&db, &list, within.as_deref(), after, PAGE).await?;
    Ok(Json(WorksBehind::of_cards(&session, &db, cards, next.map(|next| next.to_string())).await?))
}

fn list(policy: &PolicyRow, clause: ClauseId, wanted: &Wanted) -> Result<List, Problem> {
    let (policy, version) = (policy.id, policy.current_version);
    Ok(match (&wanted.kind, &wanted.genre) {
        (None, None) => List::Clause { policy, version, clause },
        (Some(kind), None) => {
            let kind: WorkKind = kind.parse().map_err(|_| Problem::bad_request("没有这种作品形式。"))?;
            List::ClauseKind { policy, version, clause, kind }
        }
        (None, Some(genre)) => {
            let genre: Genre = genre.parse().map_err(|_| Problem::bad_request("没有这种解读类型。"))?;
            List::ClauseGenre { policy, version, clause, genre }
        }
        (Some(_), Some(_)) => return Err(Problem::bad_request("请按作品形式或解读类型之一查看。")),
    })
}

async fn drafts(
    session: &Session,
    db: &Db,
    policy: &PolicyRow,
    clause: &ClauseId,
    wanted: &Wanted,
    organisations: Option<Vec<i64>>,
) -> Result<WorksBehind, Problem> {
    let clause = clause.to_string();
    let older = clauses::successors(db, policy.id, policy.current_version).await?;
    let mut names: Vec<(i32, String)> = older.into_iter().filter(|(_, now)| *now == clause).map(|(name, _)| name).collect();
    names.push((policy.current_version, clause));
    let after = wanted.after.as_ref().map(|after| {
        let (at, id) = after.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let which = Which {
        kind: wanted.kind.clone(),
        drafting: Some(Drafting { policy_id: policy.id, names, genre: wanted.genre.clone(), organisations }),
        after: after.map(|after| after.ok_or_else(|| Problem::bad_request("翻页位置无效。"))).transpose()?,
        limit: PAGE as u64 + 1,
        ..allow::visible(session)
    };
    let mut desks = work_desks::list(db, session.account.id, &which).await?;
    let more = desks.len() > PAGE;
    desks.truncate(PAGE);
    let next = desks.last().filter(|_| more).map(|last| format!("{}.{}", last.updated_at, last.id));
    Ok(WorksBehind::of_desks(desks, next))
}
