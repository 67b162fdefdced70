//! Each fault is reported with its line and in words; all of them at once.

use document::{MathElement, markdown};

/// Lines of the faults whose message holds `says`; there must be one.
fn lines(source: &str, says: &str) -> Vec<u32> {
    let Err(faults) = markdown::read(source) else { panic!("accepted: {}", source.chars().take(200).collect::<String>()) };
    let found: Vec<u32> = faults.iter().filter(|f| f.message.contains(says)).map(|f| f.line).collect();
    assert!(!found.is_empty(), "{says}: {faults:?}");
    found
}

#[test]
fn each_fault_is_found_on_its_line() {
    let cases: &[(&str, &str, u32)] = &[
        ("甲\n\n<script>alert(1)</script>", "raw HTML", 3),
        ("甲\n乙<b onclick=x>丙", "raw HTML", 2),
        ("甲\n\n<!-- 注 -->", "raw HTML", 3),
        ("甲\n\n# 题", "heading", 3),
        ("##### 题", "heading", 1),
        ("甲\n\n## ", "empty", 3),
        ("## 题 {#Why}", "anchor", 1),
        ("## 题 {#fn-1}", "anchor", 1),
        ("## 题{#why}", "braces", 1),
        ("## 题 {.big}", "unknown", 1),
        ("## 题 {#a}\n\n## 题 {#a}", "already taken", 3),
        ("甲\n\n[乙](#b)", "#b", 3),
        ("甲\n\n![](a.png){credit=x licence=reserved}", "alternative text", 3),
        ("![替](a.png){licence=reserved}", "credit", 1),
        ("![替](a.png){credit=x}", "licence", 1),
        ("![替](a.png)", "credit=\"…\" and licence", 1),
        ("![替](a.png){credit=x licence=MIT}", "MIT", 1),
        ("![替](a.png){credit=x licence=reserved width=3}", "width", 1),
        ("![替](a.png){credit=x licence=reserved licence=reserved}", "licence", 1),
        ("![替](../a.png){credit=x licence=reserved}", "picture", 1),
        ("![替](https://example.org/a.png){credit=x licence=reserved}", "picture", 1),
        ("甲\n乙![替](a.png){credit=x licence=reserved}", "of its own", 2),
        ("![替](a.png){credit=x licence=reserved} 乙", "of their own", 1),
        ("甲\n[乙](javascript:alert(1))", "address", 2),
        ("[乙](data:text/html,x)", "address", 1),
        ("[乙](other.md)", "address", 1),
        ("[乙](//example.org)", "address", 1),
        ("[乙](https://a:b@example.org)", "address", 1),
        ("[乙](clause:nothing)", "clause", 1),
        ("[乙](clause:p#4.02)", "clause id", 1),
        ("[乙](work:Bad_Slug)", "slug", 1),
        ("[乙](https://example.org \"题\")", "title", 1),
        ("[乙](https://example.org){.x}", "attributes", 1),
        ("[](https://example.org)", "no words", 1),
        ("[乙](https://example.org/a b)", "not closed", 1),
        ("甲\n乙[^1]", "not defined", 2),
        ("甲\n\n[^1]: 注", "nothing refers", 3),
        ("甲[^1]\n\n[^1]: 注[^2]\n\n[^2]: 注", "cannot refer", 3),
        ("甲\n\n::work[Bad]", "slug", 3),
        ("::video[x]", "not known", 1),
        ("甲\n::work[x]", "stands alone", 2),
        ("> 甲\n> —— clause:p", "names no clause", 2),
        ("> 甲\n> - clause:p#1\n\n—— clause:p#1", "last line of a quote", 4),
        ("> 甲\n> — clause:p#1", "two dashes", 2),
        ("甲\n\n> —— clause:p#1", "no words", 3),
        ("甲\n\n:::qa {#q}\n问\n\n答", "not closed", 3),
        (":::qa\n问\n:::", "answer", 1),
        (":::qa {outlt=x}\n问\n\n答\n:::", "outlt", 1),
        (":::note\n问\n\n答\n:::", ":::qa", 1),
        ("- 甲\n\n  :::qa\n  问\n\n  答\n  :::", "top level", 3),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "more cells", 3),
        ("甲\n\n```\nx", "not closed", 3),
        ("- ## 题", "top level", 1),
        ("甲\n\n- 乙\n-", "nothing stands", 4),
        ("甲\n\n乙\n---", "write ##", 3),
        ("甲\u{7}", "U+0007", 1),
        ("```mathml\n<math><mi>x</mi></math>\n```", "alt", 1),
    ];
    for (source, says, line) in cases {
        let found = lines(source, says);
        assert_eq!(found.first(), Some(line), "{source}: {found:?}");
    }
}

