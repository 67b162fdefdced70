//! Works that speak of the same things.

use super::sample::*;
use domain::Language;
use search::WorkDoc;

#[test]
fn works_that_share_telling_words_are_alike_the_most_alike_first_and_in_one_language() {
    let mut all = vec![
        work(1, "候鸟怎样过冬", &["大雁南飞。"]),
        work(2, "湿地里的候鸟", &["湿地是候鸟过冬的地方。"]),
        work(3, "候鸟过冬的一年", &["看候鸟。"]),
        work(4, "用电安全", &["插座不要过载。"]),
        WorkDoc { language: Language::ZhHant, ..work(5, "候鸟怎样过冬", &["大雁南飞。"]) },
    ];
    all[0].lead = "候鸟在湿地过冬。".into();
    all.extend((10..30).map(|id| work(id, &format!("第{id}期通讯"), &["本期消息。"])));
    let (_dir, index) = index_of(all);
    assert_eq!(index.alike(1, 4).unwrap(), [2, 3]);
    assert_eq!(index.alike(1, 1).unwrap(), [2]);
    assert!(index.alike(4, 4).unwrap().is_empty(), "nothing shares its words");
    assert!(index.alike(404, 4).unwrap().is_empty());
}
