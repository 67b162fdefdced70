//! The index of a vocabulary: topics, audiences, campaigns, genres, kinds, organisations, people; and of courses.

use crate::{Head, Section, Site, Ui, address, head};
use askama::Template;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryKind {
    Topics,
    Audiences,
    Campaigns,
    Genres,
    Kinds,
    Organisations,
    People,
    /// Months.
    Archive,
    Courses,
}

#[derive(Clone, Debug)]
pub struct DirectoryEntry {
    pub name: String,
    /// From [`crate::address`].
    pub href: String,
    /// A sentence; may be empty.
    pub about: String,
    /// A few words beside the name: dates of a campaign, the kind of an organisation, a person's title.
    pub note: Option<String>,
    /// Works behind it.
    pub count: u64,
    /// 0 at the top; organisations are a tree and come parent first.
    pub depth: u8,
    pub example: bool,
}

impl DirectoryEntry {
    /// Three steps are drawn; deeper ones share the last.
    fn step(&self) -> u8 {
        self.depth.min(3)
    }
}

#[derive(Clone, Debug, Template)]
#[template(path = "directory.html")]
pub struct Directory<'a> {
    pub site: &'a Site,
    pub kind: DirectoryKind,
    pub entries: Vec<DirectoryEntry>,
}

impl Directory<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let (section, path) = match self.kind {
            DirectoryKind::Topics => (Section::Topics, address::TOPICS),
            DirectoryKind::Audiences => (Section::Audiences, address::AUDIENCES),
            DirectoryKind::Campaigns => (Section::Campaigns, address::CAMPAIGNS),
            DirectoryKind::Genres => (Section::Works, address::GENRES),
            DirectoryKind::Kinds => (Section::Works, address::KINDS),
            DirectoryKind::Organisations => (Section::Organisations, address::ORGANISATIONS),
            DirectoryKind::People => (Section::Organisations, address::PEOPLE),
            DirectoryKind::Archive => (Section::Works, address::ARCHIVE),
            DirectoryKind::Courses => (Section::Works, address::COURSES),
        };
        let t = self.site.words();
        let head = Head::new(self.site, section, self.title(t), path).spoken(self.site, path).description(self.about(t));
        match self.kind {
            DirectoryKind::Genres | DirectoryKind::Kinds | DirectoryKind::Archive | DirectoryKind::Courses => {
                head.crumb(t.works, address::WORKS)
            }
            DirectoryKind::People => head.crumb(t.organisations, address::ORGANISATIONS),
            _ => head,
        }
    }

    fn title(&self, t: &Ui) -> &'static str {
        match self.kind {
            DirectoryKind::Topics => t.topics,
            DirectoryKind::Audiences => t.key_audiences,
            DirectoryKind::Campaigns => t.campaigns,
            DirectoryKind::Genres => t.genres,
            DirectoryKind::Kinds => t.kinds,
            DirectoryKind::Organisations => t.organisations,
            DirectoryKind::People => t.people,
            DirectoryKind::Archive => t.archive,
            DirectoryKind::Courses => t.courses,
        }
    }

    fn about(&self, t: &Ui) -> &'static str {
        match self.kind {
            DirectoryKind::Topics => t.about_topics,
            DirectoryKind::Audiences => t.about_audiences,
            DirectoryKind::Campaigns => t.about_campaigns,
            DirectoryKind::Genres => t.about_genres,
            DirectoryKind::Kinds => t.about_kinds,
            DirectoryKind::Organisations => t.about_organisations,
            DirectoryKind::People => t.about_people,
            DirectoryKind::Archive => t.about_archive,
            DirectoryKind::Courses => t.about_courses,
        }
    }

    /// Organisations and people lie beside each other, and so do genres and kinds.
    fn twin(&self, t: &Ui) -> Option<(&'static str, &'static str)> {
        match self.kind {
            DirectoryKind::Genres => Some((t.find_by_kind, address::KINDS)),
            DirectoryKind::Kinds => Some((t.find_by_genre, address::GENRES)),
            DirectoryKind::Organisations => Some((t.see_people, address::PEOPLE)),
            DirectoryKind::People => Some((t.see_organisations, address::ORGANISATIONS)),
            _ => None,
        }
    }
}
