//! What the layout needs to know of the page it frames.

use crate::{JsonLd, Link, Script, Site, Speech, Ui, Variant, VideoFile, address};
use domain::FeedFormat;

/// A list that a reader can subscribe to, in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// The path of the list's page; empty for the list of everything.
    pub list: String,
}

impl FeedLink {
    pub fn new(list: impl Into<String>) -> Self {
        Self { list: list.into() }
    }

    pub(crate) fn formats(&self) -> &'static [FeedFormat] {
        FeedFormat::ALL
    }

    /// For a page that shows one link.
    pub(crate) fn atom(&self) -> String {
        self.href(&FeedFormat::Atom)
    }

    pub(crate) fn href(&self, format: &FeedFormat) -> String {
        address::feed(&self.list, *format)
    }
}

/// The entry of the main menu that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Policies,
    Works,
    Topics,
    Audiences,
    Campaigns,
    Organisations,
    Search,
    /// Pages that stand beside the menu: errors, people, about.
    Other,
}

/// Each page makes its own from its data.
#[derive(Clone, Debug)]
pub struct Head {
    /// BCP 47 tag of the page.
    pub lang: &'static str,
    pub t: &'static Ui,
    /// Without the site's name; empty on the home page.
    pub title: String,
    pub description: String,
    /// Whole address; `None` where there is nothing to keep, such as an error.
    pub canonical: Option<String>,
    pub feeds: Vec<FeedLink>,
    /// Sister versions: language tag and whole address.
    pub alternates: Vec<(&'static str, String)>,
    /// The path of a page that is made of the site's own words, and so is a page of its own in each language. Of others
    /// only what stands around them is said in English.
    pub spoken: Option<String>,
    /// In one language whoever reads it: a work's page.
    pub one_language: bool,
    /// The way here, without the page itself.
    pub crumbs: Vec<Link>,
    pub section: Section,
    /// False keeps the page out of search engines.
    pub indexed: bool,
    /// False where the page has a search form of its own.
    pub search_bar: bool,
    /// Open Graph type: `website`, `article` or `video.other`.
    pub kind: &'static str,
    /// What a link to the page shows elsewhere; whole addresses.
    pub image: Option<VideoFile>,
    pub video: Option<VideoFile>,
    pub data: Option<JsonLd>,
}

impl Head {
    /// A page at `path` that search engines may keep.
    pub(crate) fn new(site: &Site, section: Section, title: impl Into<String>, path: &str) -> Self {
        Self {
            lang: site.speech.tag(),
            t: site.words(),
            title: title.into(),
            description: site.tagline.clone(),
            canonical: Some(site.absolute(path)),
            feeds: Vec::new(),
            alternates: Vec::new(),
            spoken: None,
            one_language: false,
            crumbs: Vec::new(),
            section,
            indexed: true,
            search_bar: !matches!(section, Section::Home | Section::Search),
            kind: "website",
            image: None,
            video: None,
            data: None,
        }
    }

    /// Made of the site's own words: in English it is a page of its own.
    pub(crate) fn spoken(mut self, site: &Site, path: &str) -> Self {
        self.canonical = Some(site.at_home(path));
        self.spoken = Some(path.to_owned());
        self
    }

    /// Sister versions, and beside each in Simplified characters its views in Traditional ones.
    pub(crate) fn alternates(&self, site: &Site) -> Vec<(&'static str, String)> {
        let simplified = Script::Simplified.tag();
        if let Some(path) = self.spoken.as_deref().filter(|_| self.indexed) {
            let view = |variant: Variant| site.absolute(&variant.address(path));
            let scripts = Script::TRADITIONAL.into_iter().chain([Script::Simplified]);
            let chinese = scripts.map(|script| (script.tag(), view(Variant::default().with_script(script))));
            return chinese.chain([(Speech::English.tag(), view(Variant::default().with_speech(Speech::English)))]).collect();
        }
        // The page that is to be kept is the one without English words around it, and says so by `canonical`.
        if site.speech == Speech::English {
            return Vec::new();
        }
        let alone = self.alternates.is_empty() && self.indexed && self.lang == simplified;
        let own = self.canonical.iter().filter(|_| alone).map(|own| (simplified, own.clone()));
        let versions = self.alternates.iter().cloned().chain(own);
        let views = |(lang, address): &(&'static str, String)| {
            let path = address.strip_prefix(&site.base_url).filter(|_| *lang == simplified).map(str::to_owned);
            path.map(|path| {
                Script::TRADITIONAL.map(|s| (s.tag(), site.absolute(&Variant::default().with_script(s).address(&path))))
            })
        };
        versions.flat_map(|version| views(&version).into_iter().flatten().chain([version])).collect()
    }

    pub(crate) fn description(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.description = text.to_owned();
        }
        self
    }

    pub(crate) fn feed(mut self, feed: &Option<FeedLink>) -> Self {
        self.feeds.extend(feed.clone());
        self
    }

    pub(crate) fn crumb(mut self, label: &str, href: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(label, href));
        self
    }
}

/// Fails only if a `Display` inside the page does, and none of ours can.
pub(crate) fn write(page: &impl askama::Template) -> String {
    page.render().expect("writing a page into a String cannot fail")
}
