//! Search at the door: what is published is found, filters lead back, and the words found are marked.

use crate::site::{Folder, Site, Work, corpus::ITEMS, on_both, serving::Serving};

/// As it stands in an address.
fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn finds(server: &Serving, words: &str, link: &str) -> bool {
    let page = server.page(&format!("/search?q={}", encoded(words)));
    // A result may lead to a place in the page.
    let place = link.strip_suffix('"').map(|page| format!("href=\"{page}#"));
    page.contains(&format!("href=\"{link}")) || place.is_some_and(|place| page.contains(&place))
}

/// The addresses of all links whose address holds `part`.
fn links(page: &str, part: &str) -> Vec<String> {
    let all = page.match_indices("href=\"").map(|(at, m)| page[at + m.len()..].split('"').next().unwrap());
    all.filter(|href| href.contains(part)).map(|href| href.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder
        .work(&Work::new("video", "屏幕里的四分钟").clause("plan#2.1").body("开头一段。\n\n村口的琥珀色路灯下，老周举起了手机。"))
        .work(&Work::new("hall", "开进山里的展品").clause("plan#2.2"))
        .work(
            &Work::new("video-en", "Four minutes on a screen")
                .language("en")
                .line("translation_of: video")
                .body("A lantern by the village gate."),
        );
    folder.import(site);
}

on_both! {
    async fn a_published_work_is_found_by_its_title_its_sentences_and_its_clause(site: &Site) {
        fill(site);
        let server = site.serve();
        for words in ["屏幕里的四分钟", "琥珀色路灯", "老周举起了手机", "四分钟"] {
            assert!(finds(&server, words, "/works/video\""), "{words}");
            assert!(!finds(&server, words, "/works/hall\""), "{words}");
        }
        assert!(finds(&server, "lantern village", "/works/video-en\""));
        assert!(finds(&server, "流动科技馆", "/policies/plan/2.2"), "the clause itself");
        let page = server.page(&format!("/search?q={}", encoded("琥珀色路灯")));
        assert!(page.contains("<mark>"), "nothing is marked");

        Folder::new().work(&Work::new("late", "迟到的琥珀")).import(site);
        server.within_a_second("found", || finds(&server, "迟到的琥珀", "/works/late\""));
        site.run(&[&"withdraw", &"late", &"--reason", &"有误。"]);
        server.within_a_second("gone", || !finds(&server, "迟到的琥珀", "/works/late\""));
    }
}

#[test]
fn facets_narrow_the_results_and_lead_back() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let all = format!("/search?q={}", encoded("科技馆 展品"));
    let page = server.page(&all);
    let scope = links(&page, "scope=works");
    assert!(!scope.is_empty(), "no facet leads to works only: {page}");
    let narrowed = server.page(&scope[0]);
    assert!(!narrowed.contains("href=\"/policies/plan/2"), "clauses are still among the results");
    assert!(
        links(&narrowed, "/search?").contains(&all.replace('+', "%20")),
        "no link takes the facet away again: {:?}",
        links(&narrowed, "/search?")
    );
    for facet in [
        "genre=expert",
        "audience=elderly",
        "topic=video",
        "campaign=month",
        "organisation=green%2Dhill",
        "policy=plan",
        "language=en",
        "kind=article",
    ] {
        let page = server.page(&format!("/search?q=four&{facet}"));
        assert!(page.contains("video-en") || !facet.contains("language"), "{facet}");
    }
    let none = server.page(&format!("/search?q={}&genre=debunk", encoded("四分钟")));
    assert!(!none.contains("href=\"/works/video\""), "a filter that fits nothing finds nothing");
    let dated = server.page("/search?topic=video&sort=date");
    assert!(dated.contains("/works/video") && dated.contains("/works/hall"), "a filter alone lists what it fits");
}

