//! Who asks: taken from the cookie by every handler that has a [`Session`] among its arguments.

use crate::{Problem, address, clock};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use db::{Db, accounts::AccountRow, audit::Actor, memberships, second_factors};
use domain::Membership;
use pages::Site;
use std::{future::Future, pin::Pin};

/// Of the session, where the site is asked without https.
const COOKIE: &str = "liangyi_session";
/// With https. Browsers take a name that begins like this from the very host alone, and no other cookie in its place
/// (RFC 6265bis, section 4.1.3.2).
const HOST_COOKIE: &str = "__Host-liangyi_session";

fn cookie_name(site: &Site) -> &'static str {
    if site.base_url.starts_with("https://") { HOST_COOKIE } else { COOKIE }
}

/// An account that signed in, and where its roles reach. One that owes a second factor is refused.
#[derive(Clone, Debug)]
pub struct Session {
    pub account: AccountRow,
    /// Names the session among those of the account.
    pub digest: String,
    /// Organisation and role, the subtree of each organisation and the members of unions included.
    pub reach: Vec<(i64, Membership)>,
    /// The network that this request came from.
    pub network: String,
    /// When it began, in milliseconds since 1970.
    pub began_at: i64,
    pub second_factor: second_factors::Standing,
}

/// As [`Session`], also of an account that has to set up a second factor before anything else.
pub struct BareSession(pub Session);

impl Session {
    /// Nothing but setting up a second factor may be done.
    pub fn owes_second_factor(&self) -> bool {
        self.second_factor.asked && !self.second_factor.has
    }

    /// As if it had signed in just now, from nowhere; `None` where it may not.
    pub async fn of_account(db: &Db, id: i64) -> anyhow::Result<Option<Self>> {
        let Some(account) = db::accounts::by_id(db, id).await?.filter(|account| !account.disabled) else { return Ok(None) };
        let reach = memberships::reach(db, id).await?;
        let second_factor = second_factors::standing(db, id, account.admin).await?;
        Ok(Some(Self { account, digest: String::new(), reach, network: String::new(), began_at: 0, second_factor }))
    }

    /// The database in the name of who asks: every act of a handler goes through it.
    pub fn acting(&self, db: &Db) -> Db {
        db.by(actor(&self.account, &self.network))
    }
}

/// What the audit log says of who asks.
pub fn actor(account: &AccountRow, network: &str) -> Actor {
    Actor { account: Some(account.id), name: account.name.as_str().into(), network: network.into() }
}

impl FromRequest for Session {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bare = BareSession::from_request(request, payload);
        Box::pin(async move {
            let BareSession(session) = bare.await?;
            if session.owes_second_factor() { Err(Problem::second_factor_first()) } else { Ok(session) }
        })
    }
}

impl FromRequest for BareSession {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (db, token, network) = (request.app_data::<Data<Db>>().cloned(), token(request), address::of(request));
        let known = request.extensions().get::<Session>().cloned();
        Box::pin(async move {
            if let Some(known) = known {
                return Ok(Self(known));
            }
            let (Some(db), Some(token)) = (db, token) else { return Err(Problem::signed_out()) };
            let found = accounts::find_session(&db, clock::now(), &token).await?.ok_or_else(Problem::signed_out)?;
            let reach = memberships::reach(&db, found.account.id).await?;
            let second_factor = second_factors::standing(&db, found.account.id, found.account.admin).await?;
            let (account, digest, began_at) = (found.account, found.session.digest, found.session.created_at);
            Ok(Self(Session { account, digest, reach, network, began_at, second_factor }))
        })
    }
}

/// What the browser holds.
pub fn token(request: &HttpRequest) -> Option<String> {
    held(request, request.app_data::<Data<Site>>().map_or(COOKIE, |site| cookie_name(site)))
}

/// What it holds under this name.
pub fn held(request: &HttpRequest, cookie: &str) -> Option<String> {
    let headers = request.headers().get_all(header::COOKIE).filter_map(|v| v.to_str().ok());
    let mut pairs = headers.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == cookie).map(|(_, value)| value.to_owned())
}

/// `Set-Cookie` of a new session. Scripts cannot read it, other sites cannot make a browser send it.
pub fn cookie(site: &Site, token: &str) -> String {
    cookie_for(site, token, accounts::LONGEST)
}

/// For so many milliseconds.
pub fn cookie_for(site: &Site, token: &str, longest: i64) -> String {
    build(site, token, longest / 1000)
}

/// Takes it away.
pub fn no_cookie(site: &Site) -> String {
    build(site, "", 0)
}

fn build(site: &Site, value: &str, seconds: i64) -> String {
    set(site, cookie_name(site), "/", value, seconds)
}

/// `Set-Cookie` under any name, for addresses that begin with `path`.
pub fn set(site: &Site, name: &str, path: &str, value: &str, seconds: i64) -> String {
    let secure = if site.base_url.starts_with("https://") { "; Secure" } else { "" };
    format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
