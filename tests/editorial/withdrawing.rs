//! A withdrawn work is gone from every door within a second, and its address says why.

use super::round_trip::png;
use crate::site::{Folder, Work, corpus::ITEMS, on_both, serving::Serving};
use std::{
    process::Stdio,
    sync::atomic::{AtomicBool, Ordering},
};

const FIGURE: &str = "![图](pictures/a.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("pictures/a.png", png(90));
    folder
        .work(
            &Work::new("video", "要撤回的短视频解读")
                .clause("plan#2.1")
                .body(&format!("第一段。\n\n{FIGURE}\n\n独一无二的琥珀句子。")),
        )
        .work(&Work::new("video-en", "The translation").language("en").line("translation_of: video"))
        .work(&Work::new("other", "留下来的解读").clause("plan#2.1"))
        .work(&Work::new("draft", "草稿").draft());
    folder
}

/// Every page that shows the work while it is published.
const PAGES: [&str; 12] = [
    "/",
    "/works",
    "/policies/plan",
    "/policies/plan/2.1",
    "/genres/expert",
    "/audiences/elderly",
    "/topics/video",
    "/campaigns/month",
    "/organisations/green-hill",
    "/people/lin",
    "/works/other",
    "/search?q=%E7%9F%AD%E8%A7%86%E9%A2%91%E8%A7%A3%E8%AF%BB&scope=works",
];

/// How a list leads to it.
const LINK: &str = "href=\"/works/video\"";

/// The address of the work's first picture.
fn picture(server: &Serving) -> String {
    let page = server.page("/works/video");
    let at = page.find("/media/").unwrap();
    page[at..].split(['"', ' ', ',']).next().unwrap().to_owned()
}

fn bring_back(url: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = db::Db::open(url).await.unwrap();
        editorial::reinstate(&db, crate::site::now(), "video").await.unwrap();
        db.close().await.unwrap();
    });
}

