//! Signing in by another site: for whom it opens, and everything that it says which is not believed.

use super::{
    desks::{Browser, PASSWORD, account, furnish},
    provider::{CLIENT, Provider, Says, Signed},
};
use crate::site::{Site, http::Response, now, on_both, serving::Serving};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;

/// The program with these providers in its file.
fn serve<'a>(site: &'a Site, file: &str) -> Serving<'a> {
    let path = site.path("oidc.toml");
    std::fs::write(&path, file).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let path = path.to_str().unwrap().to_owned();
    site.serve_with(&[("LIANGYI_OIDC_FILE", &path), ("LIANGYI_OUTBOUND_ALLOW", "127.0.0.1")], &[])
}

/// A browser on its way: what it was given, and what it keeps besides the session.
struct Away {
    url: String,
    cookie: String,
}

impl Browser<'_> {
    fn leave(&self, path: &str, body: Option<&Value>) -> Away {
        let response = self.send("POST", path, body);
        assert_eq!(response.status, 200, "{}", response.text());
        let url = serde_json::from_str::<Value>(&response.text()).unwrap()["url"].as_str().unwrap().to_owned();
        let set = response.header("set-cookie").unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("/oidc;"), "{set}");
        Away { url, cookie: set.split(';').next().unwrap().to_owned() }
    }

    /// Brings this back, with the cookie of its way.
    fn back(&mut self, away: &Away, brought: &Value) -> Response {
        let session = self.cookie.clone();
        let both = session.iter().cloned().chain([away.cookie.clone()]).collect::<Vec<_>>().join("; ");
        let there = Browser { cookie: Some(both), ..Browser::new(self.server) };
        let response = there.send("POST", "/oidc/finish", Some(brought));
        if let Some(set) = response.header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        response
    }

    /// The whole way for signing in.
    fn by(&mut self, provider: &Provider, says: Says) -> Response {
        let away = self.leave("/oidc/providers/city/sign-in", None);
        let (code, state) = provider.signs_in(&away.url, says);
        self.back(&away, &json!({"provider": "city", "state": state, "code": code}))
    }

    /// The whole way for linking.
    fn link(&mut self, provider: &Provider, says: Says) -> u16 {
        let away = self.leave("/oidc/providers/city/link", Some(&json!({"password": PASSWORD})));
        let (code, state) = provider.signs_in(&away.url, says);
        self.back(&away, &json!({"provider": "city", "state": state, "code": code})).status
    }
}

