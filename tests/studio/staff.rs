//! Administering accounts: who may do what to whom, and that nobody gets further than where they administer.

use super::{
    api::operations,
    desks::{Browser, PASSWORD, account, administrator, furnish},
};
use crate::site::{Site, on_both};
use domain::Membership;
use serde_json::{Value, json};

/// The token of a link.
fn token(link: &Value) -> String {
    link["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned()
}

fn invitation(organisation: &str, roles: &[&str]) -> Value {
    json!({"organisation": organisation, "display_name": "新同事", "roles": roles})
}

fn accepted(token: &str, name: &str) -> Value {
    json!({"token": token, "name": name, "display_name": "新同事", "password": PASSWORD})
}

/// Every operation upon accounts, asked so that nothing is done where it is allowed: of `target`, in `place`.
fn requests(target: &str, place: &str) -> Vec<(&'static str, &'static str, String, Option<Value>)> {
    let role = format!("/staff/{target}/roles/{place}/neither");
    vec![
        ("grant_role", "PUT", role.clone(), None),
        ("revoke_role", "DELETE", role, None),
        ("invite", "POST", "/invitations".to_owned(), Some(invitation(place, &[]))),
        ("set_rules", "PUT", format!("/organisations/{place}/rules"), Some(json!({"second_factor": "neither"}))),
        ("put_word", "PUT", format!("/organisations/{place}/words"), Some(json!({"word": " ", "reason": "无"}))),
        ("remove_word", "DELETE", format!("/organisations/{place}/words?word=%E6%97%A0"), None),
    ]
}

/// Those that touch the whole account.
fn whole(target: &str) -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("disable_account", "POST", format!("/staff/{target}/disable")),
        ("enable_account", "POST", format!("/staff/{target}/enable")),
        ("offer_password", "POST", format!("/staff/{target}/password")),
        ("reset_second_factor", "DELETE", format!("/staff/{target}/second-factor")),
    ]
}

/// Whether administering `place` reaches `organisation`.
fn reaches(place: &str, organisation: &str) -> bool {
    match place {
        "province" => organisation != "river",
        "green-hill" => matches!(organisation, "green-hill" | "county"),
        "river" => matches!(organisation, "river" | "blue-water"),
        place => place == organisation,
    }
}

const PLACES: [&str; 5] = ["province", "green-hill", "county", "blue-water", "river"];

