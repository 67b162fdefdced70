//! What the front matter says: fields, dates, names that lead nowhere, reviewers who are authors.

use super::Checker;
use crate::{import_works::front_matter::WorkFile, tag::is_tag};
use domain::{ReviewStage, Role, Slug, Timestamp, WorkState};
use std::collections::{BTreeSet, HashMap, HashSet};

impl Checker<'_> {
    pub(super) fn content(&mut self, work: &WorkFile) {
        let content = &work.content;
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
        if content.translation_of.as_ref() == Some(&content.slug) {
            self.add(work, "translation_of", content.slug.as_str(), "a work cannot be a translation of itself");
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

    pub(super) fn names(&mut self, work: &WorkFile) {
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
        let parts = content.people.iter().map(|c| ("people", c.person.as_str(), c.role.code()));
        let parts = parts.chain(content.reviews.iter().map(|r| ("reviews", r.person.as_str(), r.stage.code())));
        let parts: Vec<_> = parts.chain(content.audiences.iter().map(|a| ("audiences", a.code(), ""))).collect();
        for (i, (key, who, part)) in parts.iter().enumerate() {
            if parts[..i].contains(&(*key, *who, *part)) {
                self.add(work, key, who, format!("“{who}” stands here twice"));
            }
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
    pub(super) fn reviews(&mut self, work: &WorkFile) {
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
}
