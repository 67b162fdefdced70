//! Works with nearly the same text are one result.

use super::sample::*;
use domain::Language;
use search::{Hit, Index, Op, Query, Results, Sort, WorkDoc};

const TEXT: &str = "春天到了，河边的柳树先绿。老师带着孩子们去看柳芽，用尺子量它一天长多少，把数字写在本子上。\
                    过了一个星期，大家把数字连成一条线，看见晴天的线陡，阴天的线平。孩子们问，为什么晴天长得快？\
                    老师说，叶子靠阳光做饭，阳光多，饭就多。第二天下雨，他们又去量，发现雨后的柳芽长得更快。\
                    原来光有阳光还不够，还要有水。";

fn searched(index: &Index, fold: bool, offset: usize, limit: usize) -> Results {
    index.search(&Query { text: "柳芽".into(), fold, offset, limit, ..Query::default() }).unwrap()
}

fn near(results: &Results) -> Vec<(i64, Vec<i64>)> {
    let one = |hit: &Hit| match hit {
        Hit::Work(work) => Some((work.id, work.near.iter().map(|n| n.id).collect())),
        Hit::Clause(_) => None,
    };
    results.hits.iter().filter_map(one).collect()
}

#[test]
fn a_reprint_and_a_copy_with_another_sentence_fold_into_the_best_and_nothing_else_does() {
    let other = "山里的柳芽和河边的不一样。山高天冷，春天来得晚，柳芽要到五月才冒头。护林员每年记下第一片新叶出现的日子，\
                 二十年的记录放在一起，看得出这个日子一年比一年早。这叫物候，是气候变化留下的脚印，谁都可以帮着记。";
    let (_dir, index) = index_of(vec![
        work(1, "量柳芽", &[TEXT]),
        work(2, "量柳芽（转载）", &[TEXT]),
        work(3, "河边的一课", &["编者按：本文讲柳芽。", TEXT]),
        work(4, "山里的柳芽", &[other]),
        work(5, "柳芽", &["看柳芽。"]),
        work(6, "再说柳芽", &["看柳芽。"]),
        WorkDoc { language: Language::ZhHant, ..work(7, "量柳芽", &[TEXT]) },
    ]);
    let plain = searched(&index, false, 0, 20);
    assert_eq!(plain.total, 7, "whoever does not ask for it gets all");
    assert!(near(&plain).iter().all(|(_, near)| near.is_empty()));
    let folded = searched(&index, true, 0, 20);
    assert_eq!(folded.total, 5);
    let mut groups: Vec<Vec<i64>> = near(&folded).into_iter().map(|(id, near)| [vec![id], near].concat()).collect();
    let order: Vec<i64> = groups.concat();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    assert_eq!(groups, [vec![1, 2, 3], vec![4], vec![5], vec![6], vec![7]], "short texts and other languages stay apart");
    let first = works(&plain).into_iter().find(|id| [1, 2, 3].contains(id)).unwrap();
    assert!(near(&folded).iter().any(|(id, near)| *id == first && near.len() == 2), "{order:?}: the best one stands for all");

    // The same at any time, in pages, and however the documents came into the index.
    let pages: Vec<_> = (0..5).flat_map(|n| near(&searched(&index, true, n, 1))).collect();
    assert_eq!(pages, near(&folded));
    let again = (1..=2).map(|n| Op::Work(Box::new(work(n, "量柳芽", &[TEXT])))).collect();
    index.apply(again, at(2)).unwrap();
    assert_eq!(searched(&index, true, 0, 20).total, 5);
    index.apply(vec![Op::RemoveWork(first)], at(3)).unwrap();
    assert!(near(&searched(&index, true, 0, 20)).iter().all(|(id, near)| *id != first && !near.contains(&first)));
}

#[test]
fn every_page_says_the_same_number_of_results() {
    let mut all: Vec<WorkDoc> = (3..=260).map(|id| work(id, "短文", &["看柳芽。"])).collect();
    // The oldest: the last by date.
    all.extend([work(1, "量柳芽", &[TEXT]), work(2, "量柳芽（转载）", &[TEXT])]);
    let (_dir, index) = index_of(all);
    let total = |offset: usize| {
        let query = Query { text: "柳芽".into(), fold: true, sort: Sort::Date, offset, limit: 20, ..Query::default() };
        index.search(&query).unwrap().total
    };
    assert_eq!([0, 100, 240].map(total), [259; 3]);
}
