//! Laws and regulations.

use super::*;
use policy::{PartKind, Style};

#[test]
fn articles_run_on_and_their_ids_are_chapter_and_article() {
    let Some(bytes) = real("kepu-law-2024.md") else { return };
    let law = policy::read(&bytes).unwrap();
    assert_whole(&law, &bytes);
    assert_eq!((law.style, law.parts.len(), law.parts[0].kind), (Style::Law, 1, PartKind::Law));
    assert_eq!(law.title, "中华人民共和国科学技术普及法");
    assert_eq!(law.summary().parts[0].levels, [8, 60]);
    assert_eq!(law.article(14, 0).map(|c| (c.id.to_string(), c.label.clone())), Some(("2.14".to_owned(), "第十四条".to_owned())));
    assert_eq!(clause(&law, "1").heading, "总则");
    assert_eq!(clause(&law, "1.3").body.len(), 2);
    assert_eq!(clause(&law, "1.3").lead(40), "坚持中国共产党对科普事业的全面领导");
    assert_eq!((law.adoption.len(), law.date.map(|d| d.to_string())), (2, Some("2024-12-25".to_owned())));
    assert_eq!(law.issuer.as_deref(), Some("全国人民代表大会常务委员会"));
}

#[test]
fn items_are_children_of_their_article_and_cited_with_its_paragraph() {
    let Some(bytes) = real("kepu-regulation-guangdong-2021.md") else { return };
    let law = policy::read(&bytes).unwrap();
    assert_whole(&law, &bytes);
    let item = clause(&law, "2.12.1");
    assert_eq!((item.label.as_str(), item.heading.as_str()), ("第十二条第（一）项", ""));
    assert_eq!(clause(&law, "2.10.3").label, "第十条第二款第（三）项");
    assert_eq!(law.issuer.as_deref(), Some("广东省人民代表大会常务委员会"));
}

#[test]
fn every_real_document_is_written_back_byte_for_byte() {
    for bytes in REAL.iter().filter_map(|name| real(name)) {
        assert_whole(&policy::read(&bytes).unwrap(), &bytes);
    }
}

const CODE: &str = "中华人民共和国示例法典

（2020年5月28日第十三届全国人民代表大会第三次会议通过）

目　　录

第一编　总　　则
　第一章　基本规定
　第二章　自 然 人
　　第一节　民事权利能力
第二编　物　　权
　第一分编　通　　则
　　第一章　基本规定
附　　则

第一编　总　　则
第一章　基本规定
　　第一条　为了保护权益，制定本法。
　　第二条　本法调整平等主体之间的关系。
第二章　自 然 人
第一节　民事权利能力
　　第三条　自然人享有权利。
　　第三条之一　胎儿视为具有民事权利能力。
第二编　物　　权
第一分编　通　　则
第一章　基本规定
　　第四条　有下列情形之一的，物权消灭：
　　（一）标的物灭失；
　　（二）放弃，包括：
　　1.明示；
　　2.默示。
　　前款规定不影响第三人。
　　下列情形除外：
　　（一）法律另有规定；
附　　则
　　第五条　本法自2021年1月1日起施行。《旧法》、《旧通则》同时废止。
";

#[test]
fn volumes_chapters_sections_articles_and_items_nest() {
    let policy = read(CODE);
    assert_eq!(policy.article(3, 0).unwrap().id.to_string(), "1.2.1.3");
    assert_eq!(policy.article(4, 0).unwrap().id.to_string(), "2.1.1.4");
    assert_eq!(clause(&policy, "1.2.1").label, "第一编第二章第一节");
    assert_eq!(clause(&policy, "1.2").heading, "自然人");
    assert_eq!(clause(&policy, "2.1.1.4.2.1").label, "第四条第一款第（二）项第1目");
}

#[test]
fn the_contents_of_a_code_may_name_one_chapter_title_in_several_volumes() {
    let policy = read(CODE);
    assert_eq!(of_role(&policy.parts[0].prelude, Role::Contents).len(), 9);
    assert_eq!(policy.clauses().filter(|c| c.heading == "基本规定").count(), 2);
}

#[test]
fn an_inserted_article_has_an_id_of_its_own() {
    let policy = read(CODE);
    let inserted = policy.article(3, 1).unwrap();
    assert_eq!((inserted.id.to_string(), inserted.label.as_str()), ("1.2.1.30100".to_owned(), "第三条之一"));
}

#[test]
fn paragraphs_behind_items_belong_to_the_article_and_a_second_list_is_cited_by_its_paragraph() {
    let policy = read(CODE);
    let article = policy.article(4, 0).unwrap();
    assert_eq!(closing(article), ["前款规定不影响第三人。", "下列情形除外："]);
    assert_eq!(clause(&policy, "2.1.1.4.10002").label, "第四条第三款第（一）项");
}

#[test]
fn supplementary_provisions_without_a_number_close_the_volumes() {
    let policy = read(CODE);
    assert_eq!(closing(clause(&policy, "2")), ["附　　则"]);
    assert_eq!(policy.article(5, 0).unwrap().id.to_string(), "2.5");
}

const ORDER: &str = "中华人民共和国示例部令
第12号
《示例科普管理规定》已经2020年1月2日部务会议审议通过，现予公布，自2020年3月1日起施行。
部长　张三
2020年1月15日
示例科普管理规定
第一条为了加强科普管理，制定本规定。
第二条本规定所称科普，是指科学技术普及。
第二条规定的科普，不包括商业广告。
第三条、第四条所称场馆，包括科技馆。
第三条【公开】场馆应当公开。
第四条 （免费）场馆应当免费。
第五条本规定自2020年3月1日起施行。
";

#[test]
fn an_order_and_the_regulation_it_publishes_are_two_parts() {
    let policy = read(ORDER);
    assert_eq!(policy.parts.iter().map(|p| p.kind).collect::<Vec<_>>(), [PartKind::Letter, PartKind::Law]);
    assert_eq!(policy.number.as_deref(), Some("第12号"));
    assert_eq!(policy.issuer.as_deref(), Some("中华人民共和国示例部"));
    assert_eq!(ids(&policy), "1 2 3 4 5");
}

#[test]
fn a_sentence_that_begins_with_an_article_number_is_no_article() {
    let policy = read(ORDER);
    assert_eq!(policy.article(2, 0).unwrap().body.len(), 3);
}

#[test]
fn article_headings_in_brackets_are_headings() {
    let policy = read(ORDER);
    let heading = |n| policy.article(n, 0).unwrap().heading.as_str();
    assert_eq!((heading(3), heading(4), heading(5)), ("公开", "免费", ""));
}

#[test]
fn an_amendment_quotes_articles_without_having_them() {
    let text = "关于修改《某某条例》的决定\n（2023年3月1日某市第五届人民代表大会常务委员会第三次会议通过）\n　　对《某某条例》作如下修改：\n　　一、将第三条修改为：“本市应当加强科普。\n　　“科普包括：\n　　“（一）组织活动；\n　　“（二）建设场馆。”\n　　二、增加一条，作为第四条：“第四条　九月为科普月。”\n　　三、删去第十条。\n　　本决定自公布之日起施行。\n\n某某条例\n（1999年1月1日某市第二届人民代表大会常务委员会第三次会议通过）\n　　第一条　为了加强科普，制定本条例。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 2 3 p2.1");
    assert_eq!(clause(&policy, "1").body.len(), 4);
    assert_eq!(clause(&policy, "1").heading, "将第三条修改为");
}
