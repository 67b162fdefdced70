//! Lists of records and where they go on. A token says all that the next request needs, so that none is kept here and each
//! is good for ever.

use super::{arguments::is_word, sets};
use crate::feed_entries::entries;
use anyhow::Result;
use db::{
    Db,
    harvest::{self, Harvested, Selection},
};
use domain::Timestamp;
use feeds::{
    Entry, Item,
    oai::{Answer, Fault, Header, Part, Prefix, Record},
};
use pages::Site;
use std::{collections::HashMap, fmt, str::FromStr};

/// Records in an answer, each with its full text; headers are shorter.
const RECORDS: usize = 50;
const HEADERS: usize = 500;

/// Days and sets as they were asked for, and how far the list was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    prefix: Prefix,
    from: String,
    until: String,
    set: String,
    /// The number of the last change that was given.
    seq: i64,
    /// How many records were given.
    cursor: u64,
}

impl Place {
    /// The beginning of a list.
    pub fn new(prefix: Prefix, from: Option<&str>, until: Option<&str>, set: Option<&str>) -> Result<Self, Fault> {
        let told = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let place = Self { prefix, from: told(from), until: told(until), set: told(set), seq: 0, cursor: 0 };
        if [from, until, set].contains(&Some("")) {
            return Err(Fault::Argument("an argument that is given says something".to_owned()));
        }
        if from.zip(until).is_some_and(|(from, until)| from.len() != until.len()) {
            return Err(Fault::Argument("from and until are of one granularity".to_owned()));
        }
        if let (Some(from), Some(until)) = place.range()?
            && from > until
        {
            return Err(Fault::Argument("from is later than until".to_owned()));
        }
        if set.is_some_and(|set| !set.split(':').all(is_word)) {
            return Err(Fault::Argument("set is no setSpec".to_owned()));
        }
        Ok(place)
    }

    /// In milliseconds, both ends included.
    fn range(&self) -> Result<(Option<i64>, Option<i64>), Fault> {
        Ok((datestamp(&self.from)?.map(|(first, _)| first), datestamp(&self.until)?.map(|(_, last)| last)))
    }
}

/// The first and the last millisecond of `2026-10-01` or of `2026-10-01T09:00:00Z`, UTC; nothing for nothing.
fn datestamp(text: &str) -> Result<Option<(i64, i64)>, Fault> {
    let fault = || Fault::Argument("a date is written 2026-10-01 or 2026-10-01T09:00:00Z".to_owned());
    let (whole, length) = match text.len() {
        0 => return Ok(None),
        10 => (format!("{text}T00:00:00Z"), 24 * 3600 * 1000),
        _ => (text.to_owned(), 1000),
    };
    let first: Timestamp = whole.parse().map_err(|_| fault())?;
    // Other ways to write the same time are none of the protocol's.
    if first.utc() == whole { Ok(Some((first.0, first.0 + length - 1))) } else { Err(fault()) }
}

/// The token.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { prefix, from, until, set, seq, cursor } = self;
        write!(f, "{},{from},{until},{set},{seq},{cursor}", prefix.code())
    }
}

impl FromStr for Place {
    type Err = Fault;

    fn from_str(token: &str) -> Result<Self, Fault> {
        let fields: Vec<&str> = token.split(',').collect();
        let [prefix, from, until, set, seq, cursor] = fields[..] else { return Err(Fault::ResumptionToken) };
        let prefix = Prefix::from_code(prefix).ok_or(Fault::ResumptionToken)?;
        let begin = Self::new(prefix, given(from), given(until), given(set)).map_err(|_| Fault::ResumptionToken)?;
        let (Ok(seq), Ok(cursor)) = (seq.parse(), cursor.parse::<u32>()) else { return Err(Fault::ResumptionToken) };
        Ok(Self { seq, cursor: cursor.into(), ..begin })
    }
}

fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

pub async fn record(db: &Db, site: &Site, tag: &str, prefix: Prefix) -> Result<Result<Answer, Fault>> {
    let Some(found) = harvest::by_tag(db, tag).await? else { return Ok(Err(Fault::Identifier)) };
    let mut records = with_works(db, site, vec![found]).await?;
    // Withdrawn between two looks: the next request says so.
    Ok(records.pop().map(|record| Answer::Record(prefix, Box::new(record))).ok_or(Fault::Identifier))
}

pub async fn headers(db: &Db, place: &Place) -> Result<Result<Answer, Fault>> {
    let Some(part) = part(db, place, HEADERS).await? else { return Ok(Err(Fault::NoRecords)) };
    let headers = headers_of(db, &part.items).await?;
    Ok(Ok(Answer::Headers(Part { items: headers, cursor: part.cursor, token: part.token })))
}

pub async fn records(db: &Db, site: &Site, place: &Place) -> Result<Result<Answer, Fault>> {
    let Some(part) = part(db, place, RECORDS).await? else { return Ok(Err(Fault::NoRecords)) };
    let records = with_works(db, site, part.items).await?;
    Ok(Ok(Answer::Records(place.prefix, Part { items: records, cursor: part.cursor, token: part.token })))
}

/// `None` where nothing is there.
async fn part(db: &Db, place: &Place, limit: usize) -> Result<Option<Part<Harvested>>> {
    let Ok((from, until)) = place.range() else { return Ok(None) };
    let set = match sets::find(db, &place.set).await? {
        sets::Found::All => None,
        sets::Found::One(set) => Some(set),
        sets::Found::None => return Ok(None),
    };
    let mut items = harvest::after(db, &Selection { from, until, set }, place.seq, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| Place {
        seq: last.seq,
        cursor: place.cursor + items.len() as u64,
        ..place.clone()
    });
    let part = Part { cursor: place.cursor, token: next.map(|next| next.to_string()), items };
    Ok(Some(part).filter(|part| !part.items.is_empty()))
}

async fn headers_of(db: &Db, found: &[Harvested]) -> Result<Vec<Header>> {
    let ids: Vec<i64> = found.iter().map(|work| work.work_id).collect();
    let policies = harvest::policies(db, &ids).await?;
    let header = |work: &Harvested| Header {
        identifier: work.tag.clone(),
        datestamp: Timestamp(work.at),
        sets: sets::of(work, policies.get(&work.work_id).map_or(&[], Vec::as_slice)),
        deleted: !work.live,
    };
    Ok(found.iter().map(header).collect())
}

/// A work that changed since it was found is left out: it stands further on in the list.
async fn with_works(db: &Db, site: &Site, found: Vec<Harvested>) -> Result<Vec<Record>> {
    let live: Vec<i64> = found.iter().filter(|work| work.live).map(|work| work.work_id).collect();
    let mut works: HashMap<String, Box<Entry>> = HashMap::new();
    for item in entries(db, site, &live).await? {
        if let Item::Published(entry) = item {
            works.insert(entry.id.clone(), entry);
        }
    }
    let headers = headers_of(db, &found).await?;
    let record = |header: Header| Record { work: works.remove(&header.identifier), header };
    Ok(headers.into_iter().map(record).filter(|record| record.header.deleted || record.work.is_some()).collect())
}
