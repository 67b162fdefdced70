//! Two documents compared, three put together: nothing is lost on the way, whatever was changed.

use super::read;
use crate::busy;
use document::{
    Block, Document, Inline,
    difference::{Step, difference, inside},
    merge_documents,
};
use domain::{DiffOp, Merged, Side};
use proptest::prelude::*;

fn paragraph(text: &str) -> Block {
    Block::Paragraph { inlines: vec![Inline::text(text)] }
}

fn of(texts: &[String]) -> Document {
    Document { blocks: texts.iter().map(|text| paragraph(text)).collect(), footnotes: Vec::new() }
}

#[test]
fn a_changed_word_is_shown_inside_its_block_and_a_moved_block_is_no_new_one() {
    let old = read("第一段，讲潮汐。\n\n第二段很长，讲月亮怎样吸引海水。\n\n## 尾声 {#end}\n\n最后一段。\n");
    let new = read("最后一段。\n\n第一段，讲潮汐。\n\n第二段很长，讲月亮如何吸引**海水**。\n\n## 结语 {#end}\n");
    let found = difference(&old, &new);
    let names: Vec<&str> = found
        .blocks
        .iter()
        .map(|step| match step {
            Step::Same { .. } => "same",
            Step::Changed { .. } => "changed",
            Step::New { from: Some(_), .. } => "moved",
            Step::New { .. } => "new",
            Step::Gone { to: Some(_), .. } => "from",
            Step::Gone { .. } => "gone",
        })
        .collect();
    assert_eq!(names, ["moved", "same", "changed", "changed", "from"]);
    let shown = inside(Some(&old.blocks[1]), Some(&new.blocks[2]));
    let of = |op| shown.pieces.iter().filter(|p| p.op == op).map(|p| p.text.as_str()).collect::<Vec<_>>();
    assert_eq!((of(DiffOp::Delete), of(DiffOp::Insert)), (vec!["怎样", "海水"], vec!["如何", "海水"]));
    assert!(shown.pieces.iter().any(|p| p.marks.strong && p.text == "海水"), "what only looks different is shown too");
}

#[test]
fn what_is_said_besides_words_is_shown() {
    let figure = |credit: &str| read(&format!("![替代](a.png \"图注\"){{credit=\"{credit}\" licence=CC0-1.0}}\n"));
    let (old, new) = (figure("甲"), figure("乙"));
    let shown = inside(Some(&old.blocks[0]), Some(&new.blocks[0]));
    assert_eq!(shown.attributes.len(), 1);
    assert_eq!((shown.attributes[0].name, shown.attributes[0].new.as_deref()), ("credit", Some("乙")));
    let (old, new) = (read("[看](https://example.org/a)\n"), read("[看](https://example.org/b)\n"));
    assert!(
        inside(Some(&old.blocks[0]), Some(&new.blocks[0])).pieces.iter().all(|p| p.op != DiffOp::Equal),
        "a link that leads elsewhere"
    );
}

#[test]
fn a_quiz_that_was_changed_says_which_option_is_right_now() {
    let quiz = |options: &str| read(&format!(":::quiz {{#z kind=single}}\n问的是什么事情？\n\n{options}\n\n因为。\n:::\n"));
    let (old, new) = (quiz("- [x] 甲事\n- [ ] 乙事"), quiz("- [ ] 甲事\n- [x] 丙事"));
    let found = difference(&old, &new);
    assert!(matches!(found.blocks[..], [Step::Changed { .. }]));
    assert_eq!(found.apply(&old).as_ref(), Some(&new));
    let shown = inside(Some(&old.blocks[0]), Some(&new.blocks[0]));
    let right = shown.attributes.iter().find(|attribute| attribute.name == "right").unwrap();
    assert_eq!((right.old.as_deref(), right.new.as_deref()), (Some("1"), Some("2")));
    assert!(shown.pieces.iter().any(|piece| piece.op == DiffOp::Insert && piece.text.contains('丙')));
}

