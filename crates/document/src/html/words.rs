//! The words that the markup adds to a document, in the document's language (English where we have no better).

use domain::Language;

pub(super) struct Words {
    pub unavailable: &'static str,
    pub parentheses: (&'static str, &'static str),
    pub picture_missing: &'static str,
    /// Of a picture that may not be reprinted.
    pub picture_withheld: &'static str,
    pub table: &'static str,
    pub footnotes: &'static str,
    /// Before a number.
    pub footnote: &'static str,
    /// Before the number of a reference.
    pub back: &'static str,
    pub asked_by: &'static str,
    pub answered_by: &'static str,
    pub dash: &'static str,
    pub single: &'static str,
    pub multiple: &'static str,
    pub true_false: &'static str,
    pub answer_quiz: &'static str,
    /// Behind an option, for who checks.
    pub right_option: &'static str,
    /// Before the words that explain an answer.
    pub explanation: &'static str,
}

const HANS: Words = Words {
    unavailable: "作品暂不可用",
    parentheses: ("（", "）"),
    picture_missing: "图片暂不可用",
    picture_withheld: "图片未获转载许可，请到原文查看",
    table: "表格 ",
    footnotes: "脚注",
    footnote: "脚注 ",
    back: "返回正文引用处 ",
    asked_by: "提问：",
    answered_by: "回答：",
    dash: "——",
    single: "单选题",
    multiple: "多选题",
    true_false: "判断题",
    answer_quiz: "开始作答",
    right_option: "（正确答案）",
    explanation: "解析：",
};

const HANT: Words = Words {
    unavailable: "作品暫不可用",
    parentheses: ("（", "）"),
    picture_missing: "圖片暫不可用",
    picture_withheld: "圖片未獲轉載許可，請到原文查看",
    table: "表格 ",
    footnotes: "註腳",
    footnote: "註腳 ",
    back: "返回正文引用處 ",
    asked_by: "提問：",
    answered_by: "回答：",
    dash: "——",
    single: "單選題",
    multiple: "多選題",
    true_false: "判斷題",
    answer_quiz: "開始作答",
    right_option: "（正確答案）",
    explanation: "解析：",
};

const ENGLISH: Words = Words {
    unavailable: "Work not available",
    parentheses: (" (", ")"),
    picture_missing: "Picture not available",
    picture_withheld: "The picture may not be reprinted; see the original",
    table: "Table ",
    footnotes: "Footnotes",
    footnote: "Footnote ",
    back: "Back to reference ",
    asked_by: "Asked by ",
    answered_by: "Answered by ",
    dash: "— ",
    single: "One answer",
    multiple: "Several answers",
    true_false: "True or false",
    answer_quiz: "Answer the questions",
    right_option: "(right)",
    explanation: "Explanation: ",
};

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::ZhHans => &HANS,
        Language::ZhHant => &HANT,
        _ => &ENGLISH,
    }
}
