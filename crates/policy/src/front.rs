//! The fixed lines around a text: document number, adoption, addressee, annexes, signature. Each is told by its own words.

use crate::{date, numeral, row};

/// Lines that never belong to a title beside them.
pub(crate) fn is_apart(text: &str) -> bool {
    is_number(text) || is_adoption(text) || date::whole(text).is_some() || annex(text).is_some() || is_contents_heading(text)
}

/// 国发〔2021〕9号, 中华人民共和国主席令第四十三号, 第666号, 财教［2020］1 号.
pub(crate) fn is_number(text: &str) -> bool {
    let text = row::squeeze(text);
    let text = text.trim_matches(['（', '）', '(', ')']);
    let Some(body) = text.strip_suffix('号') else { return false };
    let figure = body.ends_with(|c| numeral::digit(c).is_some() || numeral::is_han(c));
    let yeared = ['〔', '［', '[', '（', '('].iter().any(|&open| {
        let inner: String = body.split(open).nth(1).unwrap_or("").chars().take_while(|&c| numeral::digit(c).is_some()).collect();
        inner.chars().count() == 4
    });
    let ordered = body.starts_with('第') || body.contains("令第") || body.contains("公告第");
    figure && text.chars().count() <= 40 && (yeared || ordered || body.contains("年第"))
}

/// 2002年6月29日 第九届…通过, （…公布　自…起施行）, 根据2018年…修正.
pub(crate) fn is_adoption(text: &str) -> bool {
    const ACTS: [&str; 10] = ["通过", "公布", "发布", "修订", "修正", "批准", "施行", "颁布", "印发", "修改"];
    let bare = text.trim_start_matches(['（', '(', '　', ' ']);
    let bare = bare.strip_prefix("根据").unwrap_or(bare);
    // Web pages lose the beginning of the line: 常务委员会第三十次会议通过）
    let torn = text.contains("会议通过") && text.chars().count() <= 60 && text.ends_with(['）', ')']);
    let acted = ACTS.iter().any(|act| text.contains(act)) && text.chars().count() <= 600;
    torn || acted && date::leading(bare).is_some() && !text.trim_end().ends_with('。')
}

/// 各省、自治区、直辖市人民政府：
pub(crate) fn is_recipients(text: &str) -> bool {
    let named = !text.contains(['。', '；', '《', '“']) && !["如下", "下列", "以下"].iter().any(|word| text.contains(word));
    text.ends_with(['：', ':']) && named && annex(text).is_none() && text.chars().count() <= 400
}

pub(crate) fn is_contents_heading(text: &str) -> bool {
    matches!(row::squeeze(text).trim_matches(['【', '】']), "目录" | "目次" | "目錄")
}

/// What a line that begins with 附件 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Annex {
    /// 附件, 附件1
    Label,
    /// 附件：
    Colon,
    /// 附件：1.某某表, 附件2 某某表
    Titled,
}

pub(crate) fn annex(text: &str) -> Option<Annex> {
    let text = row::squeeze(text);
    let rest = ["附件", "附录", "附表", "附"].iter().find_map(|word| text.strip_prefix(word))?;
    if text.contains(['。', '，', '；']) || text.chars().count() > 100 {
        return None;
    }
    let numbered = rest.trim_start_matches(|c: char| numeral::digit(c).is_some() || numeral::is_han(c) || "－-—".contains(c));
    let has_number = numbered.len() < rest.len();
    let named = numbered.trim_start_matches(['：', ':', '.', '．', '、']);
    let has_stop = named.len() < numbered.len();
    match (has_number, has_stop, named.is_empty()) {
        (_, false, true) => (has_number || text.starts_with("附件") || text.starts_with("附录")).then_some(Annex::Label),
        (false, true, true) => Some(Annex::Colon),
        (true, true, true) => Some(Annex::Label),
        (false, false, false) => None,
        (_, _, false) => Some(Annex::Titled),
    }
}

/// Lines below a document that are not of it.
pub(crate) fn is_note(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "抄送",
        "抄报",
        "主题词",
        "联系人",
        "联系电话",
        "联系方式",
        "责任编辑",
        "信息来源",
        "扫一扫",
        "分送",
        "发送",
        "打印",
        "关闭",
    ];
    let text = row::squeeze(text);
    let bracketed = ["（此件", "（联系", "（本文", "(此件", "（信息公开"].iter().any(|word| text.starts_with(word));
    bracketed
        || WORDS.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':'])))
}

/// 索引号：…, 发文机关：…: the table that web pages put above a document.
pub(crate) fn is_record(text: &str) -> bool {
    const FIELDS: [&str; 28] = [
        "发文内容",
        "正文",
        "名称",
        "发文标题",
        "发文文号",
        "发文部门",
        "发文单位",
        "发文时间",
        "发文日期",
        "实施时间",
        "法规类型",
        "索引号",
        "发文机关",
        "成文日期",
        "发布日期",
        "标题",
        "发文字号",
        "主题分类",
        "主题词",
        "来源",
        "公开方式",
        "发布机构",
        "公文种类",
        "文号",
        "有效性",
        "时间",
        "发布时间",
        "信息来源",
    ];
    let text = row::squeeze(text);
    let listed = FIELDS.iter().any(|field| text.strip_prefix(field).is_some_and(|rest| rest.starts_with(['：', ':'])));
    let filled = text.split_once(['：', ':']).is_some_and(|(field, value)| field.chars().count() <= 6 && !value.is_empty());
    listed || filled && text.chars().count() <= 60 && !text.contains(['。', '；', '《']) && annex(&text).is_none()
}

/// The title where the table has one: 发文标题：….
pub(crate) fn recorded_title(text: &str) -> Option<&str> {
    let (field, title) = text.split_once(['：', ':'])?;
    matches!(row::squeeze(field).as_str(), "标题" | "发文标题" | "名称").then(|| row::trim(title))
}

/// 特此通知。 and other set endings, which close the whole and never its last clause.
pub(crate) fn is_set_ending(text: &str) -> bool {
    let short = text.chars().count() <= 20;
    // 本意见自2023年5月1日起施行, and what it replaces.
    let beginning: String = text.chars().take(30).collect();
    let in_force = text.starts_with('本')
        && beginning.contains('自')
        && ["施行", "执行", "生效", "实施"].iter().any(|word| beginning.contains(word));
    in_force
        || short
            && ["特此", "此复", "此令", "专此", "以上意见", "妥否", "请遵照", "请认真贯彻执行"]
                .iter()
                .any(|word| text.starts_with(word))
}

/// An organisation signs with its name, which ends with what it is.
pub(crate) fn is_organisation(text: &str) -> bool {
    const ENDS: [&str; 24] = [
        "厅", "部", "局", "委", "会", "院", "府", "协", "室", "办", "署", "社", "中心", "行", "科", "处", "所", "组", "校", "馆",
        "团", "站", "司", "大学",
    ];
    ENDS.iter().any(|end| text.ends_with(end))
}
