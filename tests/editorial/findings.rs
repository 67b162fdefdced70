//! What is marked in a text while it is written, and what is not.

use document::markdown;
use domain::{DiffOp, WorkContent};
use editorial::{Against, CitedClause, CitedPolicy, Finding, Findings, HouseWord, built_in_words, findings};
use serde_json::json;

const CLAUSE: &str = "办好短视频。鼓励专家出镜，每月制作四期，讲清一个身边的问题。";
const OTHER: &str = "建好流动科技馆。流动科技馆每年走进二十所乡村学校，每站停留两周。";

fn content(change: serde_json::Value) -> WorkContent {
    let mut content = json!({"slug": "one", "title": "一篇", "lead": "一句话。", "kind": "article", "genre": "expert",
        "language": "zh-Hans", "organisations": ["green-hill"], "state": "draft", "licence": "CC-BY-4.0", "ai": "none"});
    content.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    serde_json::from_value(content).unwrap()
}

fn against() -> Against {
    let clause =
        |id: &str, words: &str| CitedClause { clause: id.parse().unwrap(), label: format!("第{id}条"), words: words.into() };
    let policy = CitedPolicy {
        policy: "plan".parse().unwrap(),
        version: 1,
        current: true,
        title: "方案".into(),
        clauses: vec![clause("2.1", CLAUSE), clause("2.2", OTHER)],
    };
    Against { policies: vec![policy], words: built_in_words(), names: vec!["林一".into()], ..Against::default() }
}

fn look(body: &str) -> Findings {
    look_as(content(json!({})), body)
}

fn look_as(content: WorkContent, body: &str) -> Findings {
    let read = markdown::read_what_is_there(body).read.unwrap();
    findings(&content, &read.document, &against())
}

/// Code and excerpt of each, as they are told.
fn told(found: &Findings) -> Vec<(&str, &str)> {
    found.found.iter().map(|one| (one.code.code(), one.excerpt.as_str())).collect()
}

