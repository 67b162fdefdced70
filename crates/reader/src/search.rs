//! Search: a form, facets as links, works and clauses with the found words marked.

use crate::{
    Failure,
    cards::cards,
    lists::today,
    misses::SearchMisses,
    page::Page,
    popular::PopularQueries,
    search_query::{Asked, PAGE},
};
use actix_web::web::{self, Data, Query};
use anyhow::{Context, Result};
use db::{Db, listings, works};
use domain::{Slug, WorkKind, short_title};
use pages::{Corrected, FilterGroup, FilterOption, Link, Pager, Search, Site, SortLink, Ui, WorkCard, address};
use search::{Facets, Fragment, Hit, Index, Results, Scope, query_key};
use std::collections::{HashMap, HashSet};

/// People, and organisations, named above the results.
const NAMES: usize = 4;

/// Queries that many ask, before the first question.
const POPULAR: usize = 8;

/// Words to begin with, where nothing was asked or found.
const SUGGESTIONS: [&str; 6] = ["短视频", "科学素质", "现代科技馆体系", "一体两翼", "老年人", "辟谣"];
/// The same for readers of English.
const ENGLISH_SUGGESTIONS: [&str; 6] = ["short video", "science literacy", "science museum", "two wings", "village", "survey"];

pub async fn search(
    db: Data<Db>,
    index: Data<Index>,
    site: Data<Site>,
    misses: Data<SearchMisses>,
    popular: Data<PopularQueries>,
    asked: Query<Asked>,
) -> Result<Page, Failure> {
    let asked = asked.into_inner();
    let query = asked.query(site.words())?;
    let popular = if asked.is_empty() { still_found(&index, &popular, "", POPULAR).await? } else { Vec::new() };
    let results = if asked.is_empty() {
        Results::default()
    } else {
        // Searching reads the disk and scores: it may not hold up the other pages of this thread.
        web::block(move || index.search(&query)).await.context("the search was interrupted")?.map_err(anyhow::Error::from)?
    };
    let settled = results.settled || asked.is_empty();
    let (found, as_typed) = (results.total > 0, results.corrected.is_none() && !asked.q.trim().is_empty());
    let page = Search {
        site: &site,
        query: asked.q.trim().to_owned(),
        corrected: results.corrected.map(|text| Corrected { text, literal: asked.with("literal", "1") }),
        names: if asked.number() == 1 { names(&db, &site, asked.q.trim()).await? } else { Vec::new() },
        total: results.total,
        facets: facets(&db, &site, &asked, &results.facets).await?,
        sorts: if found { sorts(&site, &asked) } else { Vec::new() },
        pager: pager(&asked, results.total),
        hits: hits(&db, &site, results.hits).await?,
        suggestions: if found { Vec::new() } else { suggestions(&site) },
        popular: popular.into_iter().map(|words| Link::new(words.clone(), address::search(&words))).collect(),
        kept: asked.kept(),
        problem: None,
    };
    // Counted for editors, and rendered anew each time, so that each is counted; and so is what many ask, as it is by now.
    let missed = !found && !asked.is_empty() && asked.number() == 1;
    if missed {
        misses.note(&asked.q);
    }
    Ok(Page { kept: !missed && !asked.is_empty() && settled, found: found && as_typed, ..Page::html(page.render()) })
}

/// Words to begin with, in the reader's language.
fn suggestions(site: &Site) -> Vec<Link> {
    let words = if site.words().is_english() { ENGLISH_SUGGESTIONS } else { SUGGESTIONS };
    words.iter().map(|w| Link::new(*w, address::search(w))).collect()
}

/// At most `most` of the queries that many ask and that begin with `typed`, if they still find something.
pub async fn still_found(index: &Data<Index>, popular: &PopularQueries, typed: &str, most: usize) -> Result<Vec<String>> {
    let (index, offered, begun) = (index.clone(), popular.offered(), query_key(typed));
    let chosen = web::block(move || {
        let mut chosen = Vec::new();
        for words in offered.iter().filter(|words| query_key(words).starts_with(&begun)) {
            if chosen.len() == most {
                break;
            }
            if !index.is_muted(words)
                && index.search(&search::Query { text: words.clone(), today: Some(today()), ..Default::default() })?.total > 0
            {
                chosen.push(words.clone());
            }
        }
        anyhow::Ok(chosen)
    });
    chosen.await.context("the search was interrupted")?
}

