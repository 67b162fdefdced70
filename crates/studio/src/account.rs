//! The account that signed in: who it is, where its sessions are, and the way out.

use crate::{
    Problem, clock, session,
    session::BareSession,
    sign_in::{SignIn, hashed, prove},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Json, Path},
};
use db::{Db, accounts::AccountRow, memberships, organisations, second_factors, sessions};
use domain::{Membership, Right, Timestamp, roles};
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A vocabulary entry by its permanent key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Named {
    pub slug: String,
    pub name: String,
}

#[derive(Serialize, ToSchema)]
pub struct Held {
    organisation: Named,
    /// author, editor, expert, publisher or administrator
    role: String,
}

#[derive(Serialize, ToSchema)]
pub struct Me {
    name: String,
    display_name: String,
    /// Holds every role everywhere.
    admin: bool,
    /// Whom the site names when this account reviews.
    #[schema(required)]
    person: Option<Named>,
    memberships: Vec<Held>,
    /// Administers an organisation: accounts, invitations, the audit log.
    administers: bool,
    /// Tends the rules of the site's search.
    tunes_search: bool,
    /// Has a second factor: an app or a passkey.
    second_factor: bool,
    /// Has a password; without one, what asks for it asks for a sign-in of the last minutes instead.
    has_password: bool,
    /// Has to set one up before anything else.
    owes_second_factor: bool,
}

impl Me {
    pub async fn of(db: &Db, account: &AccountRow) -> anyhow::Result<Self> {
        let held = memberships::of_account(db, account.id).await?;
        let administers = account.admin || held.iter().any(|h| h.role == Membership::Administrator.code());
        let tops = organisations::tops(db).await?;
        let allows = |role: &str| roles(Right::TuneSearch).any(|one| one.code() == role);
        let tunes = |held: &memberships::Held| allows(&held.role) && tops.contains(&held.organisation_id);
        let tunes_search = account.admin || held.iter().any(tunes);
        let standing = second_factors::standing(db, account.id, account.admin).await?;
        let held = held
            .into_iter()
            .map(|h| Held { organisation: Named { slug: h.organisation, name: h.organisation_name }, role: h.role });
        Ok(Self {
            name: account.name.clone(),
            display_name: account.display_name.clone(),
            admin: account.admin,
            person: db::accounts::person(db, account).await?.map(|p| Named { slug: p.slug, name: p.name }),
            memberships: held.collect(),
            administers,
            tunes_search,
            second_factor: standing.has,
            has_password: !account.password_hash.is_empty(),
            owes_second_factor: standing.asked && !standing.has,
        })
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", operation_id = "me", tag = "session", responses((status = 200, body = Me), (status = 401)))]
pub async fn me(BareSession(session): BareSession, db: Data<Db>) -> Result<Json<Me>, Problem> {
    Ok(Json(Me::of(&db, &session.account).await?))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", operation_id = "sign_out", tag = "session", responses((status = 204), (status = 401)))]
pub async fn sign_out(BareSession(session): BareSession, db: Data<Db>, site: Data<Site>) -> Result<HttpResponse, Problem> {
    accounts::end_session(&db, clock::now(), &session.digest).await?;
    Ok(HttpResponse::NoContent().insert_header((header::SET_COOKIE, session::no_cookie(&site))).finish())
}

#[derive(Serialize, ToSchema)]
pub struct SessionRow {
    id: String,
    browser: String,
    created_at: String,
    seen_at: String,
    /// The one that asks.
    current: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Sessions {
    sessions: Vec<SessionRow>,
}

/// Where this account is signed in.
#[utoipa::path(get, path = "/sessions", operation_id = "list_sessions", tag = "session", responses((status = 200, body = Sessions)))]
pub async fn list(BareSession(session): BareSession, db: Data<Db>) -> Result<Json<Sessions>, Problem> {
    let now = clock::now().0;
    let rows = sessions::of_account(&db, session.account.id).await?;
    let live = rows.into_iter().filter(|row| row.expires_at > now && row.seen_at + accounts::IDLE > now);
    let sessions = live.map(|row| SessionRow {
        current: row.digest == session.digest,
        id: row.digest[..16].to_owned(),
        browser: row.browser,
        created_at: Timestamp(row.created_at).rfc3339(),
        seen_at: Timestamp(row.seen_at).rfc3339(),
    });
    Ok(Json(Sessions { sessions: sessions.collect() }))
}

/// Ends one of them.
#[utoipa::path(
    delete, path = "/sessions/{id}", operation_id = "end_session", tag = "session", params(("id" = String, Path)),
    responses((status = 204), (status = 404)),
)]
pub async fn end(BareSession(session): BareSession, db: Data<Db>, id: Path<String>) -> Result<HttpResponse, Problem> {
    let own = sessions::of_account(&db, session.account.id).await?;
    let row = own.into_iter().find(|row| row.digest[..16] == **id).ok_or_else(Problem::not_found)?;
    accounts::end_session(&db, clock::now(), &row.digest).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    old: String,
    new: String,
}

/// Sets a new password, or the first one where there is none; every other browser is signed out.
#[utoipa::path(
    put, path = "/password", operation_id = "change_password", tag = "session", request_body = NewPassword,
    responses((status = 204), (status = 422), (status = 429)),
)]
pub async fn change_password(
    BareSession(session): BareSession,
    request: HttpRequest,
    db: Data<Db>,
    signing: Data<SignIn>,
    body: Json<NewPassword>,
) -> Result<HttpResponse, Problem> {
    let NewPassword { old, new } = body.into_inner();
    prove(&request, &signing, &session, old).await?;
    let hash = hashed(&request, &signing, new).await?;
    let (db, account) = (session.acting(&db), session.account);
    accounts::staff::change_password(&db, clock::now(), account, hash, &session.digest).await.map_err(anyhow::Error::from)?;
    Ok(HttpResponse::NoContent().finish())
}
