//! What a page must say, beyond being well formed.

use super::sample::{self, law_of, site, slug, work, work_page};
use domain::{Language, WorkKind};
use pages::{CampaignPhase, Listing, ListingSubject, Pager, Tally, WorkCard, WorkList, address};

fn page(name: &str) -> String {
    sample::pages().into_iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no sample {name}")).1
}

#[test]
fn a_clause_has_its_anchor_its_permanent_address_and_a_citation() {
    let html = page("policy");
    for part in [
        r#"id="2.2.1""#,
        r#"href="/policies/yunchuan-plan-2026/2.2.1""#,
        "https://liangyi.example/policies/yunchuan-plan-2026/2.2.1",
        "：二（二）1[EB/OL]. 两翼, (2026-03-16)[",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn interpretations_stand_under_their_clause_and_an_empty_clause_says_so() {
    let html = page("policy");
    let between = |from: &str, to: &str| &html[html.find(from).unwrap()..html.find(to).unwrap()];
    let supply = between(r#"id="2.1""#, r#"id="2.2""#);
    assert!(supply.contains("文章 7") && supply.contains("/works/sample-work-0") && supply.contains("另有4件解读"));
    assert!(supply.contains("推进中") && supply.contains("相似度79%"));
    assert!(between(r#"id="2.2.2""#, r#"id="3""#).contains("本条暂无解读"));
    assert!(between(r#"id="2""#, r#"id="2.1""#).contains("下属各条共有解读8件"));
}

#[test]
fn a_closing_paragraph_stands_after_the_children_and_before_the_next_chapter() {
    let html = page("policy");
    let at = html.find("以上任务由县科协牵头").unwrap();
    assert!(html.find(r#"id="2.2.2""#).unwrap() < at && at < html.find(r#"id="3""#).unwrap());
}

#[test]
fn plain_text_is_one_link_away_and_the_way_back_too() {
    assert!(page("policy").contains(r#"href="/policies/yunchuan-plan-2026?view=text">只看原文"#));
    let text = page("policy-text");
    assert!(text.contains(r#"href="/policies/yunchuan-plan-2026">显示解读"#));
    assert!(!text.contains("/works/sample-work-0") && text.contains("以短视频为重点"));
}

#[test]
fn an_old_version_keeps_its_number_in_the_links_to_its_other_view() {
    let html = law_of(3);
    assert!(html.contains("这是旧版") && html.contains(r#"href="/policies/yunchuan-rules?version=1&#38;view=text""#));
}

#[test]
fn a_defined_name_is_a_link_where_the_document_is_here_and_explained_where_not() {
    let html = page("policy");
    assert!(html.contains(r#"<a href="/policies/opinions-2025" title="《关于进一步提升全民科学素质的意见》">《意见》</a>"#));
    assert!(html.contains(r#"<abbr title="《云川县科学素质规划纲要（2021—2035年）》">《纲要》</abbr>"#));
}

#[test]
fn a_term_leads_to_its_explanation_on_the_page_and_back() {
    let html = page("policy");
    assert!(html.contains(r##"创新<a class="term" role="doc-glossref" id="glossref-equal-importance" href="#term-equal-importance">同等重要</a>的位置"##));
    let note = &html[html.find(r#"id="term-equal-importance""#).unwrap()..];
    for part in [
        "部署、投入和考核都要一并考虑。",
        r##"href="#glossref-equal-importance">关闭</a>"##,
        r#"href="/glossary#term-equal-importance""#,
    ] {
        assert!(note.contains(part), "{part}");
    }
}

#[test]
fn changes_are_counted_and_each_leads_to_its_neighbours() {
    let html = page("compare");
    for part in [
        r##"href="#change-3"><span class="badge change-removed">删去1</span>"##,
        r#"id="change-1" tabindex="-1""#,
        "第2处，共3处",
        r##"<a href="#change-1" rel="prev">上一处</a><a href="#change-3" rel="next">下一处</a>"##,
        "另有4件解读",
        "待编辑确认",
        r#"<option value="2" selected>"#,
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("#change-0") && !html.contains("#change-4"));
    assert!(page("compare-one").contains("只有一个版本") && !page("compare-one").contains("<form class=\"compare-choice\""));
}

/// What a search engine reads of a page.
fn data(html: &str) -> serde_json::Value {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("a data block");
    serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON")
}

#[test]
fn search_engines_read_who_wrote_a_work_what_it_rests_on_and_what_was_corrected() {
    let work = data(&page("work"));
    assert_eq!((&work["@type"], &work["headline"]), (&"Article".into(), &"为什么先从短视频做起：读懂优质科普资源供给".into()));
    assert_eq!(work["author"][0]["name"], "林晓（示例）");
    assert_eq!(work["isBasedOn"][0]["url"], "https://liangyi.example/policies/yunchuan-plan-2026/2.1");
    let comment = &work["correction"][0];
    assert_eq!(
        (&comment["@type"], &comment["datePublished"]),
        (&"CorrectionComment".into(), &"2026-11-02T16:20:00+08:00".into())
    );
    assert_eq!(work["workTranslation"][0]["inLanguage"], "en");

    let site = site();
    let mut debunk = work_page(&site);
    debunk.genre = domain::Genre::Debunk;
    let claim = &data(&debunk.render())[1];
    assert_eq!((&claim["@type"], &claim["reviewRating"]["alternateName"]), (&"ClaimReview".into(), &debunk.lead.as_str().into()));

    let policy = data(&page("policy"));
    assert_eq!((&policy["@type"], &policy["legislationIdentifier"]), (&"Legislation".into(), &"云科协发〔2026〕8号".into()));
    assert_eq!(policy["legislationLegalValue"], "https://schema.org/UnofficialLegalValue", "it is an example");
    assert_eq!(data(&page("clause"))["isPartOf"]["url"], "https://liangyi.example/policies/yunchuan-plan-2026");
}

#[test]
fn english_pages_write_days_as_english_readers_do() {
    let english = site().speaking(pages::Speech::English);
    let written = sample::written_for(&english);
    let home = &written.iter().find(|(name, _)| *name == "home").unwrap().1;
    assert!(home.contains(" October 2026</time>"), "{home}");
    let shown = home.split("</time>").filter_map(|before| before.rsplit_once('>')).map(|(_, words)| words);
    for words in shown {
        assert!(!words.starts_with("20"), "{words}");
    }
}

#[test]
fn contents_of_a_work_stand_beside_it_and_folded_above_it_where_there_are_some() {
    let html = page("work");
    assert_eq!(html.matches(r##"<a href="#q-cost">五十部要花多少钱？</a>"##).count(), 2);
    let site = site();
    let mut short = work_page(&site);
    short.sections.truncate(2);
    assert!(!short.render().contains("contents-wide"));
}

#[test]
fn templates_put_no_space_into_official_text() {
    assert!(page("policy").contains("具体安排按照<abbr"));
    assert!(page("policy").contains("</abbr>执行。</p>"));
    assert!(page("search").contains("<p class=\"card-lead\">以<mark>短视频</mark>为重点"));
}

#[test]
fn three_different_reviewers_make_a_work_verified_and_fewer_do_not() {
    let site = site();
    let mut work = work_page(&site);
    assert!(work.render().contains("三审通过"));
    let first = work.reviews[0].person.clone();
    work.reviews[2].person = first;
    let html = work.render();
    let head = &html[..html.find("class=\"body\"").unwrap()];
    assert!(!head.contains("三审通过") && head.contains("审核信息不全"));
}

#[test]
fn an_english_work_has_english_words_around_it() {
    let html = page("work-english");
    assert!(html.contains("<html lang=\"en\">") && html.contains("Cite this work") && html.contains("The original changed"));
    assert!(!html.contains("引用格式") && html.contains(r#"hreflang="zh-Hans""#));
}

#[test]
fn a_work_in_a_language_the_pages_do_not_speak_is_marked_as_such() {
    let site = site();
    let mut work = work_page(&site);
    work.language = Language::Ug;
    let html = work.render();
    assert!(html.contains("<html lang=\"en\">") && html.contains(r#"<h1 lang="ug" dir="auto">"#));
    work.language = Language::ZhHant;
    assert!(work.render().contains("<html lang=\"zh-Hant\">"));
}

#[test]
fn a_foreign_title_in_a_chinese_list_says_its_language() {
    let site = site();
    let list = WorkList { total: 1, works: vec![WorkCard { language: Language::En, ..work(0) }], ..WorkList::default() };
    let html = Listing { site: &site, subject: ListingSubject::All, list, feed: None, kinds: Vec::new() }.render();
    assert!(html.contains(r#"class="card-title" lang="en""#));
}

#[test]
fn a_withdrawn_work_shows_its_reason_and_no_canonical_address() {
    let html = page("gone");
    assert!(html.contains("检测报告无法核实") && html.contains("2026-11-05") && html.contains("noindex"));
    assert!(!html.contains("rel=\"canonical\""));
}

#[test]
fn only_the_first_unfiltered_page_of_a_list_is_indexed() {
    let site = site();
    let listing = |pager| {
        Listing {
            site: &site,
            subject: ListingSubject::All,
            list: WorkList { pager, ..WorkList::default() },
            feed: None,
            kinds: Vec::new(),
        }
        .render()
    };
    assert!(!listing(Pager::default()).contains("noindex"));
    assert!(listing(Pager { first: Some("/works".into()), next: None }).contains("noindex"));
}

#[test]
fn more_than_three_authors_end_in_deng() {
    let site = site();
    let mut work = work_page(&site);
    let author = work.credits[0].people[0].clone();
    work.credits[0].people = ["甲", "乙", "丙", "丁"].map(|name| pages::PersonRef { name: name.into(), ..author.clone() }).into();
    assert!(work.render().contains("甲, 乙, 丙, 等. 为什么先从短视频做起"));
}

#[test]
fn a_citation_leaves_room_for_the_day_and_ends_with_the_address() {
    let end = r#"[<span data-today>引用日期</span>]. https://liangyi.example/works/sample-work-0."#;
    assert!(page("work").contains(end));
}

#[test]
fn tallies_join_doubles_and_drop_zeros() {
    let tally = Tally::new([(WorkKind::ShortVideo, 1), (WorkKind::Article, 2), (WorkKind::Article, 1), (WorkKind::H5, 0)]);
    assert_eq!((tally.total(), tally.words(pages::Speech::Chinese.words()).as_str()), (4, "文章 3 · 短视频 1"));
    assert!(Tally::default().is_empty());
}

#[test]
fn both_days_belong_to_a_campaign() {
    let day = |text: &str| text.parse().unwrap();
    let on = |today: &str| CampaignPhase::on(day(today), day("2026-09-01"), day("2026-09-30"));
    assert_eq!(
        ["2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01"].map(on),
        [CampaignPhase::Coming, CampaignPhase::Open, CampaignPhase::Open, CampaignPhase::Closed]
    );
}

#[test]
fn a_query_keeps_its_meaning_in_an_address() {
    assert_eq!(address::search("a&b=c 短"), "/search?q=a%26b%3Dc%20%E7%9F%AD");
    assert_eq!(address::clause(&slug("work-plan-2022"), &"4.2.5".parse().unwrap()), "/policies/work-plan-2022/4.2.5");
}

#[test]
fn a_quiz_asks_with_a_field_set_for_each_question_and_tells_no_answer() {
    let html = page("quiz");
    assert_eq!(html.matches("<fieldset").count(), 3);
    assert_eq!((html.matches("type=\"radio\"").count(), html.matches("type=\"checkbox\"").count()), (5, 4));
    for part in [
        r#"<form class="quiz-form" method="post" action="/works/sample-work-0/quiz" autocomplete="off">"#,
        r#"<input type="hidden" name="attempt" value="c2lnbmVk">"#,
        r#"<input type="radio" name="q-q-rain" value="1">"#,
        r#"<input type="checkbox" name="q-q-look[]" value="3">"#,
        "单选题",
        "多选题",
        "判断题",
        r#"<meta name="robots" content="noindex">"#,
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("正确答案") && !html.contains("checked"));
}

#[test]
fn a_marked_quiz_says_in_words_and_by_a_shape_what_was_right() {
    let html = page("quiz-answer");
    for part in [
        "您答对了 1 题，共 3 题。",
        "✓</span> 答对了",
        "✗</span> 答错了",
        "○</span> 没有作答",
        "正确答案",
        "您的选择",
        "1,204 人次作答，62% 答对",
        "1,000,000 人次作答，62% 答对",
        "还没有人作答",
        r#"<a href="/policies/yunchuan-plan-2026/2.2.2">二（二）2 气象到田</a>"#,
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("以前提交过"));
    assert!(page("quiz-answer-uyghur").contains("they are not counted again"));
}