#[test]
fn what_was_meant_is_shown_and_a_link_leads_to_what_was_typed() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let page = server.page("/search?q=liudong+kejiguan");
    assert!(page.contains("下面是“<b>流动科技馆</b>”的结果") && page.contains("/policies/plan/2.2"), "{page}");
    let literal = links(&page, "literal=1")[0].clone();
    assert!(server.page(&literal).contains("没有找到"), "{literal:?}");
    assert!(server.page("/search?q=%20%20").contains("输入几个字"), "spaces ask for nothing");
}

#[test]
fn suggestions_lead_to_searches_works_and_clauses_and_never_to_what_was_withdrawn() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let offered = |typed: &str| -> Vec<(String, String)> {
        let lines: Vec<serde_json::Value> =
            serde_json::from_str(&server.page(&format!("/suggest?q={}", encoded(typed)))).unwrap();
        let field = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap().to_owned();
        lines.iter().map(|line| (field(line, "text"), field(line, "href"))).collect()
    };
    assert!(offered("屏幕").contains(&("屏幕里的四分钟".into(), "/works/video".into())), "{:?}", offered("屏幕"));
    assert!(
        offered("keji").iter().any(|(text, href)| text == "科技馆" && href.starts_with("/search?q=")),
        "{:?}",
        offered("keji")
    );
    assert!(offered("流动科技").iter().any(|(_, href)| href == "/policies/plan/2.2"), "{:?}", offered("流动科技"));
    assert!(offered("").is_empty());
    site.run(&[&"withdraw", &"video", &"--reason", &"有误。"]);
    server.within_a_second("gone", || !offered("屏幕").iter().any(|(_, href)| href == "/works/video"));
}

#[test]
fn people_and_organisations_that_are_called_so_stand_above_the_works() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for (words, link) in
        [("zho", "/people/zhou\""), ("zhou（示例）", "/people/zhou\""), ("青山市", "/organisations/green-hill\"")]
    {
        let page = server.page(&format!("/search?q={}", encoded(words)));
        let named = page.split("aria-label=\"人物和组织\"").nth(1).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(named.split("</nav>").next().unwrap().contains(link), "{words}: {page}");
    }
    for words in ["z", "%", "__", "科技馆"] {
        let page = server.page(&format!("/search?q={}", encoded(words)));
        assert!(!page.contains("人物和组织"), "{words}: {page}");
    }
    assert!(!server.page(&format!("/search?q={}&page=2", encoded("青山市"))).contains("人物和组织"));
}

#[test]
fn a_reader_of_english_meets_english_names_and_words_to_begin_with() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.file(
        "organisations.yaml",
        "- {slug: green-hill, name: 青山市科协（示例）, name_en: Green Hill (example), kind: city, example: true}\n",
    );
    let people = ["lin", "zhou", "he", "su"].map(|slug| {
        format!("- {{slug: {slug}, name: {slug}（示例）, name_en: {slug} (example), organisation: green-hill, example: true}}\n")
    });
    folder.file("people.yaml", people.concat());
    folder.work(&Work::new("hall", "开进山里的展品").clause("plan#2.2")).import(&site);
    let server = site.serve();
    assert!(server.page("/en/search?q=zho").contains(">Person: zhou (example)</a>"));
    assert!(server.page("/search?q=zho").contains(">人物：zhou（示例）</a>"));
    let organisation = server.page(&format!("/en/search?q={}", encoded("青山市")));
    assert!(organisation.contains(">Organisation: Green Hill (example)</a>"), "{organisation}");
    for list in ["/works", "/policies/plan", "/policies/plan/2.2"] {
        let page = server.page(&format!("/en{list}"));
        assert!(page.contains("lin (example)") && !page.contains("lin（示例）"), "{list}: {page}");
        assert!(server.page(list).contains("lin（示例）"), "{list}");
    }
    let begin = server.page("/en/search");
    assert!(begin.contains(">short video</a>") && !begin.contains("短视频"), "{begin}");
}
