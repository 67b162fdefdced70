//! Files that are no policy, refused with line and reason; and large ones in linear time.

use super::*;
use crate::busy;
use policy::{Fault, MAX_BYTES, ReadError};

fn refused(bytes: &[u8]) -> ReadError {
    match policy::read(bytes) {
        Err(e) => e,
        Ok(policy) => panic!("accepted as “{}” with {}", policy.title, ids(&policy)),
    }
}

#[test]
fn empty_files_and_single_lines_are_refused() {
    assert_eq!(refused(b"").fault, Fault::Empty);
    assert_eq!(refused("\n \n　\n".as_bytes()).fault, Fault::Empty);
    assert_eq!(refused("\n\n一、总体要求".as_bytes()).fault, Fault::OneLine);
}

#[test]
fn a_binary_file_is_refused_with_its_line() {
    let error = refused("关于阅读的意见\n一、总体要求\n坚\u{1}持\n".as_bytes());
    assert_eq!(error, ReadError { line: 3, fault: Fault::Binary { code: 1 } });
    assert!(error.to_string().starts_with("line 3: the control character U+0001"), "{error}");
    assert!(matches!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").fault, Fault::Binary { .. } | Fault::Undecodable { .. }));
}

#[test]
fn damaged_utf_8_is_called_so_and_not_taken_for_another_encoding() {
    let mut bytes = "关于阅读的意见\n一、总体要求\n坚持以人民为中心的发展思想。\n".repeat(3).into_bytes();
    bytes[30] = 0xff;
    let error = refused(&bytes);
    assert_eq!(error, ReadError { line: 2, fault: Fault::Undecodable { encoding: "UTF-8" } });
}

#[test]
fn prose_without_numbers_title_and_date_is_no_policy() {
    assert_eq!(refused("春天来了。\n花开了，鸟叫了。\n我们去郊游。\n".as_bytes()).fault, Fault::NoPolicy);
    assert_eq!(refused(b"fn main() {\n    println!(\"1\");\n}\n").fault, Fault::NoPolicy);
}

#[test]
fn a_notice_in_running_text_is_a_policy_without_clauses() {
    let policy = read("关于公布科普基地名单的通知\n\n各单位：\n现将名单公布如下。\n\n某市科协办公室\n2024年5月1日\n");
    assert_eq!(ids(&policy), "");
    assert_eq!(policy.issuer.as_deref(), Some("某市科协办公室"));
}

#[test]
fn ten_thousand_levels_are_refused_with_their_line() {
    let figures = vec!["1"; 10_000].join(".");
    let error = refused(format!("关于阅读的意见\n一、总体要求\n{figures} 目标\n").as_bytes());
    assert_eq!(error, ReadError { line: 3, fault: Fault::TooDeep { levels: 10_000 } });
    let hashes = "#".repeat(10_000);
    assert_eq!(refused(format!("# 关于阅读的意见\n{hashes} 一、总体要求\n").as_bytes()).line, 2);
    let quotes = "> ".repeat(10_000);
    assert_eq!(refused(format!("# 关于阅读的意见\n{quotes}一、总体要求\n").as_bytes()).line, 2);
}

#[test]
fn fifty_megabytes_are_refused_at_once() {
    let bytes = vec![b'\n'; 50 << 20];
    assert_eq!(refused(&bytes).fault, Fault::TooLarge { bytes: 50 << 20, limit: MAX_BYTES });
}

/// Hostile and ordinary documents of a given size, each with the part of the reader that it strains.
fn strains(n: usize) -> Vec<(&'static str, String)> {
    let document = |body: String| format!("关于阅读的意见\n一、总体要求\n坚持。\n{body}\n");
    let lines = |line: &str| document(format!("{line}\n").repeat(n));
    vec![
        ("repeated numbers", lines("（一）目标")),
        ("run-in items", lines("1.目标。提升。")),
        ("contents headings", lines("目录")),
        ("dates", lines("2022年9月16日")),
        ("annexes", lines("附件1\n办法\n第一条 目的。")),
        ("titles", lines("工作方案")),
        ("open brackets", lines("《〈《〈")),
        ("definitions in one paragraph", document("《甲》（以下简称《乙》）".repeat(n))),
        ("repeals in one paragraph", document("根据《甲》，".repeat(n) + "同时废止")),
        ("one long word", document("阅".repeat(8 * n))),
        ("brackets in one paragraph", document("（（（（以下简称".repeat(n))),
        (
            "equal clauses",
            document(
                (1..=n).map(|i| format!("{}.推动阅读工作高质量发展，提升全民阅读水平，建设书香社会。\n", i % 900 + 1)).collect(),
            ),
        ),
    ]
}

#[test]
fn eight_times_the_text_takes_about_eight_times_the_work() {
    let time = |text: &str| {
        let start = busy::processor_time();
        let policy = policy::read(text.as_bytes()).unwrap();
        std::hint::black_box((policy.mentions(), policy.relations(), policy::similar_clauses(&policy), policy.write()));
        (busy::processor_time() - start).as_secs_f64()
    };
    for ((name, small), (_, large)) in strains(400).into_iter().zip(strains(3200)) {
        // Quadratic time is 64 times the work in every attempt; another process spoils some attempts only.
        let attempts = (0..6).map(|_| time(&large) / time(&small).max(1e-6));
        let ratios: Vec<f64> =
            attempts.scan(false, |done, ratio| (!std::mem::replace(done, ratio < 24.0)).then_some(ratio)).collect();
        assert!(ratios.iter().any(|&ratio| ratio < 24.0), "{name}: eight times the text took {ratios:.0?} times the work");
    }
}

/// Lines that set every rule to work; twice as many take about twice as long, and nothing of them is lost.
#[test]
fn hostile_lines_take_linear_time() {
    let lines = [
        "一、\n",
        "第一条\n",
        "（\n",
        "（甲）\n",
        "\r\n甲\r\n",
        "一、将第一条修改为：“甲\n",
        "修改为：\n第一条 甲\n",
        "某厅\n2021年9月\n",
        "1总则\n1.1甲\n",
        "- 甲\n",
        "标题：甲\n",
        "附件1 甲表\n",
        "甲办法\n甲\n",
        "|甲|\n",
    ];
    for line in lines {
        let time = |size: usize| {
            let text = format!("阅读办法\n一、甲。\n{}", line.repeat(size / line.len()));
            let start = busy::processor_time();
            if let Ok(policy) = policy::read(text.as_bytes()) {
                assert!(policy.write() == text.as_bytes(), "{line}");
            }
            busy::processor_time() - start
        };
        let (short, long) = (time(8_192), time(65_536));
        // Eight times the text; a quadratic step would take 64 times as long.
        assert!(long < short * 24 + std::time::Duration::from_millis(200), "{line}: {short:?}, {long:?}");
    }
}
