//! Who asks: taken from the cookie by every handler that has a [`Session`] among its arguments.

use crate::{Problem, address, clock};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use db::{Db, accounts::AccountRow, audit::Actor, memberships, second_factors};
use domain::Membership;
use pages::Site;
use std::{future::Future, pin::Pin};

pub const COOKIE: &str = "liangyi_session";

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
        Ok(Some(Self { account, digest: String::new(), reach, network: String::new(), second_factor }))
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
            let (account, digest) = (found.account, found.session.digest);
            Ok(Self(Session { account, digest, reach, network, second_factor }))
        })
    }
}

/// What the browser holds.
pub fn token(request: &HttpRequest) -> Option<String> {
    let headers = request.headers().get_all(header::COOKIE).filter_map(|v| v.to_str().ok());
    let mut pairs = headers.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
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
    let secure = if site.base_url.starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
