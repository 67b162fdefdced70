//! What is published is found, in whatever words of its own; what is not, is not.

use super::sample::*;
use domain::{Genre, WorkKind};
use search::{Hit, Op, Query, Scope, Sort};

#[test]
fn terms_of_the_field_stay_whole() {
    // For each term a work that holds its parts asunder, and one that holds the term.
    let terms = [
        ("短视频", "目光短视，视频会议"),
        ("科普中国", "科普工作在中国各地展开"),
        ("一体两翼", "一体推进，两翼齐飞"),
        ("科学素质", "科学研究者的素质"),
        ("科普教育基地", "科普与教育工作，基地建设"),
        ("双减", "双方减少往来"),
        ("科技小院", "科技人员住进小院"),
        ("全域科普", "全域旅游与科普"),
        ("六位一体", "第六位选手一体机"),
        ("四级联动", "四级地震，上下联动"),
    ];
    let asunder = terms.iter().zip(100..).map(|((_, parts), id)| work(id, "甲", &[parts]));
    let whole = terms.iter().zip(200..).map(|((term, _), id)| work(id, "乙", &[&format!("各地推进{term}工作。")]));
    let (_dir, index) = index_of(asunder.chain(whole).collect());
    for ((term, _), id) in terms.iter().zip(200..) {
        let results = ask(&index, term);
        assert_eq!(works(&results)[0], id, "{term}");
        // Where little is found, the words inside a longer term follow; a short one stays whole.
        assert!(term.chars().count() > 3 || results.total == 1, "{term}: {:?}", works(&results));
        let Hit::Work(hit) = &results.hits[0] else { panic!("{term}: a clause") };
        assert!(line(&hit.snippet).contains(&format!("[{term}]")), "{term}: {}", line(&hit.snippet));
    }
}

