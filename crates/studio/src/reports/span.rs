//! Which organisations and days a report is asked of.

use crate::{Problem, Session, allow, clock};
use db::{
    Db,
    organisations::{self, OrganisationRow},
    reports::Span,
};
use domain::{Day, Right};
use serde::Deserialize;
use utoipa::IntoParams;

const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only this organisation and those below it.
    pub organisation: Option<String>,
    /// Days in Beijing, both included; from the first of January until today where they are not given.
    pub from: Option<String>,
    pub until: Option<String>,
    /// The policy of which coverage is told.
    pub policy: Option<String>,
}

/// What it comes to.
pub struct Settled {
    pub organisations: Vec<OrganisationRow>,
    pub from: Day,
    pub until: Day,
}

impl Asked {
    pub async fn settle(&self, session: &Session, db: &Db) -> Result<Settled, Problem> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let places = allow::places(session, Right::SeeReport);
        let organisations = match given(&self.organisation) {
            Some(slug) => {
                let place = allow::organisation(db, session, &slug, Right::SeeReport).await?;
                let mut within = organisations::within(db, place.id).await?;
                within.retain(|id| places.as_ref().is_none_or(|ids| ids.contains(id)));
                organisations::by_ids(db, &within).await?
            }
            None => match &places {
                Some(ids) => organisations::by_ids(db, ids).await?,
                None => organisations::all(db).await?,
            },
        };
        let day = |text: &Option<String>| {
            let day = given(text).map(|text| text.trim().parse::<Day>()).transpose();
            day.map_err(|_| Problem::bad_request("日期请写成 2026-10-01。"))
        };
        let until = day(&self.until)?.unwrap_or_else(|| clock::now().day());
        let from = day(&self.from)?.or_else(|| Day::new(until.year(), 1, 1)).unwrap_or(until);
        if from > until {
            return Err(Problem::bad_request("起始日期不能晚于截止日期。"));
        }
        Ok(Settled { organisations, from, until })
    }
}

impl Settled {
    pub fn span(&self) -> Span {
        Span {
            organisations: self.organisations.iter().map(|o| o.id).collect(),
            from: self.from.start().0,
            until: self.until.start().0 + DAY,
        }
    }
}
