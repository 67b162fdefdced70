//! Titles: which paragraphs can be one, and where one ends that is wrapped over several lines.

use crate::{block::Block, date, front, numeral, page, row, variant};

/// Kinds of documents, as the last word of a title.
const KINDS: [&str; 69] = [
    "程序",
    "通则",
    "守则",
    "规程",
    "公示",
    "备忘录",
    "简章",
    "通知",
    "意见",
    "决定",
    "方案",
    "规划",
    "纲要",
    "办法",
    "规定",
    "条例",
    "法",
    "细则",
    "公告",
    "通告",
    "批复",
    "函",
    "报告",
    "令",
    "决议",
    "公报",
    "议案",
    "纪要",
    "章程",
    "计划",
    "要点",
    "指南",
    "规则",
    "标准",
    "规范",
    "目录",
    "预案",
    "措施",
    "制度",
    "准则",
    "解释",
    "清单",
    "通报",
    "请示",
    "宪法",
    "法典",
    "修正案",
    "指引",
    "导则",
    "公约",
    "宣言",
    "倡议书",
    "说明",
    "分工",
    "任务书",
    "名单",
    "表",
    "安排",
    "提纲",
    "大纲",
    "指标",
    "体系",
    "行动",
    "工程",
    "政策",
    "须知",
    "协定",
    "手册",
    "书",
];

/// Documents that hand on another one.
const LETTERS: [&str; 9] = ["通知", "函", "令", "公告", "决定", "批复", "通报", "通告", "命令"];

/// Words of a title that hands on a document.
const HANDED_ON: [&str; 4] = ["印发《", "转发《", "发布《", "公布《"];

/// Lines one title may be wrapped over.
const MAX_LINES: usize = 8;

/// A paragraph of its own without a stop and without a number.
pub(crate) fn is_possible(block: &Block) -> bool {
    let numbered = block.marker.as_ref().is_some_and(|m| !m.doubtful);
    let wordy = block.text.contains(['。', '；', '|']) || block.text.chars().all(|c| !numeral::is_ideograph(c));
    let other = block.quoted || page::is_navigation(&block.text) || is_opening(&block.text);
    !numbered && !wordy && !other && !block.ends_sentence() && block.chars() <= 120
}

/// Neither a number, a date nor anything else that has a line of its own.
fn is_line(block: &Block) -> bool {
    let is_line = || {
        let text = &block.text;
        is_possible(block) && !front::is_apart(text) && !page::is_record(text) && !page::is_note(text)
    };
    *block.title_line.get_or_init(is_line)
}

/// 前言 opens a text and names none.
fn is_opening(text: &str) -> bool {
    matches!(row::squeeze(text).as_str(), "前言" | "序言" | "引言" | "序" | "导言" | "正文" | "全文")
}

/// The title ends with a kind of document; （试行） and the like behind it do not count.
pub(crate) fn is_complete(text: &str) -> bool {
    // 某某办公厅印发《关于…的意见》
    let handed_on = text.ends_with('》') && HANDED_ON.iter().any(|word| text.contains(word));
    (handed_on || ends_with_any(text, &KINDS)) && !is_open(text)
}

pub(crate) fn is_letter(title: &str) -> bool {
    ends_with_any(title, &LETTERS)
}

fn ends_with_any(title: &str, kinds: &[&str]) -> bool {
    let title = without_tail(title);
    let last: String = title.chars().skip(title.chars().count().saturating_sub(4)).collect();
    let last = variant::simplified(&last);
    kinds.iter().any(|kind| last.ends_with(kind))
}

/// For comparison: 《〈〉》 change with nesting and spaces with layout, so neither counts.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|&c| !row::is_space(c) && !"《》〈〉“”‘’\"<>「」".contains(c)).collect()
}

