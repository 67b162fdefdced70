//! What is told when, with the clock of the back room in the test's hand.

use crate::{
    partner::inside::{Inside, now, pass},
    site::{Site, mailbox::Mailbox, on_both},
    studio::{Browser, account, furnish},
};
use domain::{MailChoice, MailKind, Timestamp, WorkCalendar};
use mail::{Mailer, StopKey};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use worker::Post;

const ALONE: &[(&str, &str)] = &[("LIANGYI_RUN_WORKER", "false")];
const DAY: i64 = 24 * 60 * 60 * 1000;

async fn inside(site: &Site, mailbox: &Mailbox) -> Inside {
    let mut inside = Inside::new(site).await;
    let mailer = Mailer::new(&mailbox.url().parse().unwrap(), &"notices@liangyi.example".parse().unwrap(), "两翼").unwrap();
    let (stop, base) = (StopKey::new("a secret".to_owned()), "https://liangyi.example".to_owned());
    let calendar = WorkCalendar::default();
    inside.worker.post = Some(Arc::new(Post { mailer, stop, base, waits: studio::waits_for, calendar }));
    inside
}

/// As if the account had confirmed this address.
async fn subscribes(inside: &Inside, name: &str, kind: MailKind, choice: MailChoice) {
    let account = db::accounts::by_name(&inside.db, name).await.unwrap().unwrap();
    let write = inside.db.write(now()).await.unwrap();
    db::mail::put_address(&write, account.id, &format!("{name}@a.example")).await.unwrap();
    db::mail::set_token(&write, account.id, name).await.unwrap();
    db::mail::confirm(&write, name, Timestamp(0)).await.unwrap();
    db::mail::choose(&write, account.id, kind, choice).await.unwrap();
    write.commit().await.unwrap();
}

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("wu", "editor"), ("su", "publisher")] {
        account(site, name, &[("green-hill", role)]);
    }
}

