//! The order of results.

use super::sample::*;
use domain::Timestamp;
use search::Hit;

#[test]
fn a_title_goes_before_a_passing_mention() {
    let (_dir, index) = index_of(vec![
        work(1, "年度工作综述", &["各地举办讲座、展览，拍摄短视频，建设场馆，培训队伍，服务乡村。"]),
        work(2, "短视频怎样做科普", &["短视频要讲清一件事。"]),
    ]);
    assert_eq!(works(&ask(&index, "短视频")), [2, 1]);
}

#[test]
fn all_words_go_before_many_of_one() {
    let (_dir, index) = index_of(vec![
        work(1, "甲", &["农民培训，农民培训，农民培训，农民培训。"]),
        work(2, "乙", &["农民参加数字技能培训，老年人学习手机。"]),
        work(3, "丙", &["数字技能"]),
    ]);
    assert_eq!(works(&ask(&index, "农民 数字技能 老年人"))[0], 2);
}

#[test]
fn of_equals_the_newer_goes_first_and_then_the_lower_id() {
    let dated = |id, ms| {
        let mut work = work(id, "科普", &["同样的正文"]);
        work.published = Timestamp(ms);
        work
    };
    let year = 365 * 86_400_000;
    let (_dir, index) = index_of(vec![dated(4, year), dated(3, 20 * year), dated(2, year), dated(1, year)]);
    assert_eq!(works(&ask(&index, "科普")), [3, 1, 2, 4]);
    let scores: Vec<f32> =
        ask(&index, "科普").hits.iter().map(|hit| if let Hit::Work(w) = hit { w.score } else { 0.0 }).collect();
    assert!(scores[0] < scores[1] * 1.2, "recency is gentle: {scores:?}");
}

#[test]
fn of_two_that_hold_the_same_words_who_shares_more_characters_goes_first() {
    let (_dir, index) = index_of(vec![work(1, "甲", &["楼道里的小汽车不要停"]), work(2, "乙", &["楼道里的电动车不要停"])]);
    // Nobody says 电踏车.
    assert_eq!(works(&ask(&index, "电踏车 楼道")), [2, 1]);
}
