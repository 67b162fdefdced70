//! H5 works in the studio: not handed in without a page that passed and a text that says the same; seen before they are public.

use super::desks::{Browser, account, furnish};
use crate::{
    h5::zips::{Entry, zip},
    site::{http, on_both, serving::Serving},
    uploads::{Client, metadata},
};
use domain::Timestamp;
use serde_json::{Value, json};
use studio::H5Tickets;

/// The digest of a page that was brought, when the worker is done with it.
fn brought(server: &Serving, browser: &Browser, index: &str) -> Value {
    let client = Client::new(server, browser.cookie.as_deref().unwrap());
    let bytes = zip(&[Entry::new("index.html", index)]);
    // `h5` in Base64.
    let metadata = format!("{},purpose aDU=", metadata("green-hill"));
    let piece = ("Content-Type", "application/offset+octet-stream");
    let begun = client.begin_with(bytes.len(), &[("Upload-Metadata", &metadata), piece], &bytes);
    assert_eq!(begun.status, 201, "{}", begun.text());
    let at = format!("/assets/{}", begun.header("liangyi-asset").unwrap());
    server.wait("looked at", || client.get(&at)["state"] != "pending");
    client.get(&at)["digest"].clone()
}

/// Saves the work with this page and body; what is wrong with it.
fn saved(browser: &Browser, id: i64, h5: Option<Value>, body: &str) -> Vec<String> {
    let work = browser.json("GET", &format!("/works/{id}"), None);
    let mut content = work["content"].clone();
    content["lead"] = "一句话说清。".into();
    content["licence"] = "CC-BY-4.0".into();
    content["clauses"] = json!([{"clause": "plan#2.1"}]);
    content["people"] = json!([{"person": "lin", "role": "author"}]);
    match h5 {
        Some(h5) => content["h5"] = h5,
        None => drop(content.as_object_mut().unwrap().remove("h5")),
    }
    let save = json!({"version": work["version"], "content": content, "body": body});
    let faults = browser.json("PUT", &format!("/works/{id}"), Some(&save))["faults"].clone();
    faults
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| format!("{}: {}", fault["field"].as_str().unwrap(), fault["message"].as_str().unwrap()))
        .collect()
}

/// 08:30 on the first of October 2026, in UTC.
const NOW: Timestamp = Timestamp(1_790_843_400_000);

#[test]
fn a_ticket_is_good_for_its_page_and_its_hours() {
    let key = "0123456789abcdef0123456789abcdef";
    let tickets = H5Tickets::new("a secret of the tests".to_owned());
    let folder = tickets.folder(key, NOW);
    let ticket = folder.strip_prefix("/h5-preview/").unwrap().strip_suffix('/').unwrap();
    let hours = |hours: i64| Timestamp(NOW.0 + hours * 3_600_000);
    for later in 0..3 {
        assert_eq!(tickets.read(ticket, hours(later)).unwrap().as_str(), key, "after {later} hours");
    }
    assert!(tickets.read(ticket, hours(5)).is_none(), "it never ends");
    assert_eq!(tickets.folder(key, Timestamp(NOW.0 + 60_000)), folder, "a browser would ask for everything anew");

    let other = H5Tickets::new("another secret".to_owned());
    assert!(other.read(ticket, NOW).is_none());
    let (_, rest) = ticket.split_once('-').unwrap();
    assert!(tickets.read(&format!("{}-{rest}", "f".repeat(32)), NOW).is_none(), "it opens another page");
    let (until, mac) = rest.split_once('-').unwrap();
    let longer = format!("{:x}", i64::from_str_radix(until, 16).unwrap() + 1);
    assert!(tickets.read(&format!("{key}-{longer}-{mac}"), NOW).is_none(), "it can be made to last");
    for wrong in ["", "-", "--", key, &format!("{key}-{until}-"), &format!("{key}-{until}-{}", &mac[2..]), &format!("{ticket}00")]
    {
        assert!(tickets.read(wrong, NOW).is_none(), "{wrong}");
    }
}

on_both! {
    async fn a_work_is_handed_in_with_a_page_that_passed_and_a_text(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let new = json!({"kind": "h5", "genre": "explainer", "title": "动手看", "organisation": "green-hill"});
        let id = lin.json("POST", "/works", Some(&new))["id"].as_i64().unwrap();
        let submit = format!("/works/{id}/submit");

        let faults = saved(&lin, id, None, "");
        assert!(faults.iter().any(|f| f == "h5: H5 作品还没有页面，请先上传 zip。"), "{faults:?}");
        assert!(faults.iter().any(|f| f.starts_with("body: H5 作品需要文字版")), "{faults:?}");
        assert_eq!(lin.send("POST", &submit, None).status, 422);

        let bad = brought(&server, &lin, "<img src=\"https://a.example/x.png\">");
        saved(&lin, id, Some(json!({"original": bad})), "页面里的话。\n");
        let refused = lin.send("POST", &submit, None);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("没有通过检查") && refused.text().contains("index.html:1"), "{}", refused.text());

        let good = brought(&server, &lin, "<!doctype html><p>页面里的话。");
        let faults = saved(&lin, id, Some(json!({"original": good, "height": 9})), "");
        assert!(faults.iter().any(|f| f.starts_with("height: ")) && faults.iter().any(|f| f.starts_with("body: ")), "{faults:?}");
        assert_eq!(saved(&lin, id, Some(json!({"original": good, "height": 700})), "页面里的话。\n"), Vec::<String>::new());

        let touched = lin.json("GET", &format!("/works/{id}/preview/page"), None)["url"].as_str().unwrap().to_owned();
        assert!(server.page(&touched).contains("页面里的话。"));
        let preview = lin.get(&format!("/works/{id}/preview"));
        assert!(preview.header("content-security-policy").unwrap().contains("frame-src 'self'"));
        let html = preview.text();
        let src = html.split("<iframe src=\"").nth(1).expect("a frame").split('"').next().unwrap();
        assert!(src.starts_with("/h5-preview/"), "{src}");
        assert!(server.page(src).contains("页面里的话。"));

        let shared = lin.json("POST", &format!("/works/{id}/previews"), Some(&json!({"note": "专家", "hours": 1})));
        let token = shared["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let html = server.page(&format!("/preview/{token}"));
        let src = html.split("<iframe src=\"").nth(1).expect("a frame").split('"').next().unwrap().to_owned();
        assert!(src.starts_with("/h5-preview/") && !src.contains(&token), "the page can read what opens the text: {src}");
        let folder = src.strip_prefix("/h5-preview/").unwrap();
        assert_eq!(server.get(&format!("/preview/{token}/h5/{folder}")).status, 404);
        let shown = http::ask(server.address, "GET", &src, &[]).unwrap();
        assert!(shown.header("content-security-policy").unwrap().contains("sandbox allow-scripts"));
        assert!(shown.text().contains("页面里的话。"));
        let link = lin.json("GET", &format!("/works/{id}/previews"), None)["links"][0]["id"].clone();
        lin.json("DELETE", &format!("/works/{id}/previews/{link}"), None);
        assert_eq!(server.get(&format!("/preview/{token}")).status, 404, "a link that was revoked");

        let submitted = lin.json("POST", &submit, None);
        assert_eq!(submitted["state"], "submitted");
    }

    async fn only_an_h5_work_has_a_page(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let id = lin.write("green-hill", "一篇文章");
        let page = brought(&server, &lin, "<!doctype html>");
        let faults = saved(&lin, id, Some(json!({"original": page})), "正文。\n");
        assert!(faults.iter().any(|f| f.starts_with("h5: 只有 H5 作品可以带")), "{faults:?}");
    }
}
