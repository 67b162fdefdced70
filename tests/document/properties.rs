//! Properties that hold for any source: no panic, well-formed output, and a way out that leads back in.

use document::{Document, html, markdown, text};
use domain::Language;
use proptest::prelude::*;

/// Pieces that mean something in the format, and pieces that nearly do.
const PIECES: &[&str] = &[
    "字",
    "“一体两翼”",
    "，",
    "a",
    "b c",
    "1",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "```\n",
    "~~~",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "[x](https://example.org/a_b)",
    "[x](clause:p#1.2)",
    "[x](work:w)",
    "[x](#s1)",
    "[^1]",
    "\n\n[^1]: 注\n\n",
    "^",
    "!",
    "![替](pictures/x.png \"说*明*\"){credit=\"图：x\" licence=CC0-1.0}",
    "{#a}",
    "{",
    "}",
    "\n## ",
    "\n### 题 {#t}\n",
    "\n# ",
    "\n- ",
    "\n+ ",
    "\n  - ",
    "\n1. ",
    "\n3) ",
    "\n> ",
    "> ",
    "\n> —— clause:p#1.2\n",
    "—— clause:p#1",
    "\n\n:::qa {#q outlet=\"某报: x\"}\n",
    "\n:::\n",
    ":::",
    "\n\n:::quiz {#z kind=multiple clause=\"p#1.2\"}\n问\n\n- [x] 甲\n- [ ] 乙*\n\n因为\n:::\n\n",
    "\n\n:::quiz {kind=single}\n",
    "\n- [x] ",
    "\n- [ ] ",
    "::work[w]",
    "\n\n| a | b |\n| --- | :-: |\n| 1 | 2 |\n\n",
    "|",
    "\n---\n",
    "***",
    "===",
    "#",
    "<",
    "<b>",
    "&",
    "&amp;",
    "&#32;",
    "&lt;",
    "https://example.org",
    "<https://example.org>",
    "\n\n```mathml {alt=\"甲\"}\n<math><mi>x</mi></math>\n```\n\n",
    "'",
    "\"",
    "\u{3000}",
    "é",
    "😀",
    "：",
    "~",
    "=",
    "+",
    "-",
    ".",
    "@",
];

/// What makes emphasis hard.
const INLINE: &[&str] =
    &["字", "“引”", "a", " ", "*", "**", "_", "__", "`x`", "(b)", "，", "\n", "[^1]", "[x](work:w)", "\\\n", "- ", "> "];

fn sources() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat()),
        2 => prop::collection::vec(prop::collection::vec(prop::sample::select(INLINE), 1..9), 1..4)
            .prop_map(|parts| parts.iter().map(|part| part.concat()).collect::<Vec<_>>().join("\n\n")),
        1 => any::<String>(),
    ]
}

/// Of everything the writer may use.
const ELEMENTS: &[&str] = &[
    "body",
    "h2",
    "h3",
    "h4",
    "h5",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "footer",
    "cite",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "picture",
    "source",
    "img",
    "span",
    "a",
    "section",
    "pre",
    "code",
    "hr",
    "br",
    "strong",
    "em",
    "sup",
    "math",
    "mi",
];
const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "href",
    "rel",
    "title",
    "start",
    "cite",
    "scope",
    "role",
    "tabindex",
    "aria-label",
    "alttext",
    "display",
    "src",
    "srcset",
    "sizes",
    "width",
    "height",
    "alt",
    "loading",
    "decoding",
    "type",
];

fn assert_tame(html: &str) {
    let xml = format!("<body>{html}</body>");
    let parsed = roxmltree::Document::parse(&xml).unwrap_or_else(|e| panic!("{e}: {html}"));
    let mut ids = std::collections::HashSet::new();
    for node in parsed.descendants().filter(|n| n.is_element()) {
        assert!(ELEMENTS.contains(&node.tag_name().name()), "<{}> in {html}", node.tag_name().name());
        for a in node.attributes() {
            assert!(ATTRIBUTES.contains(&a.name()), "{} in {html}", a.name());
            assert!(a.name() != "id" || ids.insert(a.value().to_owned()), "the id {} twice in {html}", a.value());
        }
        if let Some(href) = node.attribute("href") {
            let known =
                ["https://", "http://", "mailto:", "#", "/"].iter().any(|start| href.to_ascii_lowercase().starts_with(start));
            assert!(known, "{href} in {html}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_source_is_refused_with_lines_or_becomes_tame_html_and_leads_back(source in sources()) {
        match markdown::read(&source) {
            Err(faults) => {
                let lines = source.replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|f| f.line >= 1 && f.line as usize <= lines + 1 && !f.message.is_empty()), "{faults:?}");
            }
            Ok(read) => {
                assert_tame(&html::write(&read.document, &html::Links::new(Language::ZhHans)));
                text::passages(&read.document);
                let canonical = markdown::write(&read.document);
                let again = markdown::read(&canonical);
                prop_assert!(again.is_ok(), "{again:?}\n{canonical}");
                let again = again.unwrap();
                prop_assert_eq!(&again.document, &read.document, "{}", canonical);
                prop_assert_eq!(markdown::write(&again.document), canonical);
                prop_assert_eq!(Document::from_json(&read.document.to_json()), Ok(read.document));
            }
        }
    }
}
