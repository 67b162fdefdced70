//! The coverage of a policy: clause by clause the number of works of each kind and genre, and what is still due.

use crate::{Problem, Session, account::Named, allow, clock};
use actix_web::web::{Data, Json, Query};
use db::{
    Db,
    clauses::{self, Node},
    coverage::{self, Counts, Drafted},
    organisations,
    policies::{self, PolicyRow},
};
use domain::{Day, Genre, INTERPRETATION_DAYS, Right, Timestamp, WorkCalendar, WorkKind};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The slug of a policy.
    policy: String,
    /// Only what this organisation and those below it publish.
    organisation: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CoverageColumn {
    pub code: &'static str,
    pub zh: &'static str,
    /// A work of this kind can be begun in the studio.
    begins: bool,
}

#[derive(Clone, Copy, Default, Serialize, ToSchema)]
pub struct CoverageCell {
    /// Published.
    pub works: u64,
    /// Being written, of those that this account may see.
    pub drafts: u64,
}

#[derive(Serialize, ToSchema)]
pub struct CoverageClause {
    pub id: String,
    #[schema(required)]
    pub parent: Option<String>,
    pub label: String,
    pub heading: String,
    /// Nothing stands below it: it is what is to be interpreted.
    pub leaf: bool,
    pub all: CoverageCell,
    /// In the order of the columns.
    pub kinds: Vec<CoverageCell>,
    pub genres: Vec<CoverageCell>,
    /// The day on which it was first interpreted.
    #[schema(required)]
    pub first: Option<String>,
    /// Working days from the policy to that day.
    #[schema(required)]
    pub days: Option<u32>,
    /// It came after the last day, or did not come and the last day is over.
    pub late: bool,
}

#[derive(Serialize, ToSchema)]
pub struct CoverageDue {
    /// The day of the policy.
    dated: String,
    /// The last day on which an interpretation is due.
    last: String,
    /// Working days since the policy came out.
    days: u32,
    over: bool,
    /// Working days within which it is due.
    within: u32,
    /// Years since then of which no holidays are known: there only weekends are taken out.
    without_holidays: Vec<i16>,
}

#[derive(Serialize, ToSchema)]
pub struct Coverage {
    policy: Named,
    version: i32,
    #[schema(required)]
    due: Option<CoverageDue>,
    /// Those that can be asked for.
    organisations: Vec<Named>,
    #[schema(required)]
    organisation: Option<Named>,
    pub kinds: Vec<CoverageColumn>,
    pub genres: Vec<CoverageColumn>,
    pub clauses: Vec<CoverageClause>,
}

/// How many works interpret each clause of a policy's current version.
#[utoipa::path(
    get, path = "/coverage", operation_id = "coverage", tag = "coverage", params(Wanted),
    responses((status = 200, body = Coverage), (status = 403), (status = 404), (status = 422)),
)]
pub async fn coverage(
    session: Session,
    db: Data<Db>,
    calendar: Data<WorkCalendar>,
    wanted: Query<Wanted>,
) -> Result<Json<Coverage>, Problem> {
    Ok(Json(read(&session, &db, &calendar, &wanted).await?))
}

pub async fn read(session: &Session, db: &Db, calendar: &WorkCalendar, wanted: &Wanted) -> Result<Coverage, Problem> {
    let policy = policies::by_slug(db, &wanted.policy).await?.ok_or_else(Problem::not_found)?;
    let place = match wanted.organisation.as_deref().filter(|slug| !slug.is_empty()) {
        Some(slug) => Some(allow::organisation(db, session, slug, Right::SeeReport).await?),
        None => None,
    };
    let version = policy.current_version;
    let (counts, within) = match &place {
        Some(place) => {
            let within = organisations::within(db, place.id).await?;
            (coverage::of_organisations(db, policy.id, version, &within).await?, Some(within))
        }
        None => (coverage::of_everybody(db, policy.id, version).await?, None),
    };
    let drafts = drafts(session, db, &policy, within.as_deref()).await?;
    let due = due(db, &policy, calendar).await?;
    let tree = clauses::tree(db, policy.id, version).await?;
    Ok(Coverage {
        clauses: rows(tree, &counts, &drafts, due.as_ref().map(|due| (due, calendar))),
        due,
        version,
        organisations: reported(session, db).await?,
        organisation: place.map(|o| Named { slug: o.slug, name: o.name }),
        kinds: WorkKind::ALL.iter().map(|k| column(k.code(), k.zh(), allow::begins(*k))).collect(),
        genres: Genre::ALL.iter().map(|g| column(g.code(), g.zh(), true)).collect(),
        policy: Named { slug: policy.slug, name: policy.title },
    })
}

