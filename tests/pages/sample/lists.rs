//! Home, lists, directories, people, search, errors.

use super::{
    policies::card,
    words::{clause, clause_chip, day, organisation, person, slug},
    works::{english, work},
};
use domain::{Audience, Genre, OrganisationKind, Timestamp, WorkKind};
use pages::{
    About, CampaignCard, CampaignPhase, Directory, DirectoryEntry, DirectoryKind, EnglishWorks, ErrorKind, ErrorPage,
    FeedDirectory, FeedGroup, FeedLink, FilterGroup, FilterOption, Fragment, Hit, Home, Lane, Link, Listing, ListingSubject,
    OrganisationPage, Pager, Partners, PersonPage, Search, Site, SortLink, Tile, Totals, TrialKey, WorkCard, WorkList,
};

fn feed() -> Option<FeedLink> {
    Some(FeedLink::new(""))
}

fn tile(label: &str, href: &str, count: u64) -> Tile {
    Tile { label: label.into(), href: href.into(), count }
}

fn campaign(phase: CampaignPhase) -> CampaignCard {
    CampaignCard {
        slug: slug("month-2026"),
        name: "2026年云川科普月（示例）".into(),
        about: "九月里，全县的实验室、农技站和图书馆都打开门。".into(),
        starts: day("2026-09-01"),
        ends: day("2026-09-30"),
        phase,
        works: 12,
        example: true,
    }
}

pub fn filters() -> Vec<FilterGroup> {
    let option = |label: &str, count, selected| FilterOption {
        label: label.into(),
        count,
        href: format!("/works?genre={count}"),
        selected,
    };
    vec![
        FilterGroup {
            title: "解读类型".into(),
            options: vec![option("专家解读", 18, true), option("图解", 7, false), option("领导权威解读", 3, false)],
        },
        FilterGroup {
            title: "人群".into(),
            options: Audience::ALL.iter().zip(2..).map(|(a, n)| option(a.zh(), n, false)).collect(),
        },
    ]
}

fn works(site: &Site, filtered: bool) -> WorkList {
    WorkList {
        total: 42,
        filters: if filtered { filters() } else { Vec::new() },
        works: (0..8).map(|n| WorkCard { clauses: vec![clause_chip("2.1", "二（一）")], ..work(n) }).chain([english()]).collect(),
        english: site.words().is_english().then(|| EnglishWorks { total: 1, works: vec![english()], others: 41 }),
        pager: Pager { first: Some("/works".into()), next: Some("/works?after=20261001".into()) },
    }
}

fn home(site: &Site) -> Home<'_> {
    let lane = |title: &str, href: &str, first: usize| Lane {
        title: title.into(),
        href: href.into(),
        works: (first..first + 3).map(work).collect(),
    };
    Home {
        site,
        lead: Some(WorkCard { clauses: vec![clause_chip("2.1", "二（一）"), clause_chip("3.2", "三（二）")], ..work(0) }),
        latest: (1..7).map(work).collect(),
        lanes: vec![
            lane("专家解读", "/genres/expert", 0),
            lane("图解与辟谣", "/genres/explainer", 2),
            lane("典型经验", "/genres/case", 4),
        ],
        policies: (0..2).map(card).collect(),
        audiences: Audience::ALL.iter().zip(3..).map(|(a, n)| tile(a.zh(), &pages::address::audience(*a), n)).collect(),
        topics: ["短视频", "农业气象", "食品安全", "科普设施", "科学家精神", "人工智能"]
            .iter()
            .zip(2..)
            .map(|(t, n)| tile(t, "/topics/x", n))
            .collect(),
        campaigns: vec![campaign(CampaignPhase::Open), campaign(CampaignPhase::Coming)],
        totals: Totals { works: 42, policies: 3, clauses: 27 },
        feed: feed(),
    }
}

