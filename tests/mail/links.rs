//! Links in letters, with the whole program: they confirm, invite and stop without signing in, and nobody else has them.

use crate::{
    site::{Site, mailbox::Mailbox, on_both, serving::Serving},
    studio::{Browser, furnish},
};
use serde_json::{Value, json};

fn account(site: &Site, name: &str, role: &str) {
    crate::studio::account(site, name, &[("green-hill", role)]);
}

/// With letters to `mailbox`.
fn serve<'a>(site: &'a Site, mailbox: &Mailbox) -> Serving<'a> {
    let url = mailbox.url();
    site.serve_with(&[("LIANGYI_SMTP_URL", &url), ("LIANGYI_MAIL_FROM", "notices@liangyi.example")], &[])
}

/// What is under way is through.
async fn settled(site: &Site) {
    let open = "SELECT COUNT(*) FROM jobs WHERE state IN ('waiting', 'running')";
    while site.number(open).await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// As a mailbox does of its own accord: no cookie, no page of ours.
fn press(server: &Serving<'_>, path: &str) -> u16 {
    server.ask("POST", path, &[("Content-Length", "0")]).status
}

on_both! {
    async fn an_address_is_confirmed_by_its_owner_and_one_click_stops_everything(site: &Site) {
        furnish(site);
        account(site, "lin", "author");
        account(site, "zhou", "editor");
        let mailbox = Mailbox::open();
        let server = serve(site, &mailbox);
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let wanted = |address: &str| json!({"address": address, "choices": [{"kind": "waiting", "choice": "at-once"}]});
        let words = zhou.refused(422, "PUT", "/account/mail", Some(&wanted("zhou@a.example\r\nBcc: x@b.example")));
        assert!(words.contains("电子邮箱写得不对"), "{words}");
        zhou.json("PUT", "/account/mail", Some(&wanted("zhou@a.example")));
        server.wait("asked", || mailbox.to("zhou@a.example").len() == 1);
        let asked = mailbox.to("zhou@a.example").remove(0);
        assert_eq!(asked.subject(), "请确认您的邮箱");

        // Opening the link is what mailboxes do by themselves; the button confirms, once.
        let confirm = asked.link("/mail/confirm/");
        assert!(server.page(&confirm).contains("zhou@a.example"));
        assert_eq!(zhou.json("GET", "/account/mail", None)["confirmed_at"], Value::Null);
        assert_eq!((press(&server, &confirm), press(&server, &confirm)), (200, 404));
        assert!(zhou.json("GET", "/account/mail", None)["confirmed_at"].is_string());
        assert!(!site.texts("SELECT digest FROM mail_addresses WHERE digest IS NOT NULL").await.iter().any(|kept| confirm.contains(kept)));

        let id = lin.write("green-hill", "等人来审的稿子");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        server.wait("told", || mailbox.to("zhou@a.example").len() == 2);
        let told = mailbox.to("zhou@a.example").remove(1);
        assert_eq!(told.subject(), "等您处理：等人来审的稿子");
        let text = told.part("text/plain");
        assert!(text.contains("等您初审") && text.contains(&format!("/studio/works/{id}/review")), "{text}");
        assert!(!told.raw.contains("鹊桥") && !text.contains("鹊桥") && !text.contains("一句话说清"), "nothing of the draft: {text}");

        let stop = told.link("/mail/stop/");
        assert!(told.headers("list-unsubscribe")[0].contains(&stop));
        assert_eq!(server.get(&format!("{}0", stop.trim_end_matches(char::is_alphanumeric))).status, 404);
        assert!(server.page(&stop).contains("停止向 zhou@a.example 发送"));
        let chosen = || zhou.json("GET", "/account/mail", None)["choices"][0]["choice"].clone();
        assert_eq!(chosen(), "at-once", "opening it stops nothing");
        assert_eq!(press(&server, &stop), 200);
        assert_eq!(chosen(), "never");
        // Of another address it stops nothing any more.
        zhou.json("PUT", "/account/mail", Some(&wanted("other@a.example")));
        assert_eq!(server.get(&stop).status, 404);
        server.wait("asked anew", || mailbox.to("other@a.example").len() == 1);
        settled(site).await;
    }

    async fn a_link_for_an_expert_goes_to_the_expert_alone(site: &Site) {
        furnish(site);
        for (name, role) in [("lin", "author"), ("zhou", "editor"), ("su", "publisher")] {
            account(site, name, role);
        }
        let mailbox = Mailbox::open();
        let server = serve(site, &mailbox);
        let [lin, zhou, su] = ["lin", "zhou", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "请外面的专家看");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        let experts = format!("/works/{id}/experts");
        let asked = |email: Value| json!({"stage": "second", "name": "王若水", "institution": "清河大学", "hours": 24, "email": email, "by_mail": true});
        assert!(zhou.refused(422, "POST", &experts, Some(&asked(Value::Null))).contains("电子邮箱"));
        let made = zhou.json("POST", &experts, Some(&asked("wang@b.example".into())));
        assert_eq!(made["url"], Value::Null);
        server.wait("invited", || mailbox.to("wang@b.example").len() == 1);
        let letter = mailbox.to("wang@b.example").remove(0);
        assert!(letter.subject().contains("请外面的专家看") && !letter.part("text/plain").contains("鹊桥"));
        let path = letter.link("/expert-review/");
        assert!(!site.texts("SELECT digest FROM expert_links").await[0].contains(&path["/expert-review/".len()..]));
        server.wait("noted", || zhou.json("GET", &experts, None)["links"][0]["mailed"]["sent_at"].is_string());

        // Whoever is signed in here is no expert from outside: seen, told, refused.
        assert_eq!(zhou.review(id, "first", "pass", "").status, 200);
        let body = "verdict=pass&declares=none";
        let signed_in = [("Cookie", su.cookie.as_deref().unwrap())];
        assert_eq!(server.get_with(&path, &signed_in).status, 200);
        let form = |cookie: &str| {
            let request = format!(
                "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n{cookie}\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                server.address,
                body.len()
            );
            crate::site::http::exchange(server.address, request.as_bytes()).unwrap()
        };
        let refused = form(&format!("Cookie: {}\r\n", su.cookie.as_deref().unwrap()));
        assert!(refused.status == 422 && refused.text().contains("只给专家本人用"), "{}", refused.text());
        assert_eq!(site.number("SELECT COUNT(*) FROM submission_reviews").await, 1);
        assert_eq!(su.json("GET", &experts, None)["links"][0]["insiders"], json!(["su"]));
        assert_eq!(site.texts("SELECT actor FROM audit_entries WHERE act = 'expert-link-opened'").await, ["su"]);
        server.page(&path);
        server.page(&path);
        assert_eq!(site.texts("SELECT actor FROM audit_entries WHERE act = 'expert-link-opened' ORDER BY seq").await, ["su", "door"], "once each");
        assert_eq!(form("").status, 303);

        // An expert who wants no letters gets none.
        assert_eq!(press(&server, &letter.link("/mail/stop/")), 200);
        let later = lin.write("green-hill", "又请一次");
        lin.json("POST", &format!("/works/{later}/submit"), None);
        let experts = format!("/works/{later}/experts");
        zhou.json("POST", &experts, Some(&asked("wang@b.example".into())));
        server.wait("not wanted", || zhou.json("GET", &experts, None)["links"][0]["mailed"]["failure"].as_str().is_some_and(|why| why.contains("不愿再收")));
        assert_eq!(mailbox.to("wang@b.example").len(), 1);
    }

    async fn an_invitation_by_letter_is_accepted_by_who_reads_it(site: &Site) {
        furnish(site);
        account(site, "chief", "administrator");
        let mailbox = Mailbox::open();
        let server = serve(site, &mailbox);
        let chief = Browser::signed_in(&server, "chief");
        let asked = json!({"organisation": "green-hill", "display_name": "新同事", "roles": ["editor"], "email": "new@a.example"});
        assert_eq!(chief.json("POST", "/invitations", Some(&asked))["url"], Value::Null);
        server.wait("invited", || mailbox.to("new@a.example").len() == 1);
        let letter = mailbox.to("new@a.example").remove(0);
        let token = letter.link("/studio/join#").split_once('#').unwrap().1.to_owned();
        let accepted = json!({"token": token, "name": "newcomer", "display_name": "新同事", "password": "correct horse battery"});
        Browser::new(&server).json("POST", "/join", Some(&accepted));
        Browser::signed_in(&server, "newcomer");
        settled(site).await;
    }
}
