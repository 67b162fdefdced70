//! Courses: put together in the studio, read in their order, with what was withdrawn shown as gone.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, on_both};
use serde_json::{Value, json};

fn works(site: &Site) {
    furnish(site);
    for (name, place, role) in
        [("lin", "green-hill", "author"), ("zhou", "green-hill", "editor"), ("far", "blue-water", "editor")]
    {
        account(site, name, &[(place, role)]);
    }
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    for (slug, title) in [("one", "第一课"), ("two", "第二课"), ("three", "第三课")] {
        folder.work(&Work::new(slug, title));
    }
    folder.work(&Work::new("four", "还没写好").draft());
    folder.import(site);
}

fn id_of(browser: &Browser<'_>, title: &str) -> Value {
    browser.json("GET", "/works", None)["works"].as_array().unwrap().iter().find(|work| work["title"] == title).unwrap()["id"]
        .clone()
}

on_both! {
    async fn a_course_is_put_in_order_made_public_and_leads_from_work_to_work(site: &Site) {
        works(site);
        let server = site.serve();
        let [lin, zhou, far] = ["lin", "zhou", "far"].map(|name| Browser::signed_in(&server, name));
        let beginning = json!({"organisation": "green-hill", "slug": "reading-the-plan", "title": "一步一步读方案"});
        lin.refused(403, "POST", "/courses", Some(&beginning));
        far.refused(403, "POST", "/courses", Some(&beginning));
        let id = zhou.json("POST", "/courses", Some(&beginning))["id"].clone();
        let course = format!("/courses/{id}");
        assert!(zhou.refused(422, "POST", "/courses", Some(&beginning)).contains("已经有课程单用了"));
        for other in [&lin, &far] {
            other.refused(404, "GET", &course, None);
            other.refused(404, "DELETE", &course, None);
        }
        assert_eq!(far.json("GET", "/courses", None)["courses"], json!([]));

        let [one, two, three, four] = ["第一课", "第二课", "第三课", "还没写好"].map(|title| id_of(&zhou, title));
        let wanted = |version: i64, works: Value, public: bool| json!({"version": version, "title": "一步一步读方案", "lead": "先读原文，再读解读。", "audience": "officials", "works": works, "public": public});
        assert!(zhou.refused(422, "PUT", &course, Some(&wanted(1, json!([]), true))).contains("至少要有一件"));
        assert!(zhou.refused(422, "PUT", &course, Some(&wanted(1, json!([one, four]), false))).contains("已发布的作品"));
        assert!(zhou.refused(422, "PUT", &course, Some(&wanted(1, json!([one, one]), false))).contains("出现了两次"));
        far.refused(404, "PUT", &course, Some(&wanted(1, json!([one]), false)));
        zhou.json("PUT", &course, Some(&wanted(1, json!([one, two, three]), false)));
        assert_eq!(server.get("/courses/reading-the-plan").status, 404, "nobody outside sees it yet");
        assert!(!server.get("/sitemaps/courses.xml").text().contains("reading-the-plan"));
        zhou.refused(409, "PUT", &course, Some(&wanted(1, json!([two]), false)));
        let public = zhou.json("PUT", &course, Some(&wanted(2, json!([three, one, two]), true)));
        let order: Vec<_> = public["works"].as_array().unwrap().iter().map(|work| work["slug"].as_str().unwrap()).collect();
        assert_eq!(order, ["three", "one", "two"]);
        assert!(zhou.refused(422, "DELETE", &course, None).contains("取消公开"));

        let address = "/courses/reading-the-plan";
        server.wait("public", || server.get(address).status == 200);
        let page = server.page(address);
        let at = |slug: &str| page.find(&format!("/works/{slug}?course=reading-the-plan")).unwrap_or_else(|| panic!("{slug}: {page}"));
        // The first stands above the list too, as the way to begin.
        assert!(at("three") < at("one") && at("one") < at("two"));
        assert!(page.contains("领导干部和公务员") && page.contains("先读原文"));
        server.wait("listed", || server.page("/courses").contains(address));
        server.wait("in the sitemap", || server.get("/sitemaps/courses.xml").text().contains(address));
        assert!(server.page("/suggest?q=%E4%B8%80%E6%AD%A5").contains(address));

        let step = |slug: &str, course: &str| server.page(&format!("/works/{slug}?course={course}"));
        let middle = step("one", "reading-the-plan");
        assert!(middle.contains("2 / 3") && middle.contains("/works/three?course=reading-the-plan") && middle.contains("/works/two?course=reading-the-plan"));
        assert!(middle.contains("rel=\"canonical\" href=\"http://127.0.0.1:8080/works/one\""), "one page, however it was opened: {middle}");
        assert!(!step("one", "no-such-course").contains("data-in-course") && !step("one", "Not%20a%20slug").contains("data-in-course"));
        assert!(!server.page("/works/one").contains("data-in-course"));

        // What was withdrawn is said to be gone, and stepped over.
        site.run(&[&"withdraw", &"one", &"--reason", &"依据不足。"]);
        server.wait("gone", || server.page(address).contains("<s>第一课</s>"));
        let first = step("three", "reading-the-plan");
        assert!(first.contains("1 / 2") && first.contains("/works/two?course=reading-the-plan") && !first.contains("/works/one?course="));
        // It stays in its place when the course is changed.
        zhou.json("PUT", &course, Some(&wanted(3, json!([three, one, two]), true)));
        zhou.json("PUT", &course, Some(&wanted(4, json!([three, one, two]), false)));
        server.wait("public no more", || server.get(address).status == 404);
        zhou.json("DELETE", &course, None);
        assert_eq!(site.number("SELECT COUNT(*) FROM course_works").await, 0);
    }

    async fn a_course_comes_with_a_folder_and_goes_out_with_one(site: &Site) {
        works(site);
        let folder = Folder::new();
        let course = |works: &str| format!("- slug: short\n  title: 短课\n  lead: 两件。\n  organisation: green-hill\n  works: [{works}]\n");
        folder.file("courses.yaml", course("one, nowhere, one"));
        let faults = site.refused(&[&"import", &"works", &folder.path()]);
        assert!(faults.contains("not here: nowhere") && faults.contains("names the work one twice"), "{faults}");
        folder.file("courses.yaml", course("two, one"));
        folder.import(site);
        let changes = site.number("SELECT COUNT(*) FROM changes").await;
        folder.import(site);
        assert_eq!(site.number("SELECT COUNT(*) FROM changes").await, changes, "the same folder twice changes nothing");
        let out = site.path("out");
        site.run(&[&"export", &"works", &out]);
        let written = std::fs::read_to_string(out.join("courses.yaml")).unwrap();
        let written: String = written.split_whitespace().collect();
        assert!(written.contains("works:-two-one") || written.contains("works:[two,one]"), "{written}");
    }
}
