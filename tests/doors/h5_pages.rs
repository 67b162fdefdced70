//! H5 works as the public has them: their page in an origin of its own, their text on the work's page, and neither when the
//! work is withdrawn.

use crate::{
    editorial::round_trip::{assert_equal, export},
    h5::zips::{Entry, zip},
    site::{
        Folder, Site, Work,
        http::{self, Response},
        on_both,
        serving::Serving,
    },
};

const INDEX: &str = "<!doctype html><html lang=\"zh\"><title>页</title><script src=\"js/app.js\"></script><h1>看一看</h1>";

fn work(h5: &str, body: &str) -> String {
    Work::new("page", "动手看一看").line(&format!("h5:\n{h5}")).body(body).text().replace("kind: article", "kind: h5")
}

const BODY: &str = "这一页画的是霜冻怎样来：先看预警，再盖棚膜。";

/// A work whose page is a folder.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("page/index.html", INDEX).file("page/js/app.js", "'use strict';\n").file("page/图 一.css", "p{}");
    folder.file("page.md", work("  file: page\n  height: 500", BODY));
    folder
}

/// Asks as if the name of this machine were `host`.
fn asked_as(server: &Serving, host: &str, path: &str) -> Response {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    http::exchange(server.address, request.as_bytes()).expect("an answer")
}

/// Where the page of the work is.
fn frame(server: &Serving) -> String {
    let page = server.page("/works/page");
    page.split("<iframe src=\"").nth(1).expect("a frame").split('"').next().unwrap().to_owned()
}

on_both! {
    async fn a_page_stands_in_its_work_with_its_text_below(site: &Site) {
        let said = folder().import(site);
        assert!(said.contains("1 made ready"), "{said}");
        assert_eq!(site.texts("SELECT kind || ' ' || state FROM assets").await, ["h5 ready"]);
        let server = site.serve();
        let html = server.page("/works/page");
        let tag = html.split("<iframe ").nth(1).unwrap().split('>').next().unwrap();
        for part in ["title=\"动手看一看\"", "height=\"500\"", "sandbox=\"allow-scripts\"", "loading=\"lazy\""] {
            assert!(tag.contains(part), "{part} is not in {tag}");
        }
        let at = frame(&server);
        assert!(html.contains(&format!("<a href=\"{at}\" type=\"text/html\">单独打开页面</a>")), "{html}");
        assert!(html.find("<iframe").unwrap() < html.find(BODY).unwrap(), "the text is not below");
        for view in ["elder", "hk", "tw"] {
            let view = server.page(&format!("/{view}/works/page"));
            assert!(view.contains(&format!("<iframe src=\"{at}\"")) && view.contains(&format!("<a href=\"{at}\"")), "{view}");
        }

        assert_eq!(server.page(&at), INDEX);
        assert_eq!(server.page(&format!("{at}js/app.js")), "'use strict';\n");
        assert_eq!(server.page(&format!("{at}%E5%9B%BE%20%E4%B8%80.css")), "p{}");
        for absent in ["js", "js/", "index.htm", "../page/index.html", "%2e%2e/index.html", "js/APP.js", "js%5capp.js"] {
            assert_eq!(server.get(&format!("{at}{absent}")).status, 404, "{absent}");
        }
        assert_eq!(server.get(&at[..at.len() - 1]).header("location"), Some(at.as_str()));
        assert_eq!(server.get(&format!("/elder{at}")).header("location"), Some(at.as_str()));
        assert_eq!(server.get("/h5/0123456789abcdef0123456789abcdef/").status, 404);
        assert_eq!(server.get("/h5/x/").status, 404);

        assert!(server.page("/search?q=%E7%9B%96%E6%A3%9A%E8%86%9C").contains("/works/page"), "its text is not found");
        let feed = server.page("/feed.atom");
        assert!(feed.contains("盖棚膜") && feed.contains(&at), "{feed}");
    }

    async fn it_is_gone_with_its_work_and_comes_back_with_it(site: &Site) {
        folder().import(site);
        let server = site.serve();
        let at = frame(&server);
        let app = format!("{at}js/app.js");
        site.run(&[&"withdraw", &"page", &"--reason", &"演示撤回"]);
        server.within_a_second("the page is gone", || server.get(&app).status == 410);
        assert!(server.get(&at).text().contains("已经撤下"));
        assert_eq!(server.get(&at).header("content-security-policy").map(|p| p.contains("unsafe")), Some(false));
        assert_eq!(server.get(&format!("{at}absent.js")).status, 410, "what was there is not told");
        site.run(&[&"reinstate", &"page"]);
        server.within_a_second("it is back", || server.get(&app).status == 200);
    }

    async fn it_leaves_as_it_came(site: &Site) {
        folder().import(site);
        let first = export(site);
        let zip = &first[std::path::Path::new("h5/page.zip")];
        assert_eq!(h5::read(zip).unwrap().files.len(), 3);
        let second = Site::new();
        second.run(&[&"import", &"works", &site.path("out")]);
        assert_equal(&first, &export(&second));
        assert!(second.run(&[&"import", &"works", &site.path("out")]).contains("1 as they were"));
        assert!(folder().import(site).contains("1 as they were"));
    }
}

