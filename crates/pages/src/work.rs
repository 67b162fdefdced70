//! One work in full: the answer, the text, who stands behind it, and the clauses it interprets.

use crate::{
    Citation, CorrectionNote, Credit, Edition, FeedLink, H5Frame, Head, InCourse, LinkedClause, LongImage, OrganisationRef,
    Player, Review, SafeHtml, Section, Sister, Site, Source, Speech, TermNote, Tile, Ui, VideoFile, WorkCard, WorkSection,
    address, clause_row::web, head, structured,
};
use askama::Template;
use domain::{AiLabel, Audience, Genre, Language, Licence, ReviewStage, Role, Slug, Timestamp, WorkKind};

#[derive(Clone, Debug, Template)]
#[template(path = "work.html")]
pub struct WorkPage<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    pub title: String,
    /// The one-line answer.
    pub lead: String,
    pub kind: WorkKind,
    pub genre: Genre,
    pub language: Language,
    /// From the `document` crate; its headings begin at h2.
    pub body: SafeHtml,
    /// The places in the body that contents name.
    pub sections: Vec<WorkSection>,
    /// Of a short video, and of nothing else.
    pub player: Option<Player>,
    /// Of a long image, likewise.
    pub long_image: Option<LongImage>,
    /// Of an H5 work, likewise.
    pub h5: Option<H5Frame>,
    /// Reading time; at least 1.
    pub minutes: u32,
    pub published: Timestamp,
    /// `None` where nothing changed since publication that a reader would notice.
    pub updated: Option<Timestamp>,
    pub credits: Vec<Credit>,
    pub reviews: Vec<Review>,
    /// The responsible one first.
    pub organisations: Vec<OrganisationRef>,
    pub clauses: Vec<LinkedClause>,
    pub sources: Vec<Source>,
    /// The notice by which it was withdrawn, though it can still be read.
    pub retraction: Option<CorrectionNote>,
    /// Newest first; shown above the text.
    pub corrections: Vec<CorrectionNote>,
    pub licence: Licence,
    pub ai: AiLabel,
    /// Where it first appeared; reprint practice asks for it.
    pub source_name: Option<String>,
    pub source_url: Option<String>,
    /// Where it differs from the title.
    pub original_title: Option<String>,
    /// Other language versions.
    pub sisters: Vec<Sister>,
    /// The original changed after this translation was made.
    pub stale: bool,
    /// By shared clauses, closest first.
    pub related: Vec<WorkCard>,
    /// Labels in the language of the page.
    pub topics: Vec<Tile>,
    pub audiences: Vec<Audience>,
    pub campaigns: Vec<Tile>,
    pub feed: Option<FeedLink>,
    /// Those that are marked in the text, in its order.
    pub terms: Vec<TermNote>,
    pub example: bool,
    /// Said above everything else, where the page is none of the public's.
    pub notice: Option<String>,
    pub certificate: Option<CertificateNote>,
    /// Of an article that was set in type.
    pub edition: Option<Edition>,
    /// The course from which it was opened.
    pub course: Option<InCourse>,
    /// It is public: readers can report an error in it.
    pub public: bool,
}

/// That the very text on the page was reviewed, and by whom.
#[derive(Clone, Debug)]
pub struct CertificateNote {
    /// SHA-256 of the certified text.
    pub digest: String,
    /// Of the key that signed it.
    pub key: String,
    /// By stage; the names as they were at the time.
    pub reviews: Vec<(ReviewStage, String, Timestamp)>,
}

