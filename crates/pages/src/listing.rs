//! Every list of works that hangs on one word: all works, a kind, a genre, an audience, a topic, a campaign.

use crate::{CampaignPhase, FeedLink, Head, Link, Section, Site, WorkList, address, head};
use askama::Template;
use domain::{Audience, Day, Genre, Language, Slug, WorkKind};

/// What the list is a list of; only the page's top differs.
#[derive(Clone, Debug)]
pub enum ListingSubject {
    All,
    Kind(WorkKind),
    Genre(Genre),
    Audience(Audience),
    Language(Language),
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
        let (section, path, above) = match &self.subject {
            ListingSubject::All => (Section::Works, address::WORKS.to_owned(), None),
            ListingSubject::Kind(kind) => (Section::Works, address::kind(*kind), Some(("作品形式", address::KINDS))),
            ListingSubject::Genre(genre) => (Section::Works, address::genre(*genre), Some(("解读类型", address::GENRES))),
            ListingSubject::Language(language) => (Section::Works, address::language(*language), Some(("作品", address::WORKS))),
            ListingSubject::Audience(audience) => {
                (Section::Audiences, address::audience(*audience), Some(("人群", address::AUDIENCES)))
            }
            ListingSubject::Topic { slug, .. } => (Section::Topics, address::topic(slug), Some(("主题", address::TOPICS))),
            ListingSubject::Campaign { slug, .. } => {
                (Section::Campaigns, address::campaign(slug), Some(("专题", address::CAMPAIGNS)))
            }
        };
        let mut head = Head::new(self.site, section, self.name(), &path).description(self.about()).feed(&self.feed);
        // Later pages of a list change with every publication; only the first is worth finding.
        head.indexed = self.list.pager.first.is_none() && self.list.chosen().is_empty();
        match above {
            Some((label, href)) => head.crumb(label, href),
            None => head,
        }
    }

    fn name(&self) -> &str {
        match &self.subject {
            ListingSubject::All => "全部作品",
            ListingSubject::Kind(kind) => kind.zh(),
            ListingSubject::Genre(genre) => genre.zh(),
            ListingSubject::Audience(audience) => audience.zh(),
            ListingSubject::Language(language) => language.zh(),
            ListingSubject::Topic { name, .. } | ListingSubject::Campaign { name, .. } => name,
        }
    }

    /// 解读类型 and so on, above the name.
    fn sort(&self) -> &'static str {
        match &self.subject {
            ListingSubject::All => "",
            ListingSubject::Kind(_) => "作品形式",
            ListingSubject::Genre(_) => "解读类型",
            ListingSubject::Audience(_) => "重点人群",
            ListingSubject::Language(_) => "语言",
            ListingSubject::Topic { .. } => "主题",
            ListingSubject::Campaign { .. } => "专题",
        }
    }

    fn about(&self) -> &str {
        match &self.subject {
            ListingSubject::All => "逐条解读政策文件的全部作品，新的在前。",
            ListingSubject::Kind(kind) => kind_about(*kind),
            ListingSubject::Genre(genre) => genre_about(*genre),
            ListingSubject::Language(_) => "用这种语言写的和译成这种语言的作品，新的在前。",
            ListingSubject::Audience(_) => "为这一人群写的解读，新的在前。",
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

    fn campaign(&self) -> Option<(String, &'static str, &'static str)> {
        match &self.subject {
            ListingSubject::Campaign { starts, ends, phase, .. } => {
                let class = match phase {
                    CampaignPhase::Coming => "coming",
                    CampaignPhase::Open => "open",
                    CampaignPhase::Closed => "closed",
                };
                Some((format!("{}至{}", starts.zh(), ends.zh()), phase.zh(), class))
            }
            _ => None,
        }
    }

    fn is_example(&self) -> bool {
        matches!(&self.subject, ListingSubject::Campaign { example: true, .. })
    }
}

/// What a reader can expect of each kind.
pub(crate) fn kind_about(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Article => "逐条讲解的文章，新的在前。",
        WorkKind::LongImage => "一张图看懂，图中的文字另有文字版。",
        WorkKind::ShortVideo => "几分钟讲清一件事，都有字幕和文字稿。",
        WorkKind::H5 => "可以点、可以答的互动页面。",
    }
}

/// What a reader can expect of each genre.
pub(crate) fn genre_about(genre: Genre) -> &'static str {
    match genre {
        Genre::LeaderInterview => "制定和主管部门的负责人说明文件的来由与要求。",
        Genre::PressConference => "发布会与吹风会上的问与答。",
        Genre::Expert => "专家讲清一条规定背后的道理和做法。",
        Genre::Journal => "期刊上的研究与评述。",
        Genre::Training => "用于学习和培训的讲义。",
        Genre::Explainer => "用图和表把一件事讲明白。",
        Genre::Debunk => "对流传的误解逐一查证。",
        Genre::News => "与落实有关的消息。",
        Genre::Case => "各地各单位做成的事和做法。",
    }
}