fn directory(site: &Site, kind: DirectoryKind) -> Directory<'_> {
    let entry = |name: &str, depth, note: &str| DirectoryEntry {
        name: name.into(),
        href: "/organisations/x".into(),
        about: "负责本地科普工作的组织与协调，联系学会、企业和高校。".into(),
        note: Some(note.into()),
        count: 12,
        depth,
        example: depth > 0,
    };
    let entries = vec![
        entry("云川市科学技术协会", 0, "市级科协"),
        entry("云川县科学技术协会（示例）", 1, "县级科协"),
        entry("轴承厂科协（示例）", 2, "企业科协"),
    ];
    Directory { site, kind, entries }
}

fn search(site: &Site) -> Search<'_> {
    let clause_hit = Hit::Clause {
        policy: slug("yunchuan-plan-2026"),
        policy_title: "云川县全民科学素质提升行动方案".into(),
        clause: clause("2.1"),
        label: "二（一）".into(),
        heading: vec![Fragment::plain("扩大优质内容供给")],
        excerpt: vec![
            Fragment::plain("以"),
            Fragment::hit("短视频"),
            Fragment::plain("为重点，每年支持制作不少于五十部贴近生产生活的科普作品。"),
        ],
        works: 7,
    };
    let work_hit = |n| Hit::Work {
        card: Box::new(work(n)),
        title: vec![Fragment::plain("为什么先从"), Fragment::hit("短视频"), Fragment::plain("做起")],
        excerpt: vec![
            Fragment::plain("六成多的人举起了手机。其中又有大半，说的是"),
            Fragment::hit("短视频"),
            Fragment::plain("。"),
        ],
        anchor: None,
        time: (n == 3).then_some(12_500),
        near: if n == 3 { vec![Link::new("短视频怎样做（转载）", "/works/reprint")] } else { Vec::new() },
    };
    Search {
        site,
        query: "短视频".into(),
        corrected: None,
        names: vec![Link::new("人物：林晓（示例）", "/people/lin")],
        total: 23,
        hits: vec![clause_hit, work_hit(0), work_hit(3)],
        facets: filters(),
        sorts: vec![
            SortLink { label: "相关".into(), href: "/search?q=x".into(), current: true },
            SortLink { label: "最新".into(), href: "/search?q=x&sort=new".into(), current: false },
        ],
        pager: Pager { first: None, next: Some("/search?q=x&after=10".into()) },
        suggestions: vec![Link::new("科普视频", "/search?q=y")],
        popular: Vec::new(),
        kept: vec![("genre".into(), "expert".into())],
        problem: None,
    }
}

fn organisation_page(site: &Site) -> OrganisationPage<'_> {
    OrganisationPage {
        site,
        slug: slug("yunchuan"),
        name: "云川县科学技术协会（示例）".into(),
        kind: OrganisationKind::County,
        about: "联系全县十七个乡镇科协和九个学会。".into(),
        above: vec![organisation("city", "云川市科学技术协会（示例）", None)],
        children: vec![
            organisation("town-a", "上坪镇科协（示例）", Some(3)),
            organisation("town-b", "下湾镇科协（示例）", Some(0)),
        ],
        members: vec![organisation("factory", "轴承厂科协（示例）", Some(2))],
        unions: vec![organisation("union", "云川科学素质促进联合体（示例）", None)],
        people: vec![person("lin-xiao", "林晓（示例）", "科普部部长"), person("su-qing", "苏青（示例）", "副主席")],
        list: works(site, false),
        feed: feed(),
        example: true,
    }
}

fn person_page(site: &Site) -> PersonPage<'_> {
    PersonPage {
        site,
        slug: slug("gu-ning"),
        name: "顾宁（示例）".into(),
        title: "传播学研究员".into(),
        organisation: Some(organisation("yunchuan", "云川县科学技术协会（示例）", None)),
        fields: vec!["科学传播".into(), "农业气象".into()],
        interests: Some("与本人作品所涉单位无经济往来。".into()),
        about: "研究县域科普传播二十年。".into(),
        list: works(site, false),
        reviewed: 5,
        feed: feed(),
        example: true,
    }
}

