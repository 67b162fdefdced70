//! One letter on the wire.

use crate::site::mailbox::Mailbox;
use domain::MailAddress;
use mail::{Block, Failure, Letter, Mailer, SmtpUrl, Stop, StopKey};

fn mailer(mailbox: &Mailbox) -> Mailer {
    Mailer::new(&mailbox.url().parse().unwrap(), &"notices@liangyi.example".parse().unwrap(), "两翼").unwrap()
}

fn letter(subject: &str) -> Letter {
    let item = Block::Item {
        title: "<b>标题</b>".to_owned(),
        words: "等您初审。\r\nBcc: x@evil.example".to_owned(),
        href: "https://liangyi.example/studio/works/1".to_owned(),
    };
    Letter {
        to: "lin@a.example".parse().unwrap(),
        subject: subject.to_owned(),
        blocks: vec![Block::Heading("等您处理".to_owned()), item],
        stop: "https://liangyi.example/mail/stop/token".to_owned(),
        id: "notices.1.2.3".to_owned(),
        site: "两翼".to_owned(),
    }
}

#[tokio::test]
async fn a_letter_is_the_same_in_both_forms_and_no_text_becomes_a_header() {
    let mailbox = Mailbox::open();
    let subject = "等您处理：题目\r\nBcc: all@evil.example\r\n\r\n<script>\u{202e}";
    mailer(&mailbox).send(&letter(subject)).await.unwrap();
    let [letter] = &mailbox.letters()[..] else { panic!("{:?}", mailbox.letters()) };
    assert_eq!(letter.to, "lin@a.example");
    let names: Vec<String> = letter.head().iter().map(|line| line.split(':').next().unwrap().to_ascii_lowercase()).collect();
    assert!(!names.contains(&"bcc".to_owned()), "{names:?}");
    assert_eq!(letter.headers("to"), ["lin@a.example"]);
    let subject = letter.subject().replace(' ', "");
    assert!(subject.starts_with("等您处理：题目Bcc:all@evil.example") && !subject.contains('\u{202e}'), "{subject}");
    assert_eq!(letter.headers("list-unsubscribe"), ["<https://liangyi.example/mail/stop/token>"]);
    assert_eq!(letter.headers("list-unsubscribe-post"), ["List-Unsubscribe=One-Click"]);
    assert_eq!(letter.headers("message-id"), ["<notices.1.2.3@liangyi.example>"]);
    assert_eq!(letter.headers("auto-submitted"), ["auto-generated"]);
    let (text, html) = (letter.part("text/plain"), letter.part("text/html"));
    assert!(text.contains("<b>标题</b>") && text.contains("等您初审。 Bcc: x@evil.example"), "{text}");
    assert!(html.contains("&lt;b&gt;标题&lt;/b&gt;") && !html.contains("<b>标题</b>") && !html.contains("<script"), "{html}");
    for form in [text, html] {
        assert!(form.contains("https://liangyi.example/mail/stop/token") && form.contains("/studio/works/1"), "{form}");
    }
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_and_an_address_that_is_refused_is_not() {
    let mailbox = Mailbox::open();
    let mailer = mailer(&mailbox);
    mailbox.refuse("451 later");
    assert!(matches!(mailer.send(&letter("一")).await, Err(Failure::Again(why)) if why.contains("later")));
    mailbox.refuse("550 no such user");
    assert!(matches!(mailer.send(&letter("二")).await, Err(Failure::Never(why)) if why.contains("no such user")));
    // Who we are is not believed: that says nothing of the address.
    mailbox.refuse("530 authenticate first");
    assert!(matches!(mailer.send(&letter("三")).await, Err(Failure::Again(_))));
    let nowhere = "smtp://127.0.0.1:1".parse::<SmtpUrl>().unwrap();
    let nobody = Mailer::new(&nowhere, &"notices@liangyi.example".parse().unwrap(), "两翼").unwrap();
    assert!(matches!(nobody.send(&letter("四")).await, Err(Failure::Again(_))));
    assert!(nobody.test().await.is_err() && mailer.test().await.is_ok());
    assert!(mailbox.letters().is_empty());
}

#[test]
fn an_address_is_one_plain_address_and_a_password_goes_over_tls() {
    for good in ["lin@a.example", " Zhou.Min+liangyi@Mail.A.Example ", "o'neil@a-b.example"] {
        assert!(good.parse::<MailAddress>().is_ok(), "{good}");
    }
    assert_eq!("Zhou@Mail.Example".parse::<MailAddress>().unwrap().as_str(), "Zhou@mail.example");
    let long = format!("{}@a.example", "x".repeat(65));
    for bad in [
        "",
        "lin",
        "lin@",
        "@a.example",
        "lin@a",
        "a@b@c.example",
        "a b@c.example",
        "a@c.example\r\nBcc: x@y.example",
        "\"a\"@c.example",
        "<a@c.example>",
        "a,b@c.example",
        "a..b@c.example",
        "林@a.example",
        "a@-c.example",
        &long,
    ] {
        assert!(bad.parse::<MailAddress>().is_err(), "{bad:?}");
    }
    for good in [
        "smtps://u:p@mail.example",
        "smtp://u:p@mail.example:587?tls=required",
        "smtp://mail.example:25",
        "smtp://u:p@127.0.0.1:25",
    ] {
        assert!(good.parse::<SmtpUrl>().is_ok(), "{good}");
    }
    for bad in ["", "mail.example", "http://mail.example", "smtp://u:p@mail.example", "smtp://u:p@mail.example?tls=opportunistic"]
    {
        assert!(bad.parse::<SmtpUrl>().is_err(), "{bad}");
    }
    let url: SmtpUrl = "smtps://user:secret@mail.example:465".parse().unwrap();
    assert_eq!(url.to_string(), "smtps://mail.example:465");
}

#[test]
fn a_link_that_stops_letters_is_good_for_its_address_alone() {
    let (key, other) = (StopKey::new("a secret".to_owned()), StopKey::new("another".to_owned()));
    let address: MailAddress = "lin@a.example".parse().unwrap();
    let token = key.token(Stop::Account(7), &address);
    assert_eq!(StopKey::subject(&token), Some(Stop::Account(7)));
    assert!(key.opens(&token, Stop::Account(7), &address));
    assert!(!other.opens(&token, Stop::Account(7), &address));
    assert!(!key.opens(&token, Stop::Account(8), &address) && !key.opens(&token, Stop::Letter(7), &address));
    assert!(!key.opens(&token, Stop::Account(7), &"zhou@a.example".parse().unwrap()));
    for none in ["", "account-7", "account-7.", "account-x.00", "letter-", "account-7.zz"] {
        assert!(!key.opens(none, Stop::Account(7), &address), "{none}");
    }
}
