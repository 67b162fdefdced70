//! The box from which other sites copy a work, and the picture by which copies are counted.

use crate::site::{Door, Folder, Site, Work, corpus::ITEMS, on_both};
use image::{ImageFormat, Rgb, RgbImage};

const READER: (&str, &str) = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

/// What editors of other sites let through; everything else is taken out by some of them.
const TAGS: [&str; 25] = [
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "cite",
    "strong",
    "em",
    "sup",
    "a",
    "img",
    "pre",
];
const ATTRIBUTES: [&str; 8] = ["href", "src", "alt", "width", "height", "scope", "start", "cite"];

fn png(colour: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(400, 300, Rgb([colour, 90, 60])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The markup in the box of this page.
fn copied(page: &str) -> String {
    let (_, rest) = page.split_once("<textarea").unwrap_or_else(|| panic!("no box: {page}"));
    let escaped = rest.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0;
    let mut text = escaped.trim_start().to_owned();
    for (entity, character) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")] {
        text = text.replace(entity, character);
    }
    text
}

fn licensed(work: &Work, licence: &str) -> String {
    work.text().replace("licence: CC-BY-4.0", &format!("licence: {licence}"))
}

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.file("pictures/free.png", png(10)).file("pictures/closed.png", png(200));
    let body = "开头一段，[见条款](clause:plan#2.1)，[见下](#b)。\n\n## 第一节 {#b}\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n\
                ![可用的图](pictures/free.png){credit=\"图：甲\" licence=CC-BY-4.0}\n\n\
                ![不可用的图](pictures/closed.png){credit=\"图：乙\" licence=reserved}\n\n末段有脚注[^1]。\n\n[^1]: 脚注的话。";
    let moon =
        Work::new("moon", "读懂月亮").clause("plan#2.1").line("original_title: 月亮的原标题").line("source: 青山日报（示例）");
    folder.work(&moon.body(body));
    for (slug, licence) in [("partners-only", "partners"), ("closed", "reserved"), ("shared", "CC-BY-NC-4.0")] {
        folder.file(&format!("{slug}.md"), licensed(&Work::new(slug, slug), licence));
    }
    folder.work(&Work::new("gone", "撤下的一篇"));
    folder.work(&Work::new("secret", "还没有发布的一篇").draft());
    folder.import(site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"有误。"]);
    site.run(&[&"correct", &"moon", &"--reason", &"第一段的“三成”应为“三分之一”。"]);
}

