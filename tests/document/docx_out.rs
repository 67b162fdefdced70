//! DOCX out, and in again: what is written is read back as the same tree, by us and by others.

use super::{conformance::SOURCES, read};
use crate::site::python::python;
use document::{
    Block, Document, Inline, Node, Target,
    docx::{self, Around, PictureFile},
    html::{ClauseTarget, Links, WorkTarget},
    markdown,
};
use domain::{Language, WorkKind};
use std::collections::HashMap;

/// The least of a picture: what is in it is nobody's business here.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\nIHDR";

/// As if all that the text names could be found.
fn links(document: &Document) -> Links {
    let mut links = Links { base: "https://example.org".to_owned(), ..Links::new(Language::ZhHans) };
    for (_, clause) in document.clause_links() {
        let href = format!("/policies/{}/{}", clause.policy, clause.clause);
        links.clauses.insert(clause.clone(), ClauseTarget { href, label: "二（一）".to_owned(), heading: "讲好".to_owned() });
    }
    for (_, work) in document.work_links() {
        let target = WorkTarget { href: format!("/works/{work}"), title: "另一件".to_owned(), kind: WorkKind::Article };
        links.works.insert(work.clone(), target);
    }
    links
}

fn exported(document: &Document) -> docx::Exported {
    let file = || PictureFile { bytes: PNG.to_vec(), media_type: "image/png".to_owned(), width: 640, height: 480 };
    let pictures: HashMap<String, PictureFile> =
        document.pictures().into_iter().map(|(_, figure)| (figure.picture.to_string(), file())).collect();
    let (authors, closing) = (["林晓（示例）".to_owned()], ["来源：青山市科协（示例）".to_owned()]);
    let around = Around {
        title: "题目 <一> & “二”",
        lead: "一句话。",
        authors: &authors,
        organisation: "青山市科协（示例）",
        source: "青山市科协（示例）",
        licence: "知识共享 署名 4.0",
        address: "https://example.org/works/x",
        closing: &closing,
    };
    docx::write(document, &links(document), &pictures, &around)
}

/// Read back, with the pictures named as they were.
fn again(document: &Document) -> Document {
    let mut read = docx::read(&exported(document).bytes).unwrap();
    assert_eq!((read.title.as_deref(), read.lead.as_deref()), (Some("题目 <一> & “二”"), Some("一句话。")));
    let names: Vec<_> = document.pictures().into_iter().map(|(_, figure)| figure.picture.clone()).collect();
    let mut at = 0;
    read.document.rename_pictures(&mut |_| {
        at += 1;
        names.get(at - 1).cloned()
    });
    read.document
}

/// What becomes words in a file of Word.
fn becomes_words(document: &Document) -> bool {
    let mut found = false;
    document.walk(&mut |_, node| found |= matches!(node, Node::Block(Block::Quiz(_) | Block::Formula(_))));
    found
}

#[test]
fn a_text_with_everything_comes_back_as_the_same_tree() {
    let source = "\
开头，**粗**和*着重*，`码`，[链](https://example.org/a?b=1&c=2)，[条款](clause:plan@2#2.1)，[作品](work:other)，[下面](#why)。[^1]

第一行\\\n第二行，m²，CO₂。

## 为什么 {#why}

### Plain words {#plain-words}

- 甲
  - 乙
    1. 丙
  - 丁
- 戊

  又一段

  > 引

3. 三
4. 四

> 引文，一字不差
> —— clause:plan@2#2.1

| 左 | 中 | 无 |
| :-- | :-: | --- |
| a | **粗** | 一[^2] |
|  | b | [x](work:other) |

![替代 \"文字\"](pictures/x.png \"说明，[链](https://example.org)\"){credit=\"图：某某\" licence=CC-BY-4.0}

:::qa {#q-why outlet=\"示例日报\" speaker=\"林晓（示例）\"}
为什么？

因为。

- 一
- 二
:::

::work[other]

***

```rust
let x = 1;

\tlet y;
```

[^1]: 注。

    又一段。

[^2]: - 列
";
    let document = read(source);
    assert_eq!(markdown::write(&again(&document)), markdown::write(&document));
    assert_eq!(again(&document), document);
    assert!(exported(&document).left_out.is_empty());
}

#[test]
fn what_word_has_no_place_for_settles_after_one_trip_and_loses_no_word() {
    for source in SOURCES {
        let document = read(source);
        if document.blocks.is_empty() || becomes_words(&document) {
            continue;
        }
        let first = again(&document);
        assert_eq!(markdown::write(&again(&first)), markdown::write(&first), "{source}");
        let words =
            |document: &Document| document::text::write(document).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert_eq!(words(&first), words(&document), "{source}");
    }
}

#[test]
fn a_quiz_and_a_formula_become_words_and_that_is_told() {
    let quiz = SOURCES.iter().find(|source| source.starts_with(":::quiz")).unwrap();
    let told = exported(&read(quiz)).left_out;
    assert!(told.iter().any(|line| line.contains("测验题")), "{told:?}");
    let formula = SOURCES.iter().find(|source| source.starts_with("```mathml")).unwrap();
    assert!(exported(&read(formula)).left_out.iter().any(|line| line.contains("公式")));
}

#[test]
fn a_link_that_leads_nowhere_yet_is_words_and_that_is_told() {
    let document = read("见[条款](clause:plan#2.1)。");
    let bare = Links::new(Language::ZhHans);
    let out = docx::write(&document, &bare, &HashMap::new(), &Around { title: "题", ..Around::default() });
    assert_eq!(out.left_out.len(), 1, "{:?}", out.left_out);
    let read = docx::read(&out.bytes).unwrap().document;
    assert!(!read.blocks.iter().any(|block| matches!(block, Block::Paragraph { inlines } if inlines.iter().any(|inline| {
        matches!(inline, Inline::Link { target: Target::Clause { .. }, .. })
    }))));
}

/// python-docx reads the parts that Word reads, by a program of its own.
#[test]
fn others_open_it_and_find_headings_tables_pictures_and_who_wrote_it() {
    let document = read(
        "## 题 {#a}\n\n一段，[链](https://example.org)。[^1]\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n- 一\n- 二\n\n\
         ![替](x.png){credit=\"图：某某\" licence=CC-BY-4.0}\n\n[^1]: 注。\n",
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.docx");
    std::fs::write(&path, exported(&document).bytes).unwrap();
    let script = "import sys, docx\n\
        d = docx.Document(sys.argv[1])\n\
        print('|'.join(p.text for p in d.paragraphs if p.style.name in ('Title', 'Heading 1', 'List Paragraph')))\n\
        print('|'.join(c.text for r in d.tables[0].rows for c in r.cells))\n\
        print(len(d.inline_shapes), d.core_properties.author, d.core_properties.title)\n";
    let Some(said) = python("docx", script, &[path.to_str().unwrap()]) else { return };
    assert_eq!(said, "题目 <一> & “二”|题|一|二\n甲|乙|1|2\n1 林晓（示例） 题目 <一> & “二”\n");
}
