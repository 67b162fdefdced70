//! OAI-PMH 2.0: libraries and archives harvest what is published, and learn what was withdrawn.
//!
//! A record's datestamp is the time of the last change that any door shows, not that of publication: a harvester that asks
//! for what is new since yesterday gets the work of last year that was taken in today.

mod arguments;
mod list;
mod sets;

use crate::{
    Failure, FeedAuthority,
    lists::now,
    page::{Page, XML},
};
use actix_web::{
    HttpRequest,
    http::{Method, StatusCode},
    web::Data,
};
use anyhow::Result;
use arguments::{Arguments, Request};
use db::{Db, harvest};
use domain::Timestamp;
use feeds::oai::{self, Answer, Fault, Repository};
use pages::Site;

/// The schema of the full format.
const SCHEMA: &str = "/oai/work.xsd";

pub async fn schema() -> Page {
    Page::new(StatusCode::OK, XML, oai::SCHEMA.to_owned())
}

/// Arguments come in the address or, by POST, in the body (section 3.1.1).
pub async fn oai(
    request: HttpRequest,
    body: String,
    db: Data<Db>,
    site: Data<Site>,
    authority: Data<FeedAuthority>,
) -> Result<Page, Failure> {
    let said = if request.method() == Method::POST { body.as_str() } else { request.query_string() };
    let arguments = Arguments::read(said);
    let answer = match arguments.request() {
        Ok(request) => answer(&db, &site, request).await?,
        Err(fault) => Err(fault),
    };
    let repository = repository(&db, &site, &authority).await?;
    let text = oai::write(&repository, now(), arguments.pairs(), &answer);
    // It says when it was given.
    Ok(Page { kept: false, ..Page::new(StatusCode::OK, XML, text) })
}

async fn answer(db: &Db, site: &Site, request: Request) -> Result<Result<Answer, Fault>> {
    Ok(match request {
        Request::Identify => Ok(Answer::Identify),
        Request::ListSets => Ok(Answer::Sets(sets::all(db).await?)),
        Request::ListMetadataFormats { identifier: None } => Ok(Answer::MetadataFormats),
        Request::ListMetadataFormats { identifier: Some(tag) } => {
            harvest::by_tag(db, &tag).await?.map(|_| Answer::MetadataFormats).ok_or(Fault::Identifier)
        }
        Request::GetRecord { identifier, prefix } => list::record(db, site, &identifier, prefix).await?,
        Request::ListIdentifiers(place) => list::headers(db, &place).await?,
        Request::ListRecords(place) => list::records(db, site, &place).await?,
    })
}

async fn repository(db: &Db, site: &Site, authority: &FeedAuthority) -> Result<Repository> {
    // An authority is a domain of the operator's, where RFC 2142 has somebody read this, or an address itself.
    let webmaster = || if authority.0.contains('@') { authority.0.clone() } else { format!("webmaster@{}", authority.0) };
    Ok(Repository {
        name: site.name.clone(),
        base: site.absolute("/oai").parse()?,
        schema: site.absolute(SCHEMA).parse()?,
        admin: site.contact.clone().unwrap_or_else(webmaster),
        earliest: Timestamp(harvest::earliest(db).await?),
        publisher: site.operator.clone().unwrap_or_else(|| site.name.clone()),
    })
}