/// The title that begins with `blocks[0]`: how many blocks it takes, and its text on one line.
pub(crate) fn take(blocks: &[Block]) -> (usize, String) {
    let mut text = blocks[0].text.clone();
    let mut complete = is_complete(&text).then(|| (1, text.clone()));
    for (taken, block) in blocks.iter().enumerate().take(MAX_LINES).skip(1) {
        let open = is_open(&text);
        let same_mark = block.heading == blocks[0].heading;
        let tail = is_tail(&block.text);
        let goes_on = if open {
            block.chars() <= 60 && !block.text.contains('。')
        } else if is_settled(&text) {
            tail || block.adjacent && same_mark && block.text.starts_with('的')
        } else {
            (block.adjacent || is_torn(&text, &block.text)) && same_mark && is_line(block)
        };
        if !goes_on {
            break;
        }
        text.push_str(&block.text);
        if is_complete(&text) {
            complete = Some((taken + 1, text.clone()));
        }
    }
    // Lines that never come to an end of a title are not one title.
    let (taken, text) = complete.unwrap_or_else(|| (1, blocks[0].text.clone()));
    (taken, row::squeeze(&text))
}

/// No more lines are to come. 行动 and the like may also stand within a title, and what is 印发 or 转发 is so by a letter.
fn is_settled(text: &str) -> bool {
    const ALSO_WITHIN: [&str; 12] = ["行动", "工程", "体系", "政策", "指标", "表", "书", "说明", "分工", "安排", "目录", "法"];
    let handed_on = ["印发", "转发"].iter().any(|word| text.contains(word)) && !is_letter(text);
    is_complete(text) && !handed_on && !ALSO_WITHIN.iter().any(|word| without_tail(text).ends_with(word))
}

/// How many of the blocks say the title again, line by line; 0 where they do not.
pub(crate) fn repeated(blocks: &[Block], title: &str) -> usize {
    let title = key(title);
    let mut rest = title.as_str();
    for (taken, block) in blocks.iter().enumerate().take(MAX_LINES) {
        match rest.strip_prefix(&key(&block.text)) {
            Some("") => return taken + 1,
            Some(left) if left.len() < rest.len() => rest = left,
            _ => return 0,
        }
    }
    0
}

/// Web pages put blank lines into a title; it still goes on where a word demands it.
fn is_torn(before: &str, after: &str) -> bool {
    const LINKS: [&str; 10] = ["关于", "转发", "印发", "贯彻", "落实", "的", "和", "与", "及", "、"];
    let kind_alone = after.chars().count() <= 6 && !is_complete(before) && is_complete(after);
    kind_alone
        || LINKS.iter().any(|word| before.ends_with(word))
        || ["关于", "转发", "印发", "的"].iter().any(|word| after.starts_with(word))
}

/// 《, 〈 or （ is still open at the end.
fn is_open(text: &str) -> bool {
    let (mut title, mut inner, mut bracket) = (0i32, 0i32, 0i32);
    for c in text.chars() {
        match c {
            '《' => title += 1,
            '》' => title -= 1,
            '〈' => inner += 1,
            '〉' => inner -= 1,
            '（' | '(' => bracket += 1,
            '）' | ')' => bracket -= 1,
            _ => {}
        }
    }
    title > 0 || inner > 0 || bracket > 0
}

/// （试行）, （2021—2035年）, （征求意见稿） on a line of its own.
fn is_tail(text: &str) -> bool {
    let bracketed = text.starts_with(['（', '(', '〔']) && text.ends_with(['）', ')', '〕']);
    bracketed && text.chars().count() <= 24 && !front::is_adoption(text) && date::whole(text).is_none() && !front::is_number(text)
}

/// Without every bracket behind it: （2026—2028年）（试行） are two.
fn without_tail(text: &str) -> &str {
    let mut text = text.trim_end();
    while text.ends_with(['）', ')', '〕', ']', '］']) {
        match text.char_indices().rev().find(|&(_, c)| "（(〔[［".contains(c)) {
            Some((at, _)) => text = text[..at].trim_end(),
            None => break,
        }
    }
    text
}
