//! Attempts to bring a script in through every field that takes words, by saving, importing and pasting: what readers and
//! editors get has no element, attribute or address of theirs.

use super::desks::{Browser, ORGANISATIONS, account, administrator, furnish};
use crate::site::{Folder, Site, Work, serving::Serving};
use serde_json::{Value, json};

/// One for each place where HTML could be broken out of: text, attributes, comments, scripts, addresses, styles.
const PAYLOADS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "\" autofocus onfocus=\"alert(1)",
    "--><svg onload=alert(1)>",
    "</title></script></style><iframe srcdoc='<script>alert(1)</script>'>",
    "{{alert(1)}}${alert(1)}<style>*{background:url(javascript:alert(1))}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)&#62;",
];
const ADDRESSES: [&str; 5] = [
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://example.org/\" onclick=\"alert(1)",
];

/// Elements with their attributes, as a browser would read them (HTML, section 13.2.5): enough of it to find what runs.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let (attributes, after) = attributes(&rest[end..]);
        rest = after;
        found.push((name.clone(), attributes));
        if name == "script" || name == "style" {
            // What stands in them is no markup.
            rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]);
        }
    }
    found
}

fn attributes(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (found, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len()).max(1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let (begin, mark) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => (1, after[1..].find(quote).map(|at| at + 1)),
                _ => (0, after.find(|c: char| c.is_whitespace() || c == '>')),
            };
            let end = mark.unwrap_or(after.len());
            value = &after[begin..end];
            rest = &after[(end + begin).min(after.len())..];
        }
        found.push((name, value.to_owned()));
    }
}

/// Insists that nothing in a page would run but the site's own files.
fn harmless(html: &str, from: &str) {
    for (name, attributes) in elements(html) {
        let value = |asked: &str| attributes.iter().find(|(name, _)| name == asked).map(|(_, value)| value.as_str());
        assert!(!["iframe", "object", "embed", "base"].contains(&name.as_str()), "<{name}> in {from}");
        if name == "script" {
            let data = value("type").is_some_and(|kind| kind.ends_with("json"));
            assert!(data || value("src").is_some_and(|src| src.starts_with("/assets/")), "a script in {from}: {attributes:?}");
        }
        assert!(
            name != "style" && value("style").is_none() && value("srcdoc").is_none(),
            "a style in {from}: {name} {attributes:?}"
        );
        for (attribute, value) in &attributes {
            assert!(!attribute.starts_with("on"), "{attribute}={value} of <{name}> in {from}");
            let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let address = address.to_ascii_lowercase();
            let takes = ["href", "src", "action", "formaction", "poster", "data"].contains(&attribute.as_str());
            let runs = ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| address.starts_with(scheme));
            assert!(!(takes && runs), "{attribute}={value} of <{name}> in {from}");
        }
    }
}

#[test]
fn what_looks_for_scripts_finds_them() {
    for bad in [
        "<p><script>alert(1)</script>",
        "<a href=\"https://example.org/\" onclick=\"alert(1)\">",
        "<a href=' java\tscript:alert(1)'>",
        "<img src=x onerror=alert(1)>",
        "<p style='color:red'>",
        "<iframe>",
    ] {
        assert!(std::panic::catch_unwind(|| harmless(bad, "a test")).is_err(), "{bad}");
    }
    harmless("<p title='a > b' lang=\"zh\">&lt;script&gt; on<!-- <script> --><script src=\"/assets/a.js\"></script>", "a test");
}

fn page(server: &Serving<'_>, path: &str) {
    let response = server.get(path);
    assert_eq!(response.status, 200, "{path}: {}\n{}", response.text(), server.logged());
    let policy = response.header("content-security-policy").unwrap_or_default().to_owned();
    assert!(!policy.is_empty() && !policy.contains("unsafe"), "{path}: {policy}");
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{path}");
    harmless(&response.text(), path);
}

/// The fields of `content` that take words, and lists of such.
fn stuffed(content: &Value, payload: &str, address: &str) -> Value {
    let mut content = content.clone();
    for field in ["title", "lead", "summary", "credit", "note"] {
        if content.get(field).is_some() {
            content[field] = payload.into();
        }
    }
    content["sources"] = json!([{"title": payload, "url": address, "publisher": payload}]);
    content
}

#[test]
fn no_field_of_a_work_brings_a_script_into_a_page() {
    let site = Site::new();
    furnish(&site);
    account(&site, "lin", &[("green-hill", "author"), ("green-hill", "editor")]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    let id = lin.write("green-hill", "一篇");
    let at = format!("/works/{id}");
    for (i, payload) in PAYLOADS.iter().enumerate() {
        let work = lin.json("GET", &at, None);
        let content = stuffed(&work["content"], payload, ADDRESSES[i % ADDRESSES.len()]);
        let save = json!({"version": work["version"], "content": content, "body": "正文只有一段。\n"});
        let response = lin.send("PUT", &at, Some(&save));
        assert!([200, 422].contains(&response.status), "{payload}: {}", response.text());
        for path in [format!("{at}/preview"), at.clone()] {
            let shown = lin.get(&path);
            assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
            if shown.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
                harmless(&shown.text(), &format!("{path} with {payload}"));
            } else {
                assert_eq!(shown.header("content-type"), Some("application/json"), "{path}");
            }
        }
        // As the body, and as what was pasted: read for the editor, checked, exported.
        let work = lin.json("GET", &at, None);
        let body = format!("{payload}\n\n[{payload}]({})\n", ADDRESSES[i % ADDRESSES.len()]);
        let save = json!({"version": work["version"], "content": work["content"], "body": body});
        lin.send("PUT", &at, Some(&save));
        let preview = lin.get(&format!("{at}/preview"));
        if preview.status == 200 {
            harmless(&preview.text(), &format!("the preview of {body}"));
        }
        let read = lin.json("POST", "/documents/read", Some(&json!({"body": body})));
        let links = read["document"].to_string().to_ascii_lowercase();
        assert!(!links.contains("\"javascript:") && !links.contains("\"vbscript:") && !links.contains("\"data:"), "{links}");
        let wechat = lin.get(&format!("{at}/export?form=wechat"));
        if wechat.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            let html = wechat.text();
            assert!(elements(&html).iter().all(|(name, _)| name != "script" && name != "iframe"), "{html}");
        }
    }
}