fn kinds() -> Vec<Link> {
    let all = Link::new("全部", pages::address::WORKS);
    let link = |kind: &WorkKind| Link::new(kind.zh(), pages::address::kind(*kind));
    std::iter::once(all).chain(WorkKind::ALL.iter().map(link)).collect()
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let listing = |subject, list| {
        let kinds = match subject {
            ListingSubject::All | ListingSubject::Kind(_) => kinds(),
            _ => Vec::new(),
        };
        Listing { site, subject, list, feed: feed(), kinds }.render()
    };
    let error = |kind, detail: Option<&str>| {
        ErrorPage { site, kind, detail: detail.map(Into::into), id: detail.map(|_| "7f3a91".into()) }.render()
    };
    let closed = ListingSubject::Campaign {
        slug: slug("month-2026"),
        name: "2026年云川科普月（示例）".into(),
        about: campaign(CampaignPhase::Closed).about,
        starts: day("2026-09-01"),
        ends: day("2026-09-30"),
        phase: CampaignPhase::Closed,
        example: true,
    };
    let topic =
        ListingSubject::Topic {
            slug: slug("short-video"), name: "短视频".into(), about: "用一两分钟讲清一件事。".into()
        };
    let empty_home = Home {
        lead: None,
        latest: Vec::new(),
        lanes: Vec::new(),
        campaigns: Vec::new(),
        totals: Totals::default(),
        ..home(site)
    };
    let silent = PersonPage {
        fields: Vec::new(),
        interests: None,
        organisation: None,
        reviewed: 0,
        list: WorkList::default(),
        feed: None,
        ..person_page(site)
    };
    let nothing = Search { query: "量子养生壶".into(), total: 0, hits: Vec::new(), ..search(site) };
    let unasked =
        Search { query: String::new(), total: 0, hits: Vec::new(), facets: Vec::new(), kept: Vec::new(), ..search(site) };
    let refused =
        Search { problem: Some("“类型”只能是列表里的一种，已按全部类型查找。".into()), ..search(site) };
    let groups = vec![FeedGroup {
        title: "按类型".into(),
        feeds: Genre::ALL.iter().map(|g| (g.zh().into(), FeedLink::new(pages::address::genre(*g)))).collect(),
    }];
    vec![
        ("home", home(site).render()),
        ("home-empty", empty_home.render()),
        ("works", listing(ListingSubject::All, works(site, true))),
        ("kind", listing(ListingSubject::Kind(WorkKind::ShortVideo), works(site, false))),
        ("genre", listing(ListingSubject::Genre(Genre::Expert), works(site, false))),
        ("audience", listing(ListingSubject::Audience(Audience::Officials), WorkList::default())),
        ("topic", listing(topic, works(site, true))),
        ("campaign", listing(closed, works(site, false))),
        ("organisations", directory(site, DirectoryKind::Organisations).render()),
        ("people", Directory { entries: Vec::new(), ..directory(site, DirectoryKind::People) }.render()),
        ("genres", directory(site, DirectoryKind::Genres).render()),
        ("kinds", directory(site, DirectoryKind::Kinds).render()),
        ("archive", directory(site, DirectoryKind::Archive).render()),
        ("courses", directory(site, DirectoryKind::Courses).render()),
        ("month", listing(ListingSubject::Month("2026-09".parse().expect("a month")), works(site, false))),
        ("organisation", organisation_page(site).render()),
        ("person", person_page(site).render()),
        ("person-silent", silent.render()),
        ("search", search(site).render()),
        ("search-nothing", nothing.render()),
        ("search-unasked", unasked.render()),
        ("search-refused", refused.render()),
        ("not-found", error(ErrorKind::NotFound, None)),
        ("bad-request", error(ErrorKind::BadRequest, Some("“4..2”不是条款编号：请写成用点连接的数字，例如4.2.5。"))),
        ("too-long", error(ErrorKind::TooLong, None)),
        ("page-gone", error(ErrorKind::Gone, None)),
        ("internal", error(ErrorKind::Internal, None)),
        ("feeds", FeedDirectory { site, groups }.render()),
        ("about", About { site }.render()),
        ("partners", Partners { site }.render()),
        ("trial-key", TrialKey { site, key: "lyp_AAAA".to_owned(), until: Timestamp(1_790_000_000_000) }.render()),
    ]
}
