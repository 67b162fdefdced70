//! Works and their pages.

use super::words::{clause, clause_chip, day, organisation, person, slug, time};
use domain::{
    AiLabel, Audience, CorrectionKind, CorrectionScope, Genre, Language, Licence, LinkState, ReviewStage, Role, Severity,
    WorkKind,
};
use pages::{
    CardPicture, CorrectionNote, Credit, FeedLink, Gone, H5Frame, LinkedClause, LinkedPlace, LinkedWork, Review, SafeHtml,
    Sister, Site, Source, Tile, WorkCard, WorkPage, WorkSection,
};

const TITLES: [(&str, &str, Genre); 8] = [
    (
        "为什么先从短视频做起：读懂优质科普资源供给",
        "手机是多数人获取科普内容的第一入口，先把短视频做好，权威内容才走得到人面前。",
        Genre::Expert,
    ),
    ("三问基层科普服务站：建在哪、谁来管、怎么用", "站点跟着人走，管理落到人头，用得起来才算建成。", Genre::PressConference),
    ("一张图看懂村里的科普积分怎么攒、怎么换", "参加一次活动记一分，年底换农资和体检名额。", Genre::Explainer),
    ("“微波炉加热会让食物致癌”？我们请食品学会查了一遍", "不会。微波加热的是水分子，不改变食物的原子结构。", Genre::Debunk),
    ("车间里的科学课：一家轴承厂的十二个星期", "把课搬到换班前的二十分钟，出勤率从三成升到九成。", Genre::Case),
    ("科普工作联席会议怎么开才有用", "会前有清单，会后有回音，半年有一次回头看。", Genre::LeaderInterview),
    ("给老年大学讲师的讲义：辨别保健品广告的五个问题", "先问证据，再问出处，最后问自己是不是正着急。", Genre::Training),
    ("县域科普资源配置的公平性：基于十二个县的比较", "差距主要不在经费，而在有没有专职的人。", Genre::Journal),
];

fn picture(n: usize) -> CardPicture {
    let file = |width: u32| format!("/media/{n:032}/picture-{width}-0123456789abcdef.webp");
    CardPicture { src: file(360), width: 360, height: 240, large: (file(720), 720, 480) }
}

/// The n-th sample work; any number will do. Every second one has a picture.
pub fn work(n: usize) -> WorkCard {
    let (title, lead, genre) = TITLES[n % TITLES.len()];
    WorkCard {
        slug: slug(&format!("sample-work-{n}")),
        title: title.into(),
        lead: lead.into(),
        kind: WorkKind::Article,
        genre,
        language: Language::ZhHans,
        published: time(&format!("2026-10-{:02} 09:00", 28 - n % 27)),
        minutes: 4 + n as u32 % 7,
        length_ms: None,
        people: vec!["林晓（示例）".into()],
        organisation: Some("云川县科协（示例）".into()),
        clauses: Vec::new(),
        verified: !n.is_multiple_of(3),
        corrected: n % 5 == 1,
        example: n % 4 == 2,
        picture: n.is_multiple_of(2).then(|| picture(n)),
    }
}

pub fn english() -> WorkCard {
    WorkCard {
        title: "Why short video comes first: reading the supply of good science resources".into(),
        lead: "The phone is where most people meet science; good short video carries trusted content to them.".into(),
        language: Language::En,
        people: vec!["Lin Xiao (example)".into()],
        organisation: Some("Yunchuan County Association (example)".into()),
        ..work(8)
    }
}

/// As the `document` crate writes a tree that has a bit of everything.
const BODY: &str = include_str!("body.html");

fn section((anchor, words): (&str, &str)) -> WorkSection {
    WorkSection { anchor: anchor.into(), words: words.into(), depth: 1 }
}

fn linked(id: &str, label: &str, heading: &str, passage: Option<&str>) -> LinkedClause {
    LinkedClause {
        policy: slug("yunchuan-plan-2026"),
        policy_title: "云川县全民科学素质提升行动方案".into(),
        clause: clause(id),
        label: label.into(),
        heading: heading.into(),
        places: passage.map(|p| LinkedPlace { passage: Some(p.into()), anchor: Some("why".into()) }).into_iter().collect(),
        state: LinkState::Current,
    }
}