on_both! {
    async fn every_role_in_every_place_is_asked_for_every_act_upon_accounts(site: &Site) {
        furnish(site);
        for place in PLACES {
            account(site, &format!("of-{place}"), &[(place, "author")]);
            account(site, &format!("second-{place}"), &[(place, "administrator")]);
            for role in Membership::ALL {
                account(site, &format!("{place}-{role}"), &[(place, role.code())]);
            }
        }
        let server = site.serve();
        for place in PLACES {
            for role in Membership::ALL {
                let browser = Browser::signed_in(&server, &format!("{place}-{role}"));
                let listed = browser.json("GET", "/staff", None).to_string();
                for organisation in PLACES {
                    let may = *role == Membership::Administrator && reaches(place, organisation);
                    let target = format!("of-{organisation}");
                    assert_eq!(listed.contains(&format!("\"{target}\"")), may, "{role} at {place} lists {target}");
                    for (id, method, path, body) in requests(&target, organisation) {
                        let status = browser.send(method, &path, body.as_ref()).status;
                        // A rule or a role that is none.
                        assert_eq!(status, if may { 422 } else { 403 }, "{role} at {place}: {id} in {organisation}");
                    }
                    let granted = browser.send("PUT", &format!("/staff/{target}/roles/{organisation}/author"), None).status;
                    assert_eq!(granted, if may { 204 } else { 403 }, "{role} at {place} grants in {organisation}");
                    for (id, method, path) in whole(&target) {
                        let status = browser.send(method, &path, None).status;
                        let done = matches!(status, 200 | 204 | 409);
                        assert!(if may { done } else { status == 404 }, "{role} at {place}: {id} of {target}: {status}");
                    }
                }
            }
        }
    }

    async fn an_invitation_makes_an_account_with_its_roles_once(site: &Site) {
        furnish(site);
        account(site, "admin", &[("green-hill", "administrator")]);
        let server = site.serve();
        let (admin, new) = (Browser::signed_in(&server, "admin"), Browser::new(&server));
        admin.refused(403, "POST", "/invitations", Some(&invitation("blue-water", &["author"])));
        admin.refused(403, "POST", "/invitations", Some(&invitation("province", &["administrator"])));
        let link = admin.json("POST", "/invitations", Some(&invitation("county", &["author", "editor"])));
        let token = token(&link);
        assert!(site.texts("SELECT digest FROM invitations").await.iter().all(|digest| *digest != token));
        let seen = new.json("POST", "/join/look", Some(&json!({"token": token})));
        assert_eq!((seen["organisation"]["slug"].as_str(), &seen["roles"]), (Some("county"), &json!(["author", "editor"])));
        new.refused(403, "POST", "/join/look", Some(&json!({"token": "0".repeat(64)})));
        new.refused(403, "POST", "/join", Some(&accepted(&"0".repeat(64), "new")));
        new.refused(409, "POST", "/join", Some(&accepted(&token, "admin")));
        new.refused(422, "POST", "/join", Some(&json!({"token": token, "name": "new", "display_name": "新", "password": "short"})));
        let mut more = accepted(&token, "new");
        more["admin"] = true.into();
        new.refused(422, "POST", "/join", Some(&more));
        let me = new.json("POST", "/join", Some(&accepted(&token, "new")));
        assert_eq!((me["admin"].as_bool(), me["memberships"].as_array().map(Vec::len)), (Some(false), Some(2)), "{me}");
        new.refused(403, "POST", "/join", Some(&accepted(&token, "newer")));
        let told = site.texts("SELECT actor FROM audit_entries WHERE act IN ('account-added', 'invitation-accepted', 'role-granted') AND actor = 'new' AND account_id IS NOT NULL").await;
        assert_eq!(told.len(), 4, "{told:?}");

        // Somebody who has an account keeps it.
        let link = admin.json("POST", "/invitations", Some(&invitation("green-hill", &["publisher"])));
        let member = Browser::signed_in(&server, "new");
        member.json("POST", "/join/account", Some(&json!({"token": self::token(&link)})));
        assert_eq!(member.me()["memberships"].as_array().map(Vec::len), Some(3));
        member.refused(403, "POST", "/join/account", Some(&json!({"token": self::token(&link)})));
    }

    async fn an_invitation_that_was_revoked_or_is_old_or_whose_maker_left_is_worth_nothing(site: &Site) {
        furnish(site);
        account(site, "admin", &[("green-hill", "administrator")]);
        account(site, "other", &[("green-hill", "administrator")]);
        account(site, "stranger", &[("blue-water", "administrator")]);
        let server = site.serve();
        let (admin, new) = (Browser::signed_in(&server, "admin"), Browser::new(&server));
        let invite = || admin.json("POST", "/invitations", Some(&invitation("green-hill", &["author"])));
        let revoked = invite();
        let path = format!("/invitations/{}", revoked["id"]);
        Browser::signed_in(&server, "stranger").refused(404, "DELETE", &path, None);
        assert_eq!(admin.json("GET", "/invitations", None)["invitations"].as_array().map(Vec::len), Some(1));
        admin.json("DELETE", &path, None);
        admin.refused(404, "DELETE", &path, None);
        new.refused(403, "POST", "/join", Some(&accepted(&token(&revoked), "new")));
        let old = invite();
        let raw = site.raw().await;
        sea_orm::ConnectionTrait::execute_unprepared(&raw, "UPDATE invitations SET expires_at = 1").await.unwrap();
        raw.close().await.unwrap();
        new.refused(403, "POST", "/join", Some(&accepted(&token(&old), "new")));
        let of_who_left = invite();
        site.run(&[&"user", &"revoke", &"admin", &"green-hill", &"administrator"]);
        new.refused(403, "POST", "/join", Some(&accepted(&token(&of_who_left), "new")));
        assert_eq!(site.number("SELECT COUNT(*) FROM accounts").await, 3);
    }

    async fn an_organisation_is_never_left_without_an_administrator(site: &Site) {
        furnish(site);
        account(site, "boss", &[("province", "administrator")]);
        account(site, "one", &[("green-hill", "administrator")]);
        account(site, "two", &[("green-hill", "administrator"), ("green-hill", "editor")]);
        let server = site.serve();
        let (boss, one) = (Browser::signed_in(&server, "boss"), Browser::signed_in(&server, "one"));
        let role = |name: &str| format!("/staff/{name}/roles/green-hill/administrator");
        let words = one.refused(409, "DELETE", &role("one"), None);
        assert!(words.contains("确定"), "{words}");
        boss.json("POST", "/staff/two/disable", None);
        let words = one.refused(409, "DELETE", &format!("{}?sure=true", role("one")), None);
        assert!(words.contains("只有这一位管理员"), "one who is kept out does not count: {words}");
        boss.refused(409, "POST", "/staff/one/disable", None);
        boss.refused(409, "DELETE", &role("one"), None);
        boss.json("POST", "/staff/two/enable", None);
        one.json("DELETE", &format!("{}?sure=true", role("one")), None);
        assert_eq!(one.get("/session").status, 200);
        assert_eq!(one.me()["administers"], false);
        boss.refused(409, "DELETE", &role("two"), None);
    }

    async fn two_administrators_who_leave_at_the_same_time_do_not_leave_it_alone(site: &Site) {
        furnish(site);
        account(site, "one", &[("green-hill", "administrator")]);
        account(site, "two", &[("green-hill", "administrator")]);
        let server = site.serve();
        let browsers = [Browser::signed_in(&server, "one"), Browser::signed_in(&server, "two")];
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let leave = |name: &str, browser: &Browser<'_>| {
                browser.send("DELETE", &format!("/staff/{name}/roles/green-hill/administrator?sure=true"), None).status
            };
            let (first, second) = (&browsers[0], &browsers[1]);
            let one = scope.spawn(move || leave("one", first));
            let two = scope.spawn(move || leave("two", second));
            vec![one.join().unwrap(), two.join().unwrap()]
        });
        assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
        assert_eq!(site.number("SELECT COUNT(*) FROM memberships").await, 1);
    }

    async fn nobody_takes_over_an_account_that_may_more(site: &Site) {
        furnish(site);
        account(site, "admin", &[("county", "administrator")]);
        account(site, "second", &[("county", "administrator")]);
        account(site, "both", &[("county", "author"), ("province", "publisher")]);
        administrator(site, "site-admin");
        site.run(&[&"user", &"grant", &"site-admin", &"county", &"author"]);
        let server = site.serve();
        let admin = Browser::signed_in(&server, "admin");
        for target in ["both", "site-admin"] {
            for (id, method, path) in whole(target) {
                assert_eq!(admin.send(method, &path, None).status, 403, "{id} of {target}");
            }
        }
        let people = admin.json("GET", "/staff", None);
        let both = people["people"].as_array().unwrap().iter().find(|p| p["name"] == "both").unwrap();
        assert_eq!((&both["whole"], both["roles"].as_array().map(Vec::len)), (&json!(false), Some(1)), "{both}");
        admin.refused(403, "PUT", "/staff/admin/roles/province/administrator", None);
        admin.refused(404, "PUT", "/staff/nobody/roles/county/author", None);
    }

    async fn a_password_is_set_anew_by_a_link_once(site: &Site) {
        furnish(site);
        account(site, "admin", &[("county", "administrator")]);
        account(site, "lin", &[("county", "author")]);
        let server = site.serve();
        let (admin, lin) = (Browser::signed_in(&server, "admin"), Browser::signed_in(&server, "lin"));
        let first = token(&admin.json("POST", "/staff/lin/password", None));
        let link = token(&admin.json("POST", "/staff/lin/password", None));
        assert_eq!(lin.get("/session").status, 200, "nothing changes until it is used");
        let nobody = Browser::new(&server);
        let set = |token: &str, password: &str| Some(json!({"token": token, "password": password}));
        nobody.refused(403, "POST", "/password/set", set(&first, "another good password").as_ref());
        nobody.refused(422, "POST", "/password/set", set(&link, "short").as_ref());
        nobody.json("POST", "/password/set", set(&link, "another good password").as_ref());
        nobody.refused(403, "POST", "/password/set", set(&link, "yet another password").as_ref());
        assert_eq!(lin.get("/session").status, 401);
        assert_eq!(Browser::new(&server).sign_in("lin", PASSWORD).status, 401);
        let mut lin = Browser::new(&server);
        assert_eq!(lin.sign_in("lin", "another good password").status, 200);
        // One's own, with the old one.
        let mut elsewhere = Browser::new(&server);
        elsewhere.sign_in("lin", "another good password");
        lin.refused(422, "PUT", "/password", Some(&json!({"old": PASSWORD, "new": "the third good password"})));
        lin.json("PUT", "/password", Some(&json!({"old": "another good password", "new": "the third good password"})));
        assert_eq!((lin.get("/session").status, elsewhere.get("/session").status), (200, 401));
    }
}

