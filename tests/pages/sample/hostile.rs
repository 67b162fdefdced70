//! The same pages where every free text is an attack.

use super::{
    film,
    policies::plan,
    quiz_answer, quiz_form,
    reports::{receipt, report_form},
    reprints::republish,
    site, video_page, work, work_page,
};
use domain::{Chapter, CorrectionKind, CorrectionScope, Language, Severity, Timestamp};
use pages::{
    Corrected, CorrectionNote, ErrorKind, ErrorPage, Fragment, Gone, Hit, Link, LinkedWork, Listing, ListingSubject, PersonPage,
    QuizAnswer, QuizPage, QuizRefused, ReportForm, ReportReceipt, ReportStart, Reported, Reprint, Republish, Search, Source,
    Span, Tile, View, WorkList, WorkPage,
};

/// Breaks out of an element, an attribute in either quote, and a character reference.
pub const HOSTILE: &str = "</title></p><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;";

pub fn hostile_pages() -> Vec<(&'static str, String)> {
    let site = site();
    let text = || HOSTILE.to_owned();
    let notice = CorrectionNote {
        kind: CorrectionKind::Correction,
        severity: Severity::Critical,
        scope: CorrectionScope::Work,
        reason: text(),
        at: Timestamp(0),
        anchor: Some(text()),
    };
    let mut card = work(1);
    (card.title, card.lead, card.organisation, card.people) = (text(), text(), Some(text()), vec![text()]);
    let script_link = Source { title: text(), url: Some("javascript:alert(1)".into()), publisher: Some(text()), date: None };
    let work = WorkPage {
        title: text(),
        lead: text(),
        corrections: vec![notice.clone()],
        sources: vec![script_link],
        source_name: Some(text()),
        source_url: Some("javascript:alert(1)".into()),
        original_title: Some(text()),
        related: vec![card.clone()],
        ..work_page(&site)
    };
    let mut film = film(vec![super::video::track(Language::ZhHans, &[(0, 2000, HOSTILE)])]);
    film.chapters = vec![Chapter { start: 0, title: text() }];
    film.no_speech = Some(text());
    film.campaign = Some(Tile { label: text(), href: "/campaigns/x".into(), count: 0 });
    film.next = vec![card.clone()];
    let video = WorkPage { title: text(), lead: text(), player: Some(film), ..video_page(&site) };
    let search = Search {
        site: &site,
        query: text(),
        corrected: Some(Corrected { text: text(), literal: "/search?q=x&literal=1".into() }),
        names: vec![Link::new(text(), "/people/x")],
        total: 1,
        hits: vec![Hit::Work {
            card: Box::new(card.clone()),
            title: vec![Fragment::hit(text())],
            excerpt: vec![Fragment::plain(text())],
            anchor: None,
            time: None,
            near: vec![Link::new(text(), "/works/x")],
        }],
        facets: super::lists::filters(),
        sorts: Vec::new(),
        pager: Default::default(),
        suggestions: Vec::new(),
        popular: vec![Link::new(text(), "/search?q=x")],
        kept: vec![(text(), text())],
        problem: Some(text()),
    };
    let list = WorkList { total: 1, works: vec![card], ..WorkList::default() };
    let subject = ListingSubject::Topic { slug: super::slug("topic"), name: text(), about: text() };
    let person = PersonPage {
        site: &site,
        slug: super::slug("person"),
        name: text(),
        title: text(),
        organisation: None,
        fields: vec![text()],
        interests: Some(text()),
        about: text(),
        list: WorkList::default(),
        reviewed: 0,
        feed: None,
        example: false,
    };
    let mut policy = plan(&site, View::Interleaved);
    policy.policy.title = text();
    policy.parts[0].opening =
        vec![vec![Span::Name { text: text(), full: text(), href: None }, Span::Marked(text()), Span::Plain(text())]];
    let form = ReportForm {
        about: Reported { title: text(), href: "/works/x".into() },
        place: text(),
        words: text(),
        source: text(),
        faults: vec![("words", text())],
        ..report_form(&site)
    };
    let receipt = ReportReceipt { answer: Some(text()), correction: Some(text()), ..receipt(&site) };
    let mut asked = QuizPage { title: text(), attempt: text(), ..quiz_form(&site) };
    asked.questions[0].options[0] = text();
    let mut marked = QuizAnswer { title: text(), ..quiz_answer(&site) };
    marked.questions[0].options[0].text = text();
    marked.questions[0].clause = Some(Link::new(text(), "/policies/p/1"));
    let refused = QuizRefused { site: &site, slug: super::slug("work"), message: text(), again: true };
    let mut box_of_copy = Republish { title: text(), ..republish(&site) };
    box_of_copy.copy = box_of_copy.copy.map(|copy| Reprint {
        source: text(),
        source_address: Some(text()),
        author: text(),
        original_title: text(),
        editor: text(),
        title: text(),
        ..copy
    });
    let pages = vec![
        ("republish", box_of_copy.render()),
        ("report", form.render()),
        ("receipt", receipt.render()),
        ("report-start", ReportStart { site: &site, receipt: text(), problem: Some(text()) }.render()),
        ("quiz", asked.render()),
        ("quiz-answer", marked.render()),
        ("quiz-refused", refused.render()),
        ("policy", policy.render()),
        ("work", work.render()),
        ("video", video.render()),
        ("search", search.render()),
        ("listing", Listing { site: &site, subject, list, feed: None, kinds: vec![Link::new(text(), "/kinds/x")] }.render()),
        ("person", person.render()),
        (
            "gone",
            Gone {
                site: &site,
                slug: super::slug("gone"),
                title: Some(text()),
                notice,
                other: Some(LinkedWork { title: text(), slug: super::slug("other") }),
                clauses: Vec::new(),
            }
            .render(),
        ),
        ("error", ErrorPage { site: &site, kind: ErrorKind::BadRequest, detail: Some(text()), id: Some(text()) }.render()),
    ];
    pages.into_iter().map(|(name, html)| (name, super::ordinary(&html))).collect()
}
