//! Passkeys: registered, signed in with, used after the password; and every answer that is not taken.

use super::{
    desks::{Browser, PASSWORD, account, furnish},
    software_key::SoftwareKey,
};
use crate::site::{Site, http::Response, now, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

/// Browsers make passkeys for names alone, and through https; where the requests come from is another matter.
const HOME: &str = "https://liangyi.example";
const SETTINGS: [(&str, &str); 1] = [("LIANGYI_BASE_URL", HOME)];

impl Browser<'_> {
    /// What is asked of a key.
    fn asked(&self, path: &str, body: Option<&Value>) -> Value {
        self.json("POST", &format!("{path}/begin"), body)
    }

    /// Registers the key; the recovery codes that came with it.
    fn register(&self, key: &mut SoftwareKey, name: &str) -> Value {
        let asked = self.asked("/passkeys", Some(&json!({"password": PASSWORD})));
        let credential = key.create(&asked["options"]);
        self.json("POST", "/passkeys", Some(&json!({"ceremony": asked["ceremony"], "name": name, "credential": credential})))
    }

    fn answer(&mut self, path: &str, asked: &Value, credential: &Value) -> Response {
        let body = json!({"ceremony": asked["ceremony"], "credential": credential});
        let response = self.send("POST", path, Some(&body));
        if let Some(set) = response.header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        response
    }

    /// Begins and answers; the status.
    fn by_passkey(&mut self, path: &str, key: &mut SoftwareKey) -> u16 {
        let asked = self.asked(path, None);
        let credential = key.get(&asked["options"]);
        self.answer(path, &asked, &credential).status
    }
}

const ALONE: &str = "/session/passkey";
const SECOND: &str = "/session/second/passkey";

