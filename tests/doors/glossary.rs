//! The glossary: what readers see of it, and where its terms are marked.

use crate::site::{Folder, Work, corpus::ITEMS, on_both};

const TERMS: &str = "\
- {slug: travelling, name: 流动科技馆, name_en: travelling museum, about: 装在车上巡回展出的科技馆。, about_en: A museum on wheels., source: 《方案》二（二）, clause: plan#2.2}
- {slug: reader, name: 老年读本, also: [大字读本], about: 用大字排印的书。, source: 《方案》二（三）, clause: plan#9.9}
";

fn mark(key: &str, word: &str) -> String {
    format!("<a class=\"term\" role=\"doc-glossref\" id=\"glossref-{key}\" href=\"#term-{key}\">{word}</a>")
}

/// What stands in the explanation of a term; nothing where the page has none.
fn note<'a>(page: &'a str, key: &str) -> &'a str {
    let Some(at) = page.find(&format!("<div class=\"term-note\" id=\"term-{key}\"")) else { return "" };
    let rest = &page[at..];
    &rest[..rest.find("</div>").unwrap()]
}

on_both! {
    async fn a_term_is_explained_on_the_page_that_first_uses_it_and_in_the_glossary(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new()
            .file("glossary.yaml", TERMS)
            .work(&Work::new("hall", "读懂流动科技馆").clause("plan#2.2").body("流动科技馆开进村，流动科技馆再开走。大字读本也带上。"))
            .work(&Work::new("hall-en", "On the road").language("en").body("A Travelling museum came. 流动科技馆。"))
            .import(site);
        let server = site.serve();

        let work = server.page("/works/hall");
        assert!(work.contains(&format!("<p>{}开进村，流动科技馆再开走。{}也带上。</p>", mark("travelling", "流动科技馆"), mark("reader", "大字读本"))), "{work}");
        let about = note(&work, "travelling");
        for words in ["流动科技馆</dfn>", "travelling museum", "装在车上巡回展出的科技馆。", "《方案》二（二）", "href=\"#glossref-travelling\"", "href=\"/glossary#term-travelling\""] {
            assert!(about.contains(words), "{words} is not in {about}");
        }

        let policy = server.page("/policies/plan");
        assert_eq!(policy.matches(&mark("travelling", "流动科技馆")).count(), 1);
        assert!(policy.contains(&format!("{}每年走进二十所乡村学校", mark("travelling", "流动科技馆"))), "the heading is left alone: {policy}");
        assert!(note(&server.page("/policies/plan/2.2"), "travelling").contains("装在车上"));
        assert_eq!(note(&server.page("/policies/plan/2.1"), "travelling"), "", "it does not use the term");
        assert!(note(&server.page("/hk/policies/plan"), "travelling").contains("裝在車上"));

        let english = server.page("/works/hall-en");
        assert!(english.contains(&mark("travelling", "Travelling museum")), "{english}");
        assert!(note(&english, "travelling").contains("<p lang=\"en\">A museum on wheels.</p>"));

        let glossary = server.page("/glossary");
        assert!(glossary.contains("<section id=\"term-travelling\"") && glossary.contains("<a href=\"/policies/plan/2.2\">《方案》二（二）</a>"), "{glossary}");
        assert!(!glossary.contains("/policies/plan/9.9"), "that clause is not there");
        assert!(glossary.contains("大字读本") && glossary.contains("\"DefinedTermSet\""));
        assert!(server.page("/en/glossary").contains("A museum on wheels."));
        assert!(server.page("/suggest?q=%E6%B5%81%E5%8A%A8").contains("\"href\":\"/glossary#term-travelling\""));

        // Another explanation is on every page at once, and none where the term is gone.
        let folder = Folder::new();
        folder.file("glossary.yaml", TERMS.replace("装在车上", "装在卡车上")).import(site);
        server.within_a_second("the new words", || note(&server.page("/works/hall"), "travelling").contains("装在卡车上"));
        let out = site.path("out");
        site.run(&[&"export", &"works", &out]);
        let text = std::fs::read_to_string(out.join("glossary.yaml")).unwrap();
        assert!(text.contains("大字读本") && text.contains("plan#2.2"), "{text}");
    }
}
