//! The questions of a work: the form, the answers marked, and why they were not taken.

use super::{words::slug, works::work};
use domain::{Language, QuizKind, Score};
use pages::{Link, MarkedOption, MarkedQuestion, QuizAnswer, QuizPage, QuizQuestion, QuizRefused, SafeHtml, Site};

fn question(anchor: &str, kind: QuizKind, asked: &str, options: &[&str]) -> QuizQuestion {
    let options = options.iter().map(|option| (*option).to_owned()).collect();
    QuizQuestion { anchor: anchor.into(), kind, asked: SafeHtml(asked.into()), options }
}

fn questions() -> Vec<QuizQuestion> {
    vec![
        question("q-rain", QuizKind::Single, "预警发出以后，多少分钟内要通知到户？", &["10分钟", "30分钟", "2小时"]),
        question(
            "q-look",
            QuizKind::Multiple,
            "晴天的夜里，看霜冻要看<strong>哪几样</strong>？",
            &["云", "风", "露点", "月亮圆不圆"],
        ),
        question("q-same", QuizKind::TrueFalse, "百叶箱里的温度就是花上的温度。", &["对", "错"]),
    ]
}

fn marked(question: QuizQuestion, score: Score, right: &[usize], chosen: &[usize], answered: i64) -> MarkedQuestion {
    let options = question.options.iter().enumerate().map(|(at, text)| MarkedOption {
        text: text.clone(),
        right: right.contains(&at),
        chosen: chosen.contains(&at),
        times: answered / (at as i64 + 2),
    });
    let options = options.collect();
    MarkedQuestion {
        question,
        score,
        options,
        explanation: SafeHtml("方案写明了时限，晚了就没有用。".into()),
        clause: Some(Link::new("二（二）2 气象到田", "/policies/yunchuan-plan-2026/2.2.2")),
        answered,
        right: answered * 62 / 100,
    }
}

pub fn form(site: &Site) -> QuizPage<'_> {
    QuizPage {
        site,
        slug: slug("sample-work-0"),
        title: work(0).title,
        language: Language::ZhHans,
        attempt: "c2lnbmVk".into(),
        questions: questions(),
        notice: None,
    }
}

pub fn answer(site: &Site) -> QuizAnswer<'_> {
    let [single, multiple, claim] = <[_; 3]>::try_from(questions()).expect("three questions");
    QuizAnswer {
        site,
        slug: slug("sample-work-0"),
        title: work(0).title,
        language: Language::ZhHans,
        counted: true,
        questions: vec![
            marked(single, Score::Right, &[1], &[1], 1204),
            marked(multiple, Score::Wrong, &[0, 1, 2], &[0, 3], 1_000_000),
            marked(claim, Score::Left, &[1], &[], 0),
        ],
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let empty = QuizPage { notice: Some("您还没有选择任何答案。请至少回答一题，再提交。"), ..form(site) };
    let english = QuizPage { title: work(8).title, language: Language::En, ..form(site) };
    let uyghur = QuizAnswer { language: Language::Ug, counted: false, ..answer(site) };
    let refused = |again| QuizRefused { site, slug: slug("sample-work-0"), message: "这份答卷没有计分。".into(), again };
    vec![
        ("quiz", form(site).render()),
        ("quiz-empty", empty.render()),
        ("quiz-english", english.render()),
        ("quiz-answer", answer(site).render()),
        ("quiz-answer-uyghur", uyghur.render()),
        ("quiz-refused", refused(true).render()),
        ("quiz-closed", refused(false).render()),
    ]
}
