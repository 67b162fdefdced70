//! Two versions of an invented law, side by side.

use super::words::{clause, day, slug};
use domain::MappingKind;
use pages::{AffectedWork, Compare, CompareRow, CompareSide, Diff, PolicyRef, Site, VersionRef};

pub fn compare(site: &Site, policy: PolicyRef) -> Compare<'_> {
    let side = |id: &str, marker: &str, text| CompareSide {
        clause: clause(id),
        marker: marker.into(),
        heading: Vec::new(),
        text: vec![text],
    };
    let same = |t: &str| Diff::Same(t.into());
    let unchanged = CompareRow { kind: MappingKind::Same, old: None, new: None, change: None, works: Vec::new(), more: 0 };
    let work =
        |n: u32, waits| AffectedWork {
            slug: slug(&format!("sample-work-{n}")), title: "科普日改成科普月之后".into(), waits
        };
    let rows = vec![
        CompareRow {
            kind: MappingKind::Same,
            old: Some(side("1.1", "第一条", vec![same("为了促进科学普及，制定本办法。")])),
            new: Some(side("1.1", "第一条", vec![same("为了促进科学普及，制定本办法。")])),
            ..unchanged.clone()
        },
        CompareRow {
            kind: MappingKind::MovedAndChanged,
            old: Some(side(
                "1.2",
                "第二条",
                vec![same("每年九月的第三个"), Diff::Deleted("公休日为全县科普日".into()), same("。")],
            )),
            new: Some(side(
                "1.4",
                "第四条",
                vec![same("每年九月"), Diff::Inserted("为全县科普月，各单位应当组织开放、讲座和演示活动".into()), same("。")],
            )),
            change: Some(1),
            works: vec![work(0, false), work(1, false)],
            more: 4,
        },
        CompareRow {
            kind: MappingKind::Added,
            new: Some(side("1.5", "第五条", vec![Diff::Inserted("网络平台应当为权威科普内容提供便利。".into())])),
            change: Some(2),
            ..unchanged.clone()
        },
        CompareRow {
            kind: MappingKind::Removed,
            old: Some(side(
                "1.6",
                "第六条",
                vec![Diff::Deleted("各乡镇应当设立科普宣传栏，每季度更换一次内容，并由专人负责日常维护。".into())],
            )),
            change: Some(3),
            works: vec![work(2, true)],
            ..unchanged
        },
    ];
    let (old, new) =
        (VersionRef { number: 1, date: Some(day("2012-06-29")) }, VersionRef { number: 2, date: Some(day("2025-12-25")) });
    Compare {
        site,
        policy: PolicyRef { slug: slug("yunchuan-rules"), title: "云川县科学普及促进办法".into(), ..policy },
        versions: vec![old.clone(), new.clone()],
        old,
        new,
        rows,
        counts: vec![
            (MappingKind::Same, 1, None),
            (MappingKind::MovedAndChanged, 1, Some(1)),
            (MappingKind::Added, 1, Some(2)),
            (MappingKind::Removed, 1, Some(3)),
        ],
        only_changed: false,
    }
}
