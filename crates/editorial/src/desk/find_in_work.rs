//! A working copy held against its policies, its house's words, and what its files say of themselves.

use crate::{
    Result,
    desk::dead_links::dead,
    findings::{Against, CitedClause, CitedPolicy, Findings, HouseWord, RightsOver, built_in_words, findings},
};
use db::{Db, asset_rights, assets, clauses, house_words, organisations, people, policies};
use document::{Document, Lines, markdown};
use domain::{AiLabel, Day, Poster, WorkContent};
use std::collections::{BTreeSet, HashSet};

/// What was found, and where its blocks stand in the source.
pub struct FoundInWork {
    pub findings: Findings,
    pub lines: Lines,
}

/// `houses` are the organisations whose lists of words may be looked at, `None` all of them: whoever names another organisation
/// in a work learns nothing of its words by it. `body` is Markdown, also one that is not yet right: then what can be read of it is looked at.
/// `site` is the address of the site, without a slash at its end.
pub async fn find_in_work(db: &Db, content: &WorkContent, body: &str, houses: Option<&[i64]>, site: &str) -> Result<FoundInWork> {
    let (document, lines) = match markdown::read_what_is_there(body).read {
        Some(read) => (read.document, read.lines),
        None => (Document::default(), Lines::default()),
    };
    let against = Against {
        policies: cited(db, content, &document).await?,
        words: words(db, content, houses).await?,
        names: names(db, content).await?,
        generated: generated(db, &shown(content, &document)).await?,
        over: over(db, &shown(content, &document)).await?,
        dead: dead(db, content, &document, site).await?,
    };
    Ok(FoundInWork { findings: findings(content, &document, &against), lines })
}

/// Each version of a policy that the work names, with all of its clauses.
async fn cited(db: &Db, content: &WorkContent, body: &Document) -> Result<Vec<CitedPolicy>> {
    let of_work = content.clauses.iter().map(|link| &link.clause);
    let named = of_work.chain(body.clause_links().into_iter().map(|(_, at)| at));
    let named: BTreeSet<(&str, Option<u32>)> = named.map(|at| (at.policy.as_str(), at.version)).collect();
    let mut found: Vec<CitedPolicy> = Vec::new();
    for (slug, version) in named {
        let Some(policy) = policies::by_slug(db, slug).await? else { continue };
        let number = version.unwrap_or(policy.current_version as u32);
        if found.iter().any(|known| known.policy.as_str() == slug && known.version == number) {
            continue;
        }
        let Some(row) = policies::version(db, policy.id, number as i32).await? else { continue };
        let rows = clauses::of_version(db, row.id).await?;
        let clauses: Result<Vec<CitedClause>> = rows
            .into_iter()
            .map(|row| {
                let clause = row.clause.parse().map_err(anyhow::Error::from)?;
                Ok(CitedClause { clause, label: row.label, words: format!("{}{}", row.heading, row.body) })
            })
            .collect();
        found.push(CitedPolicy {
            policy: slug.parse().map_err(anyhow::Error::from)?,
            version: number,
            current: number == policy.current_version as u32,
            title: row.title,
            clauses: clauses?,
        });
    }
    Ok(found)
}

/// The list of the organisation that answers for the work, before what holds everywhere.
async fn words(db: &Db, content: &WorkContent, houses: Option<&[i64]>) -> Result<Vec<HouseWord>> {
    let mut words = Vec::new();
    let responsible = content.organisations.first();
    if let Some(slug) = responsible
        && let Some(row) = organisations::by_slug(db, slug.as_str()).await?
        && houses.is_none_or(|houses| houses.contains(&row.id))
    {
        let rows = house_words::of_organisation(db, row.id).await?;
        words.extend(rows.into_iter().map(|row| HouseWord {
            word: row.word,
            reason: row.reason,
            instead: row.instead,
            own: true,
        }));
    }
    words.extend(built_in_words());
    // What a house says of a word stands before what is said everywhere.
    let mut seen = HashSet::new();
    words.retain(|word| seen.insert(word.word.clone()));
    Ok(words)
}

/// By which a claim in the text is known to be somebody's.
async fn names(db: &Db, content: &WorkContent) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for credit in &content.people {
        names.extend(people::by_slug(db, credit.person.as_str()).await?.map(|row| row.name));
    }
    for source in &content.sources {
        names.push(source.title.clone());
        names.extend(source.publisher.clone());
    }
    names.extend(content.source.clone());
    // One character is no name.
    names.retain(|name| name.trim().chars().count() > 1);
    Ok(names)
}

/// Digests of all that the work shows.
fn shown<'a>(content: &'a WorkContent, body: &'a Document) -> Vec<&'a str> {
    let pictures = body.pictures();
    let mut digests: Vec<&str> = pictures.iter().map(|(_, figure)| figure.picture.as_str()).collect();
    digests.extend(content.original().map(|original| original.as_str()));
    if let Some(Poster::Picture(digest)) = content.video.as_ref().and_then(|video| video.poster.as_ref()) {
        digests.push(digest.as_str());
    }
    digests.sort_unstable();
    digests.dedup();
    digests
}

/// Names of the files whose own data says that a machine made them.
async fn generated(db: &Db, digests: &[&str]) -> Result<Vec<String>> {
    let rows = assets::names(db, digests).await?;
    Ok(rows.into_iter().filter(|row| row.ai().is_ok_and(|ai| ai != AiLabel::None)).map(|row| row.name).collect())
}

async fn over(db: &Db, digests: &[&str]) -> Result<Vec<RightsOver>> {
    let rows = asset_rights::expired(db, digests).await?;
    let over = rows.into_iter().map(|row| RightsOver {
        digest: row.digest,
        name: row.name,
        until: row.expires_on.parse().map_or(row.expires_on, |day: Day| day.zh()),
        withheld: row.withheld,
    });
    Ok(over.collect())
}