#[test]
fn twenty_thousand_characters_are_compared_at_once() {
    let sentence = |n: usize| format!("第{n}段说的是第{}件事，其中有{}个数字和一个结论。", n * 7 % 101, n * 13 % 97);
    let old: Vec<String> = (0..800).map(sentence).collect();
    let changed: Vec<String> =
        old.iter().enumerate().map(|(n, t)| if n % 2 == 0 { t.replace("结论", "新的结论") } else { t.clone() }).collect();
    let other: Vec<String> =
        (0..800).map(|n| format!("毫不相干的{}，换了全部的话，一句也没有留下来{}。", n * 31 % 173, n)).collect();
    let one = of(&[old.concat()]);
    let count: usize = old.iter().map(|t| t.chars().count()).sum();
    assert!(count > 20_000, "{count}");
    for (name, a, b) in
        [("half", of(&old), of(&changed)), ("all", of(&old), of(&other)), ("one block", one, of(&[changed.concat()]))]
    {
        let begun = busy::processor_time();
        let found = difference(&a, &b);
        for step in &found.blocks {
            if let Step::Changed { old, new, .. } = step {
                inside(Some(&a.blocks[*old]), Some(&b.blocks[*new]));
            }
        }
        let took = busy::processor_time() - begun;
        println!("{name}: {took:?}");
        assert_eq!(found.apply(&a), Some(b));
        // A build without optimisation; a release build takes a twentieth.
        assert!(took.as_secs() < 8, "{name}: {took:?}");
    }
}

#[test]
fn footnotes_go_by_their_labels() {
    let base = read("甲[^a]乙[^b]\n\n[^a]: 一\n\n[^b]: 二\n");
    let published = read("甲[^a]乙[^b]\n\n[^a]: 一，更正过\n\n[^b]: 二\n");
    let waiting = read("新的开头。\n\n乙[^b]甲[^a]\n\n[^b]: 二\n\n[^a]: 一\n");
    let merged = merge_documents(Some(&base), &published, &waiting);
    assert_eq!(merged.conflicts().len(), 0);
    let merged = merged.resolve(&|_| Side::Waiting);
    assert_eq!(merged.flaws(), []);
    assert!(merged.to_json().contains("一，更正过"));
    assert_eq!(merged.footnotes[0].label.as_str(), "b", "in the order of their references");
}

#[test]
fn what_both_sides_changed_is_put_together_and_the_same_place_is_a_conflict() {
    let base = read("一，潮汐。\n\n二，月亮。\n\n三，海水。\n\n四，要删的。\n");
    let published = read("一，潮汐，更正。\n\n二，月亮。\n\n三，海水。\n");
    let waiting = read("一，潮汐。\n\n二，月亮，补充。\n\n新的一段。\n\n三，海水。\n\n四，要删的。\n");
    let merged = merge_documents(Some(&base), &published, &waiting);
    assert_eq!(merged.conflicts().len(), 0);
    let together = read("一，潮汐，更正。\n\n二，月亮，补充。\n\n新的一段。\n\n三，海水。\n");
    assert_eq!(merged.resolve(&|_| Side::Waiting), together);
    let contested = read("一，潮汐，另一种更正。\n\n二，月亮。\n\n三，海水。\n\n四，要删的，改过。\n");
    let merged = merge_documents(Some(&base), &published, &contested);
    assert_eq!(merged.conflicts().len(), 2, "changed by both; taken away by one and changed by the other");
    assert_eq!(merged.resolve(&|_| Side::Published), published);
    assert_eq!(merged.resolve(&|_| Side::Waiting), contested);
}

