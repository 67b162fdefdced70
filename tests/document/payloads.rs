//! Attempts to bring a script in, through every field there is.

use document::{Document, html, markdown, text};
use domain::Language;
use serde_json::json;

const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "https://example.org/\" onclick=\"alert(1)",
    "https://example.org/><script>",
    "</math><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    "{{constructor.constructor('alert(1)')()}}",
    "\u{202e}javascript:alert(1)",
];

/// Templates in Markdown with a place for the payload.
const SOURCES: &[&str] = &[
    "@",
    "## @",
    "## 题 {#@}",
    "- @",
    "> @",
    "> 甲\n> —— clause:@",
    "[x](@)",
    "[x](<@>)",
    "[@](https://example.org)",
    "[x](https://example.org/@)",
    "<@>",
    "[x](clause:@)",
    "[x](work:@)",
    "[x](#@)",
    "[x]: @\n\n[x]",
    "`@`",
    "**@**",
    "::work[@]",
    "甲[^1]\n\n[^1]: @",
    "甲[^@]\n\n[^@]: 注",
    "![@](a.png){credit=x licence=reserved}",
    "![x](@){credit=x licence=reserved}",
    "![x](a.png \"@\"){credit=x licence=reserved}",
    "![x](a.png){credit=\"@\" licence=reserved}",
    "![x](a.png){credit=x licence=\"@\"}",
    "| @ |\n|---|\n| @ |",
    "```@\nx\n```",
    "```\n@\n```",
    ":::qa {#q outlet=\"@\"}\n问\n\n答\n:::",
    ":::qa {#q speaker=\"@\"}\n问\n\n答\n:::",
    ":::qa\n@\n\n@\n:::",
    ":::quiz {#z kind=single}\n@\n\n- [x] @\n- [ ] 乙\n\n@\n:::",
    ":::quiz {#z kind=single clause=\"@\"}\n问\n\n- [x] 甲\n- [ ] 乙\n\n因为\n:::",
    ":::@\n问\n\n答\n:::",
    "```mathml {alt=\"@\"}\n<math><mi>x</mi></math>\n```",
    "```mathml {alt=x}\n<math><mtext>@</mtext></math>\n```",
    "```mathml {alt=x}\n<math><mi mathvariant=\"@\">x</mi></math>\n```",
    "```mathml {alt=x}\n@\n```",
];

/// What runs is a tag, an attribute or an address; the same words as text are harmless.
fn assert_no_script(document: &Document, from: &str) {
    for plain in [false, true] {
        let mut links = html::Links::new(Language::ZhHans);
        (links.plain, links.answers) = (plain, true);
        let html = html::write(document, &links);
        let parsed = format!("<body>{html}</body>");
        let parsed = roxmltree::Document::parse(&parsed).unwrap_or_else(|e| panic!("{e}: {html}, from {from}"));
        assert!(!html.to_ascii_lowercase().contains("<script"), "{html}, from {from}");
        for node in parsed.descendants().filter(|n| n.is_element()) {
            assert!(
                !["script", "svg", "iframe", "object", "style", "link", "base", "form"].contains(&node.tag_name().name()),
                "{html}, from {from}"
            );
            for a in node.attributes() {
                assert!(!a.name().starts_with("on") && a.name() != "style", "{} in {html}, from {from}", a.name());
                let address = ["href", "src", "srcset", "cite"].contains(&a.name());
                assert!(
                    !address || ["https://", "#", "/"].iter().any(|s| a.value().starts_with(s)),
                    "{} in {html}, from {from}",
                    a.value()
                );
            }
        }
    }
}

#[test]
fn no_payload_in_markdown_becomes_a_tag_an_attribute_or_an_address() {
    let mut accepted = 0;
    for template in SOURCES {
        for payload in PAYLOADS {
            let source = template.replace('@', payload);
            if let Ok(read) = markdown::read(&source) {
                accepted += 1;
                assert_no_script(&read.document, &source);
                text::write(&read.document);
            }
        }
    }
    assert!(accepted > 100, "only {accepted} were accepted: the templates test nothing");
}

#[test]
fn no_payload_in_json_becomes_a_tag_an_attribute_or_an_address() {
    let mut accepted = 0;
    for p in PAYLOADS {
        let text = json!({"type": "text", "text": p});
        let x = json!({"type": "text", "text": "x"});
        let paragraph = |inline| json!({"type": "paragraph", "inlines": [inline]});
        let math = |name: &str, attribute: &str, value: &str, words: &str| {
            json!({"type": "formula", "alt": "x", "math": {"name": "math", "children": [
            {"type": "element", "name": name, "attributes": {attribute: value}, "children": [{"type": "text", "text": words}]}]}})
        };
        let blocks = [
            paragraph(text.clone()),
            paragraph(json!({"type": "code", "text": p})),
            paragraph(json!({"type": "link", "target": {"to": "web", "address": p}, "inlines": [x]})),
            paragraph(json!({"type": "link", "target": {"to": "work", "work": p}, "inlines": [x]})),
            paragraph(json!({"type": "link", "target": {"to": "anchor", "anchor": p}, "inlines": [x]})),
            paragraph(json!({"type": p, "text": "x"})),
            json!({"type": "heading", "level": 2, "anchor": p, "inlines": [x]}),
            json!({"type": "heading", "level": 2, "anchor": "a", "inlines": [text]}),
            json!({"type": "code-block", "language": p, "text": "x\n"}),
            json!({"type": "code-block", "text": format!("{p}\n")}),
            json!({"type": "figure", "picture": "a.png", "alt": p, "caption": [text], "credit": p, "licence": "reserved"}),
            json!({"type": "figure", "picture": p, "alt": "x", "credit": "x", "licence": "reserved"}),
            json!({"type": "question-and-answer", "anchor": "q", "outlet": p, "speaker": p, "question": [text], "answer": [paragraph(text.clone())]}),
            json!({"type": "table", "alignments": ["left"], "header": [[text]], "rows": [[[text]]]}),
            json!({"type": "formula", "alt": p, "math": {"name": "math"}}),
            math("mi", "mathvariant", p, "x"),
            math("mi", p, "x", "x"),
            math(p, "dir", "ltr", "x"),
            math("mtext", "dir", "ltr", p),
            json!({"type": "embed", "work": p}),
        ];
        for block in blocks {
            let json = json!({"version": 1, "blocks": [block]}).to_string();
            if let Ok(document) = Document::from_json(&json) {
                accepted += 1;
                assert_no_script(&document, &json);
            }
        }
    }
    assert!(accepted > 100, "only {accepted} were accepted: the trees test nothing");
}
