//! An article in type: a long image with its words, a print, a card; and what is no sheet.

use super::program::{Run, typeset, typeset_with, words_of};
use serde_json::{Value, json};

/// Words of every kind of block.
fn body() -> Value {
    json!({"version": 1, "blocks": [
        {"type": "paragraph", "inlines": [
            {"type": "text", "text": "霜冻多在晴朗无风的夜里发生，地面向天空散热，"}, {"type": "strong", "inlines": [{"type": "text", "text": "近地面的空气比两米高处冷得多"}]},
            {"type": "text", "text": "。预警写的是百叶箱里的温度，苗尖往往还要再低两三度。"}, {"type": "footnote-reference", "label": "a"}]},
        {"type": "heading", "level": 2, "anchor": "what", "inlines": [{"type": "text", "text": "收到预警先做什么"}]},
        {"type": "list", "ordered": true, "start": 1, "items": [
            [{"type": "paragraph", "inlines": [{"type": "text", "text": "傍晚以前浇透水，湿土散热慢。"}]}],
            [{"type": "paragraph", "inlines": [{"type": "text", "text": "盖好棚膜，压实四边，不让风钻进去。"}]}]]},
        {"type": "quote", "clause": "plan#2.2", "blocks": [{"type": "paragraph", "inlines": [{"type": "text", "text": "围绕农时开展科普服务。"}]}]},
        {"type": "heading", "level": 2, "anchor": "table", "inlines": [{"type": "text", "text": "几度会受伤"}]},
        {"type": "table", "alignments": ["left", "right"], "header": [[{"type": "text", "text": "作物"}], [{"type": "text", "text": "温度"}]],
         "rows": [[[{"type": "text", "text": "小麦"}], [{"type": "text", "text": "零下两度"}]]]},
        {"type": "formula", "alt": "散热与温度的四次方成正比", "math": {"name": "math", "children": [
            {"type": "element", "name": "mi", "children": [{"type": "text", "text": "E"}]}, {"type": "element", "name": "mo", "children": [{"type": "text", "text": "∝"}]},
            {"type": "element", "name": "msup", "children": [{"type": "element", "name": "mi", "children": [{"type": "text", "text": "T"}]},
                {"type": "element", "name": "mn", "children": [{"type": "text", "text": "4"}]}]}]}},
        {"type": "question-and-answer", "anchor": "q", "outlet": "县广播站", "speaker": "农技员", "question": [{"type": "text", "text": "第二天早上要不要马上掀膜？"}],
         "answer": [{"type": "paragraph", "inlines": [{"type": "text", "text": "不要，等太阳照到再慢慢通风。"}]}]},
        {"type": "code-block", "text": "气温 - 3 = 苗尖\n"},
        {"type": "thematic-break"},
        {"type": "embed", "work": "other"}],
     "footnotes": [{"label": "a", "blocks": [{"type": "paragraph", "inlines": [{"type": "text", "text": "百叶箱离地一米半。"}]}]}]})
}

fn sheet() -> Value {
    json!({"language": "zh-Hans", "kicker": "专家解读", "title": "霜冻预警来了，先做哪几件事", "lead": "预警到手后的三个小时，决定一季的收成。",
        "organisation": "清河县农学会", "site": "两翼", "published": "2026年9月1日", "address": "https://science.example/works/frost",
        "credits": [{"role": "作者", "names": ["林晓"]}], "clauses": [{"policy": "工作方案", "number": "二（二）", "words": "农民科学素质提升行动"}],
        "label": "文字由人工智能辅助生成", "notice": "更正（2026年9月3日）：温度写错了一度。",
        "names": {"plan#2.2": "《工作方案》二（二）"}, "works": {"other": "棚膜怎样压得住"}, "body": body()})
}

fn with(name: &str, value: Value) -> Value {
    let mut sheet = sheet();
    sheet[name] = value;
    sheet
}

