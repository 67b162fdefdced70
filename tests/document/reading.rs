//! Each construct of the format becomes its node.

use super::read;
use document::{Alignment, Block, Inline, Target, markdown};

fn only(source: &str) -> Block {
    let mut blocks = read(source).blocks;
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    blocks.remove(0)
}

fn words(source: &str) -> Vec<Inline> {
    match only(source) {
        Block::Paragraph { inlines } => inlines,
        other => panic!("{other:?}"),
    }
}

#[test]
fn headings_keep_their_anchors_and_others_get_one_by_order_or_from_ascii_words() {
    let document = read("## 为什么 {#why}\n\n### 怎么办\n\n#### How it works: a test\n\n## 怎么办\n\n## How it works (a test)");
    let anchors: Vec<String> = document.anchors().iter().map(|(_, anchor, _)| anchor.to_string()).collect();
    assert_eq!(anchors, ["why", "s2", "how-it-works-a-test", "s4", "how-it-works-a-test-2"]);
}

#[test]
fn a_derived_anchor_gives_way_to_a_chosen_one_further_down() {
    let document = read("## 一\n\n## 二 {#s1}\n\n:::qa\n问\n\n答\n:::");
    let anchors: Vec<String> = document.anchors().iter().map(|(_, anchor, _)| anchor.to_string()).collect();
    assert_eq!(anchors, ["s1-2", "s1", "q1"]);
}

#[test]
fn strong_beside_chinese_punctuation_is_strong() {
    assert_eq!(
        words("**“一体两翼”**是，**重点。**其次"),
        [
            Inline::Strong { inlines: vec![Inline::text("“一体两翼”")] },
            Inline::text("是，"),
            Inline::Strong { inlines: vec![Inline::text("重点。")] },
            Inline::text("其次"),
        ]
    );
}

#[test]
fn a_line_wrapped_between_chinese_characters_joins_and_others_get_one_space() {
    assert_eq!(words("科学\n普及，\n“优质”\n供给"), [Inline::text("科学普及，“优质”供给")]);
    assert_eq!(words("one\ntwo\n科普\nABC"), [Inline::text("one two 科普 ABC")]);
    assert_eq!(words("**科学**\n普及")[1], Inline::text("普及"));
    assert_eq!(words("**one**\ntwo")[1], Inline::text(" two"));
    let noted = read("科学[^1]\n普及\n\n[^1]: 注");
    assert!(matches!(&noted.blocks[0], Block::Paragraph { inlines } if inlines[2] == Inline::text("普及")));
}

#[test]
fn links_lead_to_the_web_to_clauses_to_works_and_to_places() {
    let inlines =
        words("[a](https://example.org/x?a=1&b=2) [b](clause:work-plan-2022@1#4.2.5) [c](work:its-slug) <mailto:a@example.org>");
    let targets: Vec<&Target> =
        inlines.iter().filter_map(|i| if let Inline::Link { target, .. } = i { Some(target) } else { None }).collect();
    assert_eq!(
        targets,
        [
            &Target::Web { address: "https://example.org/x?a=1&b=2".parse().unwrap() },
            &Target::Clause { clause: "work-plan-2022@1#4.2.5".parse().unwrap() },
            &Target::Work { work: "its-slug".parse().unwrap() },
            &Target::Web { address: "mailto:a@example.org".parse().unwrap() },
        ]
    );
    let place = read("## 题 {#why}\n\n[见上](#why)");
    assert!(
        matches!(&place.blocks[1], Block::Paragraph { inlines } if matches!(&inlines[0], Inline::Link { target: Target::Anchor { anchor }, .. } if anchor.as_str() == "why"))
    );
}

#[test]
fn lists_nest_and_keep_their_first_number() {
    let Block::List { ordered, start, items } = only("3. 三\n   - 甲\n   - 乙\n4. 四") else { panic!() };
    assert!(ordered && start == 3 && items.len() == 2);
    assert!(matches!(&items[0][1], Block::List { ordered: false, start: 1, items } if items.len() == 2));
}

