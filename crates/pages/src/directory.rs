//! The index of a vocabulary: topics, audiences, campaigns, genres, kinds, organisations, people.

use crate::{Head, Section, Site, address, head};
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
        };
        let head = Head::new(self.site, section, self.title(), path).description(self.about());
        match self.kind {
            DirectoryKind::Genres | DirectoryKind::Kinds => head.crumb("作品", address::WORKS),
            DirectoryKind::People => head.crumb("组织", address::ORGANISATIONS),
            _ => head,
        }
    }

    fn title(&self) -> &'static str {
        match self.kind {
            DirectoryKind::Topics => "主题",
            DirectoryKind::Audiences => "重点人群",
            DirectoryKind::Campaigns => "专题",
            DirectoryKind::Genres => "解读类型",
            DirectoryKind::Kinds => "作品形式",
            DirectoryKind::Organisations => "组织",
            DirectoryKind::People => "人物",
        }
    }

    fn about(&self) -> &'static str {
        match self.kind {
            DirectoryKind::Topics => "按内容找解读。",
            DirectoryKind::Audiences => "按读者找解读：五类重点人群，以及社会公众。",
            DirectoryKind::Campaigns => "有起止日期的集中行动。",
            DirectoryKind::Genres => "同一条规定，有不同的讲法。",
            DirectoryKind::Kinds => "可以读，可以看图，也可以看视频。",
            DirectoryKind::Organisations => "各级科协、学会、企业科协、高校科协及联合体。",
            DirectoryKind::People => "作者、受访者、解读专家和审核人。",
        }
    }

    /// Organisations and people lie beside each other, and so do genres and kinds.
    fn twin(&self) -> Option<(&'static str, &'static str)> {
        match self.kind {
            DirectoryKind::Genres => Some(("按作品形式找", address::KINDS)),
            DirectoryKind::Kinds => Some(("按解读类型找", address::GENRES)),
            DirectoryKind::Organisations => Some(("查看人物", address::PEOPLE)),
            DirectoryKind::People => Some(("查看组织", address::ORGANISATIONS)),
            _ => None,
        }
    }
}