#[test]
fn every_stretch_of_two_to_eight_characters_finds_its_text() {
    let texts = [
        "加大以短视频为重点的优质科普资源供给，广泛动员科技工作者积极投身科普创作。",
        "实施青少年科学素质提升行动，联合教育部门推动利用科普资源助推“双减”，探索“科技馆里的科学课”。",
        "2022年9月16日，中国科协办公厅印发通知；5G网络与AI技术（人工智能）进入乡村。",
        "陸特和漢斯雷頓開創了梵語研究：「永遠的學問」。",
    ];
    let docs = texts.iter().zip(1..).map(|(text, id)| work(id, "标题", &[text])).collect();
    let (_dir, index) = index_of(docs);
    let mut tried = 0;
    for (text, id) in texts.iter().zip(1..) {
        let chars: Vec<char> = text.chars().collect();
        for length in 2..=8 {
            for (i, window) in chars.windows(length).enumerate() {
                // A cut through 2022 or AI is not a word of the text.
                let spaced = |at: usize| chars.get(at).is_some_and(|c| c.is_ascii_alphanumeric());
                let cuts = (i > 0 && spaced(i - 1) && spaced(i)) || (spaced(i + length - 1) && spaced(i + length));
                // A minus before a word has its own meaning, and mere punctuation none.
                let letters = window.iter().filter(|c| c.is_alphanumeric()).count();
                if cuts || letters == 0 {
                    continue;
                }
                let asked: String = window.iter().collect();
                assert!(works(&ask(&index, &asked)).contains(&id), "“{asked}” does not find “{text}”");
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "only {tried} stretches were tried");
}

#[test]
fn one_character_finds_every_text_that_holds_it() {
    let (_dir, index) = index_of(vec![work(1, "甲", &["科技馆"]), work(2, "乙", &["科普活动。教"]), work(3, "丙", &["农村"])]);
    assert_eq!(works(&ask(&index, "馆")), [1], "at the end of a word");
    assert_eq!(works(&ask(&index, "教")), [2], "alone");
    assert_eq!(ask(&index, "科").total, 2);
}

#[test]
fn width_case_script_and_english_endings_do_not_matter() {
    let (_dir, index) = index_of(vec![
        work(1, "甲", &["ＡＩ与 H5 页面"]),
        work(2, "乙", &["學校開展科學技術普及"]),
        work(3, "丙", &["Communicating science to farmers"]),
    ]);
    assert_eq!(works(&ask(&index, "ai")), [1]);
    assert_eq!(works(&ask(&index, "ｈ５")), [1]);
    assert_eq!(works(&ask(&index, "科学技术普及")), [2]);
    assert_eq!(works(&ask(&index, "FARMER communication")), [3]);
    let Hit::Work(hit) = &ask(&index, "科学技术").hits[0] else { panic!() };
    assert!(line(&hit.snippet).contains("[科學技術]"), "shown as it was written: {}", line(&hit.snippet));
}

#[test]
fn a_clause_is_found_by_its_number_in_every_writing() {
    let (_dir, index) = index_of(vec![]);
    let clauses = vec![
        clause("4.2.4", "四（二）4", "健全协同机制", "强化学会科普工作职责。"),
        clause("4.2.5", "四（二）5", "加大短视频供给", "以短视频为重点，推动供给侧改革。"),
        clause("14", "第十四条", "第十四条", "各级各类学校应当把科普作为素质教育的重要内容。"),
    ];
    let mut about = work(1, "读懂供给", &["为什么是短视频。"]);
    about.clauses = vec![link("4.2.5", "四（二）5")];
    index.apply(vec![Op::Policy { id: 7, clauses }, Op::Work(Box::new(about))], at(2)).unwrap();
    for asked in ["4.2.5", "四（二）5", "四(二)5", "四、（二）5", "４．２．５", "工作方案 4.2.5", "方案四（二）5讲什么"]
    {
        let results = ask(&index, asked);
        let Some(Hit::Clause(first)) = results.hits.first() else { panic!("{asked}: {results:?}") };
        assert_eq!(first.clause.to_string(), "4.2.5", "{asked}");
        assert_eq!(works(&results), [1], "{asked}: the work that interprets it");
    }
    for asked in ["第十四条", "第14条"] {
        let results = ask(&index, asked);
        let Some(Hit::Clause(first)) = results.hits.first() else { panic!("{asked}: {results:?}") };
        assert_eq!(first.clause.to_string(), "14", "{asked}");
    }
}

#[test]
fn phrases_and_minus_narrow() {
    let (_dir, index) = index_of(vec![
        work(1, "甲", &["科普活动进校园"]),
        work(2, "乙", &["活动丰富，科普到家"]),
        work(3, "丙", &["科普活动进社区"]),
    ]);
    assert_eq!(ask(&index, "活动 科普").total, 3);
    for asked in ["“科普活动”", "\"科普活动\"", "「科普活动」"] {
        assert_eq!(ask(&index, asked).total, 2, "{asked}");
    }
    assert_eq!(works(&ask(&index, "科普活动 -社区")), [1, 2], "the term first, then its words");
    assert_eq!(works(&ask(&index, "科普 -“科普活动”")), [2]);
    assert_eq!(ask(&index, "-社区").total, 2, "everything but");
}

#[test]
fn who_holds_only_little_of_the_query_is_no_result() {
    let (_dir, index) =
        index_of(vec![work(1, "甲", &["农民科学素质网络竞赛"]), work(2, "乙", &["网络安全"]), work(3, "丙", &["竞赛规则"])]);
    assert_eq!(works(&ask(&index, "农民 网络竞赛")), [1]);
    assert_eq!(
        works(&ask(&index, "网络安全 规则 冰淇淋")).len(),
        2,
        "an unknown word keeps nothing away, and no one has both others"
    );
}

#[test]
fn a_word_that_nearly_all_hold_is_still_wanted() {
    let mut docs: Vec<_> = (1..=8).map(|id| work(id, "科普工作", &["科普工作与长图"])).collect();
    docs.push(work(9, "别的", &["长图"]));
    let (_dir, index) = index_of(docs);
    assert_eq!(ask(&index, "科普 长图").total, 8);
}

#[test]
fn filters_leave_and_facets_count_each_under_the_other_filters() {
    let mut works_ = vec![work(1, "科普一", &[]), work(2, "科普二", &[]), work(3, "科普三", &[])];
    works_[0].kind = WorkKind::ShortVideo;
    works_[2].genre = Genre::Debunk;
    works_[2].topics = vec!["food".parse().unwrap(), "health".parse().unwrap()];
    works_[1].topics = vec!["food".parse().unwrap()];
    works_[1].clauses = vec![link("4.2.5", "四（二）5"), link("4.2.6", "四（二）6")];
    let (_dir, index) = index_of(works_);
    index.apply(vec![Op::Policy { id: 1, clauses: vec![clause("1", "一", "科普总体要求", "")] }], at(2)).unwrap();

    let all = ask(&index, "科普");
    assert_eq!(all.total, 4);
    assert_eq!(all.facets.scope, [(Scope::Works, 3), (Scope::Clauses, 1)]);
    assert_eq!(all.facets.kind, [(WorkKind::Article, 2), (WorkKind::ShortVideo, 1)]);
    assert_eq!(all.facets.topic, [("food".parse().unwrap(), 2), ("health".parse().unwrap(), 1)]);
    assert_eq!(all.facets.policy, [("work-plan-2022".parse().unwrap(), 2)], "two links count once");

    let articles = Query { text: "科普".into(), kind: Some(WorkKind::Article), limit: 9, ..Query::default() };
    let articles = index.search(&articles).unwrap();
    assert_eq!(articles.total, 2);
    assert_eq!(articles.facets.genre, [(Genre::Debunk, 1), (Genre::Expert, 1)]);
    assert_eq!(articles.facets.kind, all.facets.kind, "a facet shows where else one could go");

    let narrow = Query {
        text: "科普".into(),
        topic: Some("food".parse().unwrap()),
        genre: Some(Genre::Debunk),
        limit: 9,
        ..Query::default()
    };
    assert_eq!(works(&index.search(&narrow).unwrap()), [3]);
    let nowhere = Query { text: "科普".into(), topic: Some("sport".parse().unwrap()), limit: 9, ..Query::default() };
    assert_eq!(index.search(&nowhere).unwrap().total, 0);
}

#[test]
fn without_text_the_list_is_by_date_and_pages_fit_together() {
    let (_dir, index) = index_of((1..=7).map(|id| work(id, "科普", &[])).collect());
    let page = |text: &str, sort, offset| {
        let query = Query { text: text.into(), sort, offset, limit: 3, ..Query::default() };
        let results = index.search(&query).unwrap();
        assert_eq!(results.total, 7);
        works(&results)
    };
    assert_eq!([page("", Sort::Relevance, 0), page(" ", Sort::Date, 3), page("", Sort::Date, 6)].concat(), [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(page("科普", Sort::Date, 0), [7, 6, 5]);
    let pages = [page("科普", Sort::Relevance, 0), page("科普", Sort::Relevance, 3), page("科普", Sort::Relevance, 6)].concat();
    assert_eq!(pages.len(), 7);
    let mut each = pages.clone();
    each.sort_unstable();
    assert_eq!(each, [1, 2, 3, 4, 5, 6, 7]);
    assert!(page("科普", Sort::Relevance, 100).is_empty());
}

#[test]
fn names_of_people_organisations_and_policies_find_the_work() {
    let mut by = work(1, "甲", &["正文"]);
    by.people = vec!["林晓".into()];
    by.organisation_names = vec!["示例县科学技术协会".into()];
    by.clauses = vec![link("4.2.5", "四（二）5")];
    let (_dir, index) = index_of(vec![by, work(2, "乙", &["正文"])]);
    for asked in ["林晓", "示例县科学技术协会", "工作方案"] {
        assert_eq!(works(&ask(&index, asked)), [1], "{asked}");
    }
}