on_both! {
    async fn a_box_holds_plain_tags_the_credits_and_only_pictures_that_may_be_reprinted(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let page = door.page("/works/moon/republish").await;
        let copy = copied(&page);
        assert_eq!(copied(&door.page("/hk/works/moon/republish").await), copy, "the copy is in the characters of the work");
        let whole = format!("<copy>{copy}</copy>");
        let tree = roxmltree::Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {copy}"));
        for element in tree.root_element().descendants().filter(|n| n.is_element() && !n.has_tag_name("copy")) {
            assert!(TAGS.contains(&element.tag_name().name()), "<{}> in {copy}", element.tag_name().name());
            for attribute in element.attributes() {
                assert!(ATTRIBUTES.contains(&attribute.name()), "{} in {copy}", attribute.name());
                let leads = matches!(attribute.name(), "href" | "src" | "cite");
                assert!(!leads || attribute.value().starts_with("https://"), "{} in {copy}", attribute.value());
            }
        }
        let pictures: Vec<_> = tree.descendants().filter(|n| n.has_tag_name("img")).collect();
        assert_eq!(pictures.iter().filter_map(|n| n.attribute("alt")).collect::<Vec<_>>(), ["可用的图", ""], "{copy}");
        let id = site.number("SELECT id FROM works WHERE slug = 'moon'").await;
        let seq = site.number(&format!("SELECT seq FROM work_heads WHERE work_id = {id}")).await;
        let counter = format!("https://liangyi.example/reprints/{id}.gif?copy={seq}");
        assert_eq!(pictures[1].attribute("src"), Some(counter.as_str()), "{copy}");
        for words in [
            "来源：青山日报（示例）", "原作者：lin（示例）", "原标题：月亮的原标题", "责任编辑：zhou（示例）", "第一段的“三成”应为“三分之一”。",
            "图片未获转载许可，请到原文查看（不可用的图）", "<a href=\"https://liangyi.example/works/moon\">读懂月亮</a>", "脚注的话。",
            "https://creativecommons.org/licenses/by/4.0/",
        ] {
            assert!(copy.contains(words), "{words} in {copy}");
        }
        assert!(!copy.contains("图：乙"), "the credit of a picture that is not there: {copy}");
        let shared = door.page("/works/shared/republish").await;
        assert!(copied(&shared).contains("by-nc") && shared.contains("。只能用于非商业目的。"), "{shared}");
        assert!(door.page("/en/works/shared/republish").await.contains(". For non-commercial purposes only."));
    }

    async fn only_what_is_published_under_an_open_licence_has_a_box(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        for (slug, status) in [("partners-only", 403), ("closed", 403), ("gone", 410), ("secret", 404), ("absent", 404)] {
            let answer = door.get(&format!("/works/{slug}/republish")).await;
            assert_eq!((answer.status, answer.text().contains("<textarea")), (status, false), "{slug}");
        }
        assert!(door.page("/works/moon").await.contains("href=\"/works/moon/republish\""));
        for slug in ["partners-only", "closed"] {
            assert!(!door.page(&format!("/works/{slug}")).await.contains("/republish"), "{slug}");
        }
    }

    async fn copies_are_counted_by_day_work_and_host_and_by_nothing_else(site: &Site) {
        fill(site);
        let moon = site.number("SELECT id FROM works WHERE slug = 'moon'").await;
        let gone = site.number("SELECT id FROM works WHERE slug = 'gone'").await;
        let server = site.serve();
        let path = format!("/reprints/{moon}.gif");
        let opened = |path: &str, referer: &str| {
            let answer = server.get_with(path, &[READER, ("Referer", referer), ("X-Forwarded-For", "203.0.113.77")]);
            let said = ["content-type", "cache-control", "set-cookie", "etag"].map(|name| answer.header(name).map(str::to_owned));
            assert_eq!((answer.status, said), (200, [Some("image/gif".to_owned()), Some("no-store".to_owned()), None, None]), "{path}");
            answer.bytes()
        };
        let pixel = opened(&path, "https://News.Example.org:8443/a/secret-page?reader=77");
        assert_eq!(image::load_from_memory(&pixel).unwrap().into_rgba8().pixels().map(|p| p.0[3]).collect::<Vec<_>>(), [0], "one clear pixel");
        opened(&path, "http://news.example.org/b");
        for nameless in ["", "about:blank", "https://203.0.113.9/", "https://[2001:db8::1]/", &format!("https://{}.example/", "x".repeat(260))] {
            opened(&path, nameless);
        }
        // The same answer where nothing is counted.
        assert_eq!(opened(&format!("/reprints/{gone}.gif"), "https://news.example.org/"), pixel);
        assert_eq!(opened("/reprints/999999.gif", "https://news.example.org/"), pixel);
        // Its own pages show no copy.
        opened(&path, "http://127.0.0.1:8080/works/moon");
        server.get_with(&path, &[("User-Agent", "Googlebot/2.1"), ("Referer", "https://news.example.org/")]);
        server.ask("HEAD", &path, &[READER, ("Referer", "https://news.example.org/")]);
        assert_eq!(server.get("/reprints/moon.gif").status, 404);
        let logged = server.logged();
        drop(server);
        assert!(!logged.contains("secret-page") && !logged.contains("203.0.113"), "{logged}");
        let kept = site.texts("SELECT w.slug || ' ' || r.host || ' ' || r.views FROM work_reprints r JOIN works w ON w.id = r.work_id ORDER BY r.host").await;
        assert_eq!(kept, ["moon  5", "moon news.example.org 2"]);
    }

    async fn who_makes_up_hosts_fills_no_table(site: &Site) {
        fill(site);
        let moon = site.number("SELECT id FROM works WHERE slug = 'moon'").await;
        let db = site.db().await;
        let at = |host: String| (db::reprints::Place { work: moon, host }, 1);
        let now = domain::Timestamp(1_790_000_000_000);
        db::reprints::add(&db, now, &(0..300).map(|n| at(format!("h{n:03}.example"))).collect()).await.unwrap();
        db::reprints::add(&db, now, &[at("h000.example".to_owned()), at("late.example".to_owned())].into_iter().collect()).await.unwrap();
        assert_eq!(site.number("SELECT COUNT(*) FROM work_reprints").await, 201, "two hundred hosts, and the rest");
        assert_eq!(site.number("SELECT views FROM work_reprints WHERE host = 'h000.example'").await, 2, "a known host stays one");
        assert_eq!(site.number("SELECT views FROM work_reprints WHERE host = ''").await, 101);
    }
}