#[test]
fn every_file_shuts_the_page_in_and_names_its_own_folder_alone() {
    let site = Site::new();
    folder().import(&site);
    let server = site.serve();
    let at = frame(&server);
    for path in ["", "js/app.js", "%E5%9B%BE%20%E4%B8%80.css"] {
        let answer = server.get(&format!("{at}{path}"));
        let policy = answer.header("content-security-policy").unwrap();
        let own = format!("http://127.0.0.1:8080{at} http://{}{at}", server.address);
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        for part in [
            format!("script-src {own} 'unsafe-inline'"),
            format!("style-src {own} 'unsafe-inline'"),
            format!("img-src {own} data: blob:"),
            format!("font-src {own} data:"),
            format!("media-src {own} data: blob:"),
            "connect-src 'none'".to_owned(),
            "frame-src 'none'".to_owned(),
            "worker-src 'none'".to_owned(),
            "form-action 'none'".to_owned(),
            "base-uri 'none'".to_owned(),
            "sandbox allow-scripts".to_owned(),
        ] {
            assert!(policy.split("; ").any(|one| one == part), "{part} is not in {policy}");
        }
        assert!(!policy.contains("'self'") && !policy.contains("allow-same-origin") && !policy.contains('*'), "{policy}");
        assert!(policy.contains("frame-ancestors http://127.0.0.1:8080 http://127.0.0.1:"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("set-cookie"), None);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let etag = answer.header("etag").unwrap().to_owned();
        let known = server.get_with(&format!("{at}{path}"), &[("If-None-Match", &etag)]);
        assert_eq!((known.status, known.body.len(), known.header("content-security-policy")), (304, 0, Some(policy)));
    }
    let policy = server.get("/works/page").header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains("frame-src 'self'") && !policy.contains("unsafe"), "{policy}");
    // A name that would end a part of the policy is not taken for ours.
    let odd = asked_as(&server, "a.example; script-src *", &at);
    assert!(!odd.header("content-security-policy").unwrap_or_default().contains('*'));
}

#[test]
fn a_file_of_a_page_is_no_medium_and_a_part_of_it_can_be_had() {
    let site = Site::new();
    folder().import(&site);
    let server = site.serve();
    let at = frame(&server);
    let key = at.trim_matches('/').rsplit('/').next().unwrap();
    let folder = site.data().join("blobs/renditions").join(key);
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert_eq!(server.get(&format!("/media/{key}/{name}")).status, 404, "HTML of others under an address of ours");
        assert_eq!(server.get(&format!("{at}{name}")).status, 404);
    }
    let part = server.get_with(&at, &[("Range", "bytes=0-4")]);
    assert_eq!((part.status, part.text().as_str()), (206, "<!doc"));
    assert_eq!(server.ask("HEAD", &at, &[]).body.len(), 0);
    assert_eq!(server.ask("POST", &at, &[("Content-Length", "0")]).status, 405);
}

#[test]
fn a_second_host_has_the_pages_and_nothing_else() {
    let site = Site::new();
    folder().import(&site);
    let server = site.serve_with(&[("LIANGYI_H5_URL", "http://pages.example")], &[]);
    let html = server.page("/works/page");
    let src = html.split("<iframe src=\"").nth(1).unwrap().split('"').next().unwrap();
    let at = src.strip_prefix("http://pages.example").expect("an address on the second host").to_owned();
    let policy = server.get("/works/page").header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains("frame-src http://pages.example;"), "{policy}");

    let there = |path: &str| asked_as(&server, "pages.example", path);
    let page = there(&at);
    assert_eq!((page.status, page.text().as_str()), (200, INDEX));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains(&format!("script-src http://pages.example{at} ")), "{policy}");
    assert!(policy.contains("frame-ancestors http://127.0.0.1:8080;"), "{policy}");
    for path in ["/", "/works/page", "/studio", "/api/studio/v1/session", "/robots.txt", "/media/x/y"] {
        assert_eq!(there(path).status, 404, "{path} is on the second host");
    }
    let moved = server.get(&format!("{at}js/app.js"));
    assert_eq!((moved.status, moved.header("location")), (307, Some(format!("{src}js/app.js").as_str())));
}

#[test]
fn a_second_host_is_an_origin_and_nothing_more() {
    let site = Site::new();
    for wrong in ["pages.example", "https://pages.example/", "https://pages.example/h5", "https://a.example;b", "ftp://a.example"]
    {
        let said = site.output_of(site.command().args(["migrate"]).env("LIANGYI_H5_URL", wrong));
        assert!(!said.status.success(), "{wrong} was taken");
        assert!(String::from_utf8_lossy(&said.stderr).contains("LIANGYI_H5_URL"), "{wrong}");
    }
}

#[test]
fn what_may_not_be_published_is_not_imported_and_every_fault_names_its_line() {
    let hostile = zip(&[Entry::new("index.html", "<p>\n<img src=\"https://a.example/x.png\">"), Entry::new("run.exe", "MZ")]);
    for (h5, body, faults) in [
        ("  file: absent.zip", BODY, vec!["there is no zip or folder absent.zip here"]),
        ("  file: empty.zip", BODY, vec!["不是 zip 压缩包"]),
        ("  file: bad.zip", BODY, vec!["index.html:2：地址 https://a.example/x.png 指向外部", "run.exe：是程序文件"]),
        ("  file: page\n  height: 9", BODY, vec!["height is a number of pixels from 240 to 2000"]),
        ("  file: page\n  hight: 9", BODY, vec!["h5: unknown field `hight`"]),
        ("  file: page", "", vec!["an H5 work needs a body that says in words what its page shows"]),
    ] {
        let site = Site::new();
        let folder = folder();
        folder.file("bad.zip", &hostile).file("empty.zip", "").file("page.md", work(h5, body));
        let said = site.refused(&[&"import", &"works", &folder.path()]);
        for fault in faults {
            assert!(said.contains(fault), "{h5}: {fault} is not in\n{said}");
        }
        assert!(said.contains("page.md:"), "no line: {said}");
        assert!(!site.data().join("blobs").join("originals").exists(), "something was stored");
    }
}
