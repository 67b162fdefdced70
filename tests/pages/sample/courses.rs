//! A course, in the middle of one, and what stands behind links in letters.

use super::works::work_page;
use domain::{Audience, WorkKind};
use pages::{CoursePage, CourseStep, InCourse, MailPage, OrganisationRef, Site, WorkPage};

fn course(site: &Site) -> CoursePage<'_> {
    let open = |slug: &str, title: &str, lead: &str| CourseStep::Open {
        slug: slug.parse().unwrap(),
        title: title.into(),
        lead: lead.into(),
        kind: WorkKind::Article,
        minutes: 6,
    };
    let gone = |slug: &str, title: Option<&str>| CourseStep::Gone { slug: slug.parse().unwrap(), title: title.map(Into::into) };
    CoursePage {
        site,
        slug: "reading-the-plan".parse().unwrap(),
        title: "一步一步读方案".into(),
        lead: "先读原文，再读解读。".into(),
        audience: Some(Audience::Officials),
        organisation: OrganisationRef {
            slug: "green-hill".parse().unwrap(),
            name: "青山市科协（示例）".into(),
            works: None,
            example: true,
        },
        steps: vec![
            open("one", "原文怎么读", "从目录开始。"),
            gone("two", Some("讲错了的一课")),
            gone("three", None),
            open("four", "四个问题", ""),
        ],
        example: true,
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let empty = CoursePage { steps: Vec::new(), lead: String::new(), audience: None, example: false, ..course(site) };
    let named = |slug: &str, title: &str| Some((slug.parse().unwrap(), title.to_owned()));
    let place = InCourse {
        slug: "reading-the-plan".parse().unwrap(),
        title: "一步一步读方案".into(),
        number: 2,
        total: 3,
        previous: named("one", "原文怎么读"),
        next: named("four", "四个问题"),
    };
    let letter = |button: Option<(String, String)>| MailPage {
        site,
        title: "不再接收邮件".into(),
        words: "停止向 lin@a.example 发送本站的邮件？".into(),
        button,
    };
    vec![
        ("course", course(site).render()),
        ("course-empty", empty.render()),
        ("work-in-course", WorkPage { course: Some(place), ..work_page(site) }.render()),
        ("letter-stop", letter(Some(("/mail/stop/account-1.00".into(), "不再接收".into()))).render()),
        ("letter-stopped", letter(None).render()),
    ]
}
