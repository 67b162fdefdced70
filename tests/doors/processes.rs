//! The program among others: started twice, killed, caught up.

use crate::{
    busy,
    editorial::round_trip::import_demo,
    site::{Folder, Site, Work, on_both},
};
use std::{
    process::{Child, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

fn check(site: &Site) -> String {
    let output = site.output(&[&"check"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

fn import_in_the_background(site: &Site, folder: &Folder) -> Child {
    let mut command = site.command();
    command.args(["import", "works"]).arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

on_both! {
    async fn a_second_process_on_the_same_index_is_refused_with_the_name_of_the_setting(site: &Site) {
        let server = site.serve();
        let said = site.refused(&[&"serve", &"--listen", &"127.0.0.1:0"]);
        assert!(said.contains("LIANGYI_INDEX") && said.contains("is in use by another process"), "{said}");
        assert_eq!(server.get("/healthz").status, 200);
        // With an index of its own it serves, and follows the same log.
        let index = site.path("second").display().to_string();
        let second = site.serve_with(&[("LIANGYI_INDEX", &index)], &[]);
        Folder::new().work(&Work::new("video", "读懂短视频")).import(site);
        for process in [&server, &second] {
            process.within_a_second("published", || process.get("/works/video").status == 200);
            process.within_a_second("found", || process.page("/search?q=%E7%9F%AD%E8%A7%86%E9%A2%91").contains("/works/video"));
        }
        assert!(check(site).contains("index: held by a running server"));
        assert!(site.run(&[&"reindex"]).contains("the running server builds the index anew now"));
        server.wait("built anew", || server.logged().contains("built anew"));
        assert!(server.page("/search?q=%E7%9F%AD%E8%A7%86%E9%A2%91").contains("/works/video"));
    }

    async fn a_server_killed_in_the_middle_of_imports_catches_up_at_its_next_start(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("work-0", "第零篇")).import(site);
        let server = site.serve();
        for round in 1..4 {
            for n in 0..4 {
                folder.work(&Work::new(&format!("work-{round}-{n}"), "后来的琥珀"));
            }
            if round < 3 {
                folder.import(site);
            }
        }
        let mut import = import_in_the_background(site, &folder);
        sleep(Duration::from_millis(60));
        server.kill();
        import.wait().unwrap();
        folder.import(site);
        let server = site.serve();
        assert!(server.page("/search?q=%E7%90%A5%E7%8F%80").contains("/works/work-3-3"));
        drop(server);
        assert!(check(site).contains("index: 13 works, as in the database"));
    }

    async fn an_import_killed_at_any_moment_leaves_all_or_nothing(site: &Site) {
        let folder = Folder::new();
        for n in 0..20 {
            folder.work(&Work::new(&format!("work-{n}"), "一起来"));
        }
        site.run(&[&"migrate"]);
        for pause in [5, 20, 40, 60, 90, 130] {
            let mut import = import_in_the_background(site, &folder);
            sleep(Duration::from_millis(pause));
            import.kill().unwrap();
            import.wait().unwrap();
            let works = site.number("SELECT COUNT(*) FROM works").await;
            assert!(works == 0 || works == 20, "{works} works after {pause} ms");
        }
        folder.import(site);
        assert_eq!(site.number("SELECT COUNT(*) FROM works").await, 20);
        site.run(&[&"reindex"]);
        assert!(check(site).contains("index: 20 works, as in the database"));
    }
}

#[test]
fn a_port_that_is_taken_is_named_with_its_setting() {
    let site = Site::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let said = site.refused(&[&"serve", &"--listen", &taken.local_addr().unwrap().to_string()]);
    assert!(said.contains("LIANGYI_LISTEN") && said.contains("cannot listen on"), "{said}");
}

#[test]
fn an_index_that_is_damaged_is_built_anew() {
    let site = Site::new();
    Folder::new().work(&Work::new("video", "读懂短视频")).import(&site);
    drop(site.serve());
    for entry in std::fs::read_dir(site.data().join("index/index")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::write(path, b"damage").unwrap();
        }
    }
    site.expects("the search index is thrown away and begins anew");
    let server = site.serve();
    assert!(server.page("/search?q=%E7%9F%AD%E8%A7%86%E9%A2%91").contains("/works/video"));
}

#[test]
fn the_demo_is_served_searched_and_checked() {
    let site = Site::new();
    import_demo(&site);
    let begin = Instant::now();
    let server = site.serve();
    assert!(
        begin.elapsed() < Duration::from_secs(10).mul_f64(busy::crowding()),
        "the demo took {:?} to be ready",
        begin.elapsed()
    );
    for path in [
        "/",
        "/policies",
        "/policies/work-plan-2022",
        "/policies/county-plan-2026",
        "/works",
        "/campaigns",
        "/organisations",
        "/people",
    ] {
        let page = server.page(path);
        assert!(page.contains("示例") || page.contains("演示"), "{path} does not mark the demo as such");
    }
    assert!(server.page("/search?q=%E7%9F%AD%E8%A7%86%E9%A2%91").contains("/works/short-video"));
    assert!(server.page("/policies/work-plan-2022/4.2.5").contains("/works/"));
    drop(server);
    assert!(check(&site).contains("every link leads to a clause"));
}

/// A signal that comes between the first word of a server and its first answer ends it like any other.
#[test]
fn a_server_that_is_told_to_end_as_soon_as_it_speaks_ends() {
    let site = Site::new();
    for _ in 0..12 {
        drop(site.serve());
    }
}

on_both! {
    async fn changes_in_words_of_a_newer_version_are_passed_over(site: &Site) {
        use sea_orm::ConnectionTrait;
        Folder::new().work(&Work::new("video", "读懂短视频")).import(site);
        // An index that has begun; a new one would be built whole and never meet the row.
        drop(site.serve());
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE change_head SET seq = seq + 1").await.unwrap();
        let row = "INSERT INTO changes (seq, at, entity, entity_id, key, act) SELECT seq, 0, 'certificate', 1, 'x', 'issued' FROM change_head";
        raw.execute_unprepared(row).await.unwrap();
        drop(site.serve());
        let said = site.run(&[&"check"]);
        assert!(said.contains("index: 1 works, as in the database"), "{said}");
    }
}
