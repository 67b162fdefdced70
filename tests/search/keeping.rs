//! Content and position on disk: kept together, healed when damaged, held by one process.

use super::sample::*;
use search::{Error, Index, Op, Part, Position, Query, Start};
use std::{fs, path::Path};

fn start(dir: &Path) -> (Index, Start) {
    let opened = Index::open(dir, None).unwrap();
    (opened.index, opened.start)
}

#[test]
fn a_new_folder_begins_empty_and_content_and_position_survive() {
    let dir = tempfile::tempdir().unwrap();
    let (index, how) = start(dir.path());
    assert_eq!((how, index.position()), (Start::Created, Position::default()));
    index.apply(vec![Op::Work(Box::new(work(5, "科普", &[])))], at(42)).unwrap();
    drop(index);
    let (index, how) = start(dir.path());
    assert_eq!((how, index.position()), (Start::Continued, at(42)));
    assert_eq!(works(&ask(&index, "科普")), [5]);
}

#[test]
fn steps_take_effect_in_order_and_at_once() {
    let (_dir, index) = index_of(vec![work(1, "流动科技馆", &[]), work(2, "智慧助老", &[])]);
    index.apply(vec![Op::Work(Box::new(work(1, "短视频", &[])))], at(2)).unwrap();
    assert_eq!(ask(&index, "流动科技馆").total, 0);
    assert_eq!(works(&ask(&index, "短视频")), [1]);
    assert_eq!(index.work_ids().unwrap(), [1, 2], "replaced, not doubled");

    index.apply(vec![Op::RemoveWork(2)], at(3)).unwrap();
    assert_eq!(ask(&index, "智慧助老").total, 0, "withdrawn is gone");
    assert_eq!(index.work_ids().unwrap(), [1]);

    let two = vec![clause("1", "一", "甲", "总体要求"), clause("2", "二", "乙", "组织学习")];
    index.apply(vec![Op::Policy { id: 1, clauses: two }], at(4)).unwrap();
    assert_eq!(index.clause_count().unwrap(), 2);
    index.apply(vec![Op::Policy { id: 1, clauses: vec![clause("1", "一", "甲", "总体要求")] }], at(5)).unwrap();
    assert_eq!((index.clause_count().unwrap(), ask(&index, "组织学习").total), (1, 0));
    assert_eq!(index.work_ids().unwrap(), [1], "a work and a policy may share a number");

    let batch = vec![Op::Work(Box::new(work(8, "先", &[]))), Op::Clear, Op::Work(Box::new(work(9, "后", &[])))];
    index.apply(batch, at(6)).unwrap();
    assert_eq!((index.work_ids().unwrap(), index.clause_count().unwrap()), (vec![9], 0));
    index.apply(vec![Op::Policy { id: 1, clauses: vec![clause("1", "一", "甲", "")] }, Op::RemovePolicy(1)], at(7)).unwrap();
    assert_eq!((index.clause_count().unwrap(), index.position()), (0, at(7)));
}

#[test]
fn a_batch_in_parts_is_there_as_a_whole_or_not_at_all() {
    let (_dir, index) = index_of(vec![work(1, "流动科技馆", &[])]);
    let before = index.position();
    let parts = || [Part::Ops(vec![Op::Clear]), Part::Ops(vec![Op::Work(Box::new(work(2, "短视频", &[])))])];
    index.apply_parts(parts()).unwrap();
    assert_eq!((index.work_ids().unwrap(), index.position()), (vec![1], before), "it did not come to its end");
    // Nothing of it comes with the next one either.
    index.apply(vec![Op::Work(Box::new(work(3, "智慧助老", &[])))], at(2)).unwrap();
    assert_eq!((index.work_ids().unwrap(), index.position()), (vec![1, 3], at(2)));
    index.apply_parts(parts().into_iter().chain([Part::End(at(3))])).unwrap();
    assert_eq!((index.work_ids().unwrap(), index.position()), (vec![2], at(3)));
}

#[test]
fn a_second_opener_is_told_that_the_folder_is_held() {
    let (dir, index) = index_of(vec![work(1, "科普", &[])]);
    match Index::open(dir.path(), None) {
        Err(error @ Error::Held { .. }) => assert!(error.to_string().contains(dir.path().to_str().unwrap()), "{error}"),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("two hold {}", dir.path().display()),
    }
    assert_eq!(ask(&index, "科普").total, 1, "the first goes on");
    drop(index);
    assert_eq!(start(dir.path()).1, Start::Continued);
}