fn words(finding: &Finding, op: DiffOp) -> String {
    finding.difference.iter().filter(|(is, _)| *is == op).map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_quote_that_is_one_word_off_is_shown_beside_the_clause_and_one_that_is_right_is_not() {
    let right = look("> 鼓励专家出镜，每月制作四期\n> —— clause:plan#2.1\n\n方案说“流动科技馆每年走进二十所乡村学校”。\n");
    assert_eq!(told(&right), []);
    let off = look("> 鼓励专家出镜，每周制作四期\n> —— clause:plan#2.1\n\n方案说“流动科技馆每年走进三十所乡村学校。”\n");
    assert_eq!(
        told(&off),
        [("quote-differs", "鼓励专家出镜，每周制作四期"), ("quote-differs", "流动科技馆每年走进三十所乡村学校。")]
    );
    for (finding, was, is) in [(&off.found[0], "月", "周"), (&off.found[1], "二", "三")] {
        assert_eq!((words(finding, DiffOp::Delete), words(finding, DiffOp::Insert)), (was.to_owned(), is.to_owned()));
        assert!(finding.message.contains("差1处"), "{}", finding.message);
    }
    assert_eq!(off.found[0].path.as_ref().unwrap().to_string(), "blocks[0]");
    let foreign = look("> 明天天气晴朗，适合去郊外看星星\n> —— clause:plan#2.1\n\n他说“明天天气晴朗，适合去郊外看星星”。\n");
    assert_eq!(foreign.found.len(), 1, "what is like no clause is no quote of one: {:?}", told(&foreign));
    assert!(foreign.found[0].difference.is_empty() && foreign.found[0].message.contains("没有这段话"));
}

#[test]
fn what_is_copied_is_counted_and_its_longest_passages_are_told_but_for_quotes_and_titles() {
    let own = "这一条说的是怎样把科学讲给身边的人听，我们逐句来看它要求谁在什么时候做什么事情。";
    let copied = look(&format!("{own}\n\n各单位要鼓励专家出镜，每月制作四期，讲清一个身边的问题，也要{OTHER}\n"));
    let share = copied.copied.unwrap();
    // 专家出镜…问题 with what stands before, and the other clause but for its stops.
    let counted = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let passages = ["鼓励专家出镜，每月制作四期，讲清一个身边的问题", OTHER];
    assert_eq!(share.copied, passages.iter().map(|p| counted(p)).sum::<usize>());
    assert_eq!(share.of, counted(own) + share.copied + counted("各单位要也要"));
    assert_eq!(share.percent, (share.copied * 100 + share.of / 2) / share.of);
    let excerpts: Vec<&str> = copied.found.iter().map(|one| one.excerpt.as_str()).collect();
    assert_eq!(excerpts, [passages[0], OTHER.trim_end_matches('。')]);
    assert!(
        copied.found.iter().all(|one| one.message.contains(&format!("{}%", share.percent)) && one.severity.code() == "warning")
    );
    let quoted = look(&format!("{own}方案说“{OTHER}”，又说“{CLAUSE}”。\n\n> {CLAUSE}\n> —— clause:plan#2.1\n"));
    assert_eq!((quoted.copied.unwrap().copied, told(&quoted)), (0, Vec::new()));
    let nothing = findings(&content(json!({})), &markdown::read(own).unwrap().document, &Against::default());
    assert_eq!(nothing.copied, None, "without a policy there is nothing to copy from");
}

#[test]
fn a_claim_needs_its_source_in_the_same_paragraph() {
    let found = look("研究表明，喝水有用。研究表明如此。\n\n- 专家指出要早睡。\n");
    assert_eq!(
        told(&found),
        [("claim-without-source", "研究表明"), ("claim-without-source", "研究表明"), ("claim-without-source", "专家指出")]
    );
    assert_eq!(found.found.iter().map(|one| one.occurrence).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(found.found[1].range, (10, 14));
    for sourced in [
        "研究表明[^1]有用。\n\n[^1]: 某刊\n",
        "[研究表明](https://example.org/)有用。",
        "《营养学报》的研究表明有用。",
        "林一等专家指出要早睡。",
    ] {
        assert_eq!(told(&look(sourced)), [], "{sourced}");
    }
}

#[test]
fn numbers_of_people_are_told_and_other_figures_are_not() {
    // The example of the standard itself.
    let found = look("证号11010519491231002X，手机138-1234-5678或１３８１２３４５６７８，电话010-12345678、400-123-4567。\n");
    let expected = [
        ("identity-number", "11010519491231002X"),
        ("phone", "138-1234-5678"),
        ("phone", "１３８１２３４５６７８"),
        ("phone", "010-12345678"),
        ("phone", "400-123-4567"),
    ];
    assert_eq!(told(&found), expected);
    let severities: Vec<&str> = found.found.iter().map(|one| one.severity.code()).collect();
    assert_eq!(severities, ["warning", "warning", "warning", "note", "note"]);
    // A wrong check digit, a day that is none, a day, a year, a sum, a serial number, a hotline.
    let others = "110105194912310021，110105194913310029，2026-10-01，2021—2035年，12345678901元，A13812345678，12345热线。";
    assert_eq!(told(&look(others)), []);
    let lead = look_as(content(json!({"lead": "咨询请打13812345678。"})), "正文。");
    assert_eq!((lead.found[0].field, lead.found[0].range), ("lead", (4, 15)));
}

#[test]
fn words_of_the_list_are_told_with_reason_and_remedy_but_not_inside_exact_quotes() {
    let mut against = against();
    against.words.push(HouseWord {
        word: "AI小助手".into(),
        reason: "名称未定".into(),
        instead: Some("智能问答".into()),
        own: true,
    });
    against.policies[0].clauses[0].words.push_str("评选最佳作品。");
    let read = markdown::read("这是最佳做法，请用ai小助手。\n\n> 评选最佳作品\n> —— clause:plan#2.1\n").unwrap();
    let found = findings(&content(json!({"title": "全国第一"})), &read.document, &against);
    assert_eq!(told(&found), [("word", "全国第一"), ("word", "最佳"), ("word", "ai小助手")]);
    assert!(found.found[1].message.contains("《广告法》第九条") && found.found[1].severity.code() == "note");
    assert!(found.found[2].message.contains("名称未定") && found.found[2].remedy.contains("智能问答"));
    assert_eq!(found.found[2].severity.code(), "warning", "what a house asks for is more than a hint");
}

#[test]
fn a_text_that_says_a_machine_made_it_needs_the_label() {
    let digest = "d".repeat(64);
    let picture = |alt: &str, caption: &str, credit: &str| {
        format!("![{alt}]({digest} \"{caption}\"){{credit=\"{credit}\" licence=CC-BY-4.0}}\n")
    };
    let body = format!("本文由人工智能辅助撰写。人工智能生成内容要标识。\n\n{}", picture("一只鹤站在水边", "水边", "AI绘制"));
    let found = look(&body);
    assert_eq!(
        told(&found).iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["ai-label", "ai-label"],
        "the topic is no declaration"
    );
    assert_eq!(found.found[0].excerpt, "本文由人工智能辅助撰写。");
    assert_eq!(told(&look_as(content(json!({"ai": "assisted"})), &body)), []);
    assert_eq!(told(&look("本文未使用人工智能生成。")), []);
    let file = Against { generated: vec!["crane.png".into()], ..Against::default() };
    let by_file = findings(&content(json!({})), &markdown::read("正文。").unwrap().document, &file);
    assert!(by_file.found[0].field == "ai" && by_file.found[0].message.contains("crane.png"));
}

#[test]
fn an_alternative_text_that_says_nothing_is_told() {
    let digest = "d".repeat(64);
    let picture = |alt: &str, caption: &str| format!("![{alt}]({digest} \"{caption}\"){{credit=\"某人\" licence=CC-BY-4.0}}\n\n");
    for (alt, caption) in [("图片1", ""), ("DSC_0012.JPG", ""), ("一只鹤", "一只鹤")] {
        assert_eq!(told(&look(&picture(alt, caption))), [("alt-text", alt)], "{alt}");
    }
    assert_eq!(told(&look(&picture("一只鹤站在水边", "湿地一景"))), []);
}

#[test]
fn a_finding_is_known_again_wherever_its_paragraph_goes_and_not_when_its_words_change() {
    let of = |body: &str| look(body).found.into_iter().map(|one| one.fingerprint).collect::<Vec<_>>();
    let here = of("研究表明，喝水有用。");
    assert_eq!(here, of("先说别的。\n\n研究表明，喝水有用。"));
    assert_ne!(here, of("研究表明，喝茶有用。"));
}
