//! Experts from outside: one review by one link, by a person who is none of the others, named by the certificate.

use super::desks::{Browser, PASSWORD, account, furnish};
use crate::site::{Site, http, http::Response, on_both, serving::Serving};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("su", "publisher")] {
        account(site, name, &[("green-hill", role)]);
    }
}

fn expert(stage: &str, name: &str) -> Value {
    json!({"stage": stage, "name": name, "institution": "清河大学", "title": "教授", "hours": 24})
}

/// Insists that the invitation is made; the path of the link.
fn invited(browser: &Browser<'_>, work: i64, body: &Value) -> String {
    let made = browser.json("POST", &format!("/works/{work}/experts"), Some(body));
    let url = made["url"].as_str().unwrap();
    url[url.find("/expert-review/").unwrap()..].to_owned()
}

/// As a browser without script sends a form.
fn fill(server: &Serving<'_>, path: &str, body: &str, from: &str) -> Response {
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: {from}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        server.address,
        body.len()
    );
    http::exchange(server.address, request.as_bytes()).unwrap()
}

on_both! {
    async fn an_expert_from_outside_reviews_once_by_a_link_and_the_certificate_names_them(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou, su] = ["lin", "zhou", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "请外面的专家看");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        let experts = format!("/works/{id}/experts");
        lin.refused(403, "POST", &experts, Some(&expert("second", "王若水")));
        assert!(zhou.refused(422, "POST", &experts, Some(&expert("final", "王若水"))).contains("终审由本组织的人完成"));
        let nowhere = json!({"stage": "second", "name": "王若水", "institution": " ", "hours": 24});
        assert!(zhou.refused(422, "POST", &experts, Some(&nowhere)).contains("单位"));
        let path = invited(&zhou, id, &expert("second", "王若水"));
        assert!(!site.texts("SELECT digest FROM expert_links").await[0].contains(&path["/expert-review/".len()..]), "only its hash");

        // Before its turn it can be read, not given.
        let seen = server.get(&path);
        assert!(seen.text().contains("请外面的专家看") && seen.text().contains("初审还没有完成"), "{}", seen.text());
        assert_eq!((seen.header("cache-control"), seen.header("set-cookie")), (Some("no-store"), None));
        assert_eq!(seen.header("referrer-policy"), Some("no-referrer"));
        let text = server.page(&format!("{path}/text"));
        assert!(text.contains("鹊桥") && text.contains("这是请您审核的稿子"));
        let pass = "verdict=pass&declares=none";
        assert_eq!(fill(&server, &path, pass, "same-origin").status, 422);
        assert_eq!(zhou.review(id, "first", "pass", "").status, 200);

        let faulty = [("declares=none", "请选择通过或退回"), ("verdict=return&declares=none", "写明原因"), ("verdict=pass", "请声明"), ("verdict=pass&declares=some", "是什么利益关系")];
        for (body, words) in faulty {
            let told = fill(&server, &path, body, "same-origin");
            assert!(told.status == 422 && told.text().contains(words), "{body}: {}", told.text());
        }
        assert_eq!(fill(&server, &path, pass, "cross-site").status, 403);
        assert_eq!(site.number("SELECT COUNT(*) FROM submission_reviews").await, 1);
        let sent = fill(&server, &path, pass, "same-origin");
        assert_eq!((sent.status, sent.header("location")), (303, Some(path.as_str())));
        assert!(server.page(&path).contains("您的意见已经收到：通过"));
        fill(&server, &path, "verdict=return&note=no&declares=none", "same-origin");
        assert_eq!(site.number("SELECT COUNT(*) FROM submission_reviews").await, 2, "used once");
        assert_eq!(server.get(&format!("{path}/text")).status, 404, "what was decided is not read again");
        let work = zhou.json("GET", &format!("/works/{id}"), None);
        let given = &work["submission"]["reviews"][1];
        assert_eq!((given["by"].as_str(), given["affiliation"].as_str(), given["interests"].as_str()), (Some("王若水"), Some("清河大学 教授"), Some("声明没有利益关系")));

        assert_eq!(su.review(id, "final", "pass", "").status, 200);
        let work = su.json("POST", &format!("/works/{id}/publish"), None);
        let page = format!("/works/{}", work["content"]["slug"].as_str().unwrap());
        let certificate = format!("{page}/certificate.json");
        server.wait("a certificate", || server.get(&certificate).status == 200);
        let file: Value = serde_json::from_str(&server.page(&certificate)).unwrap();
        let statement: Value = serde_json::from_str(file["statement"].as_str().unwrap()).unwrap();
        assert_eq!(statement["reviews"][1]["affiliation"], "清河大学 教授");
        assert!(statement["reviews"][0].get("affiliation").is_none());
        server.wait("named on the page", || server.page(&page).contains("王若水（清河大学 教授）"));

        // What a later invitation says of them is of that one alone.
        let later = lin.write("green-hill", "又请一次");
        lin.json("POST", &format!("/works/{later}/submit"), None);
        let other = json!({"stage": "second", "name": "王若水", "institution": "清河大学", "title": "院长", "email": "w@a.example", "hours": 24});
        invited(&zhou, later, &other);
        let first = zhou.json("GET", &format!("/works/{id}"), None);
        assert_eq!(first["history"][2]["by"], "王若水（清河大学 教授）", "{first}");
        assert!(!first.to_string().contains("院长"), "{first}");
        // Who was asked is shown as long as somebody can be asked; the first work is out.
        zhou.refused(403, "GET", &experts, None);
        let titles = site.texts("SELECT title || ' ' || COALESCE(email, '') FROM expert_links ORDER BY id").await;
        assert!(titles.len() == 2 && titles[0].starts_with("教授") && titles[1] == "院长 w@a.example", "{titles:?}");

        // Told with who invited and from where it was decided; and nobody signs in as the expert.
        let actor = site.texts("SELECT actor FROM audit_entries WHERE act = 'work-reviewed' AND detail LIKE '%王若水%' AND network <> ''").await;
        assert!(actor.len() == 1 && actor[0].starts_with("expert-"), "{actor:?}");
        assert_eq!(site.texts("SELECT actor FROM audit_entries WHERE act = 'expert-invited'").await, ["zhou", "zhou"]);
        let mut nobody = Browser::new(&server);
        assert_eq!(nobody.sign_in(&actor[0], "").status, 401);
    }

    async fn an_expert_who_joins_later_gets_an_account_of_their_own(site: &Site) {
        staff(site);
        account(site, "chief", &[("green-hill", "administrator")]);
        let server = site.serve();
        let [lin, zhou, chief] = ["lin", "zhou", "chief"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "请人物表里的人看");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        let by_entry = |stage: &str| json!({"stage": stage, "person": "he", "institution": "清河大学", "hours": 24});
        let path = invited(&zhou, id, &by_entry("second"));
        let asked = json!({"organisation": "green-hill", "display_name": "新同事", "roles": ["expert"], "person": "he"});
        let joins = chief.json("POST", "/invitations", Some(&asked));
        let token = joins["url"].as_str().unwrap().split_once('#').unwrap().1;
        let accepted = json!({"token": token, "name": "he", "display_name": "新同事", "password": PASSWORD});
        Browser::new(&server).json("POST", "/join", Some(&accepted));
        let theirs = site.texts("SELECT a.name FROM accounts a JOIN people p ON p.id = a.person_id WHERE p.slug = 'he'").await;
        assert_eq!(theirs, ["he"]);
        assert!(zhou.refused(422, "POST", &format!("/works/{id}/experts"), Some(&by_entry("scientific"))).contains("有账号"));

        // By whichever of the two: one person reviews once.
        assert_eq!(zhou.review(id, "first", "pass", "").status, 200);
        assert_eq!(fill(&server, &path, "verdict=pass&declares=none", "same-origin").status, 303);
        let he = Browser::signed_in(&server, "he");
        assert_eq!(he.review(id, "scientific", "pass", "").status, 422);
    }

    async fn a_link_is_none_once_it_is_over_and_an_expert_is_none_of_the_others(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou, su] = ["lin", "zhou", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "谁来审");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        let experts = format!("/works/{id}/experts");
        assert!(su.refused(422, "POST", &experts, Some(&expert("second", "l i n"))).contains("作者里有"));
        assert_eq!(zhou.review(id, "first", "pass", "").status, 200);
        assert!(su.refused(422, "POST", &experts, Some(&expert("second", "zhou"))).contains("审核过这次提交"));

        let first = invited(&su, id, &expert("second", "钱一"));
        assert!(su.refused(422, "POST", &experts, Some(&expert("second", "孙二"))).contains("已经邀请了钱一"));
        assert!(su.refused(422, "POST", &experts, Some(&expert("scientific", "钱一"))).contains("一个人只能审一步"));
        let listed = su.json("GET", &experts, None)["links"][0].clone();
        su.json("DELETE", &format!("{experts}/{}", listed["id"]), None);
        su.refused(422, "DELETE", &format!("{experts}/{}", listed["id"]), None);
        assert_eq!(server.get(&first).status, 404, "revoked");

        // Of the same name and place is the same person; another name for both steps is not.
        let science = invited(&su, id, &expert("scientific", "钱一"));
        assert_eq!(site.number("SELECT COUNT(*) FROM outside_experts").await, 1);
        let second = invited(&su, id, &expert("second", "孙二"));
        assert_eq!(fill(&server, &science, "verdict=pass&declares=none", "same-origin").status, 303);
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE expert_links SET expires_at = 1 WHERE used_at IS NULL").await.unwrap();
        assert_eq!(server.get(&second).status, 404, "expired");
        let again = invited(&su, id, &expert("second", "孙二"));
        lin.json("POST", &format!("/works/{id}/recall"), None);
        assert_eq!(server.get(&again).status, 404, "nothing is under review");
        assert_eq!(fill(&server, &again, "verdict=pass&declares=none", "same-origin").status, 404);
        raw.close().await.unwrap();

        // Who tries many is made to wait.
        let guess = format!("/expert-review/{}", "0".repeat(64));
        assert!((0..12).any(|_| server.get(&guess).status == 429));
    }
}
