//! The media library: where originals are used, what is owed for them, and what happens when their rights end.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, on_both};
use domain::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// A ready picture of green-hill that was brought twice; its id and digest.
async fn picture(site: &Site, letter: &str) -> (i64, String) {
    let digest = letter.repeat(64);
    let raw = site.raw().await;
    let key = &digest[..32];
    let place = "(SELECT id FROM organisations WHERE slug = 'green-hill')";
    let mut statements = vec![
        format!(
            "INSERT INTO assets (digest, key, name, bytes, state, kind, created_at, width, height, organisation_id) \
             VALUES ('{digest}', '{key}', '{letter}.png', 10, 'ready', 'picture', 1, 800, 600, {place})"
        ),
        format!(
            "INSERT INTO renditions (asset_id, file, media_type, width, height, bytes, digest, role) \
             SELECT id, 'p.png', 'image/png', 800, 600, 10, '{digest}', 'picture' FROM assets WHERE digest = '{digest}'"
        ),
    ];
    for n in 0..2 {
        statements.push(format!(
            "INSERT INTO uploads (id, account_id, organisation_id, name, metadata, length, received, partial, digest, asset_id, \
             created_at, expires_at) SELECT '{letter}{n}', (SELECT id FROM accounts WHERE name = 'lin'), {place}, \
             '{letter}-{n}.png', '', 10, 10, false, '{digest}', id, {n}, 9000000000000 FROM assets WHERE digest = '{digest}'"
        ));
    }
    for sql in statements {
        raw.execute_unprepared(&sql).await.unwrap();
    }
    raw.close().await.unwrap();
    (site.number(&format!("SELECT id FROM assets WHERE digest = '{digest}'")).await, digest)
}

fn figure(digest: &str) -> String {
    format!("正文。\n\n![一只鹤站在水边]({digest}){{credit=\"图：某人\" licence=CC-BY-4.0}}\n")
}

fn save(browser: &Browser, id: i64, body: &str) {
    let work = browser.json("GET", &format!("/works/{id}"), None);
    let save = json!({"version": work["version"], "content": work["content"], "body": body});
    browser.json("PUT", &format!("/works/{id}"), Some(&save));
}

fn ids(list: &Value) -> Vec<i64> {
    list["assets"].as_array().unwrap().iter().map(|asset| asset["id"].as_i64().unwrap()).collect()
}

fn rights(expires_on: Option<&str>, withheld: bool) -> Value {
    json!({"alt": "一只鹤", "credit": "图：林", "licence": "partners", "expires_on": expires_on, "withheld": withheld, "note": ""})
}