fn column(code: &'static str, zh: &'static str, begins: bool) -> CoverageColumn {
    CoverageColumn { code, zh, begins }
}

/// The organisations of which this account may see reports.
pub async fn reported(session: &Session, db: &Db) -> Result<Vec<Named>, Problem> {
    let rows = match allow::places(session, Right::SeeReport) {
        None => organisations::all(db).await?,
        Some(ids) => organisations::by_ids(db, &ids).await?,
    };
    Ok(rows.into_iter().map(|o| Named { slug: o.slug, name: o.name }).collect())
}

/// What is being written, under the names that the current version gives its clauses.
async fn drafts(session: &Session, db: &Db, policy: &PolicyRow, within: Option<&[i64]>) -> Result<Vec<Drafted>, Problem> {
    let mut drafts = coverage::drafted(db, session.account.id, &allow::visible(session), policy.id, within).await?;
    if drafts.iter().any(|d| d.version < policy.current_version) {
        let lead = clauses::successors(db, policy.id, policy.current_version).await?;
        drafts.retain_mut(|d| {
            if d.version == policy.current_version {
                return true;
            }
            let now = lead.get(&(d.version, std::mem::take(&mut d.clause)));
            d.clause = now.cloned().unwrap_or_default();
            now.is_some()
        });
    }
    Ok(drafts)
}

async fn due(db: &Db, policy: &PolicyRow, calendar: &WorkCalendar) -> Result<Option<CoverageDue>, Problem> {
    let version = policies::versions(db, policy.id).await?.pop();
    let Some(dated) = version.and_then(|v| v.dated).and_then(|day| day.parse::<Day>().ok()) else { return Ok(None) };
    let (today, last) = (clock::now().day(), calendar.after(dated, INTERPRETATION_DAYS));
    let known: HashSet<i16> = calendar.years().collect();
    Ok(Some(CoverageDue {
        dated: dated.to_string(),
        last: last.to_string(),
        days: calendar.between(dated, today),
        over: today > last,
        within: INTERPRETATION_DAYS,
        without_holidays: (dated.year()..=today.year()).filter(|year| !known.contains(year)).collect(),
    }))
}

fn rows(tree: Vec<Node>, counts: &Counts, drafts: &[Drafted], due: Option<(&CoverageDue, &WorkCalendar)>) -> Vec<CoverageClause> {
    let mut written: HashMap<String, u64> = HashMap::new();
    for d in drafts {
        for name in [d.clause.clone(), format!("{}|{}", d.clause, d.kind), format!("{}|{}", d.clause, d.genre)] {
            *written.entry(name).or_default() += d.works as u64;
        }
    }
    let parents: HashSet<String> = tree.iter().filter_map(|node| node.parent.clone()).collect();
    let cell = |works: Option<&u64>, name: &str| CoverageCell {
        works: works.copied().unwrap_or(0),
        drafts: written.get(name).copied().unwrap_or(0),
    };
    let of = |node: Node| {
        let named = |code: &str| format!("{}|{code}", node.clause);
        let kinds = WorkKind::ALL.iter().map(|k| named(k.code())).map(|name| cell(counts.kinds.get(&name), &name)).collect();
        let genres = Genre::ALL.iter().map(|g| named(g.code())).map(|name| cell(counts.genres.get(&name), &name)).collect();
        let first = counts.first.get(&node.clause).map(|at| Timestamp(*at).day());
        let leaf = !parents.contains(&node.clause);
        let days = due.zip(first).and_then(|((due, calendar), first)| Some(calendar.between(due.dated.parse().ok()?, first)));
        let late = leaf && due.is_some_and(|(due, _)| days.map_or(due.over, |days| days > due.within));
        CoverageClause {
            all: cell(counts.all.get(&node.clause), &node.clause),
            first: first.map(|day| day.to_string()),
            id: node.clause,
            parent: node.parent,
            label: node.label,
            heading: node.heading,
            leaf,
            kinds,
            genres,
            days,
            late,
        }
    };
    tree.into_iter().map(of).collect()
}