#[test]
fn every_operation_upon_accounts_is_walked() {
    let walked: Vec<&str> =
        requests("a", "b").into_iter().map(|(id, ..)| id).chain(whole("a").into_iter().map(|(id, ..)| id)).collect();
    for operation in operations().iter().filter(|o| o.path.starts_with("/staff/") || o.path.starts_with("/organisations/")) {
        assert!(walked.contains(&operation.id.as_str()), "{} is walked by no test of rights", operation.id);
    }
}

#[test]
fn a_name_that_nobody_has_is_answered_like_a_wrong_password() {
    let site = Site::new();
    account(&site, "lin", &[]);
    account(&site, "guarded", &[]);
    let server = site.serve();
    Browser::signed_in(&server, "guarded").protect();
    let origin = format!("http://{}", server.address);
    // Each time from elsewhere, so that nobody is made to wait.
    let ask = |name: &str, round: usize| {
        let (from, body) = (format!("192.0.2.{round}"), json!({"name": name, "password": "wrong horse battery"}));
        let headers = [("X-Liangyi-Request", "1"), ("Origin", origin.as_str()), ("X-Forwarded-For", from.as_str())];
        let begin = std::time::Instant::now();
        let response = Browser::new(&server).send_with("POST", "/session", Some(&body), &headers);
        (begin.elapsed().as_millis() as i64, response.status, response.text())
    };
    let mut quickest = [i64::MAX; 3];
    let mut answers = std::collections::BTreeSet::new();
    // The hash takes tens of milliseconds; without it an answer takes one or two. Other work of the machine makes an answer
    // slower and none quicker, so that of enough answers the quickest tell it.
    let alike = (1..20).any(|round| {
        for (name, quickest) in ["lin", "guarded", "nobody"].iter().zip(&mut quickest) {
            let (time, status, text) = ask(name, round);
            *quickest = time.min(*quickest);
            answers.insert((status, text));
        }
        round >= 4 && quickest.iter().min().unwrap() * 3 >= *quickest.iter().max().unwrap()
    });
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(alike, "{quickest:?}");
}