#[test]
fn an_exact_quote_knows_its_clause_and_does_not_hold_the_line_that_names_it() {
    for source in
        ["> 第一句。\n> 第二句。\n> —— clause:county-plan-2026#2.1", "> 第一句。第二句。\n>\n> ——clause:county-plan-2026#2.1"]
    {
        let document = read(source);
        let quotes = document.quotes();
        assert_eq!(quotes.len(), 1);
        assert_eq!(quotes[0].text, "第一句。第二句。");
        assert_eq!(quotes[0].clause.to_string(), "county-plan-2026#2.1");
    }
    assert!(read("> 普通引文").quotes().is_empty());
}

#[test]
fn a_figure_carries_alternative_text_caption_credit_and_licence() {
    let Block::Figure(figure) =
        only("![替代*文*字](pictures/图.png \"1. 见[第5项](clause:p#1)\"){credit=\"图：\\\"甲\\\"\" licence=CC-BY-4.0}")
    else {
        panic!()
    };
    assert_eq!(
        (figure.picture.as_str(), figure.alt.as_str(), figure.credit.as_str()),
        ("pictures/图.png", "替代文字", "图：\"甲\"")
    );
    assert_eq!(figure.licence, domain::Licence::CcBy);
    assert_eq!(figure.caption[0], Inline::text("1. 见"));
    assert!(matches!(figure.caption[1], Inline::Link { .. }));
}

#[test]
fn a_question_has_an_anchor_an_outlet_a_speaker_and_an_answer_of_blocks() {
    let source = ":::qa {#q-why outlet=\"示例日报: 甲\" speaker=\"林晓（示例）\"}\n为什么？\n\n第一段。\n\n- 项\n:::\n\n之后";
    let document = read(source);
    let Block::QuestionAndAnswer(q) = &document.blocks[0] else { panic!() };
    assert_eq!(
        (q.anchor.as_str(), q.outlet.as_deref(), q.speaker.as_deref()),
        ("q-why", Some("示例日报: 甲"), Some("林晓（示例）"))
    );
    assert_eq!(q.question, [Inline::text("为什么？")]);
    assert_eq!(q.answer.len(), 2);
    assert_eq!(document.blocks.len(), 2);
}

const QUIZ: &str = ":::quiz {#rain kind=multiple clause=\"p@1#2.1\"}\n**哪些**是？\n\n- [x] 甲\n- [ ] \\[x\\] 乙\n- [x] 丙\n\n见[条款](clause:p#2.1)。\n:::\n";

#[test]
fn a_quiz_has_a_kind_a_clause_options_and_an_explanation_and_is_written_as_it_was_read() {
    let document = read(QUIZ);
    let Block::Quiz(quiz) = &document.blocks[0] else { panic!("{document:?}") };
    assert_eq!((quiz.anchor.as_str(), quiz.kind), ("rain", domain::QuizKind::Multiple));
    assert_eq!(quiz.clause.as_ref().map(ToString::to_string).as_deref(), Some("p@1#2.1"));
    let options: Vec<(&str, bool)> = quiz.options.iter().map(|option| (option.text.as_str(), option.right)).collect();
    assert_eq!(options, [("甲", true), ("[x] 乙", false), ("丙", true)]);
    assert!(matches!(&quiz.question[0], Inline::Strong { .. }) && quiz.explanation.len() == 3);
    assert_eq!(markdown::write(&document), QUIZ);
    assert_eq!(document::Document::from_json(&document.to_json()), Ok(document.clone()));
    assert_eq!(document.quizzes().len(), 1);
    assert_eq!(document.clause_links().len(), 2, "its own, and the one in the explanation");
    assert_eq!(document.anchors()[0].2, "哪些是？");
}

