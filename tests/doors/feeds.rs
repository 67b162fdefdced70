//! Every list as a feed, in every format: the same works, page by page, and nothing that is not public.

use crate::site::{Door, Folder, Site, Work, corpus::ITEMS, on_both};
use domain::FeedFormat;

/// The page of one list of each sort.
const LISTS: [&str; 11] = [
    "",
    "/languages/zh-Hans",
    "/kinds/article",
    "/genres/expert",
    "/audiences/elderly",
    "/topics/video",
    "/campaigns/month",
    "/organisations/green-hill",
    "/people/lin",
    "/policies/plan",
    "/policies/plan/2.1",
];

fn folder(works: usize) -> Folder {
    let folder = Folder::new();
    for n in 0..works {
        let at = format!("2026-10-0{} 09:00", 1 + n / 20);
        folder.work(&Work::new(&format!("work-{n:02}"), &format!("第{n}篇")).published(&at).clause("plan#2.1"));
    }
    folder.work(&Work::new("secret", "还没有发布的一篇").clause("plan#2.1").draft());
    folder
}

fn ids(text: &str) -> Vec<String> {
    feed_rs::parser::parse(text.as_bytes()).unwrap().entries.into_iter().map(|entry| entry.id).collect()
}

/// Where the next document is, in any format.
fn next(format: FeedFormat, text: &str) -> Option<String> {
    let address = match format {
        FeedFormat::Json => serde_json::from_str::<serde_json::Value>(text).unwrap()["next_url"].as_str().map(str::to_owned),
        FeedFormat::Atom | FeedFormat::Rss => {
            let tree = roxmltree::Document::parse(text).unwrap();
            let link = tree.descendants().find(|n| n.tag_name().name() == "link" && n.attribute("rel") == Some("next"));
            link.and_then(|link| link.attribute("href")).map(str::to_owned)
        }
    };
    address.map(|address| address.strip_prefix("https://liangyi.example").unwrap().to_owned())
}

on_both! {
    async fn every_list_shows_the_same_works_in_every_format_and_no_draft(site: &Site) {
        site.import_policy(&ITEMS);
        folder(2).import(site);
        let door = Door::open(site).await;
        for list in LISTS {
            let atom = ids(&door.page(&format!("{list}/feed.atom")).await);
            assert_eq!(atom.len(), 2, "{list}");
            for format in FeedFormat::ALL {
                let text = door.page(&format!("{list}/feed.{format}")).await;
                assert_eq!(ids(&text), atom, "{list} in {format}");
                assert!(!text.contains("还没有发布"), "{list} in {format} shows a draft");
            }
        }
    }

    async fn a_feed_is_walked_to_its_first_work_in_every_format(site: &Site) {
        site.import_policy(&ITEMS);
        folder(22).import(site);
        let door = Door::open(site).await;
        for format in FeedFormat::ALL {
            let (mut walk, mut at) = (Vec::new(), Some(format!("/topics/video/feed.{format}")));
            while let Some(path) = at {
                let text = door.page(&path).await;
                walk.extend(ids(&text));
                at = next(*format, &text);
            }
            assert_eq!(walk.len(), 22, "{format}");
            walk.sort();
            walk.dedup();
            assert_eq!(walk.len(), 22, "{format}: a work came twice");
        }
    }

    async fn a_withdrawn_work_keeps_its_id_and_loses_its_text_in_every_format(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.work(&Work::new("amber", "琥珀里的时间").clause("plan#2.1").body("独一无二的琥珀句子。"));
        folder.work(&Work::new("other", "留下来的解读").clause("plan#2.1"));
        folder.import(site);
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'amber'").await.remove(0);
        site.run(&[&"withdraw", &"amber", &"--reason", &"第三段的数字有误。"]);
        let door = Door::open(site).await;
        for list in LISTS {
            for format in FeedFormat::ALL {
                let text = door.page(&format!("{list}/feed.{format}")).await;
                assert!(ids(&text).contains(&tag) && text.contains("第三段的数字有误。"), "{list} in {format}: {text}");
                assert!(!text.contains("独一无二"), "{list} in {format} still carries the text");
            }
        }
    }
}

#[tokio::test]
async fn a_feed_that_has_not_changed_costs_no_body_in_any_format() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    folder(2).import(&site);
    let door = Door::open(&site).await;
    for format in FeedFormat::ALL {
        let path = format!("/topics/video/feed.{format}");
        let first = door.get(&path).await;
        assert!(first.header("content-type").unwrap().starts_with(format.media_type()), "{path}");
        let again = door.get_with(&path, ("If-None-Match", first.header("etag").unwrap())).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        for kept in ["etag", "cache-control", "vary"] {
            assert_eq!(again.header(kept), first.header(kept), "{path}: {kept}");
        }
        for had in ["content-security-policy", "x-content-type-options", "referrer-policy"] {
            assert_eq!((first.header(had).is_some(), again.header(had)), (true, None), "{path}: {had} is sent once");
        }
    }
    assert_eq!(door.get("/topics/video/feed.xml").await.status, 404);
    assert_eq!(door.get("/topics/absent/feed.rss").await.status, 404);
}

#[tokio::test]
async fn pages_announce_every_format_and_the_directory_names_each_list_once() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    folder(1).import(&site);
    let door = Door::open(&site).await;
    let page = door.page("/topics/video").await;
    for format in FeedFormat::ALL {
        let link = format!("<link rel=\"alternate\" type=\"{}\"", format.media_type());
        assert!(page.contains(&link) && page.contains(&format!("href=\"/topics/video/feed.{format}\"")), "{link}");
    }
    let directory = door.page("/feeds").await;
    assert_eq!(directory.matches("/topics/video/feed.").count(), 4, "three links, and the address in words");
    assert!(directory.contains(">https://liangyi.example/topics/video/feed.atom</code>"), "{directory}");
    let keys: Vec<&str> = directory.split(" data-copy=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for key in &keys {
        assert_eq!(directory.matches(&format!(" id=\"{key}\"")).count(), 1, "{key}");
    }
    assert_eq!(keys.len(), directory.matches("<li><span class=\"feed\">").count());
    assert_eq!(directory.matches("<li><span class=\"feed\">").count(), directory.matches("feed.json\"").count() - 1);
}
