//! A county's plan, a law in two versions, and the pages around them.

use super::{
    glossary::term,
    versions::compare,
    words::{clause, clause_link, day, slug},
    works::work,
};
use domain::{ClauseStatus, MappingKind, PolicyRelation, WorkKind};
use pages::{
    ClauseLink, ClausePage, ClauseRow, Compare, FeedLink, HistoryEntry, Pager, Part, PartKind, Policies, PolicyCard, PolicyPage,
    PolicyRef, RelationRow, Row, Signature, Similar, Site, Span, StatusMark, Tally, Text, VersionRef, View,
};

const TITLE: &str =
    "云川县科学技术协会关于印发《云川县学习贯彻〈关于进一步提升全民科学素质的意见〉行动方案（2026—2030年）》的通知";
const LONG: &str = "各乡镇、街道和县直有关单位要把这项工作列入年度计划，明确牵头人和联系人，每季度梳理一次进展，每半年向社会公布一次清单，对群众反映集中的问题要在三十日内答复并说明处理结果。";

fn plain(text: &str) -> Text {
    vec![Span::plain(text)]
}

fn opinions() -> Span {
    Span::Name {
        text: "《意见》".into(),
        full: "《关于进一步提升全民科学素质的意见》".into(),
        href: Some("/policies/opinions-2025".into()),
    }
}

fn outline() -> Span {
    Span::Name {
        text: "《纲要》".into(), full: "《云川县科学素质规划纲要（2021—2035年）》".into(), href: None
    }
}

fn row(id: &str, marker: &str, label: &str, heading: &str, text: Vec<Text>) -> ClauseRow {
    let id = clause(id);
    ClauseRow {
        level: id.depth() as u8,
        id,
        marker: marker.into(),
        label: label.into(),
        heading: heading.into(),
        run_in: false,
        text,
        leaf: true,
        works: Vec::new(),
        tally: Tally::default(),
        below: 0,
        status: None,
        similar: Vec::new(),
    }
}

fn interpreted(mut row: ClauseRow, works: &[usize], all: u64) -> ClauseRow {
    row.works = works.iter().map(|&n| work(n)).collect();
    row.tally = Tally::new([(WorkKind::Article, all)]);
    row
}

fn status(status: ClauseStatus, note: Option<&str>) -> StatusMark {
    StatusMark {
        status,
        since: day("2026-09-01"),
        evidence: Some("https://example.org/evidence".into()),
        note: note.map(Into::into),
    }
}

fn plan_rows() -> Vec<Row> {
    let chapter = |id: &str, marker: &str, label: &str, heading: &str, below| ClauseRow {
        leaf: false,
        below,
        ..row(id, marker, label, heading, Vec::new())
    };
    let first = ClauseRow {
        text: vec![vec![
            Span::plain("以"),
            opinions(),
            Span::plain("为遵循，坚持政府推动、社会参与、方便群众、讲求实效，把科普放在与科技创新"),
            Span::Term { text: "同等重要".into(), slug: slug("equal-importance") },
            Span::plain("的位置，到2030年基本形成覆盖城乡、运转顺畅的科普服务体系。"),
        ]],
        leaf: true,
        below: 0,
        ..chapter("1", "一、", "一", "总体要求", 0)
    };
    let supply = ClauseRow {
        status: Some(status(ClauseStatus::UnderWay, Some("已完成二十三部"))),
        similar: vec![Similar {
            clause: clause_link("3.2", "三（二）", "建强基层科普服务站", None), similarity: 0.79
        }],
        ..interpreted(
            row(
                "2.1",
                "（一）",
                "二（一）",
                "扩大优质内容供给",
                vec![
                    plain(
                        "以短视频为重点，每年支持制作不少于五十部贴近生产生活的科普作品。鼓励学会、企业和高校开放素材与专家资源，署名使用，注明来源。",
                    ),
                    plain(LONG),
                ],
            ),
            &[0, 1, 2],
            7,
        )
    };
    let run_in = ClauseRow {
        run_in: true,
        status: Some(status(ClauseStatus::Done, None)),
        ..interpreted(
            row(
                "2.2.1",
                "1.",
                "二（二）1",
                "开放实验室。",
                vec![vec![
                    Span::plain("县内高校和企业的实验室每年面向公众开放不少于四次，具体安排按照"),
                    outline(),
                    Span::plain("执行。"),
                ]],
            ),
            &[4],
            1,
        )
    };
    let deep = ClauseRow {
        run_in: true,
        ..row("2.2.2", "2.", "二（二）2", "建立预约平台。", vec![plain("预约、取消和评价在一个页面完成，老年人可以打电话预约。")])
    };
    let services = ClauseRow {
        leaf: false,
        below: 1,
        ..row("2.2", "（二）", "二（二）", "开放科研设施", vec![plain("有条件的单位都应当打开大门。")])
    };
    let station = ClauseRow {
        status: Some(status(ClauseStatus::Planned, None)),
        ..interpreted(row("3.2", "（二）", "三（二）", "建强基层科普服务站", vec![plain(LONG)]), &[1], 1)
    };
    let boxed = |row: ClauseRow| Row::Clause(Box::new(row));
    vec![
        boxed(first),
        boxed(chapter("2", "二、", "二", "主要任务", 8)),
        boxed(supply),
        boxed(services),
        boxed(run_in),
        boxed(deep),
        Row::Closing {
            level: 1, text: vec![plain("以上任务由县科协牵头，县直有关部门按职责分工落实。")]
        },
        boxed(chapter("3", "三、", "三", "组织实施", 1)),
        boxed(row("3.1", "（一）", "三（一）", "加强组织领导", vec![plain(LONG), plain(LONG)])),
        boxed(station),
    ]
}