impl WorkPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    /// Of a work in a language that the pages themselves do not speak.
    fn own_tag(&self) -> Option<&'static str> {
        self.t().own_tag(self.language)
    }

    fn english(&self) -> bool {
        self.t().is_english()
    }

    /// In English around a work that is not: where its English version is, or that there is none.
    fn in_chinese(&self) -> bool {
        self.site.speech == Speech::English && self.language.is_chinese()
    }

    fn english_sister(&self) -> Option<&Sister> {
        self.sisters.iter().find(|sister| sister.language == Language::En)
    }

    pub(crate) fn t(&self) -> &'static Ui {
        self.site.words_for(self.language)
    }

    fn head(&self) -> Head {
        let t = self.t();
        let mut head = Head::new(self.site, Section::Works, &self.title, &address::work(&self.slug))
            .description(&self.lead)
            .feed(&self.feed)
            .crumb(t.works, address::WORKS)
            .crumb(t.genre(&self.genre), address::genre(self.genre));
        // The page is in the language of the words around the work, unless the two are at home in one tag.
        head.lang = t.root_tag(self.language);
        head.t = t;
        head.one_language = !self.language.is_chinese();
        head.kind = "article";
        if self.retraction.is_some() {
            head.indexed = false;
        } else if self.player.is_none() {
            head.data = Some(structured::work(self));
        }
        if let Some(player) = &self.player {
            let absolute = |file: &VideoFile| VideoFile { url: self.site.absolute(&file.url), ..file.clone() };
            head.kind = "video.other";
            head.image = Some(absolute(player.large_poster()));
            head.video = Some(absolute(&player.file));
            head.data = Some(structured::video(self, player));
        }
        if let Some(picture) = self.picture() {
            head.image = Some(VideoFile { url: self.site.absolute(&picture.url), ..picture.clone() });
        }
        if !self.sisters.is_empty() {
            let own = (self.language.code(), address::work(&self.slug));
            let others = self.sisters.iter().map(|sister| (sister.language.code(), sister.href()));
            head.alternates = others.chain([own]).map(|(lang, path)| (lang, self.site.absolute(&path))).collect();
        }
        head
    }

    /// What stands for the work where it is linked to, film apart: its card, or the cover of a long image.
    pub(crate) fn picture(&self) -> Option<&VideoFile> {
        let cover = || self.long_image.as_ref().and_then(|image| image.cover.as_ref());
        self.edition.as_ref().map(|edition| &edition.card).or_else(cover)
    }

    /// Of few sections a reader sees the whole at once.
    fn has_contents(&self) -> bool {
        self.sections.len() >= 3
    }

    /// 目录, or of a press conference 提问.
    fn contents_title(&self) -> &'static str {
        let t = self.t();
        if self.genre == Genre::PressConference { t.questions } else { t.contents }
    }

    /// First, second and final review by three different people.
    fn verified(&self) -> bool {
        let by = |stage| self.reviews.iter().filter(move |r| r.stage == stage).map(|r| &r.person.slug);
        by(ReviewStage::First)
            .any(|a| by(ReviewStage::Second).any(|b| a != b && by(ReviewStage::Final).any(|c| c != a && c != b)))
    }

    fn original(&self) -> Option<&Sister> {
        self.sisters.iter().find(|sister| sister.original)
    }

    fn source_link(&self) -> Option<&str> {
        self.source_url.as_deref().filter(|href| web(href))
    }

    /// 责任编辑, whom reprint practice wants named.
    fn editors(&self) -> Vec<&str> {
        self.names(Role::Editor)
    }

    fn names(&self, role: Role) -> Vec<&str> {
        self.credits.iter().filter(|c| c.role == role).flat_map(|c| &c.people).map(|p| p.name.as_str()).collect()
    }

    fn citation(&self) -> Citation {
        let mut authors = self.names(Role::Author);
        if authors.is_empty() {
            authors = self.names(Role::Interviewee);
        }
        if authors.is_empty() {
            authors = self.organisations.iter().map(|o| o.name.as_str()).collect();
        }
        let day = self.published.day().to_string();
        Citation::online(&authors, &self.title, &self.site.name, Some(&day), self.site.absolute(&address::work(&self.slug)))
    }

    fn certificate_href(&self) -> String {
        format!("{}/certificate.json", address::work(&self.slug))
    }

    fn certified_href(&self) -> String {
        format!("{}/certified", address::work(&self.slug))
    }

    /// Where anybody may copy it.
    fn republish_href(&self) -> Option<String> {
        let offered = self.public && self.retraction.is_none() && self.licence.allows_reprint();
        offered.then(|| address::republish(&self.slug))
    }

    fn report_href(&self) -> String {
        address::report(&address::work(&self.slug), None)
    }

    fn audience_href(&self, audience: &Audience) -> String {
        address::audience(*audience)
    }

    fn genre_href(&self) -> String {
        address::genre(self.genre)
    }
}
