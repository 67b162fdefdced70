//! Taking in works: once, again, changed, renamed, unpublished.

use crate::site::{Folder, Site, Work, corpus::ITEMS, on_both};
use std::process::Stdio;

async fn changes(site: &Site) -> i64 {
    site.number("SELECT seq FROM change_head").await
}

/// Everything about works that an import could change without being asked to.
async fn state(site: &Site) -> Vec<String> {
    site.texts("SELECT id || ' ' || tag || ' ' || slug || ' ' || updated_at || ' ' || published_at || ' ' || published_revision FROM works ORDER BY id").await
}

fn two() -> Folder {
    let folder = Folder::new();
    folder
        .work(&Work::new("video", "读懂短视频").clause("plan#2.1").body("## 为什么 {#why}\n\n因为看得见。"))
        .work(&Work::new("hall", "读懂流动科技馆").clause("plan#2.2"));
    folder
}

on_both! {
    async fn the_same_folder_again_changes_nothing(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = two();
        assert!(folder.import(site).contains("works: 2 (2 new, 0 changed, 0 as they were)"));
        let (log, before) = (changes(site).await, state(site).await);
        assert!(folder.import(site).contains("works: 2 (0 new, 0 changed, 2 as they were)"));
        assert_eq!(changes(site).await, log, "the change log has grown");
        assert_eq!(state(site).await, before);
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions").await, 2);
    }

    async fn two_imports_of_one_folder_at_once_store_it_once(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = two();
        let imports = [0, 1].map(|_| {
            let mut command = site.command();
            command.args(["import", "works"]).arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        let ended = imports.map(|import| import.wait_with_output().unwrap());
        assert!(ended.iter().all(|e| e.status.success()), "{ended:?}");
        assert!(folder.import(site).contains("works: 2 (0 new, 0 changed, 2 as they were)"));
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions").await, 2);
        assert_eq!(site.number("SELECT COUNT(*) FROM changes WHERE entity = 'work'").await, 2);
    }

    async fn a_changed_file_makes_one_revision_and_moves_updated_but_never_published(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = two();
        folder.import(site);
        let column = async |name: &str| site.number(&format!("SELECT {name} FROM works WHERE slug = 'video'")).await;
        let (published, updated) = (column("published_at").await, column("updated_at").await);
        assert_eq!(published, updated);
        folder.work(&Work::new("video", "读懂短视频（修订）").clause("plan#2.1"));
        assert!(folder.import(site).contains("works: 2 (0 new, 1 changed, 1 as they were)"));
        assert_eq!(column("published_at").await, published);
        assert!(column("updated_at").await > updated);
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions").await, 3);

        folder.work(&Work::new("video", "读懂短视频").clause("plan#2.1").published("2026-10-09 09:00"));
        let said = site.refused(&[&"import", &"works", &folder.path()]);
        assert!(said.contains("that time never moves"), "{said}");
        folder.work(&Work::new("video", "读懂短视频").clause("plan#2.1").draft());
        assert!(site.refused(&[&"import", &"works", &folder.path()]).contains("cannot make it a draft again"));
    }

    async fn a_slug_that_changes_leaves_a_redirect(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = two();
        folder.import(site);
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'video'").await.remove(0);
        let renamed = |slug: &str| Work::new(slug, "读懂短视频").clause("plan#2.1").line(&format!("tag: \"{tag}\""));
        folder.remove("video.md").work(&renamed("short-video")).import(site);
        folder.remove("short-video.md").work(&renamed("shorter")).import(site);

        let server = site.serve();
        assert!(server.page("/works/shorter").contains("读懂短视频"));
        for old in ["video", "short-video"] {
            let response = server.get(&format!("/works/{old}"));
            assert_eq!((response.status, response.header("location")), (301, Some("/works/shorter")), "{old}");
        }
        assert_eq!(site.texts("SELECT tag FROM works ORDER BY id").await.len(), 2, "renaming made another work");
        // Another work may take a name that was given up.
        folder.work(&Work::new("video", "另一篇短视频"));
        folder.import(site);
        server.within_a_second("the new work", || server.get("/works/video").status == 200);
        assert!(server.page("/works/video").contains("另一篇短视频"));
    }

    async fn a_draft_is_indistinguishable_from_nothing(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("secret", "还没有发布").draft()).work(&Work::new("public", "已经发布"));
        folder.import(site);
        let server = site.serve();
        let (draft, nothing) = (server.get("/works/secret"), server.get("/works/absent"));
        assert_eq!(draft.status, 404);
        // The menu of views leads to the address that was asked for; both are of six letters.
        let said = draft.text().replace("/works/secret", "/works/absent");
        assert_eq!((draft.status, draft.lasting_headers(), said), (nothing.status, nothing.lasting_headers(), nothing.text()));
        for page in ["/", "/works", "/search?q=%E5%8F%91%E5%B8%83", "/feed.atom", "/people/lin", "/organisations/green-hill"] {
            assert!(!server.page(page).contains("还没有发布"), "{page} tells of the draft");
        }
        // Renaming a draft tells nobody of either name.
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'secret'").await.remove(0);
        folder.remove("secret.md").work(&Work::new("hidden", "还没有发布").draft().line(&format!("tag: \"{tag}\"")));
        folder.import(site);
        for slug in ["secret", "hidden"] {
            assert_eq!(server.get(&format!("/works/{slug}")).status, 404, "{slug}");
        }
        folder.remove("hidden.md").work(&Work::new("hidden", "终于发布").line(&format!("tag: \"{tag}\"")));
        folder.import(site);
        server.within_a_second("the published work", || server.page("/feed.atom").contains("终于发布"));
        assert_eq!(server.get("/works/hidden").status, 200);
    }

    async fn vocabulary_that_changes_is_updated_everywhere(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("video", "读懂短视频"));
        folder.import(site);
        let server = site.serve();
        assert!(server.page("/works/video").contains("lin（示例）"));
        folder.file("people.yaml", "- {slug: lin, name: 林新名（示例）, organisation: green-hill, example: true}\n");
        folder.import(site);
        server.within_a_second("the new name", || server.page("/works/video").contains("林新名"));
        server.within_a_second("search with the new name", || {
            server.page("/search?q=%E6%9E%97%E6%96%B0%E5%90%8D").contains("/works/video")
        });
    }
}
