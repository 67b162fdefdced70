//! Two versions of an invented law, side by side.

use super::words::{clause, day, slug};
use domain::MappingKind;
use pages::{Compare, CompareRow, CompareSide, Diff, PolicyRef, Site, VersionRef};

pub fn compare(site: &Site, policy: PolicyRef) -> Compare<'_> {
    let side = |id: &str, marker: &str, text| CompareSide {
        clause: clause(id),
        marker: marker.into(),
        heading: String::new(),
        text: vec![text],
    };
    let same = |t: &str| Diff::Same(t.into());
    let rows = vec![
        CompareRow {
            kind: MappingKind::Same,
            old: Some(side("1.1", "第一条", vec![same("为了促进科学普及，制定本办法。")])),
            new: Some(side("1.1", "第一条", vec![same("为了促进科学普及，制定本办法。")])),
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
        },
        CompareRow {
            kind: MappingKind::Added,
            old: None,
            new: Some(side("1.5", "第五条", vec![Diff::Inserted("网络平台应当为权威科普内容提供便利。".into())])),
        },
        CompareRow {
            kind: MappingKind::Removed,
            old: Some(side(
                "1.6",
                "第六条",
                vec![Diff::Deleted("各乡镇应当设立科普宣传栏，每季度更换一次内容，并由专人负责日常维护。".into())],
            )),
            new: None,
        },
    ];
    Compare {
        site,
        policy: PolicyRef { slug: slug("yunchuan-rules"), title: "云川县科学普及促进办法".into(), ..policy },
        old: VersionRef { number: 1, date: Some(day("2012-06-29")) },
        new: VersionRef { number: 2, date: Some(day("2025-12-25")) },
        rows,
        counts: vec![
            (MappingKind::Same, 1),
            (MappingKind::MovedAndChanged, 1),
            (MappingKind::Added, 1),
            (MappingKind::Removed, 1),
        ],
        only_changed: false,
    }
}
