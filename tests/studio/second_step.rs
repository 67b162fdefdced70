//! The second factor: set up, asked for, required; and every way around it that is closed.

use super::desks::{Browser, PASSWORD, account, furnish};
use crate::site::{Site, now, on_both};
use accounts::totp;
use serde_json::json;

#[test]
fn codes_are_those_of_the_standard() {
    // RFC 6238, appendix B, for SHA-1; the last six of its eight digits.
    let vectors =
        [(59, 287_082), (1_111_111_109, 81_804), (1_111_111_111, 50_471), (1_234_567_890, 5_924), (20_000_000_000, 353_130)];
    for (second, code) in vectors {
        assert_eq!(totp::code(b"12345678901234567890", second / 30), code, "{second}");
    }
    // RFC 4648, section 10, without its padding.
    for (bytes, text) in
        [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
    {
        assert_eq!(totp::base32(bytes.as_bytes()), text);
    }
    let address = totp::address(b"foobar", "两翼", "lin@a");
    assert!(address.starts_with("otpauth://totp/%E4%B8%A4%E7%BF%BC:lin%40a?secret=MZXW6YTBOI&issuer=%E4%B8%A4"), "{address}");
}

on_both! {
    async fn a_second_factor_is_asked_for_after_the_password(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve();
        let here = Browser::signed_in(&server, "lin");
        let elsewhere = Browser::signed_in(&server, "lin");
        here.refused(422, "POST", "/second-factor", Some(&json!({"password": "wrong horse battery"})));
        here.refused(409, "POST", "/second-factor/confirm", Some(&json!({"code": "123456"})));
        let (mut app, codes) = here.protect();
        assert_eq!(codes.len(), 10);
        assert_eq!(elsewhere.get("/session").status, 401, "who came in without is out");
        here.refused(409, "POST", "/second-factor", Some(&json!({"password": PASSWORD})));
        let stored = site.texts("SELECT digest FROM recovery_codes").await;
        assert!(stored.iter().all(|digest| digest.len() == 64 && !codes.contains(digest)));

        let mut browser = Browser::new(&server);
        assert_eq!(browser.sign_in("lin", "wrong horse battery").status, 401);
        let planted = format!("liangyi_session={}", "a".repeat(64));
        browser.cookie = Some(planted.clone());
        assert_eq!(browser.sign_in("lin", PASSWORD).status, 202);
        let half = browser.cookie.clone();
        assert_ne!(half, Some(planted));
        // The password alone opens nothing.
        for path in ["/session", "/works", "/second-factor", "/sessions", "/audit"] {
            assert_eq!(browser.get(path).status, 401, "{path}");
        }
        let late = app.again();
        assert_eq!(browser.step(&late), 422, "the code that was used to confirm");
        assert_eq!(browser.step(&app.wrong()), 422);
        let code = app.code();
        assert_eq!(browser.step(&code), 200);
        assert_ne!(browser.cookie, half, "the name of the session changes with each step");
        assert_eq!(browser.me()["second_factor"], true);
        let old = Browser { cookie: half, ..Browser::new(&server) };
        assert_eq!(old.get("/session").status, 401);
        old.refused(401, "POST", "/session/second", Some(&json!({"code": code})));

        let mut another = Browser::new(&server);
        another.sign_in("lin", PASSWORD);
        assert_eq!(another.step(&code), 422, "a code that was seen is worth nothing");
        assert_eq!(another.step(&codes[3].to_uppercase().replace('-', " ")), 200, "however it is typed");
        another.sign_in("lin", PASSWORD);
        assert_eq!(another.step(&codes[3]), 422, "once");
        assert_eq!(another.step(&codes[4]), 200);
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE '%second%' OR act LIKE '%recovery%' ORDER BY seq").await;
        let failed = acts.iter().filter(|act| *act == "second-factor-failed").count();
        assert_eq!((failed, acts.iter().filter(|act| *act == "recovery-code-used").count()), (4, 2), "{acts:?}");
    }

    async fn turning_it_off_asks_for_both(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let (mut app, codes) = lin.protect();
        let off = |password: &str, code: &str| json!({"password": password, "code": code});
        lin.refused(422, "POST", "/second-factor/off", Some(&off("wrong horse battery", &codes[0])));
        lin.refused(422, "POST", "/second-factor/off", Some(&off(PASSWORD, &app.wrong())));
        let new = lin.json("POST", "/second-factor/recovery-codes", Some(&off(PASSWORD, &codes[0])));
        lin.refused(422, "POST", "/second-factor/off", Some(&off(PASSWORD, &codes[1])));
        assert_eq!(new["recovery_codes"].as_array().unwrap().len(), 10);
        lin.json("POST", "/second-factor/off", Some(&off(PASSWORD, &app.code())));
        assert_eq!(lin.json("GET", "/second-factor", None)["confirmed_at"], json!(null));
        assert_eq!(Browser::new(&server).sign_in("lin", PASSWORD).status, 200);
        // By the command, for who has lost everything.
        let lin = Browser::signed_in(&server, "lin");
        lin.protect();
        site.run(&[&"user", &"second-factor-off", &"lin"]);
        assert_eq!(lin.get("/session").status, 401);
        assert_eq!(Browser::new(&server).sign_in("lin", PASSWORD).status, 200);
    }

    async fn who_has_to_have_one_is_led_to_it_before_anything_else(site: &Site) {
        furnish(site);
        account(site, "root", &[("province", "administrator")]);
        account(site, "county-admin", &[("county", "administrator")]);
        account(site, "publisher", &[("green-hill", "publisher")]);
        account(site, "author", &[("green-hill", "author")]);
        let server = site.serve();
        let root = Browser::signed_in(&server, "root");
        let rule = |rule: &str| Some(json!({"second_factor": rule}));
        root.refused(409, "PUT", "/organisations/green-hill/rules", rule("powerful").as_ref());
        root.protect();
        root.json("PUT", "/organisations/green-hill/rules", rule("powerful").as_ref());
        let (county, publisher) = (Browser::signed_in(&server, "county-admin"), Browser::signed_in(&server, "publisher"));
        for browser in [&county, &publisher] {
            assert_eq!(browser.me()["owes_second_factor"], true);
            for path in ["/works", "/inbox", "/vocabulary", "/staff", "/audit", "/uploads", "/assets"] {
                let words = browser.get(path).text();
                assert!(words.contains("\"second_factor\":\"required\""), "{path}: {words}");
            }
        }
        let author = Browser::signed_in(&server, "author");
        assert_eq!(author.get("/works").status, 200);
        publisher.protect();
        assert_eq!(publisher.get("/works").status, 200);
        root.json("PUT", "/organisations/green-hill/rules", rule("everyone").as_ref());
        assert_eq!(author.get("/works").status, 403);
        assert_eq!(county.get("/works").status, 403, "below it too");
        root.json("PUT", "/organisations/green-hill/rules", rule("free").as_ref());
        assert_eq!((author.get("/works").status, county.get("/works").status), (200, 200));
    }
}

#[test]
fn guessing_codes_becomes_slow_for_the_account_alone() {
    let site = Site::new();
    account(&site, "lin", &[]);
    account(&site, "zhou", &[]);
    let server = site.serve();
    let (lin, _) = Browser::signed_in(&server, "lin").protect();
    let (mut zhou, _) = Browser::signed_in(&server, "zhou").protect();
    // From many addresses, with the password, a new sign-in after every few tries.
    let origin = format!("http://{}", server.address);
    let (mut statuses, begin) = (Vec::new(), std::time::Instant::now());
    for turn in 0..4 {
        let from = format!("192.0.2.{turn}");
        let headers = [("X-Liangyi-Request", "1"), ("Origin", origin.as_str()), ("X-Forwarded-For", from.as_str())];
        let mut thief = Browser::new(&server);
        let signed = thief.send_with("POST", "/session", Some(&json!({"name": "lin", "password": PASSWORD})), &headers);
        thief.cookie = signed.header("set-cookie").and_then(|set| set.split(';').next()).map(str::to_owned);
        for _ in 0..3 {
            let code = json!({"code": lin.wrong()});
            statuses.push(thief.send_with("POST", "/session/second", Some(&code), &headers).status);
        }
    }
    assert!(statuses.starts_with(&[422, 422, 422, 422]) && statuses.contains(&429), "{statuses:?}");
    assert!(statuses.iter().all(|status| [422, 429].contains(status)), "{statuses:?}");
    // Five are heard at once. For one more a second has to pass, and for each after it twice as long: on a slow machine it may.
    let further = statuses.iter().filter(|status| **status == 422).count().saturating_sub(5);
    assert!(begin.elapsed().as_secs() + 1 >= 1 << further, "{statuses:?} in {:?}", begin.elapsed());
    let mut other = Browser::new(&server);
    other.sign_in("zhou", PASSWORD);
    assert_eq!(other.step(&zhou.code()), 200, "nobody else waits");
    let _ = now();
}

#[test]
fn a_sign_in_bears_five_wrong_codes() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve();
    let (app, codes) = Browser::signed_in(&server, "lin").protect();
    let mut browser = Browser::new(&server);
    browser.sign_in("lin", PASSWORD);
    let mut tried = 0;
    while tried < 5 {
        match browser.step(&app.wrong()) {
            422 => tried += 1,
            429 => std::thread::sleep(std::time::Duration::from_millis(300)),
            other => panic!("{other} after {tried}"),
        }
    }
    assert_eq!(browser.step(&codes[0]), 401, "the password is asked for again");
}
