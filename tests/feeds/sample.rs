//! A feed with everything in it.

use domain::{AiLabel, CorrectionKind, CorrectionScope, Language, Severity, Takedown, Timestamp};
use feeds::{Address, Archives, Category, Correction, Entry, Feed, Html, Item, Link, Party, Reprint, Video, Withdrawal};

pub fn at(s: &str) -> Timestamp {
    s.parse().unwrap()
}

pub fn address(s: &str) -> Address {
    s.parse().unwrap()
}

pub fn party(name: &str) -> Party {
    Party { name: name.into(), address: None }
}

pub fn entry() -> Entry {
    let page = address("https://liangyi.example/works/short-video-supply");
    Entry {
        id: "tag:liangyi.example,2026-01-01:work/42".into(),
        title: "为什么是短视频：读懂优质科普资源供给".into(),
        address: page.clone(),
        published: at("2026-10-01 09:00"),
        updated: at("2026-10-03 10:30"),
        language: Language::ZhHans,
        translations: vec![(Language::En, address("https://liangyi.example/works/short-video-supply-en"))],
        authors: vec![Party {
            name: "林晓（示例）".into(), address: Some(address("https://liangyi.example/people/lin-xiao"))
        }],
        contributors: vec![party("苏青（示例）")],
        summary: Some("一句话说清答案。".into()),
        content: Html::resolved("<p>正文 &amp; 图：<img src=\"/media/a.webp\" alt=\"图\"></p>", &page),
        categories: vec![
            Category { scheme: address("https://liangyi.example/genres"), term: "expert".into(), label: "专家解读".into() },
            Category { scheme: address("https://liangyi.example/topics"), term: "short-video".into(), label: "短视频".into() },
        ],
        rights: "知识共享 署名 4.0".into(),
        licence: Some(address("https://creativecommons.org/licenses/by/4.0/")),
        territories: Vec::new(),
        reprint: Reprint {
            source: "示例县科学技术协会".into(),
            source_address: Some(address("https://example.org/a/1")),
            author: "林晓（示例）".into(),
            original_title: "读懂优质科普资源供给".into(),
            editor: "苏青（示例）".into(),
        },
        ai: AiLabel::Assisted,
        clauses: vec![Link {
            address: address("https://liangyi.example/policies/work-plan-2022/4.2.5"),
            title: "第4.2.5条".into(),
        }],
        video: None,
        assets: Vec::new(),
        corrections: vec![Correction {
            kind: CorrectionKind::Correction,
            severity: Severity::Minor,
            scope: CorrectionScope::Passage,
            at: at("2026-10-03 10:30"),
            note: "第二段的数字改为 39。".into(),
        }],
    }
}

pub fn film() -> Video {
    Video {
        file: address("https://liangyi.example/media/k/progressive-0.mp4"),
        media_type: "video/mp4".into(),
        bytes: 1_921_360,
        duration_ms: 50_665,
        width: 1080,
        height: 1920,
        sha256: "ab".repeat(32),
        poster: Some(address("https://liangyi.example/media/k/poster.jpg")),
        captions: vec![(Language::ZhHans, address("https://liangyi.example/works/w/captions.zh-Hans.vtt"))],
    }
}

pub fn withdrawal() -> Withdrawal {
    let entry = entry();
    Withdrawal {
        id: entry.id,
        title: entry.title,
        address: entry.address,
        published: entry.published,
        at: at("2026-10-09 08:00"),
        language: Language::ZhHans,
        kind: CorrectionKind::Retraction,
        by: party("示例县科学技术协会（示例）"),
        notice: "本文所引数据有误，已撤回。".into(),
        way: Takedown::Gone,
        other: None,
        successor: None,
    }
}

pub fn feed(items: Vec<Item>) -> Feed {
    Feed {
        id: "tag:liangyi.example,2026-01-01:feed/all".into(),
        title: "两翼：政策解读".into(),
        subtitle: Some("逐条解读".into()),
        self_address: address("https://liangyi.example/feed.atom"),
        site_address: address("https://liangyi.example/"),
        next_address: Some(address("https://liangyi.example/feed.atom?before=42")),
        archives: Archives::default(),
        hub: None,
        updated: at("2026-10-09 08:00"),
        publisher: Party { name: "两翼".into(), address: Some(address("https://liangyi.example/")) },
        language: Language::ZhHans,
        rights: Some("各篇权利见各篇".into()),
        items,
    }
}

pub fn gone(withdrawal: Withdrawal) -> Item {
    Item::Withdrawn(Box::new(withdrawal))
}

pub fn published(entry: Entry) -> Item {
    Item::Published(Box::new(entry))
}
