//! A small correction past a waiting revision: it goes out, and no later publication undoes it.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, on_both};
use serde_json::{Value, json};

const PEOPLE: [(&str, &str); 5] =
    [("lin", "author"), ("xu", "editor"), ("zhou", "editor"), ("he", "expert"), ("su", "publisher")];

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in PEOPLE {
        account(site, name, &[("green-hill", role)]);
    }
}

struct Room<'a> {
    lin: Browser<'a>,
    xu: Browser<'a>,
    zhou: Browser<'a>,
    he: Browser<'a>,
    su: Browser<'a>,
}

impl<'a> Room<'a> {
    fn of(server: &'a crate::site::serving::Serving<'a>) -> Self {
        let [lin, xu, zhou, he, su] = PEOPLE.map(|(name, _)| Browser::signed_in(server, name));
        Self { lin, xu, zhou, he, su }
    }

    fn pass(&self, id: i64) {
        for (reviewer, stage) in [(&self.zhou, "first"), (&self.he, "second"), (&self.su, "final")] {
            let said = reviewer.review(id, stage, "pass", "");
            assert_eq!(said.status, 200, "{stage}: {}", said.text());
        }
    }

    fn publish(&self, id: i64) -> Value {
        self.su.json("POST", &format!("/works/{id}/publish"), None)
    }
}

fn write(browser: &Browser<'_>, id: i64, body: &str) {
    let work = browser.json("GET", &format!("/works/{id}"), None);
    let save = json!({"version": work["version"], "content": work["content"], "body": body});
    assert_eq!(browser.json("PUT", &format!("/works/{id}"), Some(&save))["faults"], json!([]));
}