on_both! {
    async fn a_day_is_one_letter_without_what_somebody_else_has_done_meanwhile(site: &Site) {
        staff(site);
        let mailbox = Mailbox::open();
        let inside = inside(site, &mailbox).await;
        subscribes(&inside, "zhou", MailKind::Waiting, MailChoice::Daily).await;
        subscribes(&inside, "lin", MailKind::Returned, MailChoice::AtOnce).await;
        let server = site.serve_with(ALONE, &[]);
        let [lin, wu] = ["lin", "wu"].map(|name| Browser::signed_in(&server, name));
        let titles = ["第一件", "第二件", "第三件"];
        let [_, _, third] = titles.map(|title| {
            let id = lin.write("green-hill", title);
            lin.json("POST", &format!("/works/{id}/submit"), None);
            id
        });
        inside.work().await;
        assert!(mailbox.letters().is_empty(), "not before the morning");
        assert_eq!(wu.review(third, "first", "return", "数据的出处没有写。").status, 200);
        inside.work().await;
        let [returned] = &mailbox.letters()[..] else { panic!("{:?}", mailbox.letters()) };
        assert_eq!((returned.to.as_str(), returned.subject().as_str()), ("lin@a.example", "退回修改：第三件"));
        assert!(!returned.part("text/plain").contains("数据的出处"), "what reviewers say is read in the studio");

        pass(DAY);
        inside.work().await;
        let [letter] = &mailbox.to("zhou@a.example")[..] else { panic!("{:?}", mailbox.letters()) };
        assert_eq!(letter.subject(), "工作台有2条新消息");
        let text = letter.part("text/plain");
        assert!(text.contains("第一件") && text.contains("第二件") && !text.contains("第三件"), "{text}");
        pass(DAY);
        inside.work().await;
        assert_eq!(mailbox.letters().len(), 2, "told once");
        inside.db.close().await.unwrap();
    }

    async fn what_does_not_arrive_is_sent_again_or_given_up_with_a_reason(site: &Site) {
        staff(site);
        let mailbox = Mailbox::open();
        let inside = inside(site, &mailbox).await;
        subscribes(&inside, "zhou", MailKind::Waiting, MailChoice::AtOnce).await;
        subscribes(&inside, "wu", MailKind::Waiting, MailChoice::Never).await;
        let server = site.serve_with(ALONE, &[]);
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let submit = |title: &str| {
            let id = lin.write("green-hill", title);
            lin.json("POST", &format!("/works/{id}/submit"), None);
        };
        submit("第一件");
        mailbox.refuse("451 come back later");
        assert_eq!(inside.work().await, (0, 1));
        assert!(mailbox.letters().is_empty());
        pass(60_000);
        inside.work().await;
        assert_eq!(mailbox.letters().len(), 1);

        submit("第二件");
        mailbox.refuse("550 no such user here");
        inside.work().await;
        let settings = zhou.json("GET", "/account/mail", None);
        assert!(settings["failure"].as_str().unwrap().contains("no such user here"), "{settings}");
        assert!(settings["confirmed_at"].is_null(), "an address that takes no mail is confirmed anew");
        let given_up = db::jobs::given_up(&inside.db).await.unwrap();
        assert!(given_up.len() == 1 && given_up[0].reason.as_deref().unwrap().starts_with("邮件服务器拒收"), "{given_up:?}");
        site.expects_given_up(1);
        submit("第三件");
        inside.work().await;
        assert_eq!(mailbox.letters().len(), 1, "nobody is written to at such an address");
        inside.db.close().await.unwrap();
    }

    async fn a_deadline_is_told_once_to_those_for_whom_the_work_waits(site: &Site) {
        staff(site);
        let near = |dated: &domain::Day| {
            let (calendar, today) = (WorkCalendar::default(), now().day());
            let last = calendar.after(*dated, domain::INTERPRETATION_DAYS);
            today <= last && calendar.between(today, last) <= 1
        };
        let dated = (0..8).map(|days| Timestamp(now().0 - days * DAY).day()).find(near).unwrap();
        let raw = site.raw().await;
        raw.execute_unprepared(&format!("UPDATE policy_versions SET dated = '{dated}'")).await.unwrap();
        raw.close().await.unwrap();
        let mailbox = Mailbox::open();
        let inside = inside(site, &mailbox).await;
        for name in ["lin", "zhou"] {
            subscribes(&inside, name, MailKind::Deadline, MailChoice::AtOnce).await;
        }
        let server = site.serve_with(ALONE, &[]);
        let lin = Browser::signed_in(&server, "lin");
        let id = lin.write("green-hill", "赶在期限以前");
        inside.work().await;
        let [written] = &mailbox.letters()[..] else { panic!("{:?}", mailbox.letters()) };
        assert_eq!((written.to.as_str(), written.subject().as_str()), ("lin@a.example", "期限临近：赶在期限以前"));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        pass(2 * 60 * 60 * 1000);
        inside.work().await;
        let told: Vec<String> = mailbox.letters().into_iter().map(|letter| letter.to).collect();
        // Two hours before midnight the last day may be over.
        assert!(told == ["lin@a.example", "zhou@a.example"] || told == ["lin@a.example"] && !near(&dated), "{told:?}");
        inside.db.close().await.unwrap();
    }

    async fn authors_are_told_what_became_of_their_work_and_editors_what_readers_report(site: &Site) {
        staff(site);
        let mailbox = Mailbox::open();
        let inside = inside(site, &mailbox).await;
        subscribes(&inside, "lin", MailKind::Outcome, MailChoice::AtOnce).await;
        subscribes(&inside, "zhou", MailKind::Report, MailChoice::AtOnce).await;
        let server = site.serve_with(ALONE, &[]);
        let [lin, zhou, wu, su] = ["lin", "zhou", "wu", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "走到底的稿子");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        for (who, stage) in [(&zhou, "first"), (&wu, "second"), (&su, "final")] {
            assert_eq!(who.review(id, stage, "pass", "").status, 200, "{stage}");
        }
        su.json("POST", &format!("/works/{id}/publish"), None);
        inside.work().await;
        let [published] = &mailbox.letters()[..] else { panic!("{:?}", mailbox.letters()) };
        assert_eq!((published.to.as_str(), published.subject().as_str()), ("lin@a.example", "作品动态：走到底的稿子"));

        let report = db::reader_reports::NewReport {
            subject: db::reader_reports::Subject::Work(id),
            topic: domain::ReportTopic::Typo,
            place: None,
            words: "第二段有错字".to_owned(),
            source: None,
        };
        let receipt = domain::Receipt::from_chance([7; 16]);
        assert!(db::reader_reports::add(&inside.db, now(), &receipt, &report).await.unwrap());
        let withdrawal = serde_json::json!({"reason": "依据不足。"});
        su.json("POST", &format!("/works/{id}/withdraw"), Some(&withdrawal));
        pass(10_000);
        inside.work().await;
        let withdrawn = mailbox.to("lin@a.example").pop().unwrap();
        assert!(withdrawn.part("text/plain").contains("已经撤回：依据不足。"), "{}", withdrawn.part("text/plain"));
        let reported = mailbox.to("zhou@a.example").pop().unwrap();
        assert!(reported.subject().starts_with("读者纠错") && reported.part("text/plain").contains("读者指出：错别字。"));
        inside.db.close().await.unwrap();
    }
}
