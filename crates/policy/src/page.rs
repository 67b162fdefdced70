//! What web pages put around a document: navigation, a table of its data, notes at its foot.

use crate::{front, row, variant};

/// Lines below a document that are not of it.
pub(crate) fn is_note(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "加入收藏",
        "分享",
        "分享到",
        "打印本页",
        "关闭窗口",
        "返回顶部",
        "我要纠错",
        "附件下载",
        "相关附件",
        "上一篇",
        "下一篇",
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
    let text = text.trim_matches(['【', '】', '[', ']']);
    // 【我要纠错】责任编辑：…
    let text = text.rsplit('】').next().unwrap_or(text);
    let bracketed = ["（此件", "（联系", "（本文", "(此件", "（信息公开"].iter().any(|word| text.starts_with(word));
    bracketed
        || WORDS.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':'])))
}

/// 索引号：…, 发文机关：…: the table that web pages put above a document.
pub(crate) fn is_record(text: &str) -> bool {
    const FIELDS: [&str; 36] = [
        "发文机构",
        "公开日期",
        "生效日期",
        "失效日期",
        "发布文号",
        "发布单位",
        "内容概述",
        "页面功能",
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
    let text = variant::simplified(&text);
    // 【发布单位】某市
    let text = text.strip_prefix('【').map_or(text.to_string(), |rest| rest.replacen('】', "：", 1));
    let listed = FIELDS.iter().any(|field| text.strip_prefix(field).is_some_and(|rest| rest.starts_with(['：', ':'])));
    let filled = text.split_once(['：', ':']).is_some_and(|(field, value)| field.chars().count() <= 6 && !value.is_empty());
    // 2023年第8期 of a gazette.
    let issue = text.ends_with('期') && text.contains("年第") && text.chars().count() <= 20;
    listed
        || issue
        || is_stamped(&text)
        || filled && text.chars().count() <= 60 && !text.contains(['。', '；', '《']) && front::annex(&text).is_none()
}

/// 2022-09-04 18:07 来源：…
fn is_stamped(text: &str) -> bool {
    let mut fields = text.splitn(3, ['-', '/']);
    let year = fields.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    year && fields.next().is_some_and(|month| matches!(month.len(), 1 | 2) && month.bytes().all(|b| b.is_ascii_digit()))
}

/// The name of a field whose value stands in the next paragraph: 发文字号：
pub(crate) fn is_open_record(text: &str) -> bool {
    text.ends_with(['：', ':']) && is_record(text)
}

/// 首页 > 政策文件, 某市人民政府网站, 【阅读全文】: where a page stands in its site.
pub(crate) fn is_navigation(text: &str) -> bool {
    const CHANNELS: [&str; 8] =
        ["通知公告", "公告公示", "公示公告", "政策文件", "政策法规", "规范性文件", "信息公开", "政务公开"];
    const SITES: [&str; 6] = ["网", "网站", "在线", "门户", "LOGO", "专区"];
    let path = text.matches('>').count() > text.matches('<').count() + 1 || text.contains('»');
    let link = text.starts_with('【') && text.ends_with('】') && text.chars().count() <= 12;
    let named = CHANNELS.contains(&text) || SITES.iter().any(|end| text.ends_with(end)) && text.chars().count() <= 16;
    path || link || named || text.contains("首页") || text.contains("首頁")
}

/// The title where the table has one: 发文标题：….
pub(crate) fn recorded_title(text: &str) -> Option<&str> {
    let (field, title) = text.split_once(['：', ':'])?;
    matches!(row::squeeze(field).as_str(), "标题" | "发文标题" | "名称").then(|| row::trim(title))
}
