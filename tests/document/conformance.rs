//! The studio's editor writes Markdown by a program of its own. What this one writes is kept beside its tests, so that
//! both write the same bytes.

use document::{Block, Document, Footnote, Inline, markdown};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Sources of what is hard to write.
pub(super) const SOURCES: &[&str] = &[
    "",
    "一段。\\\n换行的第二行。\n\n　　缩进的一段。",
    "## 小标题 {#why}\n\n### Plain words {#plain-words}\n\n#### 以井号结尾\\# {#hash}",
    "- 甲\n  - 乙\n    - 丙\n  - 丁\n- 戊\n\n+ 另一表\n\n- 第三表",
    "1. 一\n2. 二\n\n3) 三\n4) 四\n\n10. 十",
    "- 甲\n\n  又一段\n\n  > 引\n\n- 乙\n\n  ```rust\n  let x;\n\n  let y;\n  ```",
    "- 甲\n\n  3. 三\n  4. 四",
    "9. 九\n10. 十\n\n    十的第二段",
    "> 甲\n>\n> 乙\n>\n> - 丙\n>\n> > 丁",
    "> 引文，“一体两翼”\n> —— clause:county-plan-2026#2.1\n\n> - 列\n>\n> —— clause:county-plan-2026@2#p2.2.1",
    "| 左 | 中 | 右 | 无 |\n| :-- | :-: | --: | --- |\n| a \\| b | `c \\| d` | **粗** |  |\n|  |  |  | [x](work:w) |",
    "![替代 [文字]](pictures/x.png \"说*明*，“引” 和 \\\"直引\\\" [链](https://example.org)\"){credit=\"图：作者 \\\"名\\\" \\\\\" licence=CC-BY-4.0}",
    "![替](a.png){credit=\"x\" licence=reserved}",
    ":::qa {#q-why outlet=\"示例日报\" speaker=\"林晓（示例）\"}\n为什么？\n\n因为。\n\n- 一\n- 二\n:::\n\n::::qa {#q2}\n问\n\n```\n:::\n```\n::::",
    ":::quiz {#z1 kind=multiple clause=\"county-plan-2026@2#2.1\"}\n**哪些**是？\n\n- [x] 甲 \\*一\\*\n- [ ] \\[x\\] 乙 \\#\n- [x] 1. 丙\n\n因为[条款](clause:p#1.2)，\\\n还有。\n:::\n\n:::quiz {#z2 kind=true-false}\n\\- 对吗？\n\n- [ ] 对\n- [x] 错\n\n\\:::\n:::",
    "```mathml {alt=\"a \\\"b\\\" <c>\"}\n<math display=\"block\"><mi>x</mi><mo>&lt;</mo><mfrac><mn>1</mn><mi mathvariant=\"normal\">y</mi></mfrac></math>\n```",
    "~~~mathml {alt=\"a `b`\"}\n<math><mtext>~~~ \"a\" 'b' &amp;</mtext></math>\n~~~",
    "::work[its-slug]\n\n***\n\n::work[other]",
    "```\n```\n\n```rust\nlet x = \"`\";\n```\n\n````\n```\n````\n\n```\n\n```",
    "字**“一体两翼”**字，**「引」**字，*《书》*字，**粗，**字",
    "***都***，**粗*斜*粗**，*斜**粗**斜*，**甲***乙*",
    "*a* *b*，_a_**b**，**(a)***b*，*斜*（注）*斜*",
    "a**b**c*d*e **f**. g",
    "**字[链](https://example.org/a_b)**，[**粗**链](work:w)，[`码`](#why)[链](clause:p@3#1.2)\n\n## 题 {#why}",
    "`` a`b `` ``` `` ``` `a` ` `` ` `  b  `",
    "[x](https://example.org/\\(a\\)?b=1&amp;c;d&e=2) <mailto:a@example.org>",
    "甲[^1]乙[^注-2]**丙[^3]**\n\n[^1]: 注。\n\n    又一段。\n\n[^注-2]: - 列\n\n[^3]: `x`",
    "一\\\n1\\. 二\\\n\\- 三\\\n\\# 四\\\n\\> 五\\\n\\:: 六",
];

/// Texts that look like marks, each as a paragraph, a heading, a cell, a caption and in emphasis.
const TEXTS: &[&str] = &[
    "1. 甲",
    "12) 甲",
    "- 甲",
    "+ 甲",
    "# 甲",
    "> 甲",
    "::work[x]",
    ":::qa",
    "—— clause:p#1",
    "- clause:p#1",
    "[x](y)",
    "![x](y)",
    "[^1]",
    "<b>",
    "&amp;",
    "&",
    "a & b",
    "AT&T",
    "&#35;",
    "a_b_c",
    "**甲**",
    "`x`",
    "\\",
    "---",
    "===",
    "~~~",
    "{#a}",
    "甲 {#a}",
    " 甲 ",
    "　甲",
    "甲　",
    "  ",
    "| a |",
    "a|b",
    "甲!",
    "!",
    "甲#",
    "#",
    "“引”",
    "(a)",
    "，",
    "😀",
    "é",
    "a b",
    "https://example.org",
    "甲\u{a0}",
    "\u{a0}甲",
    "·",
    "……",
    "——",
];

