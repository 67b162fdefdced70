//! Everything that can be wrong with a folder whose files can be read: names that lead nowhere, pictures that are not
//! there, quotes that differ from their clause, reviewers who are authors.

mod content;
mod original;
mod places;

use super::{Picture, front_matter::WorkFile, vocabulary::Vocabulary};
use crate::{Faults, Result, entries::leads_back};
use db::{Db, clauses::Outside, organisations::OrganisationRow};
use domain::{ClauseRef, Slug, Timestamp};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) struct Checker<'a> {
    db: &'a Db,
    now: Timestamp,
    vocabulary: &'a Vocabulary,
    works: &'a [WorkFile],
    pictures: &'a BTreeMap<String, Picture>,
    faults: &'a mut Faults,
    known: Known,
    clauses: HashMap<ClauseRef, Option<Outside>>,
}

/// Slugs that are in the database or in this folder.
struct Known {
    /// The stored parent of each organisation that has one.
    parents: HashMap<String, String>,
    organisations: HashSet<String>,
    people: HashSet<String>,
    topics: HashSet<String>,
    campaigns: HashSet<String>,
    channels: HashSet<String>,
    works: HashSet<String>,
    /// When each published work of the database was first published.
    published: HashMap<String, i64>,
}

impl<'a> Checker<'a> {
    pub async fn new(
        db: &'a Db,
        now: Timestamp,
        vocabulary: &'a Vocabulary,
        works: &'a [WorkFile],
        pictures: &'a BTreeMap<String, Picture>,
        faults: &'a mut Faults,
    ) -> Result<Self> {
        let stored = db::works::all(db).await?;
        let published = stored.iter().filter_map(|w| Some((w.slug.clone(), w.published_at?))).collect();
        let organisations = db::organisations::all(db).await?;
        let slug_of: HashMap<i64, &str> = organisations.iter().map(|o| (o.id, o.slug.as_str())).collect();
        let parent_of = |o: &OrganisationRow| Some((o.slug.clone(), (*slug_of.get(&o.parent_id?)?).to_owned()));
        let parents = organisations.iter().filter_map(parent_of).collect();
        let known = Known {
            parents,
            organisations: both(organisations, |r| r.slug, &vocabulary.organisations, |e| &e.slug),
            people: both(db::people::all(db).await?, |r| r.slug, &vocabulary.people, |e| &e.slug),
            topics: both(db::vocabulary::topics(db).await?, |r| r.slug, &vocabulary.topics, |e| &e.slug),
            campaigns: both(db::vocabulary::campaigns(db).await?, |r| r.slug, &vocabulary.campaigns, |e| &e.slug),
            channels: both(db::vocabulary::channels(db).await?, |r| r.slug, &vocabulary.channels, |e| &e.slug),
            works: both(stored, |r| r.slug, works, |w| &w.content.slug),
            published,
        };
        Ok(Self { db, now, vocabulary, works, pictures, faults, known, clauses: HashMap::new() })
    }

    /// The whole vocabulary and all slugs; the texts of `changed` works only.
    pub async fn check(mut self, changed: &[&WorkFile]) -> Result<()> {
        self.entries();
        let (mut slugs, mut tags) = (BTreeMap::new(), BTreeMap::new());
        for work in self.works {
            if let Some(tag) = &work.content.tag
                && let Some(other) = tags.insert(tag, &work.file)
            {
                self.faults.add(&work.file, work.line_saying("tag", tag), format!("“{tag}” is also the tag of {other}"));
            }
            if work.broken.contains("slug") {
                continue;
            }
            if let Some(other) = slugs.insert(&work.content.slug, &work.file) {
                let line = work.line_saying("slug", work.content.slug.as_str());
                self.faults.add(&work.file, line, format!("“{}” is also the slug of {other}", work.content.slug));
            }
        }
        for work in changed {
            self.content(work);
            self.names(work);
            self.reviews(work);
            self.original(work).await?;
            self.figures(work);
            self.work_links(work);
            self.clause_links(work).await?;
            self.quotes(work).await?;
        }
        Ok(())
    }

    fn entries(&mut self) {
        let missing = |known: &HashSet<String>, slug: &Slug| {
            (!known.contains(slug.as_str())).then(|| format!("no organisation is called “{slug}”"))
        };
        for entry in &self.vocabulary.organisations {
            for slug in entry.parent.iter().chain(&entry.members) {
                if let Some(message) = missing(&self.known.organisations, slug) {
                    self.faults.add("organisations.yaml", None, format!("{}: {message}", entry.slug));
                }
            }
            if self.is_above_itself(&entry.slug) {
                self.faults.add(
                    "organisations.yaml",
                    None,
                    format!("{}: following its parents leads back to itself", entry.slug),
                );
            }
        }
        for entry in &self.vocabulary.people {
            if let Some(message) = entry.organisation.as_ref().and_then(|slug| missing(&self.known.organisations, slug)) {
                self.faults.add("people.yaml", None, format!("{}: {message}", entry.slug));
            }
        }
        for entry in &self.vocabulary.campaigns {
            if entry.starts > entry.ends {
                self.faults.add("campaigns.yaml", None, format!("{}: it ends before it starts", entry.slug));
            }
        }
    }

    fn is_above_itself(&self, slug: &Slug) -> bool {
        // As they will be: what is stored, and over it what the folder says.
        let mut parents = self.known.parents.clone();
        for entry in &self.vocabulary.organisations {
            match &entry.parent {
                Some(parent) => parents.insert(entry.slug.to_string(), parent.to_string()),
                None => parents.remove(entry.slug.as_str()),
            };
        }
        leads_back(slug.as_str(), &parents)
    }

    fn add(&mut self, work: &WorkFile, key: &str, value: &str, message: impl std::fmt::Display) {
        if work.broken.contains(key) {
            return;
        }
        self.faults.add(&work.file, work.line_saying(key, value), message);
    }
}

fn both<R, E>(rows: Vec<R>, of_row: fn(R) -> String, entries: &[E], of_entry: fn(&E) -> &Slug) -> HashSet<String> {
    rows.into_iter().map(of_row).chain(entries.iter().map(|e| of_entry(e).to_string())).collect()
}
