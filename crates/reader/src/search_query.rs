//! The address of a search: read into a query, and written anew for each facet, order and page.

use crate::{Failure, lists::now};
use domain::{Audience, Genre, Language, Slug, WorkKind};
use pages::Ui;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use search::{Query, Scope, Sort};
use serde::Deserialize;
use std::str::FromStr;

/// Hits on a page.
pub const PAGE: usize = 20;

/// As it stands in the address; empty fields of the form count as absent, and what others append to shared addresses
/// (`utm_source`, `from=timeline`) is passed over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub scope: String,
    pub kind: String,
    pub genre: String,
    pub audience: String,
    pub topic: String,
    pub campaign: String,
    pub organisation: String,
    pub policy: String,
    pub language: String,
    pub sort: String,
    /// Not empty: what was typed, with nothing put right.
    pub literal: String,
    pub page: String,
}

impl Asked {
    pub const FACETS: [&'static str; 9] =
        ["scope", "kind", "genre", "audience", "topic", "campaign", "organisation", "policy", "language"];

    /// Nobody reads so far.
    pub const LAST: usize = 500;

    /// Which page, from 1.
    pub fn number(&self) -> usize {
        self.page.parse().ok().filter(|n| (1..=Self::LAST).contains(n)).unwrap_or(1)
    }

    /// # Errors
    /// Where a filter names what there is not, in words.
    pub fn query(&self, words: &Ui) -> Result<Query, Failure> {
        Ok(Query {
            text: self.q.clone(),
            literal: !self.literal.is_empty(),
            scope: match self.scope.as_str() {
                "" => Scope::All,
                "works" => Scope::Works,
                "clauses" => Scope::Clauses,
                _ => return Err(wrong(words, "scope", &self.scope)),
            },
            kind: parse::<WorkKind>(words, "kind", &self.kind)?,
            genre: parse::<Genre>(words, "genre", &self.genre)?,
            audience: parse::<Audience>(words, "audience", &self.audience)?,
            topic: parse::<Slug>(words, "topic", &self.topic)?,
            campaign: parse::<Slug>(words, "campaign", &self.campaign)?,
            organisation: parse::<Slug>(words, "organisation", &self.organisation)?,
            policy: parse::<Slug>(words, "policy", &self.policy)?,
            language: parse::<Language>(words, "language", &self.language)?,
            sort: match self.sort.as_str() {
                "" => Sort::Relevance,
                "date" => Sort::Date,
                _ => return Err(wrong(words, "sort", &self.sort)),
            },
            today: Some(now().day()),
            fold: true,
            offset: (self.number() - 1) * PAGE,
            limit: PAGE,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.q.trim().is_empty() && Self::FACETS.iter().all(|name| self.field(name).is_empty())
    }

    pub fn field(&self, name: &str) -> &str {
        match name {
            "scope" => &self.scope,
            "kind" => &self.kind,
            "genre" => &self.genre,
            "audience" => &self.audience,
            "topic" => &self.topic,
            "campaign" => &self.campaign,
            "organisation" => &self.organisation,
            "policy" => &self.policy,
            "language" => &self.language,
            "sort" => &self.sort,
            "literal" => &self.literal,
            "page" => &self.page,
            _ => "",
        }
    }

    /// Facets and order, for the form to keep.
    pub fn kept(&self) -> Vec<(String, String)> {
        let fields = Self::FACETS.iter().chain(&["sort"]).map(|name| ((*name).to_owned(), self.field(name).to_owned()));
        fields.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The same search with `name` set to `value` (empty: without it), from its first page unless that is what is set.
    pub fn with(&self, name: &str, value: &str) -> String {
        let names = ["q"].iter().chain(&Self::FACETS).chain(&["sort", "literal", "page"]);
        let pairs = names.filter_map(|field| {
            let own = if *field == "q" { self.q.as_str() } else { self.field(field) };
            let text = if *field == name {
                value
            } else if *field == "page" {
                ""
            } else {
                own
            };
            (!text.is_empty()).then(|| format!("{field}={}", utf8_percent_encode(text, NON_ALPHANUMERIC)))
        });
        let query: Vec<String> = pairs.collect();
        format!("/search?{}", query.join("&"))
    }
}

fn parse<T: FromStr>(words: &Ui, name: &'static str, text: &str) -> Result<Option<T>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| wrong(words, name, text))
}

fn wrong(words: &Ui, name: &str, text: &str) -> Failure {
    let text: String = text.chars().take(40).collect();
    Failure::BadRequest(words.fault_filter(name.to_owned(), text))
}
