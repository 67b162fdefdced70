//! A folder with faults: all of them at once, each with its place, and nothing stored.

use crate::site::{Folder, Work, corpus::ITEMS, on_both};

/// One fault a file: the file, its line, words of the message.
const FAULTS: [(&str, u32, &str); 26] = [
    ("anchor.md", 25, "this work has no place called “nowhere”"),
    ("campaigns.yaml", 0, "month: it ends before it starts"),
    ("clause.md", 25, "policy plan has no clause 9.9 in version 1"),
    ("double-b.md", 2, "“twin” is also the slug of double-a.md"),
    ("encoding.md", 3, "not UTF-8"),
    ("extra.yaml", 0, "not one of the vocabulary files"),
    ("field.md", 23, "unknown field `colour`"),
    ("footnote.md", 27, "the footnote [^1] is not defined"),
    ("front.md", 1, "no front matter"),
    ("future.md", 20, "lies ahead"),
    ("html.md", 27, "raw HTML has no place here"),
    ("link.md", 27, "no work is called “absent”"),
    ("organisations.yaml", 0, "no organisation is called “nobody”"),
    ("passage.md", 24, "does not contain “每月制作五期”"),
    ("people.yaml", 5, "“lin” stands here twice"),
    ("person.md", 14, "no person is called “ghost”"),
    ("picture.md", 27, "there is no picture pictures/absent.png"),
    ("policy.md", 24, "no policy is called “unknown”; import it first"),
    ("quote.md", 29, "this quote differs from clause plan@1#2.1"),
    ("reviewer.md", 16, "lin is an author of this work and cannot review it"),
    ("h5.md", 5, "an H5 work needs a page"),
    ("long-image.md", 5, "a long image needs a picture"),
    ("short-video.md", 5, "a short video needs a video"),
    ("topic.md", 9, "no topic is called “absent”"),
    ("twice.md", 16, "zhou did both the first and the second review"),
    ("yaml.md", 4, "expected string scalar"),
];

fn wrong() -> Folder {
    let folder = Folder::new();
    let of = |name: &str| Work::new(name, "有一处错误");
    let changed = |name: &str, from: &str, to: &str| {
        let text = of(name).text();
        assert!(text.contains(from), "{from} is not in the text");
        folder.file(&format!("{name}.md"), text.replace(from, to));
    };
    changed("person", "person: lin,", "person: ghost,");
    changed("reviewer", "person: zhou,", "person: lin,");
    changed("twice", "person: he,", "person: zhou,");
    changed("h5", "kind: article", "kind: h5");
    changed("long-image", "kind: article", "kind: long-image");
    changed("short-video", "kind: article", "kind: short-video");
    changed("future", "2026-10-08 09:00", "2999-01-01 09:00");
    changed("topic", "topics: [video]", "topics: [absent]");
    changed("yaml", "lead: 一句话说清。", "lead: [一句话说清。");
    changed("front", "---\nslug", "slug");
    changed("double-a", "slug: double-a", "slug: twin");
    changed("double-b", "slug: double-b", "slug: twin");
    folder
        .work(&of("field").line("colour: red"))
        .work(&of("clause").clause("plan#1.1").clause("plan#9.9"))
        .work(&of("policy").clause("unknown#1.1"))
        .work(&of("passage").clause("{clause: plan#2.1, passage: 每月制作五期}"))
        .work(&of("anchor").clause("plan#1.1").clause("{clause: plan#2.1, anchor: nowhere}"))
        .work(&of("html").body("第一段。\n\n<script>alert(1)</script>"))
        .work(&of("quote").body("第一段。\n\n第二段。\n\n> 每月制作五期\n>\n> —— clause:plan#2.1"))
        .work(&of("picture").body("第一段。\n\n![图](pictures/absent.png \"说明\"){credit=\"图\" licence=CC-BY-4.0}"))
        .work(&of("link").body("第一段。\n\n见[另一篇](work:absent)。"))
        .work(&of("footnote").body("第一段。\n\n见脚注[^1]。"));
    let text = of("encoding").text();
    folder.file(
        "encoding.md",
        text.as_bytes()
            .split(|b| *b == b'\n')
            .enumerate()
            .map(|(i, line)| if i == 2 { b"title: \xff\xfe" } else { line })
            .collect::<Vec<_>>()
            .join(&b'\n'),
    );
    folder.file("extra.yaml", "- 1\n");
    let people = "- {slug: lin, name: 林, organisation: green-hill}\n- {slug: zhou, name: 周}\n- {slug: he, name: 何}\n- {slug: su, name: 苏}\n- slug: lin\n  name: 又一个\n";
    folder.file("people.yaml", people);
    folder.file("organisations.yaml", "- {slug: green-hill, name: 青山市科协, kind: city, parent: nobody}\n");
    folder.file("campaigns.yaml", "- {slug: month, name: 科普月, starts: 2026-09-30, ends: 2026-09-01}\n");
    folder
}