#[test]
fn no_word_of_the_vocabulary_of_comments_or_of_links_brings_a_script_into_a_page() {
    let site = Site::new();
    site.import_policy(&crate::site::corpus::ITEMS);
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS).work(&Work::new("public", "已经发布的").clause("plan#2.1")).import(&site);
    administrator(&site, "boss");
    account(&site, "lin", &[("green-hill", "author"), ("green-hill", "editor")]);
    let server = site.serve();
    let (boss, lin) = (Browser::signed_in(&server, "boss"), Browser::signed_in(&server, "lin"));
    let id = lin.write("green-hill", "一篇");
    let link = boss.json("POST", &format!("/works/{id}/previews"), Some(&json!({"note": PAYLOADS[0], "hours": 1})));
    let preview = link["url"].as_str().unwrap().split_once("/preview/").unwrap().1.to_owned();
    lin.json("POST", &format!("/works/{id}/submit"), None);
    for payload in PAYLOADS {
        let short: String = payload.chars().take(38).collect();
        let mut taken = 0;
        for (kind, slug) in [("organisations", "green-hill"), ("people", "lin"), ("topics", "video"), ("campaigns", "month")] {
            let list = boss.json("GET", &format!("/vocabulary/{kind}"), None);
            let item = list["entries"].as_array().unwrap().iter().find(|item| item["entry"]["slug"] == slug).unwrap().clone();
            let mut entry = item["entry"].clone();
            (entry["name"], entry["about"]) = (short.as_str().into(), payload.into());
            let put =
                boss.send("PUT", &format!("/vocabulary/{kind}/{slug}"), Some(&json!({"entry": entry, "was": item["digest"]})));
            assert!([204, 422].contains(&put.status), "{kind}: {}", put.text());
            taken += usize::from(put.status == 204);
        }
        assert!(taken >= 3, "words that look like markup are words: {taken} of 4 took {payload}");
        lin.json("POST", &format!("/works/{id}/comments"), Some(&json!({"words": payload})));
        for path in
            ["/", "/works", "/works/public", "/topics/video", "/people/lin", "/organisations/green-hill", "/campaigns/month"]
        {
            page(&server, path);
        }
        let asked: String = payload.bytes().map(|byte| format!("%{byte:02X}")).collect();
        page(&server, &format!("/search?q={asked}"));
        harmless(&server.get(&format!("/works/{asked}")).text(), "the page of what is not there");
        harmless(&server.get(&format!("/preview/{preview}")).text(), "a page by a link");
    }
}

#[test]
fn no_import_brings_a_script_into_a_page() {
    let site = Site::new();
    site.import_policy(&crate::site::corpus::ITEMS);
    let folder = Folder::new();
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    for (i, payload) in PAYLOADS.iter().enumerate() {
        let title: String = payload.chars().take(60).collect();
        folder.work(&Work::new(&format!("payload-{i}"), &quoted(&title)).clause("plan#2.1"));
    }
    folder.file("topics.yaml", format!("- {{slug: video, name: {}}}\n", quoted(PAYLOADS[1])));
    folder.import(&site);
    let server = site.serve();
    for i in 0..PAYLOADS.len() {
        page(&server, &format!("/works/payload-{i}"));
        page(&server, &format!("/en/works/payload-{i}"));
    }
    for path in ["/", "/works", "/topics", "/topics/video", "/policies/plan/2.1"] {
        page(&server, path);
    }
    for feed in ["/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml"] {
        let response = server.get(feed);
        assert_eq!(response.status, 200, "{feed}");
        assert!(!response.header("content-type").unwrap().starts_with("text/html"), "{feed}");
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{feed}");
    }
    // What has markup in its body, or an address that runs, is not taken at all.
    for body in ["第一段。\n\n<script>alert(1)</script>", "[看这里](javascript:alert(1))", "[看这里](<data:text/html,x>)"]
    {
        let folder = Folder::new();
        folder.work(&Work::new("bad", "坏的").clause("plan#2.1").body(body));
        assert!(!site.output(&[&"import", &"works", &folder.path()]).status.success(), "{body}");
    }
}

#[test]
fn the_app_writes_no_words_as_markup() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/studio/src");
    let mut folders = vec![root];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let text = std::fs::read_to_string(&entry).unwrap();
            for way in ["v-html", ".innerHTML =", "insertAdjacentHTML", "document.write", "new Function(", "eval("] {
                assert!(!text.contains(way), "{way} in {}", entry.display());
            }
            files += 1;
        }
    }
    assert!(files > 150, "{files} files");
}
