//! Everything that can be wrong with a folder whose files can be read: names that lead nowhere, pictures that are not
//! there, quotes that differ from their clause, reviewers who are authors.

use super::{files::picture, front_matter::WorkFile, vocabulary::Vocabulary};
use crate::{Faults, Result, tag::is_tag};
use db::{Db, clauses::Outside};
use domain::{ClauseRef, ReviewStage, Role, Slug, Timestamp, WorkKind, WorkState};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub(super) struct Checker<'a> {
    db: &'a Db,
    now: Timestamp,
    vocabulary: &'a Vocabulary,
    works: &'a [WorkFile],
    pictures: &'a BTreeMap<String, Vec<u8>>,
    faults: &'a mut Faults,
    known: Known,
    clauses: HashMap<ClauseRef, Option<Outside>>,
}

/// Slugs that are in the database or in this folder.
struct Known {
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
        pictures: &'a BTreeMap<String, Vec<u8>>,
        faults: &'a mut Faults,
    ) -> Result<Self> {
        let stored = db::works::all(db).await?;
        let published = stored.iter().filter_map(|w| Some((w.slug.clone(), w.published_at?))).collect();
        let known = Known {
            organisations: both(db::organisations::all(db).await?, |r| r.slug, &vocabulary.organisations, |e| &e.slug),
            people: both(db::people::all(db).await?, |r| r.slug, &vocabulary.people, |e| &e.slug),
            topics: both(db::vocabulary::topics(db).await?, |r| r.slug, &vocabulary.topics, |e| &e.slug),
            campaigns: both(db::vocabulary::campaigns(db).await?, |r| r.slug, &vocabulary.campaigns, |e| &e.slug),
            channels: both(db::vocabulary::channels(db).await?, |r| r.slug, &vocabulary.channels, |e| &e.slug),
            works: both(stored, |r| r.slug, works, |w| &w.content.slug),
            published,
        };
        Ok(Self { db, now, vocabulary, works, pictures, faults, known, clauses: HashMap::new() })
    }

    pub async fn check(mut self) -> Result<()> {
        self.entries();
        let mut slugs = BTreeMap::new();
        for work in self.works {
            if let Some(other) = slugs.insert(&work.content.slug, &work.file) {
                let line = work.line_saying("slug", work.content.slug.as_str());
                self.faults.add(&work.file, line, format!("“{}” is also the slug of {other}", work.content.slug));
            }
            self.content(work);
            self.names(work);
            self.reviews(work);
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
        let parents: HashMap<&Slug, &Slug> =
            self.vocabulary.organisations.iter().filter_map(|o| Some((&o.slug, o.parent.as_ref()?))).collect();
        let mut seen = BTreeSet::new();
        let mut at = slug;
        while let Some(parent) = parents.get(at) {
            if *parent == slug {
                return true;
            }
            if !seen.insert(*parent) {
                return false;
            }
            at = parent;
        }
        false
    }

    fn content(&mut self, work: &WorkFile) {
        let content = &work.content;
        if content.kind != WorkKind::Article {
            let message = format!(
                "{} ({}) cannot be imported yet: its pipeline is still to come; only article can",
                content.kind,
                content.kind.zh()
            );
            self.add(work, "kind", content.kind.code(), message);
        }
        for (key, text) in [("title", &content.title), ("lead", &content.lead)] {
            if text.trim().is_empty() {
                self.add(work, key, "", format!("{key} is empty"));
            }
            if text.contains('\n') {
                self.add(work, key, "", format!("{key} stands on one line"));
            }
        }
        if content.organisations.is_empty() {
            self.add(work, "organisations", "", "a work needs an organisation that answers for it");
        }
        if let Some(tag) = content.tag.as_deref().filter(|tag| !is_tag(tag)) {
            self.add(work, "tag", tag, format!("“{tag}” is not a tag: leave it out, and the site gives one"));
        }
        if let Some(url) = &content.source_url
            && let Err(error) = url.parse::<document::Address>()
        {
            self.add(work, "source_url", url, error);
        }
        for source in &content.sources {
            if let Some(Err(error)) = source.url.as_ref().map(|url| url.parse::<document::Address>()) {
                self.add(work, "sources", source.url.as_deref().unwrap_or_default(), error);
            }
        }
        self.dates(work);
    }

    fn dates(&mut self, work: &WorkFile) {
        let content = &work.content;
        match (content.state, content.published) {
            (WorkState::Published, None) => self.add(
                work,
                "state",
                "published",
                "a published work needs the time of its publication: published: 2026-10-01 09:00",
            ),
            (WorkState::Published, Some(at)) if at > self.now => {
                self.add(work, "published", "", format!("{} lies ahead; scheduling is not part of an import", at.minute()));
            }
            (WorkState::Withdrawn, _) => self.add(
                work,
                "state",
                "withdrawn",
                "a work is withdrawn by liangyi withdraw, with a reason; here it is published or draft",
            ),
            _ => {}
        }
        let Some(&stored) = self.known.published.get(content.slug.as_str()) else { return };
        if content.state == WorkState::Draft {
            self.add(
                work,
                "state",
                "draft",
                "this work is published here; a file cannot make it a draft again, liangyi withdraw takes it back",
            );
        } else if content.published.is_some_and(|at| at.0 != stored) {
            let since = Timestamp(stored).rfc3339();
            self.add(work, "published", "", format!("this work has been published since {since}, and that time never moves"));
        }
    }

    fn names(&mut self, work: &WorkFile) {
        let content = &work.content;
        let mut missing = Vec::new();
        let mut look = |key: &'static str, what: &str, known: &HashSet<String>, slug: &Slug| {
            if !known.contains(slug.as_str()) {
                missing.push((key, slug.to_string(), format!("no {what} is called “{slug}”")));
            }
        };
        content.organisations.iter().for_each(|s| look("organisations", "organisation", &self.known.organisations, s));
        content.topics.iter().for_each(|s| look("topics", "topic", &self.known.topics, s));
        content.campaigns.iter().for_each(|s| look("campaigns", "campaign", &self.known.campaigns, s));
        content.channels.iter().for_each(|s| look("channels", "channel", &self.known.channels, s));
        content.people.iter().for_each(|c| look("people", "person", &self.known.people, &c.person));
        content.reviews.iter().for_each(|r| look("reviews", "person", &self.known.people, &r.person));
        content.translation_of.iter().for_each(|s| look("translation_of", "work", &self.known.works, s));
        for (key, value, message) in missing {
            self.add(work, key, &value, message);
        }
        for (key, slugs) in [
            ("organisations", &content.organisations),
            ("topics", &content.topics),
            ("campaigns", &content.campaigns),
            ("channels", &content.channels),
        ] {
            let mut seen = BTreeSet::new();
            for slug in slugs.iter().filter(|slug| !seen.insert(*slug)) {
                self.add(work, key, slug.as_str(), format!("“{slug}” stands here twice"));
            }
        }
    }

    /// Three different people review, none of them an author.
    fn reviews(&mut self, work: &WorkFile) {
        let mut stages: HashMap<&Slug, ReviewStage> = HashMap::new();
        for review in work.content.reviews.iter().filter(|r| r.stage != ReviewStage::Scientific) {
            if let Some(other) = stages.insert(&review.person, review.stage) {
                let message = format!(
                    "{} did both the {other} and the {} review; the three reviews are by different people",
                    review.person, review.stage
                );
                self.add(work, "reviews", review.person.as_str(), message);
            }
        }
        for review in &work.content.reviews {
            if work.content.people.iter().any(|c| c.role == Role::Author && c.person == review.person) {
                self.add(
                    work,
                    "reviews",
                    review.person.as_str(),
                    format!("{} is an author of this work and cannot review it", review.person),
                );
            }
        }
    }

    fn figures(&mut self, work: &WorkFile) {
        for (path, figure) in work.body.pictures() {
            if picture(self.pictures, &work.file, figure.picture.as_str()).is_none() {
                self.faults.add(
                    &work.file,
                    Some(work.line_of(&path)),
                    format!("there is no picture {} in this folder", figure.picture),
                );
            }
        }
    }

    fn work_links(&mut self, work: &WorkFile) {
        for (path, slug) in work.body.work_links() {
            if !self.known.works.contains(slug.as_str()) {
                self.faults.add(&work.file, Some(work.line_of(&path)), format!("no work is called “{slug}”"));
            }
        }
    }

    async fn clause_links(&mut self, work: &WorkFile) -> Result<()> {
        for link in &work.content.clauses {
            let text = link.clause.to_string();
            let Some(clause) = self.clause(&link.clause).await? else {
                let message = self.no_clause(&link.clause).await?;
                self.add(work, "clauses", &text, message);
                continue;
            };
            if let Some(passage) = &link.passage
                && !says(&clause, passage)
            {
                self.add(work, "clauses", passage, format!("clause {text} does not contain “{passage}”"));
            }
            if let Some(anchor) = &link.anchor
                && !work.body.anchors().iter().any(|(_, a, _)| a.as_str() == anchor)
            {
                self.add(work, "clauses", anchor, format!("this work has no place called “{anchor}”"));
            }
        }
        for (path, clause) in work.body.clause_links() {
            if self.clause(clause).await?.is_none() {
                let message = self.no_clause(clause).await?;
                self.faults.add(&work.file, Some(work.line_of(&path)), message);
            }
        }
        Ok(())
    }

    /// An exact quote says what its clause says, to the letter; only white space may differ.
    async fn quotes(&mut self, work: &WorkFile) -> Result<()> {
        for quote in work.body.quotes() {
            if let Some(clause) = self.clause(&quote.clause).await?
                && !says(&clause, &quote.text)
            {
                let message =
                    format!("this quote differs from clause {}; quote it exactly, or leave out its source line", quote.clause);
                self.faults.add(&work.file, Some(work.line_of(&quote.path)), message);
            }
        }
        Ok(())
    }

    async fn clause(&mut self, at: &ClauseRef) -> Result<Option<Outside>> {
        if let Some(known) = self.clauses.get(at) {
            return Ok(known.clone());
        }
        let found = db::clauses::outside(self.db, at.policy.as_str(), at.version, &at.clause).await?;
        self.clauses.insert(at.clone(), found.clone());
        Ok(found)
    }

    async fn no_clause(&self, at: &ClauseRef) -> Result<String> {
        let policy = db::policies::by_slug(self.db, at.policy.as_str()).await?;
        Ok(match policy {
            None => format!("no policy is called “{}”; import it first", at.policy),
            Some(p) => format!(
                "policy {} has no clause {} in version {}",
                p.slug,
                at.clause,
                at.version.map_or(p.current_version, |v| v as i32)
            ),
        })
    }

    fn add(&mut self, work: &WorkFile, key: &str, value: &str, message: impl std::fmt::Display) {
        self.faults.add(&work.file, work.line_saying(key, value), message);
    }
}

/// True where the clause's heading or text contains `words`, white space aside.
fn says(clause: &Outside, words: &str) -> bool {
    let dense = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = dense(words);
    !words.is_empty() && dense(&format!("{}{}", clause.heading, clause.body)).contains(&words)
}

fn both<R, E>(rows: Vec<R>, of_row: fn(R) -> String, entries: &[E], of_entry: fn(&E) -> &Slug) -> HashSet<String> {
    rows.into_iter().map(of_row).chain(entries.iter().map(|e| of_entry(e).to_string())).collect()
}
