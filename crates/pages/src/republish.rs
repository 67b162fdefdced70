//! The box from which other sites copy a work (转载): markup that an editor's filter lets through, with everything that a
//! reprint has to name.
//!
//! Absent from the markup: classes, styles, scripts, ids, and pictures that may not be reprinted.

use crate::{Head, SafeHtml, Section, Site, Ui, address, head, ui};
use askama::Template;
use domain::{AiLabel, Language, Licence, Slug};

/// `/works/{slug}/republish`
#[derive(Clone, Debug, Template)]
#[template(path = "republish.html")]
pub struct Republish<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    /// Of the work.
    pub title: String,
    pub language: Language,
    /// `None` where the licence lets nobody, or partner media alone, reprint the work.
    pub copy: Option<Reprint>,
}

/// What is pasted elsewhere; every address in it is absolute.
#[derive(Clone, Debug)]
pub struct Reprint {
    /// From the `document` crate, for reprints, with the corrections above it.
    pub content: SafeHtml,
    /// Of a short video: few editors take a player of somebody else's.
    pub film: Option<ReprintFilm>,
    pub source: String,
    pub source_address: Option<String>,
    pub author: String,
    pub original_title: String,
    pub editor: String,
    pub licence: Licence,
    pub ai: AiLabel,
    /// The work's page.
    pub address: String,
    pub title: String,
    /// The name of this site.
    pub site: String,
    /// The picture by which copies are counted.
    pub counter: String,
    pub language: Language,
}

#[derive(Clone, Debug)]
pub struct ReprintFilm {
    pub file: String,
    pub poster: Option<String>,
}

#[derive(Template)]
#[template(
    source = r#"{% if let Some(film) = copy.film %}{% if let Some(poster) = film.poster %}<p><a href="{{ copy.address }}"><img src="{{ poster }}" alt="{{ copy.title }}"/></a></p>
{% endif %}<p><a href="{{ copy.address }}">{{ t.watch }}</a> · <a href="{{ film.file }}">{{ t.download }}</a></p>
{% endif %}{{ copy.content }}<p>{{ t.source }}{{ t.colon }}{% if let Some(href) = copy.source_address %}<a href="{{ href }}">{{ copy.source }}</a>{% else %}{{ copy.source }}{% endif %}{{ t.semicolon }}{{ t.author }}{{ t.colon }}{{ copy.author }}{{ t.semicolon }}{{ t.original_title }}{{ t.colon }}{{ copy.original_title }}{{ t.semicolon }}{{ t.editor }}{{ t.colon }}{{ copy.editor }}</p>
<p>{{ t.republished_from }}{{ t.colon }}{{ copy.site }} <a href="{{ copy.address }}">{{ copy.title }}</a>{{ t.semicolon }}{{ t.licence }}{{ t.colon }}{% match copy.licence.address() %}{% when Some(href) %}<a href="{{ href }}">{{ t.licence_name(copy.licence) }}</a>{% when None %}{{ t.licence_name(copy.licence) }}{% endmatch %}{% if copy.ai != AiLabel::None %}{{ t.semicolon }}{{ t.ai_name(copy.ai) }}{% endif %}</p>
<p><img src="{{ copy.counter }}" width="1" height="1" alt=""/></p>
"#,
    ext = "html"
)]
struct Markup<'a> {
    copy: &'a Reprint,
    t: &'static Ui,
}

impl Reprint {
    /// The markup itself, not yet escaped for the page that shows it.
    pub fn html(&self) -> String {
        Markup { copy: self, t: ui::of(self.language) }.render().expect("a template over plain data renders")
    }
}

impl Republish<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn t(&self) -> &'static Ui {
        self.site.words_for(self.language)
    }

    fn head(&self) -> Head {
        let t = self.t();
        let title = format!("{} · {}", t.republish, self.title);
        let mut head = Head::new(self.site, Section::Works, title, &address::republish(&self.slug))
            .crumb(t.works, address::WORKS)
            .crumb(&self.title, address::work(&self.slug));
        head.lang = t.speech().tag();
        head.t = t;
        // The work itself is what engines are to find.
        head.canonical = None;
        head.indexed = false;
        head
    }

    /// What the licence asks of who republishes, besides the credits.
    fn asks(&self, licence: &Licence) -> &'static str {
        let t = self.t();
        match licence {
            Licence::CcByNc => t.republish_non_commercial,
            Licence::CcByNd => t.republish_as_it_is,
            Licence::CcBySa => t.republish_alike,
            _ => "",
        }
    }

    fn says(&self) -> &'static str {
        let t = self.t();
        if self.copy.is_some() { t.republish_says } else { t.republish_refused }
    }

    fn work_href(&self) -> String {
        address::work(&self.slug)
    }
}