fn policy() -> PolicyRef {
    PolicyRef {
        slug: slug("yunchuan-plan-2026"),
        title: TITLE.into(),
        issuer: Some("云川县科学技术协会（示例）".into()),
        date: Some(day("2026-03-16")),
        number: Some("云科协发〔2026〕8号".into()),
        example: true,
    }
}

pub fn card(n: usize) -> PolicyCard {
    PolicyCard {
        slug: slug(&format!("policy-{n}")),
        title: [TITLE, "云川县科学普及促进办法"][n % 2].into(),
        issuer: Some("云川县科学技术协会（示例）".into()),
        date: Some(day("2026-03-16")),
        number: n.is_multiple_of(2).then(|| "云科协发〔2026〕8号".into()),
        clauses: 31,
        covered: 27 - 20 * (n as u64 % 2),
        works: 42,
        example: true,
    }
}

fn feed() -> Option<FeedLink> {
    Some(FeedLink::new("/policies/yunchuan-plan-2026"))
}

pub fn plan(site: &Site, view: View) -> PolicyPage<'_> {
    let letter = Part {
        kind: PartKind::Letter,
        title: None,
        adoption: Vec::new(),
        recipients: Some("各乡镇科协，各县级学会，县直有关单位：".into()),
        opening: vec![vec![
            Span::plain("为贯彻落实"),
            opinions(),
            Span::plain("，现将《行动方案》印发给你们，请结合实际认真组织实施。"),
        ]],
        rows: Vec::new(),
        closing: vec![plain("附件：云川县学习贯彻行动方案（2026—2030年）")],
        signature: Some(Signature { issuer: "云川县科学技术协会（示例）".into(), date: Some(day("2026-03-16")) }),
    };
    let plan = Part {
        kind: PartKind::Plan,
        title: Some("云川县学习贯彻《关于进一步提升全民科学素质的意见》行动方案（2026—2030年）".into()),
        adoption: Vec::new(),
        recipients: None,
        opening: vec![vec![
            Span::plain("为做好《关于进一步提升全民科学素质的意见》（以下简称"),
            opinions(),
            Span::plain("）的学习和落实，制定本方案。"),
        ]],
        rows: plan_rows(),
        closing: Vec::new(),
        signature: None,
    };
    PolicyPage {
        site,
        policy: policy(),
        version: VersionRef { number: 1, date: Some(day("2026-03-16")) },
        versions: vec![VersionRef { number: 1, date: Some(day("2026-03-16")) }],
        relations: vec![
            RelationRow {
                kind: PolicyRelation::Implements,
                inbound: false,
                title: "《关于进一步提升全民科学素质的意见》".into(),
                slug: Some(slug("opinions-2025")),
            },
            RelationRow {
                kind: PolicyRelation::BasedOn,
                inbound: false,
                title: "《云川县科学素质规划纲要（2021—2035年）》".into(),
                slug: None,
            },
        ],
        view,
        parts: vec![letter, plan],
        tally: Tally::new([(WorkKind::Article, 9)]),
        clauses: 6,
        covered: 3,
        outline: false,
        feed: feed(),
        terms: vec![term()],
    }
}

