//! Readers report errors without an account, and see under a receipt what became of it.
//!
//! Absent from here: any act upon a work, and anything that says who reports: the address of the network is counted in
//! memory (see [`crate::limits`]) and kept nowhere.

mod about;
mod draft;
mod form;
mod receipt;

pub use receipt::receipt;

use crate::{Failure, limits::Limits, lists::now, ours, page::Page};
use about::About;
use actix_web::{
    HttpRequest, HttpResponse, Responder,
    http::{StatusCode, header},
    web::{Bytes, Data, Query},
};
use anyhow::anyhow;
use db::{Db, reader_reports};
use domain::Receipt;
use draft::Draft;
use pages::{ReportStart, Site, address};
use serde::Deserialize;

/// Bytes of a form: two thousand characters, three times as long when they are written for an address, fit three times.
pub const LARGEST: usize = 64 << 10;

/// What a person is not to fill in.
const TRAP: &str = "website";

#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The path of what is wrong.
    about: Option<String>,
    /// Where in it.
    place: Option<String>,
    /// One that is looked up, as typed.
    receipt: Option<String>,
}

/// The form about one page; without one the form in which a receipt is looked up.
pub async fn form(request: HttpRequest, db: Data<Db>, site: Data<Site>, asked: Query<Asked>) -> Result<HttpResponse, Failure> {
    let Some(about) = asked.about.as_deref() else { return Ok(look_up(&request, &site, asked.receipt.as_deref())) };
    let about = About::find(&db, &site, about).await?.ok_or(Failure::NotFound)?;
    let place = asked.place.clone().unwrap_or_default();
    let draft = Draft { place: place.chars().take(draft::PLACE).collect(), ..Draft::default() };
    let page = draft.page(&site, about, Vec::new()).render();
    Ok(Page { no_store: true, ..Page::html(page) }.respond_to(&request))
}

fn look_up(request: &HttpRequest, site: &Site, typed: Option<&str>) -> HttpResponse {
    match typed.map(str::parse::<Receipt>) {
        Some(Ok(receipt)) => see(&receipt),
        fault => {
            let problem = fault.map(|_| site.words().report_bad_receipt.to_owned());
            let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let start = ReportStart { site, receipt: typed.unwrap_or_default().chars().take(60).collect(), problem };
            private(status, start.render()).respond_to(request)
        }
    }
}

/// Takes a report.
pub async fn send(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    limits: Data<Limits>,
    asked: Query<Asked>,
    body: Bytes,
) -> Result<HttpResponse, Failure> {
    if !ours::is_ours(&request, &site) {
        return Err(Failure::Forbidden);
    }
    let form = form::read(&request, site.words(), &body)?;
    let about = asked.about.as_deref().ok_or(Failure::NotFound)?;
    let about = About::find(&db, &site, about).await?.ok_or(Failure::NotFound)?;
    if !form::get(&form, TRAP).is_empty() {
        return Err(Failure::BadRequest(site.words().fault_by_program.to_owned()));
    }
    let draft = Draft::read(&form);
    let report = match draft.check(site.words(), &about) {
        Ok(report) => report,
        Err(faults) => {
            let page = draft.page(&site, about, faults).render();
            return Ok(private(StatusCode::UNPROCESSABLE_ENTITY, page).respond_to(&request));
        }
    };
    limits.send(&request)?;
    let receipt = Receipt::from_chance(chance()?);
    match reader_reports::add(&db, now(), &receipt, &report).await? {
        true => Ok(see(&receipt)),
        false => Err(Failure::TooMany(3600)),
    }
}

/// Leads to the receipt, so that loading the page again sends nothing again.
fn see(receipt: &Receipt) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address::receipt(receipt)))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// Nobody keeps it.
fn private(status: StatusCode, body: String) -> Page {
    Page { status, no_store: true, ..Page::html(body) }
}

fn chance() -> anyhow::Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    Ok(bytes)
}
