//! Who asks: taken from the cookie by every handler that has a [`Session`] among its arguments.

use crate::{Problem, clock};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Data};
use db::{Db, accounts::AccountRow, memberships};
use domain::Membership;
use pages::Site;
use std::{future::Future, pin::Pin};

pub const COOKIE: &str = "liangyi_session";

/// An account that signed in, and where its roles reach.
#[derive(Clone, Debug)]
pub struct Session {
    pub account: AccountRow,
    /// Names the session among those of the account.
    pub digest: String,
    /// Organisation and role, the subtree of each organisation and the members of unions included.
    pub reach: Vec<(i64, Membership)>,
}

impl FromRequest for Session {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (db, token) = (request.app_data::<Data<Db>>().cloned(), token(request));
        let known = request.extensions().get::<Session>().cloned();
        Box::pin(async move {
            if let Some(known) = known {
                return Ok(known);
            }
            let (Some(db), Some(token)) = (db, token) else { return Err(Problem::signed_out()) };
            let found = accounts::find_session(&db, clock::now(), &token).await?.ok_or_else(Problem::signed_out)?;
            let reach = memberships::reach(&db, found.account.id).await?;
            Ok(Self { account: found.account, digest: found.session.digest, reach })
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
    build(site, token, accounts::LONGEST / 1000)
}

/// Takes it away.
pub fn no_cookie(site: &Site) -> String {
    build(site, "", 0)
}

fn build(site: &Site, value: &str, seconds: i64) -> String {
    let secure = if site.base_url.starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