/// People and organisations whose name begins with what was typed. One character alone begins too many.
async fn names(db: &Db, site: &Site, words: &str) -> Result<Vec<Link>> {
    if !(2..=60).contains(&words.chars().count()) {
        return Ok(Vec::new());
    }
    let (t, mut links) = (site.words(), Vec::new());
    for row in db::namesakes::people(db, words, NAMES).await? {
        links.push(Link::new(t.person_named(t.name(&row.name, row.name_en.as_deref())), address::person(&row.slug.parse()?)));
    }
    for row in db::namesakes::organisations(db, words, NAMES).await? {
        links.push(Link::new(
            t.organisation_named(t.name(&row.name, row.name_en.as_deref())),
            address::organisation(&row.slug.parse()?),
        ));
    }
    Ok(links)
}

async fn hits(db: &Db, site: &Site, hits: Vec<Hit>) -> Result<Vec<pages::Hit>> {
    let works = || hits.iter().filter_map(|h| if let Hit::Work(w) = h { Some(w) } else { None });
    let ids: Vec<i64> = works().map(|w| w.id).collect();
    let near: Vec<i64> = works().flat_map(|w| w.near.iter().map(|n| n.id)).collect();
    let near: HashSet<i64> = works::published_of(db, &near).await?.into_iter().collect();
    let rows = listings::cards_by_id(db, &ids).await?;
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let mut cards: HashMap<i64, WorkCard> = ids.into_iter().zip(cards(db, site, rows, true).await?).collect();
    let counts = clause_counts(db, &hits).await?;
    let shown = hits.into_iter().filter_map(|hit| match hit {
        // A work that was withdrawn a moment ago is left out, whatever the index says.
        Hit::Work(w) => cards.remove(&w.id).map(|card| pages::Hit::Work {
            card: Box::new(card),
            title: fragments(w.title),
            excerpt: fragments(w.snippet),
            time: w.time,
            anchor: w.anchor,
            near: w
                .near
                .into_iter()
                .filter(|n| near.contains(&n.id))
                .map(|n| Link::new(n.title, address::work(&n.slug)))
                .collect(),
        }),
        Hit::Clause(c) => Some(pages::Hit::Clause {
            works: counts.get(&(c.policy.clone(), c.clause.to_string())).copied().unwrap_or(0),
            policy: c.policy,
            policy_title: c.policy_title,
            clause: c.clause,
            label: c.label,
            heading: fragments(c.heading),
            excerpt: fragments(c.snippet),
        }),
    });
    Ok(shown.collect())
}

/// Interpretations of the clauses that were found.
async fn clause_counts(db: &Db, hits: &[Hit]) -> Result<HashMap<(Slug, String), u64>> {
    let mut counts = HashMap::new();
    let mut prefixes: HashMap<Slug, Option<String>> = HashMap::new();
    for hit in hits {
        let Hit::Clause(c) = hit else { continue };
        if !prefixes.contains_key(&c.policy) {
            let row = db::policies::by_slug(db, c.policy.as_str()).await?;
            prefixes.insert(c.policy.clone(), row.map(|r| crate::policies::clause_prefix(r.id, r.current_version)));
        }
        if let Some(Some(prefix)) = prefixes.get(&c.policy) {
            let count = listings::count_named(db, &format!("{prefix}{}", c.clause)).await?;
            counts.insert((c.policy.clone(), c.clause.to_string()), count);
        }
    }
    Ok(counts)
}

fn fragments(fragments: Vec<Fragment>) -> Vec<pages::Fragment> {
    fragments.into_iter().map(|f| pages::Fragment { text: f.text, hit: f.hit }).collect()
}

fn sorts(site: &Site, asked: &Asked) -> Vec<SortLink> {
    [(site.words().by_relevance, ""), (site.words().by_date, "date")]
        .map(|(label, value)| SortLink { label: label.to_owned(), href: asked.with("sort", value), current: asked.sort == value })
        .into()
}

