//! The form by which readers report errors, its faults, and what became of a report.

use super::words::time;
use domain::{Receipt, ReportState, ReportTopic};
use pages::{ReportForm, ReportReceipt, ReportStart, Reported, Site};

fn about() -> Reported {
    Reported { title: "先把短视频办好（示例）".into(), href: "/works/sample-work-0".into() }
}

pub fn report_form(site: &Site) -> ReportForm<'_> {
    ReportForm {
        site,
        about: about(),
        topic: None,
        place: String::new(),
        words: String::new(),
        source: String::new(),
        faults: Vec::new(),
    }
}

pub fn receipt(site: &Site) -> ReportReceipt<'_> {
    ReportReceipt {
        site,
        receipt: Receipt::from_chance([7; 16]),
        about: Some(about()),
        topic: ReportTopic::Fact,
        state: ReportState::Received,
        sent: time("2026-11-02 16:20"),
        changed: time("2026-11-02 16:20"),
        answer: None,
        correction: None,
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let faulty = ReportForm {
        topic: Some(ReportTopic::Link),
        place: "第三段".into(),
        words: "链接打不开。\n应当是新的网址。".into(),
        source: "example.org".into(),
        faults: vec![
            ("words", "请写明哪里错了。".into()),
            ("source", "网址要以 http:// 或 https:// 开头，中间没有空格；没有网址可以不填。".into()),
        ],
        ..report_form(site)
    };
    let changed = time("2026-11-04 09:00");
    let corrected = ReportReceipt {
        state: ReportState::Corrected,
        changed,
        correction: Some("表1中“亲友转述”的人数原写作69，应为96。".into()),
        ..receipt(site)
    };
    let declined = ReportReceipt {
        state: ReportState::Declined,
        changed,
        about: None,
        answer: Some("核对了原始问卷，人数没有写错。".into()),
        ..receipt(site)
    };
    let start = |typed: &str, problem: Option<&str>| {
        ReportStart { site, receipt: typed.into(), problem: problem.map(Into::into) }.render()
    };
    vec![
        ("report", report_form(site).render()),
        ("report-faults", faulty.render()),
        ("report-start", start("", None)),
        ("report-unknown", start("K7QM-2ZXA-9HTC", Some("没有这个回执号。请检查有没有抄错。"))),
        ("receipt", receipt(site).render()),
        ("receipt-corrected", corrected.render()),
        ("receipt-declined", declined.render()),
    ]
}
