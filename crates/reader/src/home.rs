//! The first page.

use crate::{
    Failure,
    cards::cards,
    lists::{feed_link, today},
    page::Page,
    policies::policy_cards,
};
use actix_web::web::Data;
use anyhow::Result;
use db::{
    Db,
    listings::{self, Card, List},
};
use domain::{Audience, Day, Genre, Language, WorkKind};
use pages::{CampaignCard, CampaignPhase, Home, Lane, Site, Tile, Totals, address};
use std::collections::HashMap;

/// Works beside the lead.
const LATEST: usize = 6;
const LANES: usize = 3;
const IN_A_LANE: usize = 3;
const POLICIES: usize = 4;
const TOPICS: usize = 12;

pub async fn home(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let rows = newest(&db, &site, &List::All, LATEST + 1).await?;
    let mut works = cards(&db, &site, rows, true).await?;
    let lead = (!works.is_empty()).then(|| works.remove(0));
    let policies = policy_cards(&db).await?;
    let totals = Totals {
        works: listings::count(&db, &List::All).await?,
        policies: policies.len() as u64,
        clauses: policies.iter().map(|p| p.covered).sum(),
    };
    let campaigns = campaign_cards(&db, &site, &listings::counts(&db, "campaign:").await?, today()).await?;
    let page = Home {
        site: &site,
        lead,
        latest: works,
        lanes: lanes(&db, &site).await?,
        policies: policies.into_iter().take(POLICIES).collect(),
        audiences: audiences(&db, &site).await?,
        topics: topics(&db, &site).await?,
        campaigns: campaigns.into_iter().filter(|c| c.phase != CampaignPhase::Closed).collect(),
        totals,
        feed: feed_link(""),
    };
    Ok(Page::html(page.render()))
}

/// The newest works of a list; on an English page those in English first.
async fn newest(db: &Db, site: &Site, list: &List, limit: usize) -> Result<Vec<Card>> {
    if !site.words().is_english() {
        return Ok(listings::page(db, list, None, limit).await?.0);
    }
    let (mut rows, _) = listings::page_in(db, list, Language::En, None, limit).await?;
    let (others, _) = listings::page_without(db, list, Language::En, None, limit - rows.len()).await?;
    rows.extend(others);
    Ok(rows)
}

/// Those kinds that one looks at rather than reads, then the genres with most works; three in all where there is room, and a genre always among them.
async fn lanes(db: &Db, site: &Site) -> Result<Vec<Lane>> {
    let kinds = listings::counts(db, "kind:").await?;
    let mut lanes = Vec::new();
    for kind in [WorkKind::ShortVideo, WorkKind::LongImage, WorkKind::H5] {
        if kinds.contains_key(kind.code()) {
            lanes.push(lane(db, site, List::Kind(kind), site.words().kind(&kind), address::kind(kind)).await?);
        }
    }
    let room = LANES.saturating_sub(lanes.len()).max(1);
    let counts = listings::counts(db, "genre:").await?;
    let mut genres: Vec<Genre> = Genre::ALL.iter().copied().filter(|g| counts.contains_key(g.code())).collect();
    genres.sort_by_key(|g| std::cmp::Reverse(counts[g.code()]));
    for genre in genres.into_iter().take(room) {
        lanes.push(lane(db, site, List::Genre(genre), site.words().genre(&genre), address::genre(genre)).await?);
    }
    Ok(lanes)
}

async fn lane(db: &Db, site: &Site, list: List, title: &str, href: String) -> Result<Lane> {
    let rows = newest(db, site, &list, IN_A_LANE).await?;
    Ok(Lane { title: title.to_owned(), href, works: cards(db, site, rows, false).await? })
}

async fn audiences(db: &Db, site: &Site) -> Result<Vec<Tile>> {
    let counts = listings::counts(db, "audience:").await?;
    let tile = |a: &Audience| Tile {
        label: site.words().audience(a).to_owned(),
        href: address::audience(*a),
        count: counts.get(a.code()).copied().unwrap_or(0),
    };
    Ok(Audience::ALL.iter().map(tile).collect())
}

/// Those with works, most works first.
async fn topics(db: &Db, site: &Site) -> Result<Vec<Tile>> {
    let counts = listings::counts(db, "topic:").await?;
    let mut tiles = Vec::new();
    for row in db::vocabulary::topics(db).await? {
        let Some(&count) = counts.get(&row.slug) else { continue };
        let label = site.words().name(&row.name, row.name_en.as_deref()).to_owned();
        tiles.push(Tile { label, href: address::topic(&row.slug.parse()?), count });
    }
    tiles.sort_by_key(|t| std::cmp::Reverse(t.count));
    tiles.truncate(TOPICS);
    Ok(tiles)
}

/// All campaigns, newest first; `counts` are works by slug.
pub async fn campaign_cards(db: &Db, site: &Site, counts: &HashMap<String, u64>, today: Day) -> Result<Vec<CampaignCard>> {
    let mut campaigns = Vec::new();
    for row in db::vocabulary::campaigns(db).await? {
        let (starts, ends) = (row.starts.parse()?, row.ends.parse()?);
        campaigns.push(CampaignCard {
            works: counts.get(&row.slug).copied().unwrap_or(0),
            slug: row.slug.parse()?,
            name: site.words().name(&row.name, row.name_en.as_deref()).to_owned(),
            about: row.about,
            starts,
            ends,
            phase: CampaignPhase::on(today, starts, ends),
            example: row.example,
        });
    }
    Ok(campaigns)
}
