//! Editions: published articles are set in type by a worker that has nothing else to do, and anew after they changed; long
//! images are read.

use crate::{
    media::made,
    site::{Folder, Site, Work, on_both},
};
use image::ImageFormat;

/// What is off in all other tests.
fn work(site: &Site) -> String {
    site.run(&[&"work", &"--once", &"--typeset", &"true", &"--ocr", &"true"])
}

/// The first address below /media/ whose file begins with `name`.
fn file<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let found = page.match_indices("/media/").map(|(at, _)| page[at..].split('"').next().unwrap());
    found.into_iter().find(|address| address.contains(&format!("/{name}-")))
}

on_both! {
    async fn an_article_can_be_taken_along(site: &Site) {
        let folder = Folder::new();
        folder.file("frost.md", Work::new("frost", "霜冻预警来了").text());
        folder.import(site);
        let server = site.serve();
        assert!(file(&server.page("/works/frost"), "print").is_none(), "it was set by an import");
        work(site);
        server.within_a_second("the files stand on the page", || file(&server.page("/works/frost"), "print").is_some());
        let page = server.page("/works/frost");
        let print = file(&page, "print").unwrap().to_owned();
        assert!(server.get(&print).bytes().starts_with(b"%PDF-"));
        assert_eq!(server.get(file(&page, "long").unwrap()).status, 200);
        let card = page.split("og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(card.starts_with("http") && card.contains("/card-"), "{card}");
        // Nothing is left to do, and it is not done again.
        assert!(work(site).contains("jobs: 0 done"), "it was set twice");

        // A correction goes into it.
        site.run(&[&"correct", &"frost", &"--reason", &"温度写错了一度"]);
        server.within_a_second("what says something else is taken away", || server.get(&print).status == 404);
        work(site);
        server.within_a_second("it is set anew", || file(&server.page("/works/frost"), "print").is_some_and(|new| new != print));

        site.run(&[&"withdraw", &"frost", &"--reason", &"演示撤回"]);
        let again = file(&page, "card").unwrap();
        server.within_a_second("its files are gone with it", || server.get(again).status == 404);
        // What is brought back as it was brings its edition along.
        site.run(&[&"reinstate", &"frost"]);
        server.within_a_second("its files are back with it", || file(&server.page("/works/frost"), "print").is_some());
        assert!(work(site).contains("jobs: 0 done"), "it was set again though it says the same");
    }

    async fn a_long_image_is_read(site: &Site) {
        let folder = Folder::new();
        let picture = made::encoded(made::gradient(360, 1200), ImageFormat::Png);
        let text = Work::new("long", "一图读懂").line("long_image:\n  files: [pictures/1.png]\n  checked: true\n  panels:\n    - {top: 0, bottom: 1200, text: 先看预警}").text();
        folder.file("pictures/1.png", picture).file("long.md", text.replace("kind: article", "kind: long-image"));
        folder.import(site);
        assert!(work(site).contains("jobs: 2 done"));
        assert_eq!(site.texts("SELECT r.media_type FROM renditions r WHERE r.role = 'words'").await, ["application/json"]);
        assert!(work(site).contains("jobs: 0 done"), "it was read twice");

        // It can be taken along, and any viewer can go into depth.
        let server = site.serve();
        let page = server.page("/works/long");
        let whole = file(&page, "whole").expect("no file to take along").to_owned();
        assert!(server.get(&whole).bytes().starts_with(&[0xFF, 0xD8, 0xFF]));
        let info = page.split("href=\"/iiif/").nth(1).expect("no tiles").split('"').next().unwrap().to_owned();
        let answer = server.get(&format!("/iiif/{info}"));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        let described: serde_json::Value = serde_json::from_slice(&answer.bytes()).unwrap();
        assert_eq!((&described["profile"], &described["width"], &described["height"]), (&"level0".into(), &360.into(), &1200.into()));
        let folder = format!("/iiif/{}", info.strip_suffix("/info.json").unwrap());
        assert!(described["id"].as_str().unwrap().ends_with(&folder), "{described}");
        let tile = format!("{folder}/0,0,360,1200/180,600/0/default.jpg");
        assert_eq!((server.get(&tile).status, server.get(&folder).status), (200, 303));
        assert_eq!(server.get(&format!("{folder}/0,0,360,1200/max/0/default.jpg")).status, 404);

        site.run(&[&"withdraw", &"long", &"--reason", &"演示撤回"]);
        server.within_a_second("its copies are gone", || server.get(&tile).status == 404 && server.get(&whole).status == 404);
        assert_eq!(server.get(&format!("{folder}/info.json")).status, 404);
    }
}