on_both! {
    async fn an_account_is_bound_to_issuer_and_subject_and_to_nothing_else(site: &Site) {
        let provider = Provider::new();
        // Its name here is the address that the provider knows of somebody else.
        account(site, "lin@example.org", &[]);
        account(site, "zhou", &[]);
        let server = serve(site, &provider.named("city", ""));
        let named = json!({"providers": [{"key": "city", "name": "身份平台-city"}]});
        assert_eq!(Browser::new(&server).json("GET", "/oidc/providers", None), named);
        let mut browser = Browser::new(&server);
        assert_eq!(browser.by(&provider, Says::of("u-1")).status, 403, "an address of e-mail binds nobody");

        let mut lin = Browser::signed_in(&server, "lin@example.org");
        lin.refused(422, "POST", "/oidc/providers/city/link", Some(&json!({"password": "wrong horse battery"})));
        assert_eq!(lin.link(&provider, Says::of("u-1")), 200);
        assert_eq!(lin.link(&provider, Says::of("u-1")), 200, "twice is once");
        let mut zhou = Browser::signed_in(&server, "zhou");
        assert_eq!(zhou.link(&provider, Says::of("u-1").signed(Signed::EdDsa)), 409, "it is somebody's");
        assert_eq!(zhou.link(&provider, Says::of("u-2").but("email", json!("zhou"))), 200);

        for signed in [Signed::Rs256, Signed::EdDsa] {
            let planted = format!("liangyi_session={}", "a".repeat(64));
            browser.cookie = Some(planted.clone());
            let says = Says::of("u-1").signed(signed).but("preferred_username", json!("zhou")).but("email", json!("zhou"));
            assert_eq!(browser.by(&provider, says).status, 200);
            assert_ne!(browser.cookie, Some(planted), "the name of the session changes");
            assert_eq!(browser.me()["name"], "lin@example.org");
        }
        // The second factor is asked for as ever.
        let (mut app, _) = lin.protect();
        assert_eq!(browser.by(&provider, Says::of("u-1")).status, 202);
        assert_eq!(browser.get("/session").status, 401);
        assert_eq!(browser.step(&app.code()), 200);

        let linked = lin.json("GET", "/identities", None);
        let id = linked["identities"][0]["id"].clone();
        assert_eq!(linked["identities"][0]["label"], "u-1@elsewhere");
        zhou.refused(404, "POST", &format!("/identities/{id}/unlink"), Some(&json!({"password": PASSWORD})));
        lin.json("POST", &format!("/identities/{id}/unlink"), Some(&json!({"password": PASSWORD})));
        assert_eq!(browser.by(&provider, Says::of("u-1")).status, 403);
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE 'identity-%' ORDER BY seq").await;
        assert_eq!(acts, ["identity-linked", "identity-linked", "identity-unlinked"]);
    }

    async fn an_invitation_is_accepted_without_a_password(site: &Site) {
        let provider = Provider::new();
        furnish(site);
        account(site, "root", &[("green-hill", "administrator")]);
        let server = serve(site, &provider.named("city", ""));
        let root = Browser::signed_in(&server, "root");
        let invite = json!({"organisation": "green-hill", "display_name": "新人", "roles": ["author"]});
        let link = root.json("POST", "/invitations", Some(&invite))["url"].as_str().unwrap().to_owned();
        let token = link.split('#').nth(1).unwrap();
        let invitee = |name: &str| json!({"token": token, "name": name, "display_name": "新人"});
        let mut new = Browser::new(&server);
        new.refused(409, "POST", "/oidc/providers/city/join", Some(&invitee("root")));
        new.refused(422, "POST", "/oidc/providers/city/join", Some(&invitee("大写 不行")));
        let away = new.leave("/oidc/providers/city/join", Some(&invitee("new")));
        let (code, state) = provider.signs_in(&away.url, Says::of("u-9"));
        let brought = json!({"provider": "city", "state": state, "code": code});
        assert_eq!(new.back(&away, &brought).status, 200);
        let me = new.me();
        assert_eq!((me["name"].as_str(), me["has_password"].as_bool()), (Some("new"), Some(false)));
        assert_eq!(me["memberships"][0]["role"], "author");
        new.refused(403, "POST", "/join/look", Some(&json!({"token": token})));
        // It has no password: none is right, the empty one neither.
        for password in ["", PASSWORD] {
            assert_eq!(Browser::new(&server).sign_in("new", password).status, 401);
        }
        // What would leave no way in is not done; a password of the last minutes' sign-in makes one.
        let id = new.json("GET", "/identities", None)["identities"][0]["id"].clone();
        new.refused(409, "POST", &format!("/identities/{id}/unlink"), Some(&json!({"password": ""})));
        new.json("PUT", "/password", Some(&json!({"old": "", "new": "a new horse battery"})));
        new.json("POST", &format!("/identities/{id}/unlink"), Some(&json!({"password": "a new horse battery"})));
        assert_eq!(Browser::new(&server).sign_in("new", "a new horse battery").status, 200);
    }
}

#[test]
fn what_a_provider_says_is_believed_only_where_all_of_it_holds() {
    let (site, provider, other) = (Site::new(), Provider::new(), Provider::new());
    account(&site, "lin", &[]);
    let server = serve(&site, &format!("{}{}", provider.named("city", ""), other.named("other", "")));
    assert_eq!(Browser::signed_in(&server, "lin").link(&provider, Says::of("u-1")), 200);
    let second = now().0 / 1000;
    let says = || Says::of("u-1");
    for (what, lie) in [
        ("another nonce", says().but("nonce", json!("another"))),
        ("no nonce", says().but("nonce", Value::Null)),
        ("for another site", says().but("aud", json!("another"))),
        ("for another site too", says().but("aud", json!([CLIENT, "another"]))),
        ("given to another site", says().but("aud", json!([CLIENT])).but("azp", json!("another"))),
        ("by another issuer", says().but("iss", json!(other.issuer))),
        ("expired", says().but("exp", json!(second - 60))),
        ("said long ago", says().but("iat", json!(second - 3600))),
        ("beside another access token", says().but("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA"))),
        ("signed by another key", says().signed(Signed::ByAnother)),
        ("signed with the client's secret", says().signed(Signed::Hs256)),
        ("not signed", says().signed(Signed::Nothing)),
    ] {
        let mut browser = Browser::new(&server);
        let response = browser.by(&provider, lie);
        assert_eq!((response.status, &browser.cookie), (422, &None), "{what}: {}", response.text());
    }
    site.expects("what a provider of identities says does not hold");
    assert_eq!(Browser::new(&server).by(&provider, says()).status, 200, "the truth");
}

