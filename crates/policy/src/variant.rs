//! Traditional characters in the words by which lines are told, as their simplified forms. For comparison only: what is
//! shown and written back keeps its characters.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// Each traditional character of the word lists before its simplified form.
const FORMS: &str = "辦办規规則则條条細细綱纲劃划計计決决報报標标準准範范導导書书復复號号佈布發发會会廳厅協协\
    團团總总實实試试習习執执議议讀读關关於于轉转單单機机構构軟软館馆員员責责編编輯辑聯联繫系電电話话傳传題题\
    說说錄录預预措措請请樣样環环錢钱間间長长頁页為为過过從从該该現现將将見见還还廢废止止節节";

pub(crate) fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| simple(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(simple).collect())
}

fn simple(c: char) -> char {
    static TABLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let (mut forms, mut table) = (FORMS.chars(), HashMap::new());
        while let (Some(traditional), Some(simple)) = (forms.next(), forms.next()) {
            table.insert(traditional, simple);
        }
        table
    });
    TABLE.get(&c).copied().unwrap_or(c)
}
