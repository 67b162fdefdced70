//! Who asks, known by a key in `Authorization: Bearer`, looked up anew at each request: a revoked key is dead at once, but for a poll
//! that `unchanged` answers.

use crate::{PartnerKey, limits, problem::Failure};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use anyhow::Context;
use db::{
    Db,
    partners::{self, PartnerRow},
    work_heads::Granted,
};
use futures::future::LocalBoxFuture;

/// A partner, and what it may have; it is charged for the request.
pub(crate) struct Caller {
    pub partner: PartnerRow,
    pub granted: Granted,
    /// Of its key.
    digest: String,
}

/// A partner that we know, and that so may leave something here; whoever only tries the door may not.
pub(crate) struct Known(pub Caller);

/// Of the key that was sent.
///
/// # Errors
/// Where none was sent that could be one.
pub(crate) fn key_digest(request: &HttpRequest) -> Result<String, Failure> {
    let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let key = header.and_then(|value| value.strip_prefix("Bearer ")).and_then(|words| PartnerKey::read(words.trim()));
    key.map(|key| key.digest()).ok_or_else(|| limits::wrong(request))
}

impl Caller {
    /// Who it is, not yet charged: whoever asks whether there is anything new may be told for nothing that there is not.
    pub async fn identify(request: &HttpRequest, digest: String) -> Result<Self, Failure> {
        let db = request.app_data::<Data<Db>>().context("the door has no database")?;
        match partners::by_key(db, &digest, crate::routes::now()).await? {
            Some(partner) => Ok(Self { granted: partner.granted()?, partner, digest }),
            None => Err(limits::wrong(request)),
        }
    }

    /// Who this is by now, where their terms changed since: `None` where they did not. Asked after reading, it tells whether what was read
    /// is what they may have: a change of terms and the changes by which it is told are one act.
    ///
    /// # Errors
    /// Where the key counts no longer.
    pub async fn renewed(&self, db: &Db) -> Result<Option<Self>, Failure> {
        let partner = partners::by_key(db, &self.digest, crate::routes::now()).await?.ok_or(Failure::Key)?;
        if partner.terms()? == self.partner.terms()? {
            return Ok(None);
        }
        Ok(Some(Self { granted: partner.granted()?, partner, digest: self.digest.clone() }))
    }

    pub async fn charge(&self, request: &HttpRequest) -> Result<(), Failure> {
        limits::charge(request, &self.digest).await
    }
}

impl FromRequest for Caller {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let caller = Self::identify(&request, key_digest(&request)?).await?;
            caller.charge(&request).await?;
            Ok(caller)
        })
    }
}

impl FromRequest for Known {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let caller = Caller::from_request(request, payload);
        Box::pin(async move {
            let caller = caller.await?;
            if caller.partner.sandbox { Err(Failure::Sandbox) } else { Ok(Self(caller)) }
        })
    }
}
