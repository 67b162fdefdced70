//! Documents as they are copied from web pages and page layouts.

use super::*;
use policy::PartKind;

#[test]
fn navigation_and_lists_of_a_site_are_above_the_title_and_not_it() {
    let policy = read(
        "最新法规 点击最多 资料下载\n法规汇编(2015)\n某某科普在线\n   首页 > 政策法规 > 其他 >\n发文标题: 某市文化局关于印发某市阅读方案[2016—2020年]的通知\n发文文号: 某文[2016]29号\n发文时间: 2016-12-20\n页面功能:\n  • 加入收藏\n  • 关闭\n发文内容:\n\n各区文化局,市有关单位:\n  《某市阅读方案(2016—2020年)》已经同意,现印发给你们。\n  某市文化局\n  2016年12月20日\n  某市阅读方案(2016—2020年)\n  一、目标\n  到2020年,形成风尚。\n",
    );
    assert_eq!(policy.parts.iter().map(|p| p.kind).collect::<Vec<_>>(), [PartKind::Letter, PartKind::Plan]);
    assert!(policy.title.ends_with("某市文化局关于印发某市阅读方案[2016—2020年]的通知"));
    assert_eq!(policy.number.as_deref(), Some("某文[2016]29号"));
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2016-12-20"));
    assert_eq!(policy.recipients.as_deref(), Some("各区文化局,市有关单位"));
    assert_eq!(policy.parts[1].title, "某市阅读方案(2016—2020年)");
}

#[test]
fn a_table_of_data_may_have_its_values_on_lines_of_their_own() {
    let policy = read(
        "返回顶部\n\n某县阅读工作规则\n\n  • 索引号:\n\n    61072/2024-001\n  • 发文机构:\n\n    县政府网站\n  • 发文字号:\n\n    某政发〔2024〕7号\n  • 有效性:\n\n某县阅读工作规则\n\n第一章总则\n\n一、为了推动阅读,制定本规则。\n\n二、本规则适用于全县。\n\n第二章 附则\n\n三、本规则自公布之日起施行。\n",
    );
    assert_eq!(ids(&policy), "1 1.1 1.2 2 2.3");
    assert_eq!(
        (policy.number.as_deref(), policy.recipients.as_deref(), policy.issuer.as_deref()),
        (Some("某政发〔2024〕7号"), None, None)
    );
}

#[test]
fn bracketed_fields_are_a_table_of_data() {
    let policy = read(
        "好法规> 法规库> 某省阅读条例\n• 【发布文号】某省人大常委会公告第47号\n• 【失效日期】--\n\n某省阅读条例\n\n《某省阅读条例》已由某省人民代表大会常务委员会第十次会议于2005年10月17日通过,现予公布。\n\n第一条 为了推动阅读,制定本条例。\n第二条 读者是指阅读的人。\n",
    );
    assert_eq!((policy.title.as_str(), policy.number.as_deref()), ("某省阅读条例", Some("某省人大常委会公告第47号")));
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2005-10-17"));
}

#[test]
fn the_name_of_a_site_and_the_hour_of_printing_are_not_the_title() {
    let policy = read(
        "某某阅读网\n某省文化厅等三部门关于加强阅读的意见\n2023-05-29 15:41:00\n某省文化厅\n\n某文〔2023〕2号\n\n各市文化局:\n  现提出以下意见。\n  一、总体要求\n  1.指导思想\n  坚持以人民为中心。\n【我要纠错】责任编辑：张三\n",
    );
    assert_eq!(policy.title, "某省文化厅等三部门关于加强阅读的意见");
    assert_eq!((policy.number.as_deref(), policy.recipients.as_deref()), (Some("某文〔2023〕2号"), Some("各市文化局")));
    assert_eq!(of_role(&policy.parts[0].closing, Role::Note), ["【我要纠错】责任编辑：张三"]);
}

#[test]
fn a_letter_that_has_lost_its_title_carries_its_plan() {
    let policy = read(
        "文办发〔2018〕3号\n文化办公室各成员单位，各省文化厅：\n现将《2018年阅读工作要点》印发给你们。请落实。\n文化办公室\n2018年3月19日\n2018年阅读工作要点\n2018年是关键之年。\n一、宣传\n（一）办好活动。\n",
    );
    assert_eq!((policy.title.as_str(), ids(&policy).as_str()), ("2018年阅读工作要点", "1 1.1"));
    assert_eq!(policy.recipients.as_deref(), Some("文化办公室各成员单位，各省文化厅"));
    assert_eq!(policy.parts[0].kind, PartKind::Letter);
}