fn panels(run: &Run) -> Vec<(u64, u64, String)> {
    let panels = run.manifest()["long_image"]["panels"].as_array().unwrap().clone();
    panels
        .iter()
        .map(|p| (p["top"].as_u64().unwrap(), p["bottom"].as_u64().unwrap(), p["text"].as_str().unwrap().to_owned()))
        .collect()
}

/// Without spaces and marks, of which some only look alike.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Levenshtein's.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let (mut corner, mut left) = (i, i + 1);
        for (j, y) in b.iter().enumerate() {
            let here = (corner + usize::from(x != y)).min(left + 1).min(row[j + 1] + 1);
            row[j] = left;
            (corner, left) = (row[j + 1], here);
        }
        row[b.len()] = left;
    }
    row[b.len()]
}

#[test]
fn an_article_becomes_a_long_image_a_print_and_a_card() {
    let run = typeset(&sheet());
    let manifest = run.manifest();
    assert_eq!(manifest["warnings"], json!([]), "{manifest}");
    let long = &manifest["long_image"];
    let picture = image::open(run.out.join(long["file"].as_str().unwrap())).unwrap();
    assert_eq!((u64::from(picture.width()), u64::from(picture.height())), (1080, long["height"].as_u64().unwrap()));
    let card = image::open(run.out.join(manifest["card"]["file"].as_str().unwrap())).unwrap();
    assert_eq!((card.width(), card.height()), (1200, 630));
    let print = std::fs::read(run.out.join(manifest["print"]["file"].as_str().unwrap())).unwrap();
    assert!(print.starts_with(b"%PDF-"));
    assert_eq!(manifest["print"]["standard"], "PDF/UA-1", "{manifest}");

    // The words lie one below the other and leave none out.
    let panels = panels(&run);
    assert!(panels.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1 && pair[0].0 < pair[1].0), "{panels:?}");
    let all: String = panels.iter().map(|(_, _, text)| text.as_str()).collect::<Vec<_>>().join("\n");
    for words in [
        "霜冻预警来了",
        "三个小时",
        "更正（2026年9月3日）",
        "近地面的空气",
        "压实四边",
        "《工作方案》二（二）",
        "零下两度",
        "四次方",
        "马上掀膜",
        "百叶箱离地",
        "棚膜怎样压得住",
        "林晓",
        "人工智能",
    ] {
        assert!(all.contains(words), "{words} is not among the words: {all}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(typeset(&sheet()).manifest(), typeset(&sheet()).manifest());
}

#[test]
fn what_a_machine_reads_in_it_is_what_was_written() {
    // Running text alone: what the template adds of its own, and the QR code, are a few letters more.
    let sentences = [
        "霜冻多在晴朗无风的夜里发生，地面向天空散热，近地面的空气比两米高处冷得多。预警写的是百叶箱里的温度，苗尖往往还要再低两三度。",
        "傍晚以前浇透水，湿土白天存下的热多，夜里散得慢。盖好棚膜以后压实四边，不让风钻进去，第二天等太阳照到再慢慢通风。",
        "村里的信息员收到消息后，用广播和微信群通知到每一个种养大户，小户请邻居互相转告，谁也不要漏下。",
        "把哪天做了什么、量到多少、为什么改做法，老老实实写下来，明年就有自己的办法。自己地里的对比，比听十场课更管用。",
    ];
    let paragraph = |text: &str| json!({"type": "paragraph", "inlines": [{"type": "text", "text": text}]});
    let body = json!({"version": 1, "blocks": sentences.iter().cycle().take(12).map(|text| paragraph(text)).collect::<Vec<_>>()});
    let mut plain = with("body", body);
    for absent in ["clauses", "names", "works", "label", "notice"] {
        plain.as_object_mut().unwrap().remove(absent);
    }
    let set = typeset(&plain);
    let written: String = panels(&set).into_iter().map(|(_, _, text)| text).collect();
    let read = words_of(&set.out.join(set.manifest()["long_image"]["file"].as_str().unwrap()));
    let found: String =
        read.manifest()["panels"].as_array().unwrap().iter().map(|p| p["text"].as_str().unwrap().to_owned()).collect();
    let (written, found) = (letters(&written), letters(&found));
    let wrong = distance(&written, &found);
    assert!(
        wrong * 20 <= written.len(),
        "{wrong} of {} letters differ:\n{}\n{}",
        written.len(),
        String::from_iter(&written),
        String::from_iter(&found)
    );
}

#[test]
fn what_a_person_writes_is_never_markup() {
    for attack in [
        "#read(\"/etc/passwd\")",
        "#import \"@preview/x:1.0.0\": *",
        "$x^2$ *fett* _schräg_ `code` = Kopf",
        "]#panic()[",
        "\\u{2028}\" + panic() + \"",
        "</script><b>",
    ] {
        let run = typeset(&with("title", json!(attack)));
        assert!(panels(&run)[0].2.contains(attack), "{attack}: {:?}", panels(&run)[0]);
    }
}

#[test]
fn a_very_long_article_is_one_picture_and_many_pages() {
    let paragraph = json!({"type": "paragraph", "inlines": [{"type": "text", "text": "科学素质是国民素质的重要组成部分，也是社会文明进步的基础。".repeat(10)}]});
    let body = json!({"version": 1, "blocks": vec![paragraph; 36]});
    let run = typeset(&with("body", body));
    let manifest = run.manifest();
    let height = u32::try_from(manifest["long_image"]["height"].as_u64().unwrap()).unwrap();
    assert!(height > 32_767, "{height}: more than most programs open");
    assert!(manifest["print"]["pages"].as_u64().unwrap() > 5);
    assert_eq!(panels(&run).len(), 36 + 3, "head, a panel for each paragraph, clauses, foot");
    // Each strip was drawn: there is writing near every boundary of two.
    let picture = image::open(run.out.join(manifest["long_image"]["file"].as_str().unwrap())).unwrap().to_luma8();
    let dark = |top: u32| (top..top + 200).any(|y| (0..1080).any(|x| picture.get_pixel(x, y).0[0] < 90));
    assert!((1..height / 1024).all(|strip| dark(strip * 1024 - 100)), "a strip is empty");
}

#[test]
fn what_is_no_sheet_is_refused_in_words() {
    let missing = with("pictures", json!({"pictures/a.png": "not-there.png"}));
    let climbing = with("pictures", json!({"pictures/a.png": "../../etc/passwd"}));
    let flawed = with("body", json!({"version": 1, "blocks": [{"type": "heading", "level": 7, "anchor": "x", "inlines": []}]}));
    for (sheet, code) in
        [(json!([]), "not-a-sheet"), (flawed, "not-a-sheet"), (missing, "picture-missing"), (climbing, "picture-missing")]
    {
        let run = typeset(&sheet);
        assert_eq!((run.code, run.refusal()["code"].as_str()), (Some(3), Some(code)), "{}", run.stderr);
        assert!(!run.refusal()["reason"].as_str().unwrap().is_empty());
        assert!(!run.out.join("manifest.json").exists());
    }
}

#[test]
fn an_association_lays_its_own_templates_beside_ours() {
    let own = "#import \"nodes.typ\": *\n#set page(width: 300pt, height: 200pt, fill: white)\n#text(font: sans, sheet.title)";
    let run = typeset_with(&sheet(), &[("card.typ", own)]);
    assert_eq!((run.manifest()["card"]["width"].as_u64(), run.manifest()["card"]["height"].as_u64()), (Some(600), Some(400)));
    let broken = typeset_with(&sheet(), &[("card.typ", "#set page(fill: white)\n#nothing-of-this-name")]);
    assert_eq!(broken.refusal()["code"], "template");
    assert!(broken.refusal()["reason"].as_str().unwrap().contains("card.typ:2:"), "{}", broken.refusal());
}
