//! Markdown on the way out.

use super::read;
use document::{Block, Document, Inline, markdown};

#[test]
fn canonical_text_comes_out_as_it_went_in() {
    let source = "开头，**“一体两翼”**是[第5项](clause:work-plan-2022#4.2.5)[^1]。\\\n下一行\n\n\
        ## 题 {#why}\n\n\
        - 甲\n  - 乙\n- 丙\n\n\
        + 另一表\n\n\
        3. 三\n4. 四\n\n\
        > 引文\n> —— clause:county-plan-2026#2.1\n\n\
        ![替代](pictures/x.png \"说明\"){credit=\"图：作者\" licence=CC-BY-4.0}\n\n\
        :::qa {#q-why outlet=\"示例日报\" speaker=\"林晓（示例）\"}\n为什么？\n\n因为。\n:::\n\n\
        | 项 | 数 |\n| --- | --: |\n| a \\| b | 2 |\n\n\
        ```mathml {alt=\"x\"}\n<math><mi>x</mi></math>\n```\n\n\
        ```rust\nlet x;\n```\n\n\
        ::work[its-slug]\n\n***\n\n\
        [^1]: 注。\n\n    又一段。\n";
    assert_eq!(markdown::write(&read(source)), source);
}

#[test]
fn what_looks_like_a_mark_is_escaped_and_read_back_as_text() {
    for line in [
        "1. 甲",
        "- 甲",
        "# 甲",
        "> 甲",
        "::work[x]",
        ":::qa",
        "—— clause:p#1",
        "[x](y)",
        "![x](y)",
        "[^1]",
        "<b>",
        "&amp;",
        "a_b_c",
        "**甲**",
        "`x`",
        "\\",
        "---",
        "===",
        "{#a}",
        "甲 {#a}",
        " 甲 ",
        "~~~",
        "| a |",
        "甲!",
    ] {
        let document = Document { blocks: vec![Block::Paragraph { inlines: vec![Inline::text(line)] }], footnotes: Vec::new() };
        let quoted =
            Document { blocks: vec![Block::Quote { blocks: document.blocks.clone(), clause: None }], footnotes: Vec::new() };
        for document in [document, quoted] {
            let written = markdown::write(&document);
            assert_eq!(read(&written), document, "{written}");
        }
    }
}

#[test]
fn emphasis_finds_marks_that_read_back() {
    let em = |inlines| Inline::Emphasis { inlines };
    let strong = |inlines| Inline::Strong { inlines };
    let text = |s: &str| vec![Inline::text(s)];
    for inlines in [
        vec![strong(vec![em(text("甲"))])],
        vec![em(vec![strong(text("甲")), Inline::text("乙")])],
        vec![em(text("a")), strong(text("b"))],
        vec![strong(text("(a)")), em(text("b"))],
        vec![Inline::text("字"), strong(text("“引”")), Inline::text("字")],
    ] {
        let document = Document { blocks: vec![Block::Paragraph { inlines }], footnotes: Vec::new() };
        let written = markdown::write(&document);
        assert_eq!(read(&written), document, "{written}");
    }
}

#[test]
fn code_that_holds_fences_gets_longer_ones() {
    let source = ":::qa {#q}\n问\n\n````\n```\n:::\n````\n:::";
    // The fence of the block is seen before that of the code, so the source must choose a longer one.
    assert!(markdown::read(source).is_err());
    let document = read(&source.replacen(":::qa", "::::qa", 1).replace("\n````\n:::", "\n````\n::::"));
    let written = markdown::write(&document);
    assert!(written.starts_with("::::qa"), "{written}");
    assert_eq!(read(&written), document);
}
