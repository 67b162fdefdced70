//! What search engines and reading programs are told, and what they are not.

use crate::site::{Door, Folder, Site, Work, corpus::ITEMS, now, on_both};

/// The addresses in a sitemap or an index of them, as paths.
fn places(xml: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let of_ours = |n: &roxmltree::Node| n.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc"));
    let paths = tree.descendants().filter(of_ours).map(|n| n.text().unwrap().strip_prefix("https://liangyi.example").unwrap());
    paths.map(str::to_owned).collect()
}

/// One of today, an older one with a picture, a translation, a draft, and one that is withdrawn.
fn furnish(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    let figure = "![图](pictures/a.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}";
    folder.file("pictures/a.png", crate::editorial::round_trip::png(90));
    folder
        .work(&Work::new("old", "去年的解读").published("2025-10-08 09:00").clause("plan#2.1").body(figure))
        .work(&Work::new("old-en", "The translation").language("en").published("2025-10-08 09:00").line("translation_of: old"))
        .work(&Work::new("today", "今天的解读").published(&now().minute()).clause("plan#2.2"))
        .work(&Work::new("secret", "还没有发布的解读").clause("plan#2.1").draft())
        .work(&Work::new("gone", "要撤回的解读").published(&now().minute()).clause("plan#2.3"));
    folder.import(site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"依据不足。"]);
}

on_both! {
    async fn the_sitemaps_name_every_public_page_once_and_nothing_else(site: &Site) {
        furnish(site);
        let door = Door::open(site).await;
        let index = places(&door.page("/sitemap.xml").await);
        let expected = [
            "/sitemaps/pages.xml",
            "/sitemaps/news.xml",
            "/sitemaps/policies/plan.xml",
            "/sitemaps/archive.xml",
            "/sitemaps/works-1.xml",
        ];
        assert_eq!(index, expected);
        let pages = places(&door.page("/sitemaps/pages.xml").await);
        for path in ["/", "/glossary", "/topics/video", "/campaigns/month", "/organisations/green-hill", "/people/lin"] {
            assert!(pages.contains(&path.to_owned()), "{path} is not in {pages:?}");
        }
        for page in &pages {
            assert_eq!(door.get(page).await.status, 200, "{page}");
        }
        let works = door.page("/sitemaps/works-1.xml").await;
        let mut named = places(&works);
        named.sort();
        assert_eq!(named, ["/works/old", "/works/old-en", "/works/today"]);
        assert_eq!(works.matches("<image:loc>").count(), 1, "{works}");
        assert_eq!(places(&door.page("/sitemaps/news.xml").await), ["/works/today"]);
        let policy = places(&door.page("/sitemaps/policies/plan.xml").await);
        assert_eq!(policy[0], "/policies/plan");
        assert!(policy.contains(&"/policies/plan/2.3".to_owned()), "{policy:?}");
        for page in &policy {
            assert_eq!(door.get(page).await.status, 200, "{page}");
        }
        assert_eq!(door.get("/sitemaps/works-2.xml").await.status, 404);
        assert_eq!(door.get("/sitemaps/works-9223372036854775807.xml").await.status, 404);
        assert_eq!(door.get("/sitemaps/policies/absent.xml").await.status, 404);
    }

    async fn a_page_is_said_to_have_changed_when_a_reader_would_notice(site: &Site) {
        furnish(site);
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let before = now().rfc3339();
        site.run(&[&"correct", &"old", &"--reason", &"第一段的年份应为2024年。"]);
        let door = Door::open(site).await;
        let modified = async |sitemap: &str, page: &str| {
            let xml = door.page(sitemap).await;
            let entry = &xml[xml.find(&format!("{page}</loc>")).unwrap()..];
            let from = entry.find("<lastmod>").unwrap() + 9;
            entry[from..from + before.len()].to_owned()
        };
        let (works, policy) = ("/sitemaps/works-1.xml", "/sitemaps/policies/plan.xml");
        assert_eq!(modified(works, "/works/old-en").await, "2025-10-08T09:00:00+08:00");
        assert!(modified(works, "/works/old").await >= before);
        assert!(modified(policy, "/policies/plan").await >= before);
        assert!(modified(policy, "/policies/plan/2.1").await >= before);
        assert!(modified(policy, "/policies/plan/1.1").await < before);
    }
}

#[tokio::test]
async fn robots_find_the_sitemaps_and_programs_that_read_find_the_policies_and_the_newest_works() {
    let site = Site::new();
    furnish(&site);
    let door = Door::open(&site).await;
    assert!(door.page("/robots.txt").await.contains("Sitemap: https://liangyi.example/sitemap.xml\n"));
    let summary = door.page("/llms.txt").await;
    assert!(summary.starts_with("# 两翼\n\n> 逐条解读\n"), "{summary}");
    assert!(summary.contains("](https://liangyi.example/policies/plan)"), "{summary}");
    assert!(summary.contains("- [今天的解读](https://liangyi.example/works/today): 一句话说清。\n"), "{summary}");
    assert!(!summary.contains("还没有发布") && !summary.contains("要撤回"), "{summary}");
}

#[tokio::test]
async fn a_sitemap_ends_where_the_next_one_begins() {
    let site = Site::new();
    let door = Door::open(&site).await;
    for id in [1, 10_000, 10_001, 30_000] {
        let columns = "id, tag, slug, kind, state, language, genre, title, lead, minutes, published_at, updated_at, created_at";
        let values = format!("{id}, 'tag:{id}', 'work-{id}', 'article', 'published', 'zh-Hans', 'news', '', '', 1, 0, 0, 0");
        site.texts(&format!("INSERT INTO works ({columns}) VALUES ({values}) RETURNING slug")).await;
    }
    let index = places(&door.page("/sitemap.xml").await);
    assert_eq!(index[1..], [1, 2, 3].map(|n| format!("/sitemaps/works-{n}.xml")));
    for (sitemap, works) in [(1, vec![1, 10_000]), (2, vec![10_001]), (3, vec![30_000])] {
        let named = places(&door.page(&format!("/sitemaps/works-{sitemap}.xml")).await);
        assert_eq!(named, works.iter().map(|id| format!("/works/work-{id}")).collect::<Vec<_>>());
    }
}