#[test]
fn a_report_above_a_document_is_not_its_beginning() {
    let policy = read(
        "日前，某区办公厅印发了《某区阅读方案》，进行了部署。\n《方案》提出五项任务。\n某区阅读方案\n为推动阅读，制定本方案。\n一、目标\n提升。\n",
    );
    assert_eq!(policy.parts.len(), 2);
    assert_eq!(policy.title, "某区阅读方案");
}

#[test]
fn a_title_may_end_with_the_document_that_it_hands_on() {
    let policy = read(
        "中共某省委办公厅 某省人民政府办公厅印发《关于\n加强阅读工作的意\n见》\n近日，印发了《关于加强阅读工作的意见》，全文如下。\n一、总体要求\n（一）思想。坚持方向。\n",
    );
    assert_eq!(policy.title, "中共某省委办公厅某省人民政府办公厅印发《关于加强阅读工作的意见》");
}

#[test]
fn lines_broken_at_the_margin_are_joined_though_the_page_shows_wider_ones() {
    let policy = read(
        "阅读机构管理条例\n\n作者:某某资料网 时间:2024-07-22 08:17:50   浏览:8464   来源:某某资料网 阅读:120\n\n  第一章总则\n\n  第一条为了规范阅读机构的设置,加强阅读机构管\n理,提高服务效率,根据阅读法和国家有关规定,制定\n本条例。\n\n  第二条阅读机构的设置应当适应国家经济、社会、\n文化发展的需要,遵循精简、统一、便民、高效的原则\n和要求。\n\n  第三条阅读机构根据职能分为公共图书馆、书屋和\n其他阅读机构。\n\n  阅读机构的主管部门在同级人民政府领导下,负责\n阅读机构设置的具体工作。\n",
    );
    assert_eq!(ids(&policy), "1 1.1 1.2 1.3");
    assert_eq!(policy.article(3, 0).unwrap().body.len(), 2);
    assert!(policy.article(1, 0).unwrap().own_text().contains("机构管理,提高服务效率"));
}

#[test]
fn a_dot_may_stand_for_a_stop_in_text_from_a_page_layout() {
    let policy = read(
        "国发 〔 2021〕9 号 \n国务院关于印发全民阅读\n纲要 ( 2021—2035 年 ) 的通知\n各省 、 自治区人民政府 :\n现印发给你们 , 请认真实施 .\n— 1 —\n全民阅读纲要\n( 2021—2035 年 )\n一 、 前言\n阅读是素质的基础 .\n二 、 目标\n( 一 ) 指导思想 . 坚持方向 . 用1.5倍力量 .\n( 二 ) 原则 .\n",
    );
    assert_eq!(policy.title, "国务院关于印发全民阅读纲要(2021—2035年)的通知");
    assert_eq!((ids(&policy).as_str(), policy.number.as_deref()), ("1 2 2.1 2.2", Some("国发〔2021〕9号")));
    assert_eq!(clause(&policy, "2.1").heading, "指导思想");
}

#[test]
fn names_above_a_date_may_share_a_line_and_a_line_below_the_title_does_not_sign() {
    let policy = read(
        "关于加强阅读的通知\n\n文化部\n\n关于加强阅读的通知\n\n某文字[2000] 85号\n一、开放。\n二、更新。\n\n文 化 部   \n国家阅读委员会　人民团体办公室\n二OO六年二月二十日\n",
    );
    assert_eq!(policy.issuer.as_deref(), Some("文化部、国家阅读委员会、人民团体办公室"));
    assert_eq!(
        (policy.number.as_deref(), policy.date.map(|d| d.to_string()).as_deref()),
        (Some("某文字[2000] 85号"), Some("2006-02-20"))
    );
}

#[test]
fn traditional_characters_are_understood_and_kept() {
    let policy = read(
        "某市文化局\n\n關於印發《某市閱讀場館\n\n管理辦法》的通知\n\n某文發〔2017〕38號\n\n各區文化局、各有關單位：\n\n現印發給你們。\n\n某市文化局 2017年8月30日\n\n某市閱讀場館管理辦法\n\n第一章　總則\n\n第一節　目的\n\n第一條　為促進閱讀，制定本辦法。\n\n第二條　場館應當開放。\n",
    );
    assert_eq!((policy.title.as_str(), ids(&policy).as_str()), ("關於印發《某市閱讀場館管理辦法》的通知", "1 1.1 1.1.1 1.1.2"));
    assert_eq!((policy.number.as_deref(), policy.parts[1].title.as_str()), (Some("某文發〔2017〕38號"), "某市閱讀場館管理辦法"));
}