on_both! {
    async fn every_fault_of_a_folder_is_told_at_once_with_file_and_line(site: &Site) {
        site.import_policy(&ITEMS);
        let before = site.number("SELECT seq FROM change_head").await;
        let said = site.refused(&[&"import", &"works", &wrong().path()]);
        for (file, line, words) in FAULTS {
            let place = if line == 0 { format!("{file}: ") } else { format!("{file}:{line}: ") };
            let told = said.lines().any(|l| l.trim_start_matches("liangyi: ").starts_with(&place) && l.contains(words));
            assert!(told, "nothing of {place}{words} in\n{said}");
        }
        assert!(!said.contains(" column "), "the parser's own count of lines stands beside the file's:\n{said}");
        assert!(said.ends_with("fault(s) in 26 file(s); nothing was imported\n"), "{said}");
        for table in ["works", "work_revisions", "people", "organisations", "topics", "campaigns", "channels", "assets", "jobs"] {
            assert_eq!(site.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(site.number("SELECT seq FROM change_head").await, before);
    }

    async fn many_faults_of_one_file_are_told_together(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        let text = Work::new("many", "错误很多").clause("plan#9.9").text();
        let text = text
            .replace("kind: article", "kind: poster")
            .replace("genre: expert", "genre: rumour")
            .replace("language: zh-Hans", "language: zh")
            .replace("licence: CC-BY-4.0\n", "")
            .replace("person: lin,", "person: ghost,");
        folder.file("many.md", text);
        let said = site.refused(&[&"import", &"works", &folder.path()]);
        let wanted = [
            "kind: “poster” is not a kind of work",
            "genre: “rumour” is not a genre",
            "language: “zh” is not a language",
            "the field licence is missing",
            "no person is called “ghost”",
            "policy plan has no clause 9.9",
        ];
        for words in wanted {
            assert!(said.contains(words), "nothing of {words} in\n{said}");
        }
    }

    async fn organisations_never_stand_above_themselves_not_even_after_two_imports(site: &Site) {
        let folder = Folder::empty();
        folder.file("organisations.yaml", "- {slug: east, name: 东, kind: city}\n- {slug: west, name: 西, kind: city, parent: east}\n");
        site.run(&[&"import", &"works", &folder.path()]);
        folder.file("organisations.yaml", "- {slug: east, name: 东, kind: city, parent: west}\n");
        let said = site.refused(&[&"import", &"works", &folder.path()]);
        assert!(said.contains("east: following its parents leads back to itself"), "{said}");
    }

    async fn a_folder_is_taken_once_its_fault_is_mended(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        let work = |quote: &str| Work::new("quote", "一字不差").body(&format!("> {quote}\n>\n> —— clause:plan#2.1"));
        folder.work(&Work::new("good", "没有错误")).work(&work("每月制作五期"));
        site.refused(&[&"import", &"works", &folder.path()]);
        assert_eq!(site.number("SELECT COUNT(*) FROM works").await, 0, "the good one was taken alone");
        folder.work(&work("每月制作四期"));
        assert!(folder.import(site).contains("works: 2 (2 new"));
    }

    async fn what_is_no_folder_of_works_is_refused(site: &Site) {
        let empty = Folder::empty();
        assert!(site.refused(&[&"import", &"works", &empty.path()]).contains("this folder holds no works"));
        assert!(site.refused(&[&"import", &"works", &"nowhere"]).contains("nowhere is no folder"));
        empty.file("notes.txt", "nothing");
        assert!(site.refused(&[&"import", &"works", &empty.path().join("notes.txt")]).contains("is no folder"));
    }
}