#[test]
fn lines_are_right_inside_a_question_and_all_faults_come_at_once() {
    let source = ":::qa {#q}\n问<b>\n\n答\n\n- 项[x](javascript:1)\n\n  <i>\n\n```mathml {alt=x}\n<math>\n<maction/>\n</math>\n```\n:::\n\n# 题";
    let faults = markdown::read(source).unwrap_err();
    let lines: Vec<u32> = faults.iter().map(|f| f.line).collect();
    assert_eq!(lines, [2, 6, 8, 12, 17], "{faults:#?}");
}

#[test]
fn a_question_without_a_question_is_refused() {
    assert_eq!(lines(":::qa\n- 项\n\n答\n:::", "question"), [2]);
    let faults = markdown::read("甲\n\n:::qa\n:::").unwrap_err();
    assert!(faults.iter().all(|f| f.line == 3) && faults.iter().any(|f| f.message.contains("question")), "{faults:?}");
}

#[test]
fn a_formula_outside_the_list_is_refused_where_it_stands() {
    let formula = |xml: &str| format!("甲\n\n```mathml {{alt=\"x\"}}\n{xml}\n```");
    for (xml, says, line) in [
        ("<math>\n<script/>\n</math>", "<script>", 5),
        ("<math>\n<mi href=\"https://example.org\">x</mi></math>", "href", 5),
        ("<math><mi onclick=\"x\">x</mi></math>", "onclick", 4),
        ("<math><mi style=\"x\">x</mi></math>", "style", 4),
        ("<math><semantics><mi>x</mi>\n<annotation-xml/></semantics></math>", "annotation-xml", 5),
        ("<math xmlns:h=\"http://www.w3.org/1999/xhtml\">\n<h:mi>x</h:mi></math>", "<mi>", 5),
        ("<math>\n\n<mi>x</mo></math>", "well-formed", 6),
        ("<math>&alpha;</math>", "well-formed", 4),
        ("<!DOCTYPE math [<!ENTITY a \"b\">]><math><mi>&a;</mi></math>", "well-formed", 4),
        ("<svg/>", "<svg>", 4),
        ("<math>x</math>", "text stands", 4),
        ("<math><mfrac><mi>x</mi></mfrac></math>", "two elements", 4),
        ("<math display=\"url(x)\"/>", "display", 4),
        ("<math><!-- x --></math>", "!--", 4),
    ] {
        assert_eq!(lines(&formula(xml), says), [line], "{xml}");
    }
    let deep = format!("<math>{}{}</math>", "<mrow>".repeat(20_000 / 13), "</mrow>".repeat(20_000 / 13));
    assert_eq!(lines(&formula(&deep), "too large"), [4]);
    assert!(MathElement::new("maction", Default::default(), Vec::new()).is_err());
}

#[test]
fn what_is_nested_too_deep_is_refused_and_not_followed() {
    lines(&format!("{}甲", "> ".repeat(14)), "deep");
    lines(&format!("{}甲", ">".repeat(5000)), "deep");
    lines(&format!("{}甲", "- ".repeat(50)), "deep");
    lines(&format!("{}x*** {}", "*a **b ".repeat(500), "c*** ".repeat(500)), "deep");
    super::read(&format!("{}甲", "> ".repeat(12)));
}