#[test]
fn what_a_quiz_is_known_by_is_what_is_asked_and_what_may_be_answered() {
    let of = |source: &str| match read(source).blocks.remove(0) {
        Block::Quiz(quiz) => quiz.digest(),
        other => panic!("{other:?}"),
    };
    let known = of(QUIZ);
    for same in
        [("见[条款](clause:p#2.1)", "另一种说法"), ("{#rain ", "{#snow "), (" clause=\"p@1#2.1\"", ""), ("**哪些**", "哪些")]
    {
        assert_eq!(of(&QUIZ.replace(same.0, same.1)), known, "{same:?}");
    }
    for other in [("哪些", "哪几样"), ("甲", "丁"), ("- [x] 甲", "- [ ] 甲"), ("- [x] 甲\n", "")] {
        assert_ne!(of(&QUIZ.replace(other.0, other.1)), known, "{other:?}");
    }
}

#[test]
fn tables_keep_alignment_and_bars_in_cells() {
    let Block::Table(table) = only("| 项 | 数 |\n|:--|--:|\n| a \\| b | `c \\| d` |") else { panic!() };
    assert_eq!(table.alignments, [Alignment::Left, Alignment::Right]);
    assert_eq!(table.rows, [[vec![Inline::text("a | b")], vec![Inline::Code { text: "c | d".to_owned() }]]]);
}

#[test]
fn a_formula_is_a_tree_of_mathml() {
    let Block::Formula(formula) = only(
        "```mathml {alt=\"x 的平方\"}\n<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\n  <msup><mi>x</mi><mn>2</mn></msup>\n</math>\n```",
    ) else {
        panic!()
    };
    assert_eq!(formula.alt, "x 的平方");
    assert_eq!((formula.math.name(), formula.math.depth()), ("math", 3));
}

#[test]
fn embeds_code_and_thematic_breaks_stand_as_blocks() {
    let document = read("::work[its-slug]\n\n```rust\nlet x = \"<b>\";\n```\n\n***");
    assert!(matches!(&document.blocks[0], Block::Embed { work } if work.as_str() == "its-slug"));
    assert!(
        matches!(&document.blocks[1], Block::CodeBlock { language: Some(l), text } if l == "rust" && text == "let x = \"<b>\";\n")
    );
    assert_eq!(document.blocks[2], Block::ThematicBreak {});
}

#[test]
fn footnotes_come_in_the_order_in_which_the_text_refers_to_them() {
    let document = read("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n\n[^b]: 二\n\n    又一段");
    let labels: Vec<&str> = document.footnotes.iter().map(|n| n.label.as_str()).collect();
    assert_eq!(labels, ["b", "a"]);
    assert_eq!(document.footnotes[0].blocks.len(), 2);
}

#[test]
fn a_hard_break_is_kept() {
    assert_eq!(
        words("甲  \n乙\\\n丙"),
        [Inline::text("甲"), Inline::LineBreak {}, Inline::text("乙"), Inline::LineBreak {}, Inline::text("丙")]
    );
}

#[test]
fn an_importer_finds_the_line_of_every_picture_clause_and_work() {
    let source = "甲\n\n> 引\n> —— clause:p#1.1\n\n乙[x](clause:p#2)\n丙[y](work:w)\n\n:::qa {#q}\n问\n\n![替](a.png){credit=x licence=reserved}\n\n::work[v]\n:::";
    let read = markdown::read(source).unwrap();
    let at = |path: &document::Path| read.lines.of(path);
    assert_eq!(
        read.document.clause_links().iter().map(|(p, c)| (at(p), c.to_string())).collect::<Vec<_>>(),
        [(3, "p#1.1".into()), (6, "p#2".into())]
    );
    assert_eq!(read.document.work_links().iter().map(|(p, w)| (at(p), w.as_str())).collect::<Vec<_>>(), [(7, "w"), (14, "v")]);
    assert_eq!(read.document.pictures().iter().map(|(p, f)| (at(p), f.picture.as_str())).collect::<Vec<_>>(), [(12, "a.png")]);
    assert_eq!(at(&read.document.quotes()[0].path), 3);
}
