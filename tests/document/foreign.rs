//! Markdown from elsewhere.

use document::markdown::{self, Taken};

fn taken(source: &str) -> Taken {
    markdown::take(source).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn the_title_is_taken_from_front_matter_or_from_the_first_heading_and_lines_keep_their_numbers() {
    let read = taken("---\ntitle: \"题目\"\ntags: [a]\n---\n\n正文。\n\n<b>粗</b>\n");
    assert_eq!(read.title.as_deref(), Some("题目"));
    assert!(!read.faults.is_empty() && read.faults.iter().all(|fault| fault.line == 8), "{:?}", read.faults);
    let read = taken("# 题目\n\n## 一\n\n### 二\n");
    assert_eq!(
        (read.title.as_deref(), markdown::write(&read.document).as_str()),
        (Some("题目"), "## 一 {#s1}\n\n### 二 {#s2}\n")
    );
    assert!(read.faults.is_empty(), "{:?}", read.faults);
}

#[test]
fn chapters_of_the_first_level_move_down_with_all_below_them() {
    let read = taken("开头。\n\n# 一\n\n## 二\n\n# 三\n");
    assert_eq!(markdown::write(&read.document), "开头。\n\n## 一 {#s1}\n\n### 二 {#s2}\n\n## 三 {#s3}\n");
}

#[test]
fn what_cannot_be_kept_leaves_its_words_and_is_told_with_its_line() {
    let read = taken("甲[乙](file:///c)丙\n\n![图](images/a.png)\n\n<div>块里的字</div>\n\n- 一\n- ![图](b.png)\n");
    assert_eq!(markdown::write(&read.document), "甲乙丙\n\n块里的字\n\n- 一\n");
    let lines: Vec<u32> = read.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 3, 5, 8]);
    let picture = "a".repeat(64);
    let own = format!("![替]({picture}){{credit=\"x\" licence=CC0-1.0}}\n");
    assert_eq!(taken(&own).document.pictures().len(), 1, "a picture of the library stays");
}