on_both! {
    async fn a_work_that_is_brought_back_between_two_looks_at_it_is_found(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new().work(&Work::new("video", "撤回的解读").clause("plan#2.1")).import(site);
        site.run(&[&"withdraw", &"video", &"--reason", &"有误。"]);
        let (url, first) = (site.url(), AtomicBool::new(true));
        let db = db::Db::open(&url).await.unwrap().watched(move |sql, _| {
            if sql.contains("works") && first.swap(false, Ordering::SeqCst) {
                let url = url.clone();
                std::thread::spawn(move || bring_back(&url)).join().unwrap();
            }
        });
        let found = db::works::lookup(&db, "video").await.unwrap();
        assert!(matches!(found, db::works::Lookup::Found(_)), "{found:?}");
        db.close().await.unwrap();
    }

    async fn a_withdrawn_work_is_gone_everywhere_within_a_second_and_comes_back_when_reinstated(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = folder();
        folder.import(site);
        let server = site.serve();
        let title = "要撤回的短视频解读";
        let picture = picture(&server);
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'video'").await.remove(0);
        assert_eq!(server.get(&picture).status, 200);
        // What a reader's cache holds must not outlive the work.
        let etags = PAGES.map(|page| server.get(page).header("etag").unwrap().to_owned());
        for page in PAGES {
            assert!(server.page(page).contains(LINK), "{page} does not show the work");
        }
        let before = server.page("/feed.atom");
        assert!(before.contains(&tag) && !before.contains("deleted-entry"));

        let said = site.run(&[&"withdraw", &"video", &"--reason", &"第三段的数字有误。"]);
        assert!(said.contains("video is withdrawn; liangyi reinstate video undoes it"));
        server.within_a_second("gone", || server.get("/works/video").status == 410);
        let gone = server.get("/works/video").text();
        assert!(gone.contains("第三段的数字有误。") && gone.contains(title) && !gone.contains("琥珀"), "{gone}");
        for (page, etag) in PAGES.iter().zip(&etags) {
            let response = server.get_with(page, &[("If-None-Match", etag)]);
            assert_eq!(response.status, 200, "{page} is said to be unchanged");
            let text = response.text();
            assert!(!text.contains(LINK) && !text.contains(title), "{page} still shows the work");
        }
        assert!(!server.page("/search?q=%E7%90%A5%E7%8F%80").contains("href=\"/works/video"), "search still finds its sentence");
        assert_eq!(server.get(&picture).status, 404, "its picture is still public");
        let feed = server.page("/feed.atom");
        assert!(feed.contains(&format!("<at:deleted-entry ref=\"{tag}\"")) && feed.contains(&format!("<id>{tag}</id>")), "{feed}");
        assert!(feed.contains("第三段的数字有误。") && !feed.contains("琥珀"));
        assert!(server.page("/policies/plan/2.1/feed.atom").contains("at:deleted-entry"), "the clause's feed does not tell");
        assert!(server.page("/works/video-en").contains("The translation"), "the sister went along unasked");

        let again = folder.import(site);
        assert!(again.contains("video: withdrawn here, and left so"), "{again}");
        assert_eq!(server.get("/works/video").status, 410);

        site.run(&[&"reinstate", &"video"]);
        server.within_a_second("back", || server.get("/works/video").status == 200);
        for page in PAGES {
            server.within_a_second(page, || server.page(page).contains(LINK));
        }
        assert_eq!(server.get(&picture).status, 200);
        let feed = server.page("/feed.atom");
        assert!(feed.contains(&tag) && !feed.contains("deleted-entry") && feed.contains("琥珀"));
    }

    async fn a_withdrawal_for_all_languages_takes_the_sisters_along(site: &Site) {
        site.import_policy(&ITEMS);
        folder().import(site);
        let server = site.serve();
        site.run(&[&"withdraw", &"video-en", &"--reason", &"译自有误的原文。", &"--scope", &"all-languages", &"--kind", &"removal"]);
        for slug in ["video", "video-en"] {
            server.within_a_second("gone", || server.get(&format!("/works/{slug}")).status == 410);
        }
        let page = server.get("/works/video").text();
        assert!(page.contains("译自有误的原文。") && !page.contains("要撤回的短视频解读"), "a removal takes the title along");
        assert!(!server.page("/feed.atom").contains("要撤回的短视频解读"));
        assert!(!server.page("/languages/en/feed.atom").contains("The translation"));
        assert_eq!(server.get("/works/other").status, 200);
    }

    async fn what_cannot_be_withdrawn_or_reinstated_is_refused_in_words(site: &Site) {
        site.import_policy(&ITEMS);
        folder().import(site);
        let withdraw = |slug: &str, reason: &str| site.refused(&[&"withdraw", &slug, &"--reason", &reason]);
        assert!(withdraw("draft", "有误。").contains("only a published work can be withdrawn; this one is draft"));
        assert!(withdraw("absent", "有误。").contains("no work is called “absent”"));
        assert!(withdraw("video", "  ").contains("a withdrawal needs a reason"));
        let kind = site.refused(&[&"withdraw", &"video", &"--reason", &"有误。", &"--kind", &"correction"]);
        assert!(kind.contains("withdraws nothing; use retraction or removal"), "{kind}");
        assert!(site.refused(&[&"reinstate", &"video"]).contains("only a withdrawn work can be reinstated; this one is published"));
        let before = site.number("SELECT seq FROM change_head").await;
        site.run(&[&"withdraw", &"video", &"--reason", &"有误。"]);
        assert!(withdraw("video", "又有误。").contains("only a published work can be withdrawn; this one is withdrawn"));
        assert_eq!(site.number("SELECT seq FROM change_head").await, before + 1);
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections").await, 1);
    }

    async fn of_two_withdrawals_at_once_one_is_refused(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new().work(&Work::new("video", "读懂短视频").clause("plan#2.1")).import(site);
        let both = [0, 1].map(|_| {
            let mut command = site.command();
            command.args(["withdraw", "video", "--reason", "数据有误"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        let ended = both.map(|one| one.wait_with_output().unwrap());
        assert_eq!(ended.iter().filter(|e| e.status.success()).count(), 1, "{ended:?}");
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections").await, 1);
    }

    async fn what_was_withdrawn_in_all_languages_comes_back_in_all(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.work(&Work::new("video", "读懂短视频").clause("plan#2.1"));
        folder.work(&Work::new("video-en", "Short videos").language("en").line("translation_of: video"));
        folder.import(site);
        let withdrawn = "SELECT COUNT(*) FROM works WHERE state = 'withdrawn'";
        site.run(&[&"withdraw", &"video", &"--reason", &"数据有误", &"--scope", &"all-languages"]);
        assert_eq!(site.number(withdrawn).await, 2);
        site.run(&[&"reinstate", &"video"]);
        assert_eq!(site.number(withdrawn).await, 0);
    }
}

on_both! {
    async fn each_way_of_taking_down_answers_in_its_own_way_and_is_undone(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.file("pictures/a.png", png(90));
        let body = format!("第一段。\n\n{FIGURE}\n\n独一无二的琥珀句子。");
        folder
            .work(&Work::new("video", "要撤下的解读").clause("plan#2.1").body(&body))
            .work(&Work::new("other", "留下来的解读").clause("plan#2.1"));
        folder.import(site);
        let server = site.serve();
        let (address, title) = ("/works/video", "要撤下的解读");
        let picture = picture(&server);
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'video'").await.remove(0);
        for (way, kind, more) in [
            ("banner", "retraction", &[][..]),
            ("gone", "retraction", &[]),
            ("replaced", "retraction", &["--other", "other"]),
            ("redirect", "removal", &["--other", "other"]),
            ("vanished", "removal", &[]),
        ] {
            let mut command = site.command();
            command.args(["withdraw", "video", "--reason", "第三段的数字有误。", "--kind", kind, "--way", way]).args(more);
            let done = site.output_of(&mut command);
            assert!(done.status.success(), "{way}: {}", String::from_utf8_lossy(&done.stderr));
            // The lists and the page may be seen one before the other.
            server.within_a_second(way, || {
                let now = server.get(address);
                !server.page("/works").contains(LINK) && (now.status != 200 || now.text().contains("这件作品已经撤回"))
            });
            let response = server.get(address);
            let text = response.text();
            let (status, reason, amber) = (response.status, text.contains("第三段的数字有误。"), text.contains("琥珀"));
            match way {
                "banner" => {
                    assert_eq!((status, reason, amber), (200, true, true), "{way}");
                    assert!(text.contains("这件作品已经撤回") && text.contains("noindex"), "{way}: {text}");
                }
                "gone" => assert_eq!((status, reason, amber), (410, true, false), "{way}"),
                "replaced" => {
                    assert_eq!((status, reason, amber), (410, true, false), "{way}");
                    assert!(text.contains("请改读") && text.contains("href=\"/works/other\""), "{way}: {text}");
                }
                "redirect" => assert_eq!((status, response.header("location")), (301, Some("/works/other")), "{way}"),
                _ => {
                    assert_eq!((status, reason, amber), (404, false, false), "{way}");
                    assert_eq!(text, server.get("/works/never-there").text().replace("never-there", "video"), "as if it had never been");
                }
            }
            assert_eq!(server.get(&picture).status, if way == "banner" { 200 } else { 404 }, "{way}: its picture");
            for page in ["/", "/policies/plan/2.1", "/genres/expert", "/topics/video", "/search?q=%E7%90%A5%E7%8F%80"] {
                assert!(!server.page(page).contains(LINK), "{way}: {page} still leads to it");
            }
            let feed = server.page("/feed.atom");
            assert!(feed.contains(&format!("<at:deleted-entry ref=\"{tag}\"")) && !feed.contains("琥珀"), "{way}: {feed}");
            assert_eq!(feed.contains("第三段的数字有误。"), way != "vanished", "{way}: the reason in the feed");
            assert_eq!(feed.contains(title), kind == "retraction", "{way}: the title in the feed");
            let leads = |link: &str| link.contains("rel=\"related\"") && link.contains("/works/other\"");
            assert_eq!(feed.split("<link ").any(|rest| rest.split('>').next().is_some_and(leads)), !more.is_empty(), "{way}: {feed}");
            site.run(&[&"reinstate", &"video"]);
            // A page with a banner answers 200 too, so that the status alone does not tell that it is back.
            server.within_a_second(&format!("{way}: back, without its banner"), || {
                let now = server.get(address);
                now.status == 200 && !now.text().contains("这件作品已经撤回") && server.page("/works").contains(LINK)
            });
            assert_eq!(server.get(&picture).status, 200);
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections WHERE lifted_at IS NOT NULL").await, 5, "all stay on record");
    }

    async fn a_way_that_does_not_suit_or_leads_nowhere_is_refused(site: &Site) {
        site.import_policy(&ITEMS);
        folder().import(site);
        let refused = |more: &[&str]| {
            let mut command = site.command();
            let output = site.output_of(command.args(["withdraw", "video", "--reason", "有误。"]).args(more));
            assert_eq!(output.status.code(), Some(1), "{more:?}");
            String::from_utf8(output.stderr).unwrap()
        };
        assert!(refused(&["--way", "vanished"]).contains("完全隐去只用于移除"));
        assert!(refused(&["--way", "banner", "--kind", "removal"]).contains("保留原文只用于撤回"));
        assert!(refused(&["--way", "redirect"]).contains("请选择另一件作品"));
        assert!(refused(&["--way", "gone", "--other", "other"]).contains("不需要另一件作品"));
        for nowhere in ["absent", "draft"] {
            assert!(refused(&["--way", "replaced", "--other", nowhere]).contains("没有已发布的作品"));
        }
        assert!(refused(&["--way", "redirect", "--other", "video"]).contains("也在这次撤下的作品里"));
        let all = ["--way", "redirect", "--other", "video-en", "--scope", "all-languages"];
        assert!(refused(&all).contains("也在这次撤下的作品里"));
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections").await, 0);
        // Where the other work goes too, nobody is led in a circle.
        let server = site.serve();
        let run = |arguments: &[&str]| assert!(site.output_of(site.command().args(arguments)).status.success(), "{arguments:?}");
        run(&["withdraw", "video", "--reason", "合并了。", "--way", "redirect", "--other", "other"]);
        run(&["withdraw", "other", "--reason", "有误。"]);
        server.within_a_second("gone", || server.get("/works/video").status == 410);
    }
}
