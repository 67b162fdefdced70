//! A policy that changes: links follow their clauses, or wait for an editor.

use crate::site::{Folder, Work, corpus::ITEMS, on_both};

/// The items of the second version: the third one moved to the front and has lost a sentence, the second one is gone.
const CHANGED: [&str; 3] = [
    "编好老年读本。用大字排印，讲清用药、防骗和智能手机的使用。",
    "办好短视频。鼓励专家出镜，每周制作一期，讲清一个身边的问题。",
    "用好图书馆。周末开放阅览室，请本地科学家来讲一本书。",
];

fn works() -> Folder {
    let folder = Folder::new();
    folder
        .work(&Work::new("video", "读懂短视频").clause("{clause: plan#2.1, passage: 每月制作四期}").clause("plan#1.1"))
        .work(&Work::new("hall", "读懂流动科技馆").clause("plan#2.2"))
        .work(&Work::new("reader", "读懂老年读本").clause("{clause: plan#2.3, passage: 用大字排印}"));
    folder
}

on_both! {
    async fn links_follow_their_clauses_into_the_next_version_or_wait_for_an_editor(site: &Site) {
        site.import_policy(&ITEMS);
        works().import(site);
        assert_eq!(site.run(&[&"links"]), "0 link(s) wait for an editor\n");
        let server = site.serve();
        assert!(server.page("/policies/plan/2.3").contains("读懂老年读本"));

        let said = site.import_policy(&CHANGED);
        assert!(said.contains("version: 2\n"), "{said}");
        assert!(said.contains("links carried over: 3 (1 of them to the whole clause, their passage being gone); waiting for an editor: 1"), "{said}");
        let waiting = site.run(&[&"links"]);
        assert_eq!(waiting, "plan@1#2.2: 读懂流动科技馆 (hall)\n1 link(s) wait for an editor\n");

        server.within_a_second("the new version", || server.page("/policies/plan/2.3").contains("用好图书馆"));
        assert!(server.page("/policies/plan/2.1").contains("读懂老年读本"), "a clause that moved keeps its works");
        assert!(server.page("/policies/plan/2.2").contains("读懂短视频"), "a changed clause keeps its works");
        let new = server.page("/policies/plan/2.3");
        assert!(!new.contains("读懂短") && !new.contains("读懂流") && !new.contains("读懂老"), "nobody has interpreted the new clause");
        assert!(!server.page("/policies/plan").contains("流动科技馆"), "the clause is gone from the current text");
        assert!(server.page("/policies/plan?version=1").contains("建好流动科技馆"), "the first version can still be read");
        assert!(server.page("/works/hall").contains("读懂流动科技馆"));

        let compared = server.page("/policies/plan/compare");
        assert!(server.page("/policies/plan/compare?from=1&to=2").contains("每<ins>周</ins>制作"), "they can be chosen too");
        let change = |of: &str| {
            let rows = compared.split("<div class=\"pair ").find(|row| row.contains(of)).unwrap_or_else(|| panic!("no row of {of}"));
            rows.to_owned()
        };
        let removed = change("建好流动科技馆");
        assert!(removed.starts_with("removed\"") && removed.contains("/works/hall") && removed.contains("待编辑确认"), "{removed}");
        let added = change("用好图书馆");
        assert!(added.starts_with("added\"") && !added.contains("/works/"), "{added}");
        let changed = change("每<ins>周</ins>制作");
        assert!(changed.contains("id=\"change-") && changed.contains("/works/video") && !changed.contains("待编辑确认"), "{changed}");
        assert!(compared.contains("下一处</a>") && compared.contains("<option value=\"1\" selected>"), "{compared}");
        assert!(server.page("/policies/plan/compare?from=2&to=1").contains("每<ins>月</ins>制作"), "any version stands on either side");
        assert!(server.page("/policies/plan/compare?from=2&to=2").contains("选的是同一个版本"));
        for words in ["建好流动科技馆", "用好图书馆", "每<del>月</del>制作", "每<ins>周</ins>制作"] {
            assert!(compared.contains(words), "{words} is not among the differences");
        }
        let check = site.output(&[&"check"]);
        assert!(String::from_utf8(check.stdout).unwrap().contains("wrong  links: 1 wait for an editor"));
        assert_eq!(check.status.code(), Some(1));
    }

    async fn an_older_version_can_still_be_exported_and_linked(site: &Site) {
        site.import_policy(&ITEMS);
        let first = site.output(&[&"export", &"policy", &"plan"]).stdout;
        site.import_policy(&CHANGED);
        assert!(site.output(&[&"export", &"policy", &"plan", &"--version", &"1"]).stdout == first);
        assert_ne!(site.output(&[&"export", &"policy", &"plan"]).stdout, first);
        assert!(site.refused(&[&"export", &"policy", &"plan", &"--version", &"3"]).contains("plan has no version 3; the current one is 2"));
        assert!(site.refused(&[&"export", &"policy", &"other"]).contains("no policy is called “other”"));
        Folder::new().work(&Work::new("hall", "读懂流动科技馆").clause("plan@1#2.2")).import(site);
        assert_eq!(site.number("SELECT version FROM clause_links").await, 1);
    }
}
