//! Publishing before the reviews: only where it is allowed, with a reason, flagged until three people have passed that text.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, on_both};
use serde_json::{Value, json};

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("he", "expert"), ("su", "publisher"), ("guan", "administrator")]
    {
        account(site, name, &[("green-hill", role)]);
    }
}

fn reason() -> Value {
    json!({"reason": "暴雨今晚到，避险办法要先让人看到。"})
}

/// The works that wait for somebody, by id, and whether each is flagged.
fn inbox(browser: &Browser<'_>) -> Vec<(i64, bool)> {
    let waiting = browser.json("GET", "/inbox", None)["waiting"].clone();
    waiting.as_array().unwrap().iter().map(|work| (work["id"].as_i64().unwrap(), work["forced"].as_bool().unwrap())).collect()
}

/// What the report counts of the city.
fn report(browser: &Browser<'_>) -> Value {
    let report = browser.json("GET", "/reports?from=2020-01-01&until=2099-12-31", None);
    report["rows"].as_array().unwrap().iter().find(|row| row["organisation"]["slug"] == "green-hill").unwrap().clone()
}

on_both! {
    async fn what_goes_out_before_its_reviews_is_flagged_until_three_people_passed_it(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou, he, su, guan] = ["lin", "zhou", "he", "su", "guan"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "今晚的暴雨");
        let force = format!("/works/{id}/force-publish");
        su.refused(403, "POST", &force, Some(&reason()));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        assert!(su.refused(403, "POST", &force, Some(&reason())).contains("没有开放紧急发布"));
        assert_eq!(su.json("GET", &format!("/works/{id}"), None)["may"]["force_publish"], false);
        su.refused(403, "PUT", "/organisations/green-hill/rules", Some(&json!({"force_publish": true})));
        guan.json("PUT", "/organisations/green-hill/rules", Some(&json!({"force_publish": true})));
        assert_eq!(guan.json("GET", "/staff", None)["organisations"][0]["force_publish"], true);
        zhou.refused(403, "POST", &force, Some(&reason()));
        assert!(su.refused(422, "POST", &force, Some(&json!({"reason": " "}))).contains("写明原因"));
        assert_eq!(zhou.review(id, "first", "pass", "").status, 200);

        let work = su.json("POST", &force, Some(&reason()));
        assert_eq!((work["state"].as_str(), work["live"].as_bool(), work["forced"].as_bool()), (Some("submitted"), Some(true), Some(true)));
        let page = format!("/works/{}", work["content"]["slug"].as_str().unwrap());
        server.within_a_second("out", || server.get(&page).status == 200);
        assert!(!server.page(&page).contains("初审") && server.get(&format!("{page}/certificate.json")).status == 404, "reviewed by nobody yet");
        su.refused(403, "POST", &force, Some(&reason()));
        assert!(lin.refused(422, "POST", &format!("/works/{id}/recall"), None).contains("必须补完审核"));
        assert_eq!(lin.json("GET", "/works", None)["works"][0]["forced"], true);
        assert!(inbox(&su).contains(&(id, true)) && inbox(&he).contains(&(id, true)));
        let counted = report(&su);
        assert_eq!((counted["forced"].as_u64(), counted["unreviewed"].as_u64()), (Some(1), Some(1)));

        // Who wrote it does not review it now either; the third pass puts the reviews on the page.
        assert_ne!(lin.review(id, "second", "pass", "").status, 200);
        assert_eq!(he.review(id, "second", "pass", "").status, 200);
        assert_eq!(su.json("GET", &format!("/works/{id}"), None)["forced"], true);
        assert_eq!(su.review(id, "final", "pass", "").status, 200);
        let work = su.json("GET", &format!("/works/{id}"), None);
        assert_eq!((work["state"].as_str(), work["forced"].as_bool()), (Some("published"), Some(false)), "{work}");
        // The page may be at hand from before its last review for a moment; the certificate is made anew each time.
        server.wait("certified", || {
            server.get(&format!("{page}/certificate.json")).status == 200 && server.page(&page).contains("终审")
        });
        assert!(!inbox(&su).iter().any(|(waiting, _)| *waiting == id));
        let counted = report(&su);
        assert_eq!((counted["forced"].as_u64(), counted["unreviewed"].as_u64()), (Some(1), Some(0)));
        let of = |what: &str| su.json("GET", &format!("/reports/works?from=2020-01-01&until=2099-12-31&what={what}"), None)["works"].as_array().unwrap().len();
        assert_eq!((of("forced"), of("unreviewed")), (1, 0));
        let told = guan.json("GET", &format!("/audit?work={id}&act=work-force-published"), None)["entries"][0].clone();
        assert_eq!((told["actor"].as_str(), told["detail"]["reason"].as_str()), (Some("su"), reason()["reason"].as_str()));
        assert_eq!(site.number("SELECT COUNT(*) FROM certificates").await, 1);
    }

    async fn what_the_reviews_return_stays_flagged_until_a_text_that_passed_takes_its_place(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou, he, su, guan] = ["lin", "zhou", "he", "su", "guan"].map(|name| Browser::signed_in(&server, name));
        guan.json("PUT", "/organisations/green-hill/rules", Some(&json!({"force_publish": true})));
        let id = lin.write("green-hill", "先发后退");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        su.json("POST", &format!("/works/{id}/force-publish"), Some(&reason()));
        assert_eq!(zhou.review(id, "first", "return", "水位写错了。").status, 200);
        let work = lin.json("GET", &format!("/works/{id}"), None);
        assert_eq!((work["state"].as_str(), work["forced"].as_bool(), work["live"].as_bool()), (Some("returned"), Some(true), Some(true)));
        assert!(inbox(&su).contains(&(id, true)), "the publisher answers for it still");
        // What is public is reviewed as it is, where its authors stand by it.
        lin.json("POST", &format!("/works/{id}/submit"), None);
        assert_eq!(zhou.review(id, "first", "return", "水位还是错的。").status, 200);
        let work = lin.json("GET", &format!("/works/{id}"), None);
        let save = json!({"version": work["version"], "content": work["content"], "body": "改好的正文，说的是**鹊桥**。\n"});
        lin.json("PUT", &format!("/works/{id}"), Some(&save));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
            assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
        }
        assert_eq!(su.json("GET", &format!("/works/{id}"), None)["forced"], true, "the new text is not out yet");
        let work = su.json("POST", &format!("/works/{id}/publish"), None);
        assert_eq!((work["state"].as_str(), work["forced"].as_bool()), (Some("published"), Some(false)));

        // Not a correction, and not once the organisation has thought better of it.
        guan.json("PUT", "/organisations/green-hill/rules", Some(&json!({"force_publish": false})));
        let other = lin.write("green-hill", "又一件");
        lin.json("POST", &format!("/works/{other}/submit"), None);
        su.refused(403, "POST", &format!("/works/{other}/force-publish"), Some(&reason()));
    }
}