on_both! {
    async fn an_original_says_who_brought_it_and_which_texts_name_it(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "expert", &[("green-hill", "expert")]);
        account(site, "stranger", &[("blue-water", "author")]);
        let (crane, digest) = picture(site, "a").await;
        let (other, _) = picture(site, "b").await;
        let server = site.serve();
        let [lin, expert, stranger] = ["lin", "expert", "stranger"].map(|name| Browser::signed_in(&server, name));
        assert_eq!(ids(&lin.json("GET", "/assets?unused=true", None)), [other, crane]);
        let id = lin.write("green-hill", "鹤的一篇");
        save(&lin, id, &figure(&digest));
        let shown = || lin.json("GET", &format!("/assets/{crane}"), None);
        assert_eq!(shown()["used_by"], json!([{"id": id, "title": "鹤的一篇", "how": "draft"}]));
        assert_eq!(shown()["arrivals"][1]["name"], "a-1.png");
        assert_eq!(ids(&lin.json("GET", "/assets?unused=true", None)), [other]);
        assert_eq!(ids(&lin.json("GET", "/assets?again=true&limit=1", None)), [other]);
        lin.json("POST", &format!("/works/{id}/submit"), None);
        lin.json("POST", &format!("/works/{id}/recall"), None);
        save(&lin, id, "没有图了。\n");
        assert_eq!(shown()["used_by"][0]["how"], "earlier", "the revision that was handed in still shows it");

        let at = format!("/assets/{crane}/rights");
        stranger.refused(404, "PUT", &at, Some(&rights(None, false)));
        expert.refused(403, "PUT", &at, Some(&rights(None, false)));
        for (wrong, says) in [
            (rights(Some("2026-13-01"), false), "到期日不对"),
            (rights(None, true), "没有到期日"),
            (json!({"alt": "甲\n乙", "credit": "", "licence": null, "expires_on": null, "withheld": false, "note": ""}), "一行"),
            (json!({"alt": "", "credit": "", "licence": "mine", "expires_on": null, "withheld": false, "note": ""}), "许可"),
        ] {
            assert!(lin.refused(422, "PUT", &at, Some(&wrong)).contains(says), "{wrong}");
        }
        let said = lin.json("PUT", &at, Some(&rights(Some("2000-12-31"), false)));
        assert_eq!((&said["rights"]["alt"], &said["rights"]["expired"], &said["rights"]["by"]), (&json!("一只鹤"), &json!(true), &json!("lin")));
        assert_eq!(ids(&lin.json("GET", "/assets?rights=expired", None)), [crane]);
        assert_eq!(ids(&lin.json("GET", "/assets?rights=unknown", None)), [other]);
        lin.refused(400, "GET", "/assets?rights=maybe", None);

        // Who brings the same bytes elsewhere may use them, and neither changes what their first owner says nor reads its notes.
        let raw = site.raw().await;
        let sql = format!(
            "INSERT INTO uploads (id, account_id, organisation_id, name, metadata, length, received, partial, digest, asset_id, \
             created_at, expires_at) SELECT 'elsewhere', (SELECT id FROM accounts WHERE name = 'stranger'), \
             (SELECT id FROM organisations WHERE slug = 'blue-water'), 'x.png', '', 10, 10, false, digest, id, 3, 9000000000000 \
             FROM assets WHERE id = {crane}"
        );
        raw.execute_unprepared(&sql).await.unwrap();
        raw.close().await.unwrap();
        assert!(stranger.refused(403, "PUT", &at, Some(&rights(None, false))).contains("另一个组织"));
        let seen = stranger.json("GET", &format!("/assets/{crane}"), None)["rights"].clone();
        assert_eq!((&seen["credit"], &seen["by"], &seen["note"]), (&json!("图：林"), &json!(""), &json!("")));
        assert_eq!(site.number("SELECT COUNT(*) FROM audit_entries WHERE act = 'asset-rights-set'").await, 1);
    }

    async fn when_rights_end_editors_are_warned_and_feeds_leave_a_withheld_picture_out(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let (crane, digest) = picture(site, "a").await;
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS);
        folder.work(&Work::new("crane", "鹤"));
        folder.import(site);
        // The picture stands in what is published, as an import with the file would leave it.
        let raw = site.raw().await;
        let block = format!(
            "{{\"type\":\"figure\",\"picture\":\"{digest}\",\"alt\":\"一只鹤站在水边\",\"credit\":\"图：某人\",\"licence\":\"CC-BY-4.0\"}}"
        );
        for sql in [
            format!("UPDATE work_revisions SET body = '{{\"version\":1,\"blocks\":[{block}],\"footnotes\":[]}}'"),
            format!("INSERT INTO work_assets (work_id, asset_id) SELECT id, {crane} FROM works WHERE slug = 'crane'"),
        ] {
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let at = format!("/assets/{crane}/rights");
        let told = |path: &str| server.get(path).text().contains("p.png");
        let shows = || told("/feed.atom") && told("/works/crane/republish");
        lin.json("PUT", &at, Some(&rights(Some("2999-12-31"), true)));
        assert!(shows(), "the day is not over");
        let db = site.db().await;
        let later = "3000-01-01".parse::<domain::Day>().unwrap().start();
        assert_eq!(editorial::expire_rights(&db, Timestamp(later.0 - 1)).await.unwrap(), 0, "the last day is still one");
        let before = site.number("SELECT seq FROM change_head").await;
        assert_eq!(editorial::expire_rights(&db, later).await.unwrap(), 1);
        assert_eq!(editorial::expire_rights(&db, later).await.unwrap(), 0, "told once");
        assert!(site.number("SELECT seq FROM change_head").await > before, "what was fed is fed anew");
        db.close().await.unwrap();
        server.wait("without the picture", || !told("/feed.atom") && !told("/works/crane/republish"));
        assert!(server.get("/works/crane").text().contains("p.png"), "the page still shows it; its editors are warned");
        let id = lin.write("green-hill", "鹤的一篇");
        save(&lin, id, &figure(&digest));
        let found = lin.json("GET", &format!("/works/{id}/findings"), None);
        assert_eq!((&found["findings"][0]["code"], &found["findings"][0]["line"]), (&json!("rights-over"), &json!(3)));
        assert!(found["findings"][0]["message"].as_str().unwrap().contains("2999年12月31日"), "{found}");
        lin.json("PUT", &at, Some(&rights(Some("2999-12-31"), false)));
        server.wait("with the picture again", shows);
    }
}