on_both! {
    async fn a_correction_goes_out_past_a_waiting_revision_and_stays(site: &Site) {
        staff(site);
        let server = site.serve();
        let room = Room::of(&server);
        let id = room.lin.write("green-hill", "潮汐");
        let at = |act: &str| format!("/works/{id}/{act}");
        write(&room.lin, id, "第一段，讲潮汐的成因。\n\n第二段，讲月亮。\n\n第三段，讲海水。\n");
        room.lin.json("POST", &at("submit"), None);
        room.pass(id);
        room.publish(id);

        // A larger revision waits in review.
        write(&room.lin, id, "第一段，讲潮汐的成因。\n\n第二段，讲月亮，写得更细。\n\n新的一段。\n\n第三段，讲海水。\n");
        room.lin.json("POST", &at("submit"), None);
        assert_eq!(room.lin.send("POST", &at("correction"), None).status, 200, "an author of it may");
        let correction = room.xu.json("POST", &at("correction"), None)["id"].as_i64().unwrap();
        assert_eq!(room.xu.json("POST", &at("correction"), None)["id"], correction, "there is one at a time");
        assert_eq!(room.xu.json("GET", &format!("/works/{id}"), None)["correction"], correction);
        write(&room.xu, correction, "第一段，讲潮汐的成因（更正：主因是月亮）。\n\n第二段，讲月亮。\n\n第三段，讲海水。\n");
        room.xu.json("POST", &format!("/works/{correction}/submit"), None);
        assert_eq!(room.xu.review(correction, "first", "pass", "").status, 403, "who wrote it does not review it");
        room.pass(correction);
        assert_eq!(room.publish(correction)["id"], id);
        let work = room.xu.json("GET", &format!("/works/{id}"), None);
        let page = format!("/works/{}", work["content"]["slug"].as_str().unwrap());
        server.within_a_second("the correction is public", || server.page(&page).contains("主因是月亮"));
        assert!(!server.page(&page).contains("写得更细"));
        assert_eq!((work["state"].as_str(), &work["correction"]), (Some("submitted"), &Value::Null), "the larger one still waits");
        assert_eq!(room.xu.send("GET", &format!("/works/{correction}"), None).status, 404, "it is over");

        // It is approved, and put together with what went out meanwhile; only that is reviewed once more.
        room.pass(id);
        let merged = room.publish(id);
        assert_eq!((merged["state"].as_str(), merged["submission"]["stage"].as_str()), (Some("submitted"), Some("first")));
        assert!(!server.page(&page).contains("写得更细"), "not before it was reviewed again");
        let (from, to) = (merged["submission"]["merged_from"].as_i64().unwrap(), merged["submission"]["revision"].as_i64().unwrap());
        let again = room.zhou.json("GET", &at(&format!("difference?from=r{from}&to=r{to}")), None);
        assert_eq!(again["changes"], 1);
        assert!(again.to_string().contains("主因是月亮"));
        room.pass(id);
        assert_eq!(room.publish(id)["state"], "published");
        server.within_a_second("both are public", || server.page(&page).contains("写得更细"));
        let html = server.page(&page);
        assert!(html.contains("主因是月亮") && html.contains("新的一段。"));
    }

    async fn where_both_changed_one_place_the_author_decides(site: &Site) {
        staff(site);
        let server = site.serve();
        let room = Room::of(&server);
        let id = room.lin.write("green-hill", "潮汐");
        let at = |act: &str| format!("/works/{id}/{act}");
        write(&room.lin, id, "第一段，讲潮汐的成因。\n\n第二段，讲月亮。\n");
        room.lin.json("POST", &at("submit"), None);
        room.pass(id);
        room.publish(id);
        write(&room.lin, id, "第一段，讲潮汐的成因和大小。\n\n第二段，讲月亮。\n");
        room.lin.json("POST", &at("submit"), None);
        let correction = room.xu.json("POST", &at("correction"), None)["id"].as_i64().unwrap();
        write(&room.xu, correction, "第一段，讲潮汐的成因（更正）。\n\n第二段，讲月亮。\n");
        room.xu.json("POST", &format!("/works/{correction}/submit"), None);
        room.pass(correction);
        room.publish(correction);
        room.pass(id);
        let returned = room.publish(id);
        assert_eq!(returned["state"], "returned");
        assert!(returned["submission"]["reason"].as_str().unwrap().contains("1 处"));
        assert!(room.lin.refused(422, "POST", &at("submit"), None).contains("合并"));
        let merge = room.lin.json("GET", &at("merge"), None);
        assert_eq!((merge["conflicts"][0]["name"].as_str(), merge["conflicts"].as_array().unwrap().len()), (Some("body.0"), 1));
        assert!(merge["conflicts"][0]["published"].to_string().contains("更正") && merge["conflicts"][0]["mine"].to_string().contains("大小"));
        let mut choice = json!({"version": merge["version"], "published_revision": merge["published_revision"], "choices": {}});
        assert!(room.lin.refused(422, "POST", &at("merge"), Some(&choice)).contains("还有 1 处"));
        choice["choices"] = json!({"body.0": "both"});
        let done = room.lin.json("POST", &at("merge"), Some(&choice));
        assert_eq!(done["body"], "第一段，讲潮汐的成因（更正）。\n\n第一段，讲潮汐的成因和大小。\n\n第二段，讲月亮。\n");
        room.lin.json("POST", &at("submit"), None);
        room.pass(id);
        assert_eq!(room.publish(id)["state"], "published");

        // A correction that is given up is over, and another may begin.
        let next = room.xu.json("POST", &at("correction"), None)["id"].as_i64().unwrap();
        room.xu.json("POST", &format!("/works/{next}/drop"), None);
        assert_ne!(room.xu.json("POST", &at("correction"), None)["id"], next);
        assert!(!room.xu.json("GET", "/works", None).to_string().contains(&format!("\"id\":{next},")));
        // It is exported as no work.
        let out = site.path("export");
        site.run(&[&"export", &"works", &out]);
        let names: Vec<String> = std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        assert!(!names.iter().any(|name| name.contains("correction")), "{names:?}");
    }
}