#[test]
fn a_text_too_large_is_refused_before_it_is_parsed() {
    assert_eq!(lines(&"字".repeat(400_000), "larger"), [1]);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_count_as_they_are_seen() {
    assert_eq!(lines("\u{FEFF}甲\r\n\r\n# 题\r\n", "heading"), [3]);
}

/// A quiz with these lines in the place of its parts.
fn quiz(kind: &str, question: &str, options: &[&str], explanation: &str) -> String {
    format!(":::quiz {{#z kind={kind}}}\n{question}\n\n{}\n\n{explanation}\n:::\n", options.join("\n"))
}

#[test]
fn each_fault_of_a_quiz_is_found_at_its_place() {
    let (right, wrong) = ("- [x] 甲", "- [ ] 乙");
    let good = quiz("single", "问", &[right, wrong], "因为");
    assert!(markdown::read(&good).is_ok());
    let cases: &[(String, &str, u32)] = &[
        (quiz("single", "问", &[right], "因为"), "at least two options", 4),
        (quiz("single", "问", &[wrong, "- [ ] 丙"], "因为"), "no option is right", 4),
        (quiz("single", "问", &[right, "- [x] 乙"], "因为"), "2 options are right", 4),
        (quiz("true-false", "问", &[right, "- [x] 乙"], "因为"), "2 options are right", 4),
        (quiz("true-false", "问", &[right, wrong, "- [ ] 丙"], "因为"), "has two options", 4),
        (quiz("single", "问", &[right, wrong, "- [ ] 甲"], "因为"), "stands here twice", 6),
        (quiz("single", "问", &[right, "- [ ]"], "因为"), "the text of an option", 5),
        (quiz("single", "问", &[right, "- 乙"], "因为"), "one line of plain words", 5),
        (quiz("single", "问", &[right, "- [ ] **乙**"], "因为"), "one line of plain words", 5),
        (quiz("single", "问", &[right, wrong], ""), "the explanation of the quiz is empty", 1),
        (quiz("single", "", &[right, wrong], "因为"), "the question of the quiz is empty", 1),
        (quiz("some", "问", &[right, wrong], "因为"), "kind of quiz question", 1),
        (good.replace(" kind=single", ""), "kind=single", 1),
        (good.replace("kind=single", "kind=single clause=\"p\""), "names no clause", 1),
        (good.replace("kind=single", "kind=single outlet=x"), "unknown", 1),
        (good.replace("因为", "因为\n\n又一段"), "one paragraph that explains", 9),
        (format!("> {}", good.trim_end().replace('\n', "\n> ")), "top level", 1),
        (good.trim_end().trim_end_matches(':').to_owned(), "not closed", 1),
        (format!("{}\n[^1]: 注\n", good.replace("因为", "因为[^1]")), "refers to no footnote", 7),
        (format!("## 题 {{#z}}\n\n{good}"), "already taken", 3),
    ];
    for (source, says, line) in cases {
        assert!(lines(source, says).contains(line), "{says}: {:?}\n{source}", lines(source, says));
    }
}

#[test]
fn a_quiz_from_elsewhere_is_checked_too_and_a_broken_option_is_named() {
    let json = |option: &str| {
        format!(
            r#"{{"version":1,"blocks":[{{"type":"quiz","anchor":"z","kind":"single","question":[{{"type":"text","text":"问"}}],"options":[{{"text":"甲","right":true}},{option}],"explanation":[{{"type":"text","text":"因为"}}]}}]}}"#
        )
    };
    assert!(document::Document::from_json(&json(r#"{"text":"乙","right":false}"#)).is_ok());
    let said = |option: &str| {
        document::Document::from_json(&json(option)).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(said(r#"{"text":"乙"}"#)[0].starts_with("blocks[0].options[1]: "), "{:?}", said(r#"{"text":"乙"}"#));
    assert!(said(r#"{"text":"甲","right":false}"#)[0].starts_with("blocks[0].options[1]: "));
}
