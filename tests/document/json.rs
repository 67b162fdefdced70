//! The stored form, and trees that come from outside.

use super::read;
use document::Document;
use serde_json::{Value, json};

fn refused(blocks: Value, path: &str, says: &str) {
    let flaws = Document::from_json(&json!({"version": 1, "blocks": blocks}).to_string()).expect_err(path);
    assert!(flaws.iter().any(|f| f.path.to_string() == path && f.message.contains(says)), "{path}, {says}: {flaws:?}");
}

fn text(s: &str) -> Value {
    json!({"type": "text", "text": s})
}

fn paragraph(inline: Value) -> Value {
    json!({"type": "paragraph", "inlines": [inline]})
}

#[test]
fn the_stored_form_is_stable() {
    let document = read("## 题 {#a}\n\n[条](clause:p#1)\n\n***");
    let expected = json!({"version": 1, "blocks": [
        {"type": "heading", "level": 2, "anchor": "a", "inlines": [{"type": "text", "text": "题"}]},
        {"type": "paragraph", "inlines": [
            {"type": "link", "target": {"to": "clause", "clause": "p#1"}, "inlines": [{"type": "text", "text": "条"}]}
        ]},
        {"type": "thematic-break"},
    ]});
    assert_eq!(serde_json::from_str::<Value>(&document.to_json()).unwrap(), expected);
    assert_eq!(Document::from_json(&document.to_json()), Ok(document));
}

#[test]
fn a_tree_from_outside_is_refused_with_the_path_of_the_node() {
    let link = |address: &str| json!({"type": "link", "target": {"to": "web", "address": address}, "inlines": [text("x")]});
    refused(json!([paragraph(text("好")), paragraph(link("javascript:alert(1)"))]), "blocks[1].inlines[0]", "javascript");
    refused(json!([{"type": "quote", "blocks": [{"type": "html", "html": "<b>"}]}]), "blocks[0].blocks[0]", "html");
    refused(
        json!([{"type": "list", "ordered": false, "start": 1, "items": [[paragraph(json!({"type": "raw"}))]]}]),
        "blocks[0].items[0][0].inlines[0]",
        "raw",
    );
    refused(json!([{"type": "paragraph", "inlines": [text("x")], "style": "x"}]), "blocks[0]", "style");
    refused(json!([{"type": "heading", "level": 1, "anchor": "a", "inlines": [text("x")]}]), "blocks[0]", "level 1");
    refused(json!([{"type": "heading", "level": 2, "anchor": "a b", "inlines": [text("x")]}]), "blocks[0]", "anchor");
    refused(json!([{"type": "thematic-break", "onclick": "x"}]), "blocks[0]", "onclick");
    refused(
        json!([{"type": "figure", "picture": "javascript:x", "alt": "a", "credit": "c", "licence": "reserved"}]),
        "blocks[0]",
        "picture",
    );
    refused(
        json!([{"type": "figure", "picture": "a.png", "alt": " ", "credit": "c", "licence": "reserved"}]),
        "blocks[0].alt",
        "missing",
    );
    let math = |child: Value| json!([{"type": "formula", "alt": "x", "math": {"name": "math", "children": [child]}}]);
    refused(math(json!({"type": "element", "name": "script"})), "blocks[0]", "script");
    refused(math(json!({"type": "element", "name": "mi", "attributes": {"onclick": "x"}})), "blocks[0]", "onclick");
}

#[test]
fn rules_between_nodes_hold_for_trees_from_outside_too() {
    let heading = json!({"type": "heading", "level": 2, "anchor": "a", "inlines": [text("x")]});
    refused(json!([heading, heading]), "blocks[1]", "already taken");
    refused(json!([paragraph(json!({"type": "footnote-reference", "label": "1"}))]), "blocks[0].inlines[0]", "not defined");
    refused(json!([paragraph(text("a\nb"))]), "blocks[0].inlines[0]", "control");
    refused(
        json!([{"type": "table", "alignments": ["none"], "header": [[text("x")]], "rows": [[[], []]]}]),
        "blocks[0].rows[0]",
        "2 cells",
    );
    let mut deep = paragraph(text("x"));
    for _ in 0..13 {
        deep = json!({"type": "quote", "blocks": [deep]});
    }
    refused(json!([deep]), &format!("blocks[0]{}.blocks", ".blocks[0]".repeat(12)), "deep");
}

#[test]
fn other_versions_and_other_things_are_refused() {
    for json in ["", "[]", "{}", "{\"version\":2,\"blocks\":[]}", "{\"version\":1,\"blocks\":[],\"html\":\"x\"}"] {
        assert!(Document::from_json(json).is_err(), "{json}");
    }
    assert!(Document::from_json(&"[".repeat(100_000)).is_err());
}