fn pager(asked: &Asked, total: u64) -> Pager {
    let number = asked.number();
    let more = ((number * PAGE) as u64) < total && number < Asked::LAST;
    Pager {
        first: (number > 1).then(|| asked.with("page", "")),
        next: more.then(|| asked.with("page", &(number + 1).to_string())),
    }
}

/// Each facet with values, named for people; what is chosen can be taken away again.
async fn facets(db: &Db, site: &Site, asked: &Asked, facets: &Facets) -> Result<Vec<FilterGroup>> {
    let (t, names) = (site.words(), Names::load(db, site.words()).await?);
    let codes = |list: &[(Slug, u64)]| list.iter().map(|(slug, n)| (slug.to_string(), *n)).collect::<Vec<_>>();
    let scope = facets.scope.iter().filter_map(|(scope, n)| match scope {
        Scope::All => None,
        Scope::Works => Some(("works".to_owned(), t.works.to_owned(), *n)),
        Scope::Clauses => Some(("clauses".to_owned(), t.clauses_of_policies.to_owned(), *n)),
    });
    let closed = |code: &str, zh: &str, n: u64| (code.to_owned(), zh.to_owned(), n);
    let open = |list: Vec<(String, u64)>, names: &HashMap<String, String>| -> Vec<(String, String, u64)> {
        list.into_iter().map(|(slug, n)| (slug.clone(), names.get(&slug).cloned().unwrap_or(slug), n)).collect()
    };
    let groups = [
        (t.facet_scope, "scope", scope.collect()),
        (t.facet_policy, "policy", open(codes(&facets.policy), &names.policies)),
        (t.facet_genre, "genre", facets.genre.iter().map(|(g, n)| closed(g.code(), t.genre(g), *n)).collect()),
        (t.facet_kind, "kind", kinds(t, &facets.kind)),
        (t.facet_audience, "audience", facets.audience.iter().map(|(a, n)| closed(a.code(), t.audience(a), *n)).collect()),
        (t.facet_topic, "topic", open(codes(&facets.topic), &names.topics)),
        (t.facet_campaign, "campaign", open(codes(&facets.campaign), &names.campaigns)),
        (t.facet_organisation, "organisation", open(codes(&facets.organisation), &names.organisations)),
        (t.language, "language", facets.language.iter().map(|(l, n)| closed(l.code(), t.language_name(l), *n)).collect()),
    ];
    let groups = groups.into_iter().map(|(title, name, values)| group(asked, title, name, values));
    Ok(groups.filter(|g: &FilterGroup| g.options.len() > 1 || g.options.iter().any(|o| o.selected)).collect())
}

fn kinds(t: &Ui, list: &[(WorkKind, u64)]) -> Vec<(String, String, u64)> {
    list.iter().map(|(kind, n)| (kind.code().to_owned(), t.kind(kind).to_owned(), *n)).collect()
}

fn group(asked: &Asked, title: &str, name: &str, values: Vec<(String, String, u64)>) -> FilterGroup {
    let options = values.into_iter().take(12).map(|(code, label, count)| {
        let selected = asked.field(name) == code;
        FilterOption { label, count, href: asked.with(name, if selected { "" } else { &code }), selected }
    });
    FilterGroup { title: title.to_owned(), options: options.collect() }
}

/// Names by slug.
struct Names {
    policies: HashMap<String, String>,
    topics: HashMap<String, String>,
    campaigns: HashMap<String, String>,
    organisations: HashMap<String, String>,
}

impl Names {
    async fn load(db: &Db, t: &Ui) -> Result<Self> {
        let named = |name: &str, english: Option<&str>| t.name(name, english).to_owned();
        Ok(Self {
            policies: db::policies::all(db).await?.into_iter().map(|r| (r.slug, short_title(&r.title).to_owned())).collect(),
            topics: db::vocabulary::topics(db)
                .await?
                .into_iter()
                .map(|r| (r.slug, named(&r.name, r.name_en.as_deref())))
                .collect(),
            campaigns: db::vocabulary::campaigns(db)
                .await?
                .into_iter()
                .map(|r| (r.slug, named(&r.name, r.name_en.as_deref())))
                .collect(),
            organisations: db::organisations::all(db)
                .await?
                .into_iter()
                .map(|r| (r.slug, named(&r.name, r.name_en.as_deref())))
                .collect(),
        })
    }
}
