//! Certificates: given to what three people passed, checked by the program and by OpenSSL, refused for anything altered.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, on_both, serving::Serving};
use serde_json::{Value, json};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
};

fn publish(server: &Serving<'_>, title: &str) -> String {
    publish_body(server, title, None)
}

/// With another text than the usual one.
fn publish_body(server: &Serving<'_>, title: &str, body: Option<&str>) -> String {
    let [lin, zhou, he, su] = ["lin", "zhou", "he", "su"].map(|name| Browser::signed_in(server, name));
    let id = lin.write("green-hill", title);
    if let Some(body) = body {
        let work = lin.json("GET", &format!("/works/{id}"), None);
        let save = json!({"version": work["version"], "content": work["content"], "body": body});
        assert_eq!(lin.json("PUT", &format!("/works/{id}"), Some(&save))["faults"], json!([]));
    }
    lin.json("POST", &format!("/works/{id}/submit"), None);
    for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
        assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
    }
    let work = su.json("POST", &format!("/works/{id}/publish"), None);
    let page = format!("/works/{}", work["content"]["slug"].as_str().unwrap());
    server.wait("signed by the back room", || server.get(&format!("{page}/certificate.json")).status == 200);
    page
}

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("he", "expert"), ("su", "publisher")] {
        account(site, name, &[("green-hill", role)]);
    }
}

/// Asks OpenSSL, as docs/certificates.md says.
fn openssl(site: &Site, certificate: &Value, statement: &str) -> bool {
    use base64_by_hand as decode;
    fs::write(site.path("statement.json"), statement).unwrap();
    fs::write(site.path("signature"), decode(certificate["signature"].as_str().unwrap())).unwrap();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA{}\n-----END PUBLIC KEY-----\n",
        certificate["public_key"].as_str().unwrap()
    );
    fs::write(site.path("key.pem"), pem).unwrap();
    let mut command = Command::new("openssl");
    command.args(["pkeyutl", "-verify", "-pubin", "-rawin", "-inkey"]).arg(site.path("key.pem"));
    command.arg("-in").arg(site.path("statement.json")).arg("-sigfile").arg(site.path("signature"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

fn base64_by_hand(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0u32, |bits, c| bits << 6 | u32::from(value(*c))) << (6 * (4 - four.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    out
}

on_both! {
    async fn a_page_that_only_asks_is_not_said_to_lack_the_explanation(site: &Site) {
        staff(site);
        let server = site.serve();
        let quiz = ":::quiz {#z kind=single}\n每月制作几期？\n\n- [x] 四期\n- [ ] 八期\n\n条款写明四期。\n:::\n";
        let page = publish_body(&server, "会提问的", Some(quiz));
        server.within_a_second("the page asks", || server.page(&page).contains("开始作答"));
        assert!(!server.page(&page).contains("条款写明四期"));
        let file = site.path("certificate.json");
        fs::write(&file, server.page(&format!("{page}/certificate.json"))).unwrap();
        let said = site.run(&[&"check", &"certificate", &file, &"--page", &format!("http://{}{page}", server.address)]);
        assert!(said.contains("every word of it but the explanations"), "{said}");
    }

    async fn a_certificate_proves_the_text_and_fails_for_an_altered_one(site: &Site) {
        staff(site);
        let server = site.serve();
        let page = publish(&server, "有证书的");
        server.within_a_second("the page says so", || server.page(&page).contains("审核证书"));
        let html = server.page(&page);
        for name in ["zhou", "he", "su"] {
            assert!(html.contains(name), "{name}");
        }
        let text = server.page(&format!("{page}/certificate.json"));
        let certificate: Value = serde_json::from_str(&text).unwrap();
        let statement: Value = serde_json::from_str(certificate["statement"].as_str().unwrap()).unwrap();
        let stages: Vec<&str> = statement["reviews"].as_array().unwrap().iter().map(|r| r["stage"].as_str().unwrap()).collect();
        assert_eq!((stages, statement["title"].as_str()), (vec!["first", "second", "final"], Some("有证书的")));
        assert!(html.contains(statement["digest"].as_str().unwrap()));
        let mode = fs::metadata(site.data().join("certificate.key")).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);

        let (file, certified) = (site.path("certificate.json"), site.path("certified"));
        fs::write(&file, &text).unwrap();
        let bytes = server.get(&format!("{page}/certified")).body;
        fs::write(&certified, &bytes).unwrap();
        let keys = site.path("keys.json");
        fs::write(&keys, server.page("/.well-known/liangyi-keys.json")).unwrap();
        let said = site.run(&[&"check", &"certificate", &file, &"--page", &certified, &"--keys", &keys]);
        assert!(said.contains("signature: good") && said.contains("text: the one that was certified") && said.contains("终审: su"), "{said}");
        let address = format!("http://{}{page}", server.address);
        let said = site.run(&[&"check", &"certificate", &file, &"--page", &address]);
        assert!(said.contains("key: one of those at") && said.contains("page: shows every word of it"), "{said}");
        assert!(openssl(site, &certificate, certificate["statement"].as_str().unwrap()));

        // Anything altered fails.
        let mut other = bytes.clone();
        let at = other.len() - 20;
        other[at] ^= 1;
        fs::write(&certified, &other).unwrap();
        assert!(site.refused(&[&"check", &"certificate", &file, &"--page", &certified]).contains("is not the one that was certified"));
        let altered = certificate["statement"].as_str().unwrap().replace("zhou", "nobody");
        let mut forged = certificate.clone();
        forged["statement"] = altered.clone().into();
        fs::write(&file, forged.to_string()).unwrap();
        assert!(site.refused(&[&"check", &"certificate", &file]).contains("the signature is not that of this statement"));
        assert!(!openssl(site, &certificate, &altered));
        let mut renamed = certificate.clone();
        renamed["key"] = "0".repeat(16).into();
        fs::write(&file, renamed.to_string()).unwrap();
        assert!(site.refused(&[&"check", &"certificate", &file]).contains("its public key is that of"));
        fs::write(&file, &text).unwrap();
        fs::write(&keys, json!({"keys": []}).to_string()).unwrap();
        assert!(site.refused(&[&"check", &"certificate", &file, &"--keys", &keys]).contains("somebody else signed this"));
    }
}

#[test]
fn a_new_key_keeps_the_old_one_known_and_a_readable_one_is_refused() {
    let site = Site::new();
    staff(&site);
    let server = site.serve();
    let first = publish(&server, "旧钥匙签的");
    let old = server.page(&format!("{first}/certificate.json"));
    drop(server);
    let key = site.data().join("certificate.key");
    let made = Command::new("openssl").args(["genpkey", "-algorithm", "ed25519", "-out"]).arg(&key).output().unwrap();
    assert!(made.status.success());
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(site.refused(&[&"serve", &"--listen", &"127.0.0.1:0"]).contains("chmod 600"));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let server = site.serve();
    let second = publish(&server, "新钥匙签的");
    let keys: Value = serde_json::from_str(&server.page("/.well-known/liangyi-keys.json")).unwrap();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
    assert_eq!(server.page(&format!("{first}/certificate.json")), old, "what it signed stays");
    for page in [first, second] {
        let file = site.path("certificate.json");
        fs::write(&file, server.page(&format!("{page}/certificate.json"))).unwrap();
        let address = format!("http://{}{page}", server.address);
        assert!(site.run(&[&"check", &"certificate", &file, &"--page", &address]).contains("page: shows every word of it"));
    }
}
