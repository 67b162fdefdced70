//! Accounts of the organisations that this one administers.

use crate::{Problem, Session, account::Named, allow};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, accounts, memberships, organisation_rules, organisations,
    staff::{self, StaffRow},
};
use domain::{Right, SecondFactorRule, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

const PAGE: u64 = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Words of the name.
    #[serde(default)]
    q: String,
    /// The slug of one of the organisations.
    #[serde(default)]
    organisation: String,
    /// `next` of the page before.
    #[serde(default)]
    after: String,
}

#[derive(Serialize, ToSchema)]
pub struct StaffRole {
    organisation: Named,
    /// author, editor, expert, publisher or administrator
    role: String,
}

#[derive(Serialize, ToSchema)]
pub struct StaffMember {
    name: String,
    display_name: String,
    /// A site's administrator.
    admin: bool,
    disabled: bool,
    #[schema(required)]
    person: Option<Named>,
    /// In organisations that this account administers.
    roles: Vec<StaffRole>,
    #[schema(required)]
    seen_at: Option<String>,
    second_factor: bool,
    /// May be disabled, get a new password and so on: all its roles are in organisations that this account administers.
    whole: bool,
    /// The account that asks.
    own: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Administered {
    slug: String,
    name: String,
    /// free, powerful or everyone
    second_factor: SecondFactorWord,
    /// Its publishers may publish before the reviews are done.
    force_publish: bool,
}

/// free: nobody has to; powerful: administrators and publishers; everyone
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
pub struct SecondFactorWord(String);

#[derive(Serialize, ToSchema)]
pub struct StaffList {
    people: Vec<StaffMember>,
    #[schema(required)]
    next: Option<String>,
    /// Where roles may be given and people invited.
    organisations: Vec<Administered>,
}

/// Who holds a role in an organisation that this account administers, by name.
#[utoipa::path(
    get, path = "/staff", operation_id = "list_staff", tag = "staff", params(Wanted),
    responses((status = 200, body = StaffList)),
)]
pub async fn list(session: Session, db: Data<Db>, wanted: Query<Wanted>) -> Result<Json<StaffList>, Problem> {
    let places = allow::places(&session, Right::SeePeople);
    let here = |id: i64| places.as_ref().is_none_or(|ids| ids.contains(&id));
    let named: HashMap<i64, Named> = organisations::all(&db)
        .await?
        .into_iter()
        .filter(|o| here(o.id))
        .map(|o| (o.id, Named { slug: o.slug, name: o.name }))
        .collect();
    let asked = match wanted.organisation.as_str() {
        "" => places.clone(),
        slug => Some(named.iter().filter(|(_, place)| place.slug == slug).map(|(id, _)| *id).collect()),
    };
    let mut rows = staff::list(&db, asked.as_deref(), wanted.q.trim(), &wanted.after, PAGE + 1).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|row| row.name.clone());
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.push(member(&db, &session, row, &named).await?);
    }
    Ok(Json(StaffList { people, next, organisations: administered(&db, named).await? }))
}

async fn member(db: &Db, session: &Session, row: StaffRow, named: &HashMap<i64, Named>) -> Result<StaffMember, Problem> {
    let held = memberships::of_account(db, row.id).await?.into_iter();
    let roles = held.filter_map(|h| Some(StaffRole { organisation: named.get(&h.organisation_id)?.clone(), role: h.role }));
    let account = accounts::by_id(db, row.id).await?.ok_or_else(Problem::not_found)?;
    Ok(StaffMember {
        roles: roles.collect(),
        whole: allow::is_whole(db, session, &account, Right::TendPeople).await?,
        own: row.id == session.account.id,
        name: row.name,
        display_name: row.display_name,
        admin: row.admin,
        disabled: row.disabled,
        person: row.person.zip(row.person_name).map(|(slug, name)| Named { slug, name }),
        seen_at: row.seen_at.map(|at| Timestamp(at).rfc3339()),
        second_factor: row.second_factor,
    })
}

/// In the order in which organisations were made: those above before those below.
async fn administered(db: &Db, named: HashMap<i64, Named>) -> Result<Vec<Administered>, Problem> {
    let rules: HashMap<i64, SecondFactorRule> = organisation_rules::all(db).await?.into_iter().collect();
    let mut places: Vec<(i64, Named)> = named.into_iter().collect();
    places.sort_unstable_by_key(|(id, _)| *id);
    let word = |id: i64| SecondFactorWord(rules.get(&id).copied().unwrap_or(SecondFactorRule::Free).to_string());
    let forcing = organisation_rules::forcing(db).await?;
    let shown = places.into_iter().map(|(id, place)| Administered {
        slug: place.slug,
        name: place.name,
        second_factor: word(id),
        force_publish: forcing.contains(&id),
    });
    Ok(shown.collect())
}