/// A real one has sixty articles; `articles` says how many this one has.
pub fn law(site: &Site, articles: u32) -> PolicyPage<'_> {
    let mut rows = Vec::new();
    for n in 1..=articles {
        if n % 10 == 1 {
            let chapter = n / 10 + 1;
            let head = ClauseRow {
                leaf: false,
                ..row(&format!("{chapter}"), &format!("第{chapter}章"), &format!("第{chapter}章"), "总则与分工", Vec::new())
            };
            rows.push(Row::Clause(Box::new(head)));
        }
        let id = format!("{}.{n}", (n - 1) / 10 + 1);
        let article = row(
            &id,
            &format!("第{n}条"),
            &format!("第{n}条"),
            "",
            vec![plain("本县鼓励单位和个人依法开展科普活动。"), plain(LONG)],
        );
        rows.push(Row::Clause(Box::new(interpreted(article, &[n as usize, n as usize + 1], 2))));
    }
    let versions =
        vec![VersionRef { number: 1, date: Some(day("2012-06-29")) }, VersionRef { number: 2, date: Some(day("2025-12-25")) }];
    PolicyPage {
        policy: PolicyRef {
            slug: slug("yunchuan-rules"), title: "云川县科学普及促进办法".into(), number: None, ..policy()
        },
        version: versions[0].clone(),
        versions,
        parts: vec![Part {
            kind: PartKind::Law,
            title: None,
            adoption: vec!["2012年6月29日云川县第八届人民代表大会常务委员会第三次会议通过（示例）".into()],
            recipients: None,
            opening: Vec::new(),
            rows,
            closing: Vec::new(),
            signature: None,
        }],
        relations: vec![RelationRow {
            kind: PolicyRelation::Replaces,
            inbound: true,
            title: "《云川县科普条例》".into(),
            slug: None,
        }],
        tally: Tally::new([(WorkKind::Article, u64::from(articles) * 2)]),
        outline: true,
        terms: Vec::new(),
        ..plan(site, View::Interleaved)
    }
}

fn clause_page(site: &Site, row: ClauseRow) -> ClausePage<'_> {
    ClausePage {
        site,
        policy: policy(),
        version: VersionRef { number: 1, date: Some(day("2026-03-16")) },
        path: vec![clause_link("2", "二", "主要任务", None)],
        children: vec![
            clause_link("2.1.1", "二（一）1", "征集选题", Some(3)),
            clause_link("2.1.2", "二（一）2", "组织制作", Some(0)),
        ],
        previous: Some(clause_link("1", "一", "总体要求", None)),
        next: Some(clause_link("2.2", "二（二）", "开放科研设施", None)),
        statuses: vec![status(ClauseStatus::UnderWay, Some("已完成二十三部")), status(ClauseStatus::Planned, None)],
        history: vec![
            HistoryEntry {
                version: VersionRef { number: 2, date: None },
                kind: MappingKind::Changed,
                clause: Some(clause("2.1")),
                label: "二（一）".into(),
            },
            HistoryEntry {
                version: VersionRef { number: 1, date: None },
                kind: MappingKind::Added,
                clause: None,
                label: String::new(),
            },
        ],
        pager: Pager { first: None, next: Some("/policies/yunchuan-plan-2026/2.1?after=x".into()) },
        feed: feed(),
        terms: Vec::new(),
        row,
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let Some(Row::Clause(full)) = plan_rows().into_iter().nth(2) else { unreachable!("the third row is a clause") };
    let Some(Row::Clause(empty)) = plan_rows().into_iter().nth(5) else { unreachable!("the sixth row is a clause") };
    let lonely = ClausePage {
        path: Vec::new(),
        children: Vec::new(),
        previous: None,
        next: None,
        statuses: Vec::new(),
        history: Vec::new(),
        pager: Pager::default(),
        ..clause_page(site, *empty)
    };
    let mentions: ClauseLink = clause_link("9", "九", "附则", None);
    vec![
        ("policies", Policies { site, policies: (0..3).map(card).collect(), feed: feed() }.render()),
        ("policies-empty", Policies { site, policies: Vec::new(), feed: None }.render()),
        ("policy", plan(site, View::Interleaved).render()),
        ("policy-text", plan(site, View::Text).render()),
        ("law", law(site, 12).render()),
        ("clause", clause_page(site, *full).render()),
        ("clause-empty", ClausePage { next: Some(mentions), ..lonely }.render()),
        ("compare", compare(site, policy()).render()),
        (
            "compare-same",
            Compare { rows: Vec::new(), counts: Vec::new(), only_changed: true, ..compare(site, policy()) }.render(),
        ),
        (
            "compare-one",
            Compare {
                rows: Vec::new(),
                counts: Vec::new(),
                versions: vec![VersionRef { number: 1, date: None }],
                old: VersionRef { number: 1, date: None },
                new: VersionRef { number: 1, date: None },
                ..compare(site, policy())
            }
            .render(),
        ),
    ]
}
