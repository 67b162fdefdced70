//! What holds for any bytes and any document.

use super::*;
use policy::{DiffOp, diff};
use proptest::prelude::*;

/// Lines of which official documents are made, traps among them.
fn line() -> impl Strategy<Value = String> {
    let number = (1u32..30).prop_map(han);
    let text = prop::sample::select(vec![
        "",
        "总体要求",
        "加强领导。落实责任。",
        "坚持政府主导",
        "有下列情形之一的：",
        "依法办理；",
        "根据《阅读法》（以下简称《法》）制定。",
        "在做好以上工作的同时，抓好《意见》落实。",
        "1.5万",
        "“引用",
        "……3",
        "（试行）",
        "为了推动阅读，提升素质",
    ]);
    let form = prop::sample::select(vec![
        "{t}",
        "{n}、{t}",
        "（{n}）{t}",
        "({n}){t}",
        "第{n}编　{t}",
        "第{n}章 {t}",
        "第{n}节　{t}",
        "第{n}条　{t}",
        "第{n}条{t}",
        "第{n}条之一 {t}",
        "{d}.{t}",
        "{d}、{t}",
        "{d}．{t}",
        "（{d}）{t}",
        "{d}）{t}",
        "①{t}",
        "{d}.{d} {t}",
        "{d} {t}",
        "# {t}",
        "## {n}、{t}",
        "**{n}、{t}**",
        "目录",
        "附件{d}",
        "附件：{d}.{t}",
        "附件",
        "2022年9月{d}日",
        "某某厅",
        "关于{t}的通知",
        "《{t}",
        "阅读办法",
        "各单位：",
        "特此通知。",
        "国发〔2021〕{d}号",
        "（2021年{d}月1日某会通过）",
        "抄送：{t}",
        "— {d} —",
        "<!-- {t} -->",
        "<!--",
        "-->",
        "---",
        "附则",
        "> {t}",
        "- {t}",
    ]);
    let space = prop::sample::select(vec!["", "", "", "　　", "\t", "  "]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\r", " \n", "　\n"]);
    (space.clone(), form, number, 1u32..40, text, space, end).prop_map(|(before, form, n, d, t, after, end)| {
        let filled = form.replace("{n}", &n).replace("{d}", &d.to_string()).replace("{t}", t);
        format!("{before}{filled}{after}{end}")
    })
}

fn han(n: u32) -> String {
    let figure = |n: u32| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][n as usize];
    if n < 10 { figure(n).to_owned() } else { format!("{}十{}", if n < 20 { "" } else { figure(n / 10) }, figure(n % 10)) }
}

/// Accepted or refused in words; what is accepted is whole.
fn check(bytes: &[u8]) {
    match policy::read(bytes) {
        Ok(policy) => {
            assert_whole(&policy, bytes);
            let rows = policy::align(&policy, &policy);
            assert!(rows.len() >= policy.clauses().count());
            policy::similar_clauses(&policy);
            policy.relations();
            policy.summary();
        }
        Err(e) => assert!(e.line >= 1 && !e.to_string().is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        check(text.as_bytes());
        check(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    }

    #[test]
    fn generated_documents_are_whole(lines in prop::collection::vec(line(), 2..60)) {
        let text = lines.concat();
        check(text.as_bytes());
        check(format!("\u{feff}关于阅读的意见\n一、总体要求\n{text}").as_bytes());
        check(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>());
    }

    #[test]
    fn a_difference_holds_both_texts(old in "[阅读科普，。a1 ]{0,60}", new in "[阅读科普，。a1 ]{0,60}") {
        let pieces = diff(&old, &new);
        let join = |not: DiffOp| pieces.iter().filter(|(op, _)| *op != not).map(|(_, t)| t.as_str()).collect::<String>();
        prop_assert_eq!(join(DiffOp::Insert), old);
        prop_assert_eq!(join(DiffOp::Delete), new);
        prop_assert!(pieces.windows(2).all(|w| w[0].0 != w[1].0), "neighbours are joined");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutations_of_the_real_documents_are_whole(
        which in 0..REAL.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), line()), 1..8),
    ) {
        if let Some(bytes) = real(REAL[which]) {
            let text = String::from_utf8(bytes).unwrap();
            let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            for (from, to, line) in edits {
                let (from, to) = (from.index(lines.len()), to.index(lines.len()));
                lines.swap(from, to);
                lines[from] = line;
            }
            check(lines.concat().as_bytes());
        }
    }
}
