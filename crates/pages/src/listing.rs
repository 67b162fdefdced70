//! Every list of works that hangs on one word: all works, a kind, a genre, an audience, a topic, a campaign.

use crate::{CampaignPhase, FeedLink, Head, Link, Section, Site, Ui, WorkList, address, head};
use askama::Template;
use domain::{Audience, Day, Genre, Language, Month, Slug, WorkKind};
use std::borrow::Cow;

/// What the list is a list of; only the page's top differs.
#[derive(Clone, Debug)]
pub enum ListingSubject {
    All,
    Kind(WorkKind),
    Genre(Genre),
    Audience(Audience),
    Language(Language),
    Month(Month),
    Topic { slug: Slug, name: String, about: String },
    Campaign { slug: Slug, name: String, about: String, starts: Day, ends: Day, phase: CampaignPhase, example: bool },
}

#[derive(Clone, Debug, Template)]
#[template(path = "listing.html")]
pub struct Listing<'a> {
    pub site: &'a Site,
    pub subject: ListingSubject,
    pub list: WorkList,
    pub feed: Option<FeedLink>,
    /// The lists of the kinds that have works, shown above all works and above each of them.
    pub kinds: Vec<Link>,
}

impl Listing<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let (section, path, above) = match &self.subject {
            ListingSubject::All => (Section::Works, address::WORKS.to_owned(), None),
            ListingSubject::Kind(kind) => (Section::Works, address::kind(*kind), Some((t.kinds, address::KINDS))),
            ListingSubject::Genre(genre) => (Section::Works, address::genre(*genre), Some((t.genres, address::GENRES))),
            ListingSubject::Language(language) => (Section::Works, address::language(*language), Some((t.works, address::WORKS))),
            ListingSubject::Month(month) => (Section::Works, address::month(*month), Some((t.archive, address::ARCHIVE))),
            ListingSubject::Audience(audience) => {
                (Section::Audiences, address::audience(*audience), Some((t.audiences, address::AUDIENCES)))
            }
            ListingSubject::Topic { slug, .. } => (Section::Topics, address::topic(slug), Some((t.topics, address::TOPICS))),
            ListingSubject::Campaign { slug, .. } => {
                (Section::Campaigns, address::campaign(slug), Some((t.campaigns, address::CAMPAIGNS)))
            }
        };
        let mut head = Head::new(self.site, section, self.name(t), &path)
            .spoken(self.site, &path)
            .description(self.about(t))
            .feed(&self.feed);
        // Later pages of a list change with every publication; only the first is worth finding.
        head.indexed = self.list.pager.first.is_none() && self.list.chosen().is_empty();
        match above {
            Some((label, href)) => head.crumb(label, href),
            None => head,
        }
    }

    fn name<'s>(&'s self, t: &'s Ui) -> Cow<'s, str> {
        Cow::Borrowed(match &self.subject {
            ListingSubject::All => t.all_works,
            ListingSubject::Kind(kind) => t.kind(kind),
            ListingSubject::Genre(genre) => t.genre(genre),
            ListingSubject::Audience(audience) => t.audience(audience),
            ListingSubject::Language(language) => t.language_name(language),
            ListingSubject::Month(month) => return Cow::Owned(t.month(month)),
            ListingSubject::Topic { name, .. } | ListingSubject::Campaign { name, .. } => name,
        })
    }

    /// 解读类型 and so on, above the name.
    fn sort(&self, t: &Ui) -> &'static str {
        match &self.subject {
            ListingSubject::All => "",
            ListingSubject::Kind(_) => t.kinds,
            ListingSubject::Genre(_) => t.genres,
            ListingSubject::Audience(_) => t.key_audiences,
            ListingSubject::Language(_) => t.language,
            ListingSubject::Month(_) => t.archive,
            ListingSubject::Topic { .. } => t.topics,
            ListingSubject::Campaign { .. } => t.campaigns,
        }
    }

    fn about<'s>(&'s self, t: &'s Ui) -> &'s str {
        match &self.subject {
            ListingSubject::All => t.about_all,
            ListingSubject::Kind(kind) => kind_about(*kind, t),
            ListingSubject::Genre(genre) => genre_about(*genre, t),
            ListingSubject::Language(_) => t.about_language,
            ListingSubject::Month(_) => t.about_month,
            ListingSubject::Audience(_) => t.about_audience,
            ListingSubject::Topic { about, .. } | ListingSubject::Campaign { about, .. } => about,
        }
    }

    /// True of the list that is being read.
    fn is_here(&self, link: &Link) -> bool {
        match &self.subject {
            ListingSubject::All => link.href == address::WORKS,
            ListingSubject::Kind(kind) => link.href == address::kind(*kind),
            _ => false,
        }
    }

    fn is_all(&self) -> bool {
        matches!(&self.subject, ListingSubject::All)
    }

    fn campaign(&self, t: &Ui) -> Option<(String, &'static str, &'static str)> {
        match &self.subject {
            ListingSubject::Campaign { starts, ends, phase, .. } => {
                let class = match phase {
                    CampaignPhase::Coming => "coming",
                    CampaignPhase::Open => "open",
                    CampaignPhase::Closed => "closed",
                };
                Some((t.days(t.day(starts), t.day(ends)), phase.says(t), class))
            }
            _ => None,
        }
    }

    fn is_example(&self) -> bool {
        matches!(&self.subject, ListingSubject::Campaign { example: true, .. })
    }
}

/// What a reader can expect of each kind.
pub(crate) fn kind_about(kind: WorkKind, t: &Ui) -> &'static str {
    match kind {
        WorkKind::Article => t.about_article,
        WorkKind::LongImage => t.about_long_image,
        WorkKind::ShortVideo => t.about_short_video,
        WorkKind::H5 => t.about_h5,
    }
}

/// What a reader can expect of each genre.
pub(crate) fn genre_about(genre: Genre, t: &Ui) -> &'static str {
    match genre {
        Genre::LeaderInterview => t.about_leader_interview,
        Genre::PressConference => t.about_press_conference,
        Genre::Expert => t.about_expert,
        Genre::Journal => t.about_journal,
        Genre::Training => t.about_training,
        Genre::Explainer => t.about_explainer,
        Genre::Debunk => t.about_debunk,
        Genre::News => t.about_news,
        Genre::Case => t.about_case,
    }
}