on_both! {
    async fn a_passkey_signs_in_by_itself_and_after_the_password(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve_with(&SETTINGS, &[]);
        let here = Browser::signed_in(&server, "lin");
        let elsewhere = Browser::signed_in(&server, "lin");
        here.refused(422, "POST", "/passkeys/begin", Some(&json!({"password": "wrong horse battery"})));
        let mut key = SoftwareKey::new(HOME);
        let codes = here.register(&mut key, "办公室电脑");
        assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
        assert_eq!(elsewhere.get("/session").status, 401, "who came in without is out");
        let mut phone = SoftwareKey::new(HOME);
        assert_eq!(here.register(&mut phone, "手机")["recovery_codes"], json!(null), "there are some already");
        assert_eq!(key.handle, phone.handle, "one name for the account, which says nothing of it");

        // By itself it is both factors.
        let planted = format!("__Host-liangyi_session={}", "a".repeat(64));
        let mut browser = Browser { cookie: Some(planted.clone()), ..Browser::new(&server) };
        assert_eq!(browser.by_passkey(ALONE, &mut key), 200);
        assert_ne!(browser.cookie, Some(planted), "the name of the session changes");
        assert!(browser.cookie.as_ref().unwrap().starts_with("__Host-"), "through https, from this very host alone");
        let me = browser.me();
        assert_eq!((me["name"].as_str(), me["second_factor"].as_bool()), (Some("lin"), Some(true)));

        // After the password it is asked for; a recovery code stands in.
        let asked: Value = serde_json::from_str(&browser.sign_in("lin", PASSWORD).text()).unwrap();
        assert_eq!(asked, json!({"second_factor": true, "app": false, "passkey": true}));
        assert_eq!(browser.get("/session").status, 401);
        assert_eq!(browser.by_passkey(SECOND, &mut phone), 200);
        browser.sign_in("lin", PASSWORD);
        assert_eq!(browser.step(codes["recovery_codes"][0].as_str().unwrap()), 200);

        let listed = here.json("GET", "/passkeys", None);
        assert_eq!(listed["usable"], true);
        let rows = listed["passkeys"].as_array().unwrap();
        let names: Vec<_> = rows.iter().map(|row| (row["name"].as_str().unwrap(), row["used_at"].is_string())).collect();
        assert_eq!(names, [("办公室电脑", true), ("手机", true)]);

        // Revoked it opens nothing, and sends the other browsers away; with the last one its recovery codes go.
        let owner = json!({"password": PASSWORD});
        here.json("POST", &format!("/passkeys/{}/revoke", rows[0]["id"]), Some(&owner));
        assert_eq!(browser.get("/session").status, 401);
        assert_eq!(browser.by_passkey(ALONE, &mut key), 401);
        here.json("POST", &format!("/passkeys/{}/revoke", rows[1]["id"]), Some(&owner));
        here.refused(404, "POST", &format!("/passkeys/{}/revoke", rows[1]["id"]), Some(&owner));
        assert_eq!(site.number("SELECT COUNT(*) FROM recovery_codes").await, 0);
        assert_eq!(browser.sign_in("lin", PASSWORD).status, 200, "the password alone again");
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE 'passkey-%' ORDER BY seq").await;
        assert_eq!(acts, ["passkey-added", "passkey-added", "passkey-revoked", "passkey-revoked"]);
    }

    async fn an_answer_counts_once_in_time_from_our_pages_and_for_its_account(site: &Site) {
        account(site, "lin", &[]);
        account(site, "zhou", &[]);
        let server = site.serve_with(&SETTINGS, &[]);
        let (lin, zhou) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "zhou"));
        let (mut key, mut other) = (SoftwareKey::new(HOME), SoftwareKey::new(HOME));
        zhou.register(&mut other, "周的");
        let owner = json!({"password": PASSWORD});

        // Registering: another's ceremony, a page of another site, nobody seen, twice.
        let asked = zhou.asked("/passkeys", Some(&owner));
        let body = |asked: &Value, credential: Value| json!({"ceremony": asked["ceremony"], "name": "钥匙", "credential": credential});
        lin.refused(422, "POST", "/passkeys", Some(&body(&asked, key.create(&asked["options"]))));
        for (origin, verified) in [("https://liangyi.example.evil.example", true), (HOME, false)] {
            let mut liar = SoftwareKey::new(origin);
            liar.verified = verified;
            let asked = lin.asked("/passkeys", Some(&owner));
            lin.refused(422, "POST", "/passkeys", Some(&body(&asked, liar.create(&asked["options"]))));
            liar.origin = HOME.to_owned();
            liar.verified = true;
            lin.refused(422, "POST", "/passkeys", Some(&body(&asked, liar.create(&asked["options"]))));
        }
        let asked = lin.asked("/passkeys", Some(&owner));
        let made = body(&asked, key.create(&asked["options"]));
        lin.json("POST", "/passkeys", Some(&made));
        lin.refused(422, "POST", "/passkeys", Some(&made));
        let asked = zhou.asked("/passkeys", Some(&owner));
        zhou.refused(409, "POST", "/passkeys", Some(&body(&asked, key.create(&asked["options"]))));
        // That one called it by the name of another.
        let asked = lin.asked("/passkeys", Some(&owner));
        key.create(&asked["options"]);

        // Signing in: a replay, the old challenge with a new signature, another page, nobody seen, another's name.
        let mut browser = Browser::new(&server);
        let asked = browser.asked(ALONE, None);
        let credential = key.get(&asked["options"]);
        assert_eq!(browser.answer(ALONE, &asked, &credential).status, 200);
        assert_eq!(browser.answer(ALONE, &asked, &credential).status, 422, "a replay");
        let fresh = browser.asked(ALONE, None);
        assert_eq!(browser.answer(ALONE, &fresh, &credential).status, 422, "an answer to another question");
        key.origin = "https://evil.example".to_owned();
        assert_eq!(browser.by_passkey(ALONE, &mut key), 422);
        key.origin = HOME.to_owned();
        key.verified = false;
        assert_eq!(browser.by_passkey(ALONE, &mut key), 422);
        key.verified = true;
        let own = std::mem::replace(&mut key.handle, other.handle.clone());
        assert_eq!(browser.by_passkey(ALONE, &mut key), 401, "under another's name");
        key.handle = own;
        assert_eq!(browser.by_passkey(ALONE, &mut SoftwareKey::new(HOME)), 401, "of nobody");
        let asked = browser.asked(ALONE, None);
        let raw = site.raw().await;
        raw.execute_unprepared(&format!("UPDATE ceremonies SET expires_at = {}", now().0 - 1)).await.unwrap();
        assert_eq!(browser.answer(ALONE, &asked, &key.get(&asked["options"])).status, 422, "too late");

        // After the password: the key of another account, and a question that was asked of another account.
        browser.sign_in("lin", PASSWORD);
        let asked = browser.asked(SECOND, None);
        assert_eq!(asked["options"]["allowCredentials"].as_array().unwrap().len(), 1);
        assert_eq!(browser.answer(SECOND, &asked, &other.get(&asked["options"])).status, 401);
        let mut theirs = Browser::new(&server);
        theirs.sign_in("zhou", PASSWORD);
        let foreign = theirs.asked(SECOND, None);
        assert_eq!(browser.answer(SECOND, &foreign, &key.get(&foreign["options"])).status, 422);
        let alone = browser.asked(ALONE, None);
        assert_eq!(browser.answer(SECOND, &alone, &key.get(&alone["options"])).status, 422, "it was asked for something else");
        assert_eq!(browser.by_passkey(SECOND, &mut key), 200);
        raw.execute_unprepared("UPDATE accounts SET disabled = true WHERE name = 'lin'").await.unwrap();
        assert_eq!(Browser::new(&server).by_passkey(ALONE, &mut key), 401, "of an account that may not sign in");
        raw.close().await.unwrap();
    }

    async fn a_copied_passkey_is_found_out_and_not_taken_any_more(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve_with(&SETTINGS, &[]);
        let lin = Browser::signed_in(&server, "lin");
        let mut key = SoftwareKey::new(HOME);
        lin.register(&mut key, "钥匙");
        let mut browser = Browser::new(&server);
        key.counter = 40;
        assert_eq!(browser.by_passkey(ALONE, &mut key), 200);
        key.counter = 40;
        assert_eq!(browser.by_passkey(ALONE, &mut key), 401, "the count of a copy");
        key.counter = 90;
        assert_eq!(browser.by_passkey(ALONE, &mut key), 401, "neither of the two");
        let listed = lin.json("GET", "/passkeys", None);
        assert_eq!(listed["passkeys"][0]["flagged"], true);
        assert_eq!(lin.me()["second_factor"], false, "it protects nothing");
        assert_eq!(Browser::new(&server).sign_in("lin", PASSWORD).status, 202, "a recovery code is asked for in its place");
        let flagged = "SELECT detail FROM audit_entries WHERE act = 'passkey-flagged' AND actor = 'lin'";
        assert_eq!(site.texts(flagged).await, [r#"{"passkey":"钥匙"}"#]);
    }

    async fn an_organisation_that_asks_for_two_factors_takes_a_passkey(site: &Site) {
        furnish(site);
        account(site, "root", &[("province", "administrator")]);
        account(site, "publisher", &[("green-hill", "publisher")]);
        let server = site.serve_with(&SETTINGS, &[]);
        let root = Browser::signed_in(&server, "root");
        root.register(&mut SoftwareKey::new(HOME), "钥匙");
        root.json("PUT", "/organisations/green-hill/rules", Some(&json!({"second_factor": "powerful"})));
        let publisher = Browser::signed_in(&server, "publisher");
        assert_eq!(publisher.get("/works").status, 403);
        let mut key = SoftwareKey::new(HOME);
        publisher.register(&mut key, "钥匙");
        assert_eq!(publisher.get("/works").status, 200);
        let people = root.json("GET", "/staff", None);
        let row = people["people"].as_array().unwrap().iter().find(|row| row["name"] == "publisher").unwrap();
        assert_eq!(row["second_factor"], true);
        // Who has lost it asks an administrator.
        root.json("DELETE", "/staff/publisher/second-factor", None);
        assert_eq!(Browser::new(&server).by_passkey(ALONE, &mut key), 401);
        assert_eq!(Browser::new(&server).sign_in("publisher", PASSWORD).status, 200);
    }
}

#[test]
fn where_browsers_make_no_passkeys_it_is_said() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    assert_eq!(lin.json("GET", "/passkeys", None)["usable"], false);
    let words = lin.refused(409, "POST", "/passkeys/begin", Some(&json!({"password": PASSWORD})));
    assert!(words.contains("https"), "{words}");
    let usable = |base: &str| accounts::passkey::RelyingParty::of(base, "两翼").is_some();
    for base in ["https://liangyi.example", "https://liangyi.example:8443", "http://localhost:8080"] {
        assert!(usable(base), "{base}");
    }
    for base in ["http://liangyi.example", "https://192.0.2.1", "http://127.0.0.1:8080", "http://[::1]", "https://"] {
        assert!(!usable(base), "{base}");
    }
}

#[test]
fn what_one_network_leaves_unanswered_fills_nothing_and_takes_nobody_elses() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve_with(&SETTINGS, &[]);
    let mut key = SoftwareKey::new(HOME);
    Browser::signed_in(&server, "lin").register(&mut key, "钥匙");
    let mut browser = Browser::new(&server);
    let asked = browser.asked(ALONE, None);
    let origin = format!("http://{}", server.address);
    let from = [("X-Liangyi-Request", "1"), ("Origin", origin.as_str()), ("X-Forwarded-For", "192.0.2.1")];
    let first = Browser::new(&server).send_with("POST", "/session/passkey/begin", None, &from);
    for _ in 0..110 {
        assert_eq!(Browser::new(&server).send_with("POST", "/session/passkey/begin", None, &from).status, 200);
    }
    let first: Value = serde_json::from_str(&first.text()).unwrap();
    let credential = key.get(&first["options"]);
    assert_eq!(browser.answer(ALONE, &first, &credential).status, 422, "the oldest of that network went");
    assert_eq!(browser.answer(ALONE, &asked, &key.get(&asked["options"])).status, 200, "from elsewhere nothing was lost");
}
