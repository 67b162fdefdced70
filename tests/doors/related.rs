//! What stands at the end of a work's page.

use crate::site::{Folder, Work, corpus::ITEMS, on_both, serving::Serving};

/// The works named there, in order.
fn related(server: &Serving, slug: &str) -> Vec<String> {
    let page = server.page(&format!("/works/{slug}"));
    let Some(section) = page.split("id=\"related\"").nth(1) else { return Vec::new() };
    let section = section.split("</section>").next().unwrap();
    let mut slugs: Vec<String> = Vec::new();
    // A work in English leads on into the English site.
    for part in section.split("/works/").skip(1) {
        let slug = part.split(['"', '#', '?']).next().unwrap().to_owned();
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

on_both! {
    async fn a_page_ends_with_works_of_its_clauses_then_of_its_topics_then_of_its_words(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        let reading = |work: Work| folder.file(&format!("{}.md", work.slug), work.text().replace("topics: [video]", "topics: [reading]"));
        reading(Work::new("birds", "候鸟怎样过冬").clause("plan#2.1"));
        reading(Work::new("topic", "读懂四季"));
        folder
            .work(&Work::new("clause", "一条短视频").clause("plan#2.1"))
            .work(&Work::new("words", "湿地候鸟过冬记"))
            .work(&Work::new("other", "用电安全"))
            .work(&Work::new("birds-en", "How birds winter").language("en").clause("plan#2.1").line("translation_of: birds"));
        folder.import(site);
        let server = site.serve();
        assert_eq!(related(&server, "birds"), ["clause", "topic", "words"]);
        assert_eq!(related(&server, "birds-en")[0], "clause");
        assert!(!related(&server, "birds-en").contains(&"birds".to_owned()), "its own original");
        for slug in ["words", "clause"] {
            site.run(&[&"withdraw", &slug, &"--reason", &"有误。"]);
            server.within_a_second("gone", || !related(&server, "birds").contains(&slug.to_owned()));
        }
        let more = Folder::new();
        for n in 1..=5 {
            more.work(&Work::new(&format!("more-{n}"), &format!("又一篇之{n}")).clause("plan#2.1"));
        }
        more.import(site);
        server.within_a_second("four", || related(&server, "birds") == ["more-5", "more-4", "more-3", "more-2"]);
    }
}
