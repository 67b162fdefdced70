//! Sitemaps (sitemaps.org 0.9) with what search engines take beside an address: pictures, a film, news.

use crate::{Address, xml::Xml};
use domain::{Language, Timestamp};

/// More entries, or more pictures in one of them, are refused by search engines.
pub const MOST: usize = 50_000;
const MOST_PICTURES: usize = 1000;
/// Longest description of a film, in characters.
const DESCRIPTION: usize = 2000;

const URLS: [(&str, &str); 4] = [
    ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
    ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1"),
    ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ("xmlns:video", "http://www.google.com/schemas/sitemap-video/1.1"),
];

/// A page, or a sitemap in the index of them, and when a reader last noticed a change.
#[derive(Clone, Debug)]
pub struct Place {
    pub address: Address,
    pub modified: Option<Timestamp>,
}

/// A page and what stands on it.
#[derive(Clone, Debug)]
pub struct PlaceEntry {
    pub place: Place,
    pub pictures: Vec<Address>,
    pub film: Option<Film>,
    pub news: Option<News>,
}

impl From<Place> for PlaceEntry {
    fn from(place: Place) -> Self {
        Self { place, pictures: Vec::new(), film: None, news: None }
    }
}

/// What a search engine shows of a film.
#[derive(Clone, Debug)]
pub struct Film {
    pub title: String,
    pub description: String,
    pub thumbnail: Address,
    pub file: Address,
    pub duration_ms: u32,
    pub published: Timestamp,
}

/// What a search engine for news asks of an article.
#[derive(Clone, Debug)]
pub struct News {
    /// The name of the site.
    pub publication: String,
    pub language: Language,
    pub title: String,
    pub published: Timestamp,
}

/// The index of sitemaps.
pub fn index(sitemaps: &[Place]) -> String {
    let mut xml = Xml::new();
    xml.element("sitemapindex", &URLS[..1], |xml| {
        for sitemap in sitemaps {
            xml.element("sitemap", &[], |xml| write_place(xml, sitemap));
        }
    });
    xml.finish()
}

/// One sitemap, of at most [`MOST`] pages.
pub fn write(entries: &[PlaceEntry]) -> String {
    let mut xml = Xml::new();
    xml.element("urlset", &URLS, |xml| {
        for entry in entries {
            xml.element("url", &[], |xml| {
                write_place(xml, &entry.place);
                for picture in entry.pictures.iter().take(MOST_PICTURES) {
                    xml.element("image:image", &[], |xml| xml.text("image:loc", &[], picture.as_str()));
                }
                if let Some(news) = &entry.news {
                    write_news(xml, news);
                }
                if let Some(film) = &entry.film {
                    write_film(xml, film);
                }
            });
        }
    });
    xml.finish()
}

fn write_place(xml: &mut Xml, place: &Place) {
    xml.text("loc", &[], place.address.as_str());
    if let Some(modified) = place.modified {
        xml.text("lastmod", &[], &modified.rfc3339());
    }
}

fn write_film(xml: &mut Xml, film: &Film) {
    xml.element("video:video", &[], |xml| {
        xml.text("video:thumbnail_loc", &[], film.thumbnail.as_str());
        xml.text("video:title", &[], &film.title);
        xml.text("video:description", &[], &film.description.chars().take(DESCRIPTION).collect::<String>());
        xml.text("video:content_loc", &[], film.file.as_str());
        xml.text("video:duration", &[], &film.duration_ms.div_ceil(1000).max(1).to_string());
        xml.text("video:publication_date", &[], &film.published.rfc3339());
    });
}

fn write_news(xml: &mut Xml, news: &News) {
    xml.element("news:news", &[], |xml| {
        xml.element("news:publication", &[], |xml| {
            xml.text("news:name", &[], &news.publication);
            xml.text("news:language", &[], language(news.language));
        });
        xml.text("news:publication_date", &[], &news.published.rfc3339());
        xml.text("news:title", &[], &news.title);
    });
}

/// ISO 639, but for the two ways to write Chinese, which Google News names by place.
fn language(language: Language) -> &'static str {
    match language {
        Language::ZhHans => "zh-cn",
        Language::ZhHant => "zh-tw",
        other => other.code(),
    }
}