/// A work with everything a work can have.
pub fn work_page(site: &Site) -> WorkPage<'_> {
    let card = work(0);
    let review = |stage, key, name, title| Review { stage, person: person(key, name, title) };
    WorkPage {
        site,
        slug: card.slug,
        title: card.title,
        lead: card.lead,
        kind: card.kind,
        genre: card.genre,
        language: card.language,
        body: SafeHtml(BODY.into()),
        sections: [("why", "先看人在哪里"), ("q-cost", "五十部要花多少钱？"), ("fn-1", "一位文化站长的笔记")].map(section).into(),
        player: None,
        long_image: None,
        h5: None,
        minutes: 6,
        published: card.published,
        updated: Some(time("2026-11-02 16:20")),
        credits: vec![
            Credit { role: Role::Author, people: vec![person("lin-xiao", "林晓（示例）", "科普部部长")] },
            Credit {
                role: Role::Expert,
                people: vec![
                    person("gu-ning", "顾宁（示例）", "传播学研究员"),
                    person("bai-lu", "白露（示例）", "农技推广研究员"),
                ],
            },
            Credit { role: Role::Editor, people: vec![person("zhou-an", "周安（示例）", "编辑")] },
        ],
        reviews: vec![
            review(ReviewStage::First, "zhou-an", "周安（示例）", "编辑"),
            review(ReviewStage::Second, "he-min", "何敏（示例）", "编辑部主任"),
            review(ReviewStage::Final, "su-qing", "苏青（示例）", "副主席"),
            review(ReviewStage::Scientific, "gu-ning", "顾宁（示例）", "传播学研究员"),
        ],
        organisations: vec![
            organisation("yunchuan", "云川县科学技术协会（示例）", None),
            organisation("food-society", "食品学会（示例）", None),
        ],
        clauses: vec![
            linked("2.1", "二（一）", "扩大优质内容供给", Some("以短视频为重点，每年支持制作不少于五十部贴近生产生活的科普作品")),
            linked("3.2", "三（二）", "建强基层科普服务站", None),
        ],
        sources: vec![
            Source {
                title: "三个乡镇居民科普信息来源问卷（示例）".into(),
                url: Some("https://example.org/survey".into()),
                publisher: Some("云川县科协（示例）".into()),
                date: Some(day("2026-02-01")),
            },
            Source { title: "访谈记录三份".into(), url: None, publisher: None, date: None },
        ],
        retraction: None,
        corrections: vec![CorrectionNote {
            kind: CorrectionKind::Correction,
            severity: Severity::Minor,
            scope: CorrectionScope::Passage,
            reason: "表1中“亲友转述”的人数原写作69，应为96。".into(),
            at: time("2026-11-02 16:20"),
            anchor: Some("why".into()),
        }],
        licence: Licence::CcBy,
        ai: AiLabel::None,
        source_name: Some("云川县科学技术协会（示例）".into()),
        source_url: Some("https://example.org/a/1".into()),
        original_title: Some("为什么是短视频".into()),
        sisters: vec![Sister {
            slug: slug("sample-work-8"),
            language: Language::En,
            title: "Why short video comes first".into(),
            original: false,
        }],
        stale: false,
        related: (1..4).map(|n| WorkCard { clauses: vec![clause_chip("2.1", "二（一）")], ..work(n) }).collect(),
        topics: vec![Tile { label: "短视频".into(), href: "/topics/short-video".into(), count: 9 }],
        audiences: vec![Audience::Public, Audience::Farmers],
        campaigns: vec![Tile { label: "2026年科普月（示例）".into(), href: "/campaigns/month-2026".into(), count: 12 }],
        feed: Some(FeedLink::new("/genres/expert")),
        terms: Vec::new(),
        notice: None,
        course: None,
        public: true,
        certificate: None,
        edition: None,
        example: true,
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let full = work_page(site);
    let card = english();
    let translation = WorkPage {
        slug: card.slug.clone(),
        title: card.title.clone(),
        lead: card.lead.clone(),
        language: Language::En,
        body: SafeHtml("<p>Most people meet a new scientific fact on the phone, and most often in a short video.</p><h2 id=\"why\">Where people are</h2><p>Last winter we asked four hundred residents in three towns. More than six in ten pointed at the phone.</p>".into()),
        credits: vec![Credit { role: Role::Author, people: vec![person("lin-xiao", "Lin Xiao (example)", "Head of science popularisation")] }],
        sisters: vec![Sister { slug: slug("sample-work-0"), language: Language::ZhHans, title: full.title.clone(), original: true }],
        stale: true,
        topics: vec![Tile { label: "Short video".into(), href: "/topics/short-video".into(), count: 9 }],
        related: Vec::new(),
        ..work_page(site)
    };
    let bare = WorkPage {
        slug: slug("bare"),
        title: "一则很短的消息".into(),
        lead: "只有一句话。".into(),
        genre: Genre::News,
        body: SafeHtml("<p>只有一段话。</p>".into()),
        minutes: 1,
        updated: None,
        credits: Vec::new(),
        reviews: Vec::new(),
        clauses: Vec::new(),
        sources: Vec::new(),
        corrections: Vec::new(),
        sisters: Vec::new(),
        related: Vec::new(),
        topics: Vec::new(),
        audiences: Vec::new(),
        campaigns: Vec::new(),
        feed: None,
        source_name: None,
        original_title: None,
        licence: Licence::Reserved,
        example: false,
        ..work_page(site)
    };
    let h5 = WorkPage {
        slug: slug("touch-and-see"),
        title: "动手看一看：<五类人群>与“一年”".into(),
        kind: WorkKind::H5,
        ai: AiLabel::Assisted,
        h5: Some(H5Frame { src: "/h5/0123456789abcdef0123456789abcdef/".into(), height: 900 }),
        ..work_page(site)
    };
    let gone = Gone {
        site,
        slug: slug("sample-work-3"),
        title: Some(work(3).title),
        notice: CorrectionNote {
            kind: CorrectionKind::Retraction,
            severity: Severity::Major,
            scope: CorrectionScope::Work,
            reason: "文中引用的检测报告无法核实，作者与责任组织共同决定撤回。".into(),
            at: time("2026-11-05 10:00"),
            anchor: None,
        },
        other: Some(LinkedWork { title: work(4).title, slug: slug("sample-work-4") }),
        clauses: vec![linked("2.1", "二（一）", "扩大优质内容供给", None)],
    };
    let retracted = WorkPage { retraction: Some(gone.notice.clone()), ..work_page(site) };
    vec![
        ("work", full.render()),
        ("work-retracted", retracted.render()),
        ("work-english", translation.render()),
        ("work-bare", bare.render()),
        ("work-h5", h5.render()),
        ("gone", gone.render()),
    ]
}
