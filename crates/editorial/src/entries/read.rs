//! The vocabulary as it is, in the form in which files and forms give it.

use crate::Result;
use db::Db;
use domain::{Campaign, Organisation, Person, Slug, Term, Topic};
use std::collections::HashMap;

/// Each list in the order of the database: as they were made, campaigns from the newest on.
#[derive(Clone, Debug, Default)]
pub struct VocabularyIs {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub topics: Vec<Topic>,
    pub campaigns: Vec<Campaign>,
    pub terms: Vec<Term>,
}

pub async fn read_vocabulary(db: &Db) -> Result<VocabularyIs> {
    let rows = db::organisations::all(db).await?;
    let slugs: HashMap<i64, Slug> = rows.iter().filter_map(|o| Some((o.id, o.slug.parse().ok()?))).collect();
    let memberships = db::organisations::memberships(db).await?;
    let mut is = VocabularyIs::default();
    for o in rows {
        let members = memberships.iter().filter(|(union, _)| *union == o.id).filter_map(|(_, m)| slugs.get(m).cloned()).collect();
        is.organisations.push(Organisation {
            slug: slug(&o.slug)?,
            name: o.name,
            name_en: o.name_en,
            kind: o.kind.parse().map_err(anyhow::Error::from)?,
            parent: o.parent_id.and_then(|id| slugs.get(&id).cloned()),
            members,
            about: o.about,
            example: o.example,
        });
    }
    for p in db::people::all(db).await? {
        is.people.push(Person {
            slug: slug(&p.slug)?,
            fields: p.fields(),
            organisation: p.organisation_id.and_then(|id| slugs.get(&id).cloned()),
            name: p.name,
            name_en: p.name_en,
            title: p.title,
            interests: p.interests,
            about: p.about,
            example: p.example,
        });
    }
    for t in db::vocabulary::topics(db).await? {
        is.topics.push(Topic { slug: slug(&t.slug)?, name: t.name, name_en: t.name_en, about: t.about });
    }
    for c in db::vocabulary::campaigns(db).await? {
        is.campaigns.push(Campaign {
            slug: slug(&c.slug)?,
            name: c.name,
            name_en: c.name_en,
            starts: c.starts.parse().map_err(anyhow::Error::from)?,
            ends: c.ends.parse().map_err(anyhow::Error::from)?,
            about: c.about,
            example: c.example,
        });
    }
    for t in db::terms::all(db).await? {
        is.terms.push(Term {
            slug: slug(&t.slug)?,
            also: t.also(),
            name: t.name,
            name_en: t.name_en,
            about: t.about,
            about_en: t.about_en,
            source: t.source,
            clause: t.clause.map(|clause| clause.parse()).transpose().map_err(anyhow::Error::from)?,
        });
    }
    Ok(is)
}

fn slug(text: &str) -> Result<Slug> {
    Ok(text.parse().map_err(anyhow::Error::from)?)
}
