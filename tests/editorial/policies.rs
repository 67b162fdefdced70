//! Taking in a policy: what is printed, what leaves again, what is refused.

use crate::site::{Site, corpus::ITEMS, on_both, policy_text};
use std::fs;

const NOTICE: &str = "关于印发《青山市科学普及三年行动方案（示例）》的通知

各县科协：

　　为贯彻《青山市关于加强科普工作的意见》（以下简称《意见》），现将方案印发给你们。请按《意见》执行。

　　　　　　　　　　青山市科协
　　　　　　　　　　2026年3月1日

青山市科学普及三年行动方案（示例）

　　一、总体要求
　　（一）指导思想。落实《意见》，把科学讲清楚。
　　（二）工作目标。每个乡镇都有一处科普场所。
　　二、重点任务
　　（一）办好短视频。每月制作四期。
";

async fn rows(site: &Site) -> i64 {
    site.number("SELECT (SELECT COUNT(*) FROM policies) + (SELECT COUNT(*) FROM clauses) + (SELECT COUNT(*) FROM changes)").await
}

on_both! {
    async fn an_import_prints_the_slug_and_what_was_understood(site: &Site) {
        fs::write(site.path("notice.txt"), NOTICE).unwrap();
        let said = site.run(&[&"import", &"policy", &"notice.txt"]);
        for line in ["slug: notice", "version: 1", "parts: 2", "nodes: 5 (3 leaves)", "defined names: 1", "《意见》 = 《青山市关于加强科普工作的意见》, 3 times"] {
            assert!(said.lines().any(|l| l.trim() == line), "no line {line:?} in\n{said}");
        }
        assert_eq!(site.texts("SELECT clause FROM clauses ORDER BY position").await.len(), 5);
    }

    async fn a_policy_leaves_byte_for_byte_as_it_came_in_every_encoding(site: &Site) {
        let text = policy_text(&ITEMS);
        let utf16 = |mark: &str, unit: fn(u16) -> [u8; 2]| format!("{mark}{text}").encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let files: [(&str, Vec<u8>); 7] = [
            ("plain", text.clone().into()),
            ("mark", format!("\u{feff}{text}").into()),
            ("crlf", text.replace('\n', "\r\n").into()),
            ("unfinished", text.trim_end().into()),
            ("gbk", encoding_rs::GBK.encode(&text).0.into_owned()),
            ("utf16-le", utf16("\u{feff}", u16::to_le_bytes)),
            ("utf16-be", utf16("\u{feff}", u16::to_be_bytes)),
        ];
        for (slug, bytes) in files {
            fs::write(site.path("file"), &bytes).unwrap();
            let said = site.run(&[&"import", &"policy", &"file", &"--slug", &slug]);
            assert!(said.contains("nodes: 9 (6 leaves)"), "{slug}: {said}");
            let exported = site.output(&[&"export", &"policy", &slug]);
            assert!(exported.status.success());
            assert!(exported.stdout == bytes, "{slug} left otherwise than it came");
        }
    }

    async fn the_same_text_again_changes_nothing(site: &Site) {
        let first = site.import_policy(&ITEMS);
        let before = rows(site).await;
        let again = site.import_policy(&ITEMS);
        assert!(first.contains("version: 1\n"), "{first}");
        assert!(again.contains("version: 1 (this text was here already; nothing changed)"), "{again}");
        assert_eq!(rows(site).await, before);
    }

    async fn a_file_that_is_no_policy_is_refused_with_line_and_reason_and_nothing_is_stored(site: &Site) {
        fs::create_dir(site.path("folder")).unwrap();
        let files: [(&str, Vec<u8>, &str); 7] = [
            ("binary", [policy_text(&ITEMS).as_bytes(), b"\n\0\x01"].concat(), "the file is binary"),
            ("empty", Vec::new(), "the file is empty"),
            ("one-line", "一、总体要求".into(), "a single line"),
            ("web-page", "<!DOCTYPE html>\n<html>\n<body>\n<p>科学普及</p>\n</body>\n</html>\n".into(), "no numbered clause"),
            ("huge", b"a line of text\n".repeat(3_500_000), "bytes, more than"),
            ("deep", (0..60).map(|n| format!("{}1 x\n", "1.".repeat(n))).collect::<String>().into(), "line "),
            ("broken", [b"\xff\xfe".as_slice(), b"a"].concat(), "line 1"),
        ];
        for (name, bytes, reason) in files {
            fs::write(site.path(name), bytes).unwrap();
            let said = site.refused(&[&"import", &"policy", &name]);
            assert!(said.contains(&format!("{name} was not imported: line ")) && said.contains(reason), "{name}: {said}");
        }
        assert!(site.refused(&[&"import", &"policy", &"folder"]).contains("folder is a folder"));
        assert!(site.refused(&[&"import", &"policy", &"nowhere"]).contains("cannot open nowhere"));
        fs::write(site.path("科普.txt"), NOTICE).unwrap();
        assert!(site.refused(&[&"import", &"policy", &"科普.txt"]).contains("--slug"));
        let relation = "replaces=nothing-here";
        assert!(site.refused(&[&"import", &"policy", &"科普.txt", &"--slug", &"plan", &"--relation", &relation]).contains("nothing-here"));
        site.run(&[&"migrate"]);
        assert_eq!(rows(site).await, 0);
    }
}

#[test]
fn the_real_work_plan_has_its_nodes_and_its_name() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/policies/work-plan-2022.txt");
    let Ok(bytes) = fs::read(file) else {
        eprintln!("skipped: ../shared/data/policies/work-plan-2022.txt is not here");
        return;
    };
    let site = Site::new();
    let said = site.run(&[&"import", &"policy", &file]);
    assert!(said.contains("slug: work-plan-2022\n") && said.contains("nodes: 39 "), "{said}");
    assert!(said.contains("《意见》 = ") && said.contains(", 14 times"), "{said}");
    assert!(site.output(&[&"export", &"policy", &"work-plan-2022"]).stdout == bytes);
}
