//! The fixed lines around a text: document number, adoption, addressee, annexes, signature. Each is told by its own words.

use crate::{date, numeral, row, variant};

/// Lines that never belong to a title beside them.
pub(crate) fn is_apart(text: &str) -> bool {
    is_number(text) || is_adoption(text) || date::whole(text).is_some() || annex(text).is_some() || is_contents_heading(text)
}

/// 国发〔2021〕9号, 中华人民共和国主席令第四十三号, 第666号, 财教［2020］1 号.
pub(crate) fn is_number(text: &str) -> bool {
    let text = row::squeeze(text);
    let text = text.trim_matches(['（', '）', '(', ')']);
    let Some(body) = text.strip_suffix(['号', '號']) else { return false };
    let figure = body.ends_with(|c| numeral::digit(c).is_some() || numeral::is_han(c));
    let yeared = ['〔', '［', '[', '（', '('].iter().any(|&open| {
        let inner: String = body.split(open).nth(1).unwrap_or("").chars().take_while(|&c| numeral::digit(c).is_some()).collect();
        inner.chars().count() == 4
    });
    let ordered = body.contains('字') || body.starts_with('第') || body.contains("令第") || body.contains("公告第");
    figure && text.chars().count() <= 40 && (yeared || ordered || body.contains("年第"))
}

/// 2002年6月29日 第九届…通过, （…公布　自…起施行）, 根据2018年…修正, 2018年7月30日 某会第1745次会议.
pub(crate) fn is_adoption(text: &str) -> bool {
    const ACTS: [&str; 11] = ["通过", "公布", "发布", "修订", "修正", "批准", "施行", "颁布", "印发", "修改", "次会议"];
    if text.chars().count() > 600 || text.trim_end().ends_with('。') {
        return false;
    }
    let text = &*variant::simplified(text);
    let bare = text.trim_start_matches(['（', '(', '　', ' ']);
    let bare = bare.strip_prefix("根据").unwrap_or(bare);
    // Web pages lose the beginning of the line: 常务委员会第三十次会议通过）
    let torn = text.contains("会议通过") && text.chars().count() <= 60 && text.ends_with(['）', ')']);
    let acted = ACTS.iter().any(|act| text.contains(act));
    torn || acted && date::begins(bare) || is_in_force(text)
}

/// 本意见自2023年5月1日起施行, and what it replaces.
fn is_in_force(text: &str) -> bool {
    let beginning: String = text.chars().take(30).collect();
    let words = ["施行", "执行", "生效", "实施", "实行"];
    text.starts_with('本') && beginning.contains('自') && words.iter().any(|word| beginning.contains(word))
}

/// 各省、自治区、直辖市人民政府：; not 措施：
pub(crate) fn is_recipients(text: &str) -> bool {
    const NAMED: [&str; 26] = [
        "各",
        "全",
        "广大",
        "单位",
        "部",
        "厅",
        "局",
        "委",
        "会",
        "院",
        "府",
        "协",
        "办",
        "省",
        "市",
        "县",
        "区",
        "校",
        "公司",
        "同志",
        "工作者",
        "组",
        "中心",
        "处",
        "站",
        "社",
    ];
    if text.chars().count() > 400 {
        return false;
    }
    let text = &*variant::simplified(text);
    let named = !text.contains(['。', '；', '《', '“']) && !["如下", "下列", "以下"].iter().any(|word| text.contains(word));
    let form = ["名称", "姓名", "电话", "填报"].iter().any(|word| text.contains(word));
    let addressed = !form && NAMED.iter().any(|word| text.contains(word));
    text.ends_with(['：', ':']) && named && addressed && annex(text).is_none()
}

pub(crate) fn is_contents_heading(text: &str) -> bool {
    text.chars().count() <= 20 && matches!(row::squeeze(text).trim_matches(['【', '】']), "目录" | "目次" | "目錄")
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

/// 特此通知。 and other set endings, which close the whole and never its last clause.
pub(crate) fn is_set_ending(text: &str) -> bool {
    let short = text.chars().count() <= 20;
    is_in_force(text)
        || short
            && ["特此", "此复", "此令", "专此", "以上意见", "妥否", "请遵照", "请认真贯彻执行"]
                .iter()
                .any(|word| text.starts_with(word))
}

/// An organisation signs with its name, which ends with what it is.
pub(crate) fn is_organisation(text: &str) -> bool {
    const ENDS: [&str; 24] = [
        "厅", "部", "局", "委", "会", "院", "府", "协", "室", "办", "署", "社", "中心", "银行", "科", "处", "所", "组", "校",
        "馆", "团", "站", "司", "大学",
    ];
    let tail: String = text.chars().skip(text.chars().count().saturating_sub(2)).collect();
    let tail = variant::simplified(&tail);
    !text.starts_with('本') && ENDS.iter().any(|end| tail.ends_with(end))
}
