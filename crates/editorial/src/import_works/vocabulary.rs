//! The vocabulary files: read, and put before the works that need them.

use super::fields::plain_words;
use crate::{Faults, Result};
use db::Write;
use domain::{Campaign, Channel, Course, Organisation, Person, Slug, Term, Topic};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub topics: Vec<Topic>,
    pub campaigns: Vec<Campaign>,
    pub channels: Vec<Channel>,
    pub terms: Vec<Term>,
    /// Put after the works that they name.
    pub courses: Vec<Course>,
}

impl Vocabulary {
    pub fn read(files: &BTreeMap<&'static str, String>, faults: &mut Faults) -> Self {
        Self {
            organisations: list(files, "organisations.yaml", |o: &Organisation| &o.slug, faults),
            people: list(files, "people.yaml", |p: &Person| &p.slug, faults),
            topics: list(files, "topics.yaml", |t: &Topic| &t.slug, faults),
            campaigns: list(files, "campaigns.yaml", |c: &Campaign| &c.slug, faults),
            channels: list(files, "channels.yaml", |c: &Channel| &c.slug, faults),
            terms: list(files, "glossary.yaml", |t: &Term| &t.slug, faults),
            courses: list(files, "courses.yaml", |c: &Course| &c.slug, faults),
        }
    }

    pub async fn put(&self, write: &mut Write) -> Result<()> {
        db::organisations::put_all(write, &self.organisations).await?;
        for person in &self.people {
            db::people::put(write, person).await?;
        }
        for topic in &self.topics {
            db::vocabulary::put_topic(write, topic).await?;
        }
        for campaign in &self.campaigns {
            db::vocabulary::put_campaign(write, campaign).await?;
        }
        for channel in &self.channels {
            db::vocabulary::put_channel(write, channel).await?;
        }
        for term in &self.terms {
            db::terms::put(write, term).await?;
        }
        Ok(())
    }
}

fn list<T: DeserializeOwned>(
    files: &BTreeMap<&'static str, String>,
    name: &'static str,
    slug: fn(&T) -> &Slug,
    faults: &mut Faults,
) -> Vec<T> {
    let Some(text) = files.get(name) else { return Vec::new() };
    match serde_saphyr::from_str::<Vec<T>>(text) {
        Ok(entries) => {
            let mut seen = BTreeSet::new();
            for entry in &entries {
                if !seen.insert(slug(entry)) {
                    faults.add(name, line_of_slug(text, slug(entry)), format!("“{}” stands here twice", slug(entry)));
                }
            }
            entries
        }
        Err(error) => {
            faults.add(name, error.location().map(|at| at.line() as u32), plain_words(&error));
            Vec::new()
        }
    }
}

/// The last line that gives an entry this slug.
pub(super) fn line_of_slug(text: &str, slug: &Slug) -> Option<u32> {
    let wanted =
        |line: &str| line.trim_start_matches(['-', ' ']).strip_prefix("slug:").is_some_and(|rest| rest.trim() == slug.as_str());
    text.lines().enumerate().filter(|(_, line)| wanted(line)).last().map(|(i, _)| i as u32 + 1)
}
