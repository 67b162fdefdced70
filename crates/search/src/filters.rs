//! The columns by which results are filtered and counted.

use crate::{
    Facets, Query, Scope,
    schema::{CLAUSES, WORKS},
};
use std::{collections::BTreeMap, str::FromStr};

/// The names of the columns; their places here are their places everywhere.
pub(crate) const COLUMNS: [&str; 9] =
    ["scope", "kind", "genre", "audience", "topic", "campaign", "organisation", "policy", "language"];

/// The value asked for in each column.
pub(crate) type Filters = [Option<String>; COLUMNS.len()];

pub(crate) fn filters(query: &Query) -> Filters {
    let scope = match query.scope {
        Scope::All => None,
        Scope::Works => Some(WORKS.to_owned()),
        Scope::Clauses => Some(CLAUSES.to_owned()),
    };
    [
        scope,
        query.kind.map(|x| x.code().to_owned()),
        query.genre.map(|x| x.code().to_owned()),
        query.audience.map(|x| x.code().to_owned()),
        query.topic.as_ref().map(|x| x.to_string()),
        query.campaign.as_ref().map(|x| x.to_string()),
        query.organisation.as_ref().map(|x| x.to_string()),
        query.policy.as_ref().map(|x| x.to_string()),
        query.language.map(|x| x.code().to_owned()),
    ]
}

/// Counts by column and value.
pub(crate) type Counts = [BTreeMap<String, u64>; COLUMNS.len()];

pub(crate) fn facets(counts: Counts) -> Facets {
    let [scope, kind, genre, audience, topic, campaign, organisation, policy, language] = counts;
    Facets {
        scope: by_count(scope, |code| match code {
            WORKS => Some(Scope::Works),
            CLAUSES => Some(Scope::Clauses),
            _ => None,
        }),
        kind: by_count(kind, parsed),
        genre: by_count(genre, parsed),
        audience: by_count(audience, parsed),
        topic: by_count(topic, parsed),
        campaign: by_count(campaign, parsed),
        organisation: by_count(organisation, parsed),
        policy: by_count(policy, parsed),
        language: by_count(language, parsed),
    }
}

fn parsed<T: FromStr>(code: &str) -> Option<T> {
    code.parse().ok()
}

fn by_count<T>(counts: BTreeMap<String, u64>, parse: impl Fn(&str) -> Option<T>) -> Vec<(T, u64)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    // The sort is stable, so equal counts stay in the order of their codes.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().filter_map(|(code, count)| Some((parse(&code)?, count))).collect()
}
