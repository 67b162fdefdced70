//! Who asks, known by a key in `Authorization: Bearer`, looked up anew at each request: a revoked key is dead at once.

use crate::{key::PartnerKey, problem::Failure};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use anyhow::Context;
use db::{Db, partners, work_heads::Granted};
use futures::future::LocalBoxFuture;

/// A partner, and what it may have.
pub(crate) struct Caller {
    pub granted: Granted,
}

impl FromRequest for Caller {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let db = request.app_data::<Data<Db>>().cloned();
        let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = header.and_then(|value| value.strip_prefix("Bearer ")).and_then(|words| PartnerKey::read(words.trim()));
        Box::pin(async move {
            let db = db.context("the door has no database")?;
            let key = key.ok_or(Failure::Key)?;
            let row = partners::by_key(&db, &key.digest(), crate::routes::now()).await?.ok_or(Failure::Key)?;
            Ok(Self { granted: Granted::new(&row.scope()?) })
        })
    }
}