#[test]
fn what_comes_back_is_taken_once_in_the_browser_that_left_and_of_the_provider_that_was_asked() {
    let (site, provider, other) = (Site::new(), Provider::new(), Provider::new());
    account(&site, "lin", &[]);
    let server = serve(&site, &format!("{}{}", provider.named("city", ""), other.named("other", "")));
    let mut lin = Browser::signed_in(&server, "lin");
    assert_eq!(lin.link(&provider, Says::of("u-1")), 200);
    let begin = |provider: &Provider, key: &str| {
        let away = Browser::new(&server).leave(&format!("/oidc/providers/{key}/sign-in"), None);
        let (code, state) = provider.signs_in(&away.url, Says::of("u-1"));
        (away, json!({"provider": key, "state": state, "code": code}))
    };
    let mut browser = Browser::new(&server);
    let (away, brought) = begin(&provider, "city");
    assert_eq!(browser.back(&away, &brought).status, 200);
    assert_eq!(Browser::new(&server).back(&away, &brought).status, 422, "the same again");
    let (away, mut fresh) = begin(&provider, "city");
    fresh["code"] = brought["code"].clone();
    assert_eq!(Browser::new(&server).back(&away, &fresh).status, 422, "a code that was redeemed");
    site.expects("a provider of identities refused a code");

    // What somebody else began is not finished here: neither with no cookie nor with that of another way.
    let (_, brought) = begin(&provider, "city");
    Browser::new(&server).refused(422, "POST", "/oidc/finish", Some(&brought));
    let ((away, _), (_, brought)) = (begin(&provider, "city"), begin(&provider, "city"));
    assert_eq!(Browser::new(&server).back(&away, &brought).status, 422);

    // One provider's answer under the address, or in the name, of another.
    let (away, mut brought) = begin(&provider, "city");
    brought["provider"] = "other".into();
    assert_eq!(Browser::new(&server).back(&away, &brought).status, 422);
    let (away, mut brought) = begin(&provider, "city");
    brought["issuer"] = other.issuer.as_str().into();
    assert_eq!(Browser::new(&server).back(&away, &brought).status, 422);
    // The other one's own u-1 is somebody else.
    let (away, brought) = begin(&other, "other");
    assert_eq!(Browser::new(&server).back(&away, &brought).status, 403);

    // Begun by one account, not finished by another, nor by nobody.
    account(&site, "zhou", &[]);
    let mut zhou = Browser::signed_in(&server, "zhou");
    for finisher in [&mut zhou, &mut Browser::new(&server)] {
        let away = lin.leave("/oidc/providers/city/link", Some(&json!({"password": PASSWORD})));
        let (code, state) = provider.signs_in(&away.url, Says::of("u-7"));
        let response = finisher.back(&away, &json!({"provider": "city", "state": state, "code": code}));
        assert!([401, 422].contains(&response.status), "{}", response.text());
    }
    assert_eq!(lin.json("GET", "/identities", None)["identities"].as_array().unwrap().len(), 1);
}

#[test]
fn a_provider_is_asked_only_where_the_operator_lets_it() {
    let (site, provider, liar) = (Site::new(), Provider::new(), Provider::new());
    // Keys on a network that is nobody's to ask for, and a name that is another's.
    liar.says_of_itself("jwks_uri", json!("http://127.0.0.2:9/keys"));
    let server = serve(&site, &format!("{}{}", provider.named("city", ""), liar.named("liar", "")));
    let nobody = Browser::new(&server);
    nobody.refused(502, "POST", "/oidc/providers/liar/sign-in", None);
    nobody.refused(404, "POST", "/oidc/providers/unknown/sign-in", None);
    site.expects("the host has no public address");
    drop(server);
    liar.says_of_itself("issuer", json!(provider.issuer));
    let server = serve(&site, &liar.named("liar", ""));
    Browser::new(&server).refused(502, "POST", "/oidc/providers/liar/sign-in", None);
    site.expects("unexpected issuer URI");
    drop(server);

    let path = site.path("oidc.toml");
    let refused = |file: &str, mode: u32| {
        std::fs::write(&path, file).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let output = site.output_of(site.command().arg("serve").env("LIANGYI_OIDC_FILE", &path));
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&provider.named("city", ""), 0o644).contains("chmod 600"));
    assert!(refused(&provider.named("city", ""), 0o600).contains("LIANGYI_OUTBOUND_ALLOW"), "http, on no network of our own");
    let twice = provider.named("city", "").replace("http://", "https://");
    assert!(refused(&format!("{twice}{twice}"), 0o600).contains("two providers have the key"));
    assert!(refused(&format!("{twice}{}", twice.replace("\"city\"", "\"b\"")), 0o600).contains("two providers have the issuer"));
}

#[test]
fn accounts_are_made_for_whoever_comes_only_where_the_operator_says_so() {
    let (site, provider) = (Site::new(), Provider::new());
    account(&site, "u-1@elsewhere", &[]);
    let server = serve(&site, &provider.named("city", "makes_accounts = true"));
    let mut browser = Browser::new(&server);
    assert_eq!(browser.by(&provider, Says::of("u-1")).status, 200);
    let me = browser.me();
    let name = me["name"].as_str().unwrap().to_owned();
    assert!(name.starts_with("u-1@elsewhere-"), "the account that has the name is not theirs: {name}");
    assert_eq!((&me["memberships"], &me["admin"]), (&json!([]), &json!(false)));
    assert_eq!(browser.json("GET", "/works", None)["works"], json!([]));
    browser.by(&provider, Says::of("u-1"));
    assert_eq!(browser.me()["name"], name.as_str(), "the same again");
}