const PIECES: &[&str] = &[
    "字",
    "“引”",
    "「引」",
    "《书》",
    "a",
    "1",
    " ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`x`",
    "(b)",
    "，",
    "。",
    "！",
    "·",
    "é",
    "😀",
    "\u{fe00}",
    "\u{3000}",
    "[链](work:w)",
    "[**链**](#s1)",
    "\\\n",
    "&",
    "\\*",
    "\\_",
];

/// The `n`th of a row of sentences made of such pieces; always the same.
pub fn sentence(n: u32) -> String {
    let mut state = n.wrapping_mul(2_654_435_761).wrapping_add(97);
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    let count = 3 + next(9);
    (0..count).map(|_| PIECES[next(PIECES.len())]).collect()
}

fn trees() -> Vec<Document> {
    let paragraph = |inlines| Block::Paragraph { inlines };
    let document = |blocks| Document { blocks, footnotes: Vec::new() };
    let mut all = Vec::new();
    for text in TEXTS {
        let plain = || vec![Inline::text(*text)];
        let heading = Block::Heading { level: 2.try_into().unwrap(), anchor: "a".parse().unwrap(), inlines: plain() };
        let strong = Inline::Strong { inlines: plain() };
        let inside = vec![
            Inline::text("字"),
            strong,
            Inline::text("字"),
            Inline::Emphasis { inlines: plain() },
            Inline::LineBreak {},
            Inline::text(*text),
        ];
        let link = Inline::Link { target: document::Target::Work { work: "w".parse().unwrap() }, inlines: plain() };
        let table = document::Table {
            alignments: vec![document::Alignment::None],
            header: vec![plain()],
            rows: vec![vec![inside[..4].to_vec()]],
        };
        let figure = document::Figure {
            picture: "a.png".parse().unwrap(),
            alt: (*text).to_owned(),
            caption: inside[..3].to_vec(),
            credit: (*text).to_owned(),
            licence: "reserved".parse().unwrap(),
        };
        all.push(document(vec![
            paragraph(plain()),
            heading,
            paragraph(inside),
            paragraph(vec![link]),
            Block::Table(table),
            Block::Figure(figure),
        ]));
        all.push(document(vec![Block::Quote { blocks: vec![paragraph(plain())], clause: None }]));
    }
    let lines = ["> 甲", "- 甲", "", "    甲"].join("\n") + "\n";
    let code = Block::CodeBlock { language: None, text: lines };
    let list = |ordered| Block::List {
        ordered,
        start: 1,
        items: vec![vec![paragraph(vec![Inline::text("甲")]), code.clone()], vec![code.clone()]],
    };
    all.push(document(vec![list(true), list(true), list(true), list(false)]));
    let note = Footnote { label: "n".parse().unwrap(), blocks: vec![list(false)] };
    all.push(Document {
        blocks: vec![paragraph(vec![Inline::FootnoteReference { label: note.label.clone() }])],
        footnotes: vec![note],
    });
    all
}

fn demo() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/server/demo/works");
    let mut all = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for path in fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|x| x == "md"))
        {
            let text = fs::read_to_string(&path).unwrap();
            let body = text.splitn(3, "---\n").nth(2).unwrap().to_owned();
            all.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), body));
        }
    }
    all.sort();
    all
}

fn fixtures() -> String {
    let mut cases: Vec<Value> = Vec::new();
    let mut add = |name: &str, document: &Document| {
        let tree: Value = serde_json::from_str(&document.to_json()).unwrap();
        cases.push(json!({"name": name, "document": tree, "markdown": markdown::write(document)}));
    };
    let works = demo();
    assert!(works.len() > 10, "{}", works.len());
    for (name, body) in works {
        add(&name, &markdown::read(&body).unwrap_or_else(|faults| panic!("{name}: {faults:?}")).document);
    }
    for source in SOURCES {
        add(source, &super::read(source));
    }
    trees().iter().for_each(|tree| add("texts", tree));
    // Also where a sentence is not right: the writer never knows.
    let read = (0..250).filter_map(|n| markdown::read_what_is_there(&sentence(n)).read);
    read.for_each(|read| add("sentence", &read.document));
    let lines: Vec<String> = cases.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn the_committed_markdown_is_the_one_that_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/studio/tests/fixtures/markdown.json");
    let current = fixtures();
    if std::env::var_os("LIANGYI_WRITE_SNAPSHOT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &current).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "frontend/studio/tests/fixtures/markdown.json is stale; LIANGYI_WRITE_SNAPSHOT=1 ./dev test committed_markdown"
    );
}