#[test]
fn every_kind_of_damage_heals_to_an_empty_index() {
    type Damage = (&'static str, fn(&Path));
    let damages: [Damage; 5] = [
        ("truncated", |file| {
            let length = fs::metadata(file).unwrap().len();
            fs::OpenOptions::new().write(true).open(file).unwrap().set_len(length / 2).unwrap();
        }),
        ("emptied", |file| fs::write(file, "").unwrap()),
        ("removed", |file| fs::remove_file(file).unwrap()),
        ("flipped", |file| {
            let mut bytes = fs::read(file).unwrap();
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0x55;
            fs::write(file, bytes).unwrap();
        }),
        ("replaced", |file| fs::write(file, "这不是索引".repeat(9)).unwrap()),
    ];
    let (whole, index) = index_of(vec![work(1, "科普", &["正文"])]);
    drop(index);
    let files: Vec<_> = fs::read_dir(whole.path().join("index")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for (kind, damage) in damages {
        for wanted in ["meta.json", "idx", "store", "fast", "term"] {
            // Every file is cut short; the other damages are done to one file that is parsed and one that is mapped.
            if kind != "truncated" && !["meta.json", "term"].contains(&wanted) {
                continue;
            }
            let dir = tempfile::tempdir().unwrap();
            fs::create_dir(dir.path().join("index")).unwrap();
            let mut damaged = 0;
            for file in &files {
                let name = file.file_name().unwrap().to_str().unwrap();
                let copy = dir.path().join("index").join(name);
                fs::copy(file, &copy).unwrap();
                if name == wanted || name.ends_with(&format!(".{wanted}")) {
                    damage(&copy);
                    damaged += 1;
                }
            }
            assert_eq!(damaged, 1, "{wanted}");
            let (index, how) = start(dir.path());
            let Start::Discarded { reason } = how else { panic!("{wanted} {kind}: {how:?}") };
            assert!(!reason.is_empty());
            assert_eq!((index.position(), index.work_ids().unwrap()), (Position::default(), vec![]), "{wanted} {kind}");
        }
    }
}

#[test]
fn an_index_of_another_version_begins_anew() {
    let (dir, index) = index_of(vec![work(1, "科普", &[])]);
    drop(index);
    let meta = dir.path().join("index/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let other = text.replace("\\\"version\\\":", "\\\"version\\\":9");
    assert_ne!(text, other);
    fs::write(&meta, other).unwrap();
    let (index, how) = start(dir.path());
    assert!(matches!(&how, Start::Discarded { reason } if reason.contains("version")), "{how:?}");
    assert!(index.work_ids().unwrap().is_empty());
}

#[test]
fn an_associations_own_terms_stay_whole_and_changing_them_begins_anew() {
    let dir = tempfile::tempdir().unwrap();
    let own = dir.path().join("own.txt");
    fs::write(&own, "\u{feff}# 本会用语\n云上科普馆\n").unwrap();
    let folder = dir.path().join("search");
    let open = || Index::open(&folder, Some(&own)).unwrap();
    let opened = open();
    opened.index.apply(vec![Op::Work(Box::new(work(1, "甲", &["云上科普馆开放"])))], at(1)).unwrap();
    assert_eq!(works(&ask(&opened.index, "云上科普馆")), [1]);
    drop(opened);
    assert_eq!(open().start, Start::Continued);

    fs::write(&own, "云上科普馆\n科普夜校\n").unwrap();
    assert!(matches!(open().start, Start::Discarded { reason } if reason.contains("dictionary")));

    fs::write(&own, "云上科普馆\n\nab\n").unwrap();
    match Index::open(&folder, Some(&own)) {
        Err(Error::DictionaryTerm { line, given, .. }) => assert_eq!((line, given.as_str()), (3, "ab")),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a term that is none was accepted"),
    }
}

#[test]
fn searches_run_while_batches_are_applied() {
    let (_dir, index) = index_of(vec![work(1, "科普", &[])]);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..30 {
                    let query = Query { text: "科普".into(), limit: 5, ..Query::default() };
                    assert!(index.search(&query).unwrap().total >= 1);
                }
            });
        }
        for seq in 2..8 {
            index.apply(vec![Op::Work(Box::new(work(seq as i64, "科普", &[])))], at(seq)).unwrap();
        }
    });
    assert_eq!((ask(&index, "科普").total, index.position().seq), (7, 7));
}