/// What an editor may do to a list of paragraphs.
#[derive(Clone, Debug)]
enum Edit {
    Change(usize, String),
    Insert(usize, String),
    Remove(usize),
    Move(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let word = prop::sample::select(vec!["潮", "月", "海", "风", "山", "星"]);
    let text = prop::collection::vec(word, 1..6).prop_map(|words| words.concat());
    let edit = prop_oneof![
        3 => (0..40usize, text.clone()).prop_map(|(at, text)| Edit::Change(at, text)),
        2 => (0..40usize, text).prop_map(|(at, text)| Edit::Insert(at, text)),
        1 => (0..40usize).prop_map(Edit::Remove),
        1 => (0..40usize, 0..40usize).prop_map(|(at, to)| Edit::Move(at, to)),
    ];
    prop::collection::vec(edit, 0..8)
}

/// `tag` makes what one side writes its own.
fn edited(base: &[String], edits: &[Edit], tag: &str) -> Vec<String> {
    let mut texts = base.to_vec();
    for edit in edits {
        let len = texts.len();
        match edit {
            Edit::Change(at, text) if len > 0 => texts[at % len].push_str(&format!("（{tag}{text}）")),
            Edit::Insert(at, text) => texts.insert(at % (len + 1), format!("{tag}新{text}")),
            Edit::Remove(at) if len > 0 => drop(texts.remove(at % len)),
            Edit::Move(at, to) if len > 0 => {
                let text = texts.remove(at % len);
                texts.insert(to % len, text);
            }
            _ => {}
        }
    }
    texts
}

fn base() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::sample::select(vec!["潮汐有涨有落", "月亮绕地球走", "一", "海水是咸的，很咸", "重复", "重复"]),
        0..10,
    )
    .prop_map(|texts| texts.into_iter().map(str::to_owned).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applying_a_difference_gives_the_other_side_and_equal_documents_have_none(base in base(), a in edits(), b in edits()) {
        let (old, new) = (of(&edited(&base, &a, "甲")), of(&edited(&base, &b, "乙")));
        let found = difference(&old, &new);
        prop_assert_eq!(found.apply(&old), Some(new.clone()));
        prop_assert_eq!(difference(&new, &old).apply(&new), Some(old.clone()));
        prop_assert_eq!(found.is_empty(), old == new);
        prop_assert!(difference(&old, &old).is_empty());
        for step in &found.blocks {
            if let Step::Changed { old: a, new: b, .. } = step {
                let shown = inside(Some(&old.blocks[*a]), Some(&new.blocks[*b]));
                let side = |not| shown.pieces.iter().filter(|p| p.op != not).map(|p| p.text.as_str()).collect::<String>();
                prop_assert_eq!(of(&[side(DiffOp::Insert)]).blocks[0].clone(), old.blocks[*a].clone());
                prop_assert_eq!(of(&[side(DiffOp::Delete)]).blocks[0].clone(), new.blocks[*b].clone());
            }
        }
    }

    #[test]
    fn what_the_published_side_changed_is_in_the_result_or_in_a_conflict(base in base(), a in edits(), b in edits()) {
        let (was, published, waiting) = (of(&base), of(&edited(&base, &a, "公")), of(&edited(&base, &b, "稿")));
        let merged = merge_documents(Some(&was), &published, &waiting);
        let mut reached: Vec<&Block> = Vec::new();
        for one in &merged.blocks {
            match one {
                Merged::Settled(block) => reached.push(block),
                Merged::Conflict(conflict) => reached.extend(&conflict.published),
            }
        }
        for block in published.blocks.iter().filter(|block| !was.blocks.contains(block)) {
            prop_assert!(reached.contains(&block), "{block:?} is lost");
        }
        prop_assert_eq!(merge_documents(Some(&was), &was, &waiting).resolve(&|_| Side::Waiting), waiting.clone());
        prop_assert_eq!(merge_documents(Some(&was), &published, &was).resolve(&|_| Side::Waiting), published.clone());
        prop_assert_eq!(merge_documents(Some(&was), &waiting, &waiting).conflicts().len(), 0);
    }
}
