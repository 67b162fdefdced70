//! Sitemaps, and `llms.txt`.

use super::{
    sample::{address, at},
    schemas::{faults, schema},
};
use domain::Language;
use feeds::{
    Link,
    llms::{self, Section, Summary},
    sitemap::{self, Film, News, Place, PlaceEntry},
};
use roxmltree::Document;

fn entry() -> PlaceEntry {
    PlaceEntry {
        place: Place { address: address("https://liangyi.example/works/a"), modified: Some(at("2026-10-01 09:00")) },
        pictures: vec![address("https://liangyi.example/media/k/a.jpg"), address("https://liangyi.example/media/k/b.jpg")],
        film: Some(Film {
            title: "读懂 & 看懂".into(),
            description: "字".repeat(3000),
            thumbnail: address("https://liangyi.example/media/k/poster.jpg"),
            file: address("https://liangyi.example/media/k/film.mp4"),
            duration_ms: 50_665,
            published: at("2026-10-01 09:00"),
        }),
        news: Some(News {
            publication: "两翼".into(),
            language: Language::ZhHans,
            title: "读懂 & 看懂".into(),
            published: at("2026-10-01 09:00"),
        }),
    }
}

#[test]
fn a_sitemap_names_pages_pictures_films_and_news_as_search_engines_ask() {
    let bare = Place { address: address("https://liangyi.example/works/b"), modified: None };
    let xml = sitemap::write(&[entry(), bare.into()]);
    if let Some(schema) = schema("sitemap-lax.xsd") {
        assert_eq!(faults(&xml, &schema), "");
    }
    let tree = Document::parse(&xml).unwrap();
    let texts = |name: &str| {
        let nodes = tree.descendants().filter(|n| n.is_element() && n.tag_name().name() == name);
        nodes.map(|n| n.text().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(texts("lastmod"), ["2026-10-01T09:00:00+08:00"]);
    assert_eq!(texts("loc").len(), 4, "two pages and two pictures");
    assert_eq!(texts("duration"), ["51"]);
    assert_eq!(texts("description")[0].chars().count(), 2000);
    assert_eq!((texts("language"), texts("name")), (vec!["zh-cn"], vec!["两翼"]));
    assert_eq!(texts("title"), ["读懂 & 看懂", "读懂 & 看懂"]);
}

#[test]
fn the_index_names_sitemaps() {
    let xml = sitemap::index(&[entry().place]);
    let tree = Document::parse(&xml).unwrap();
    let root = tree.root_element();
    assert!(root.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "sitemapindex")));
    let names: Vec<_> = root.descendants().filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
    assert_eq!(names, ["sitemapindex", "sitemap", "loc", "lastmod"]);
}

#[test]
fn no_title_breaks_out_of_its_line_of_llms_txt() {
    let link = |title: &str| Link { address: address("https://liangyi.example/works/a"), title: title.to_owned() };
    let summary = Summary {
        name: "两翼".into(),
        tagline: "逐条解读".into(),
        sections: vec![
            Section {
                title: "最新解读".into(), links: vec![(link("甲](https://evil.example)\n# 乙"), "一句*话*".into())]
            },
            Section { title: "没有的".into(), links: Vec::new() },
        ],
    };
    let expected = "# 两翼\n\n> 逐条解读\n\n## 最新解读\n\n\
                    - [甲\\](https://evil.example) \\# 乙](https://liangyi.example/works/a): 一句\\*话\\*\n";
    assert_eq!(llms::write(&summary), expected);
}
