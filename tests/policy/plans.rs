//! Notices and plans written for these tests, each with traps that real ones set.

use super::*;
use policy::PartKind;

const OPINION: &str = "某省人民政府办公厅文件
某政办发〔2023〕12号


某省人民政府办公厅关于加快推进
科学普及工作的实施意见

各市、县（市、区）人民政府，省政府各部门：

  为贯彻落实《中华人民共和国科学技术普及法》和《国务院关于加强科普工作的意见》（国发〔2022〕3号，以下简称《意见》）精神，提出如下意见。
  一、总体要求
  （一）指导思想。以新思想为指导。坚持统筹。
  （二）主要目标。到2025年，实现以下目标：
  1、具备科学素质的比例超过15%。
  2、建成科普基地100个。其中：
  （1）省级20个；
  （2）市级80个。
  ①城区40个；
  ②乡镇40个。
  二、重点任务
  （三）强化阵地建设。一是建设场馆；二是完善设施。（一）所述目标应当分解。
  （四）强化人才培养。加强队伍建设。
  鼓励高校开设课程。
  （五）强化活动品牌。办好活动。
  各地要因地制宜，抓好前述任务。
  三、保障措施
  （六）加强领导。落实责任。
  本意见自2023年5月1日起施行。《某省人民政府办公厅关于科普工作的意见》（某政办发〔2012〕8号）同时废止。

  附件：1.重点任务分工表
        2.某省科普基地管理办法

                         某省人民政府办公厅
                           2023年4月20日
  （此件公开发布）

附件1

重点任务分工表

序号 任务 责任单位
1 建设场馆 省科协

附件2

某省科普基地管理办法

第一条　为规范管理，制定本办法。
第二条　申报应当符合下列条件：
（一）有法人资格；
（二）有场所。
第三条　本办法自印发之日起施行。

抄送：省委各部门。
";

#[test]
fn an_opinion_is_taken_apart_into_letterhead_number_title_body_and_signature() {
    let policy = read(OPINION);
    assert_eq!(policy.title, "某省人民政府办公厅关于加快推进科学普及工作的实施意见");
    assert_eq!(policy.number.as_deref(), Some("某政办发〔2023〕12号"));
    assert_eq!(policy.issuer.as_deref(), Some("某省人民政府办公厅"));
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2023-04-20"));
    let body = &policy.parts[0];
    assert_eq!(of_role(&body.prelude, Role::Letterhead), ["某省人民政府办公厅文件"]);
    assert_eq!(of_role(&body.closing, Role::AnnexList).len(), 2);
    assert_eq!(of_role(&body.closing, Role::Note), ["（此件公开发布）"]);
    assert_eq!(of_role(&policy.parts[2].closing, Role::Note), ["抄送：省委各部门。"]);
}

#[test]
fn a_second_level_that_runs_on_keeps_unique_ids() {
    let policy = read(OPINION);
    let second: Vec<String> = policy.parts[0].clauses.iter().filter(|c| c.level == 2).map(|c| c.id.to_string()).collect();
    assert_eq!(second, ["1.1", "1.2", "2.3", "2.4", "2.5", "3.6"]);
}

#[test]
fn five_levels_of_numbers_nest_and_are_cited_in_chinese() {
    let policy = read(OPINION);
    let deepest = clause(&policy, "1.2.2.2.1");
    assert_eq!((deepest.label.as_str(), deepest.marker.as_str()), ("一（二）2（2）①", "①"));
}

#[test]
fn annexes_are_parts_with_prefixed_ids_and_the_list_of_annexes_is_none() {
    let policy = read(OPINION);
    let kinds: Vec<_> = policy.parts.iter().map(|p| (p.kind, p.title.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (PartKind::Plan, "某省人民政府办公厅关于加快推进科学普及工作的实施意见"),
            (PartKind::Annex, "重点任务分工表"),
            (PartKind::Annex, "某省科普基地管理办法"),
        ]
    );
    assert_eq!(clause(&policy, "p3.2.1").label, "第二条第（一）项");
}

#[test]
fn a_paragraph_between_run_in_items_is_the_items_and_one_that_looks_back_is_the_chapters() {
    let policy = read(&OPINION.replace("各地要因地制宜，抓好前述任务", "在做好以上工作的同时，各地要因地制宜"));
    assert_eq!(clause(&policy, "2.4").body.len(), 2);
    assert_eq!(closing(clause(&policy, "2")), ["在做好以上工作的同时，各地要因地制宜。"]);
}

#[test]
fn the_day_on_which_all_comes_into_force_belongs_to_no_chapter() {
    let policy = read(OPINION);
    assert!(policy.parts[0].closing[0].text.starts_with("本意见自2023年5月1日起施行"));
    assert!(clause(&policy, "3").closing.is_empty());
}

const LETTER: &str = "示例国务院关于印发全民阅读
行动规划纲要（2021—2035年）的通知
国发〔2021〕9号

各省、自治区、直辖市人民政府：
　　现将《全民阅读行动规划纲要（2021—2035年）》印发给你们。

　　　　　　示例国务院
　　　　　　２０２１年６月３日

全民阅读行动规划纲要
（2021—2035年）

　　依据《中华人民共和国阅读法》、《阅读条例》，制定《全民阅读行动规划纲要（2021—2035年）》（以下简称《阅读纲要》）。
　　一、前言
　　阅读是国民素质的重要组成部分。
　　二、原则和目标
　　（一）原则。
　　——突出阅读引领。践行价值观。
　　（二）目标。
　　到2025年，比例超过15%。
　　1.5万个阅读点建成。
　　三、组织实施
　　（一）组织保障。
　　建立机制。
　　（三）条件保障。
　　完善法规。
　　（三）经费保障。
　　统筹考虑。
　　（四）监督检查。
　　定期报告。
";

#[test]
fn a_title_that_the_letter_names_without_brackets_begins_the_inner_part() {
    let policy = read(LETTER);
    assert_eq!(policy.parts[0].kind, PartKind::Letter);
    assert_eq!(policy.parts[1].title, "全民阅读行动规划纲要（2021—2035年）");
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2021-06-03"));
    assert_eq!(policy.number.as_deref(), Some("国发〔2021〕9号"));
}

#[test]
fn a_heading_with_a_stop_above_its_text_stands_alone() {
    let policy = read(LETTER);
    let aims = clause(&policy, "2.2");
    assert_eq!((aims.heading.as_str(), aims.run_in, aims.body.len()), ("目标", false, 2));
}

#[test]
fn an_amount_at_the_beginning_of_a_line_is_no_number() {
    let policy = read(LETTER);
    assert_eq!(clause(&policy, "2.2").body[1].text, "1.5万个阅读点建成。");
}

#[test]
fn a_number_that_comes_twice_by_mistake_leaves_the_other_ids_alone() {
    let policy = read(LETTER);
    assert_eq!(ids(&policy), "1 2 2.1 2.2 3 3.1 3.3 3.30002 3.4");
    assert_eq!(clause(&policy, "3.30002").heading, "经费保障");
}

#[test]
fn a_letter_with_clauses_of_its_own_has_the_bare_ids_and_its_annex_the_prefixed_ones() {
    let text = "关于做好阅读工作的通知\n\n各单位：\n一、提高认识。加强学习。\n二、抓好落实。明确责任。\n特此通知。\n\n某市文化局\n2024年5月1日\n\n附件\n阅读工作方案\n一、总体要求\n坚持。\n（一）目标\n提升。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 2 p2.1 p2.1.1");
    assert_eq!(policy.parts[0].kind, PartKind::Letter);
    assert_eq!(policy.parts[0].closing[0].text, "特此通知。");
    assert!(policy.clause(&"p2.1".parse().unwrap()).is_some_and(|c| c.heading == "总体要求"));
}

#[test]
fn brackets_and_enumerations_in_running_text_are_no_clauses() {
    let text = "关于阅读的意见\n一、总体要求\n（一）指导思想。本项（二）不是条款。\n（2021—2035年）规划期内持续推进。\n（所、站）要开放。\n（一）至（三）项由各地落实。\n一是宣传，二是服务。\n一、二、三级医院应当设阅览室。\n2035年远景目标另行制定。\n10月为阅读月。\n二、附则\n由文化局解释。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 1.1 2");
}

#[test]
fn decimals_are_clauses_where_they_count_and_only_there() {
    let text = "示例市突发事件应急预案\n\n1 总则\n1.1 编制目的\n为了建立机制，提高能力。\n1.2 适用范围\n本预案适用于本市。\n1.5 万人以上的事件按特大处理。\n2 组织体系\n2.1 领导机构\n2.1.1 市应急委\n（1）统一领导；\n（2）分级负责。\n2.2 专家组\n3 个专家组参与工作。\n3 附则\n3.1 解释\n由办公室解释。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 1.1 1.2 2 2.1 2.1.1 2.1.1.1 2.1.1.2 2.2 3 3.1");
    assert_eq!(clause(&policy, "2.1.1.2").label, "2.1.1（2）");
    assert_eq!(clause(&policy, "1.2").body.len(), 2);
    assert_eq!(clause(&policy, "2.2").body[0].text, "3 个专家组参与工作。");
}

#[test]
fn a_document_that_nests_the_other_way_round_is_read_as_it_counts() {
    let text = "科普工作方案\n一、任务\n1. 做好宣传：\n（一）线上；\n（二）线下。\n2. 做好总结：\n（一）年度；\n（二）季度。\n二、要求\n1. 落实。\n";
    assert_eq!(ids(&read(text)), "1 1.1 1.1.1 1.1.2 1.2 1.2.1 1.2.2 2 2.1");
}

#[test]
fn markdown_marks_are_layout() {
    let text = "# 某县科普工作实施方案\n\n## 一、总体要求\n\n### （一）指导思想\n\n坚持新发展理念。\n\n- **坚持政府主导。** 加强统筹。\n\n<!-- 注释\n（二）不是条款\n-->\n\n---\n\n## 二、重点任务\n\n1\\. **建设场馆。** 推动建设。\n\n**2．举办活动。** 办好。\n";
    let policy = read(text);
    assert_eq!((policy.title.as_str(), ids(&policy).as_str()), ("某县科普工作实施方案", "1 1.1 2 2.1 2.2"));
    assert_eq!(clause(&policy, "1.1").body[1].text, "坚持政府主导。 加强统筹。");
    assert_eq!(clause(&policy, "2.1").heading, "建设场馆");
    assert_eq!(clause(&policy, "2.2").heading, "举办活动");
}

#[test]
fn lines_broken_by_hand_are_joined_to_paragraphs() {
    let text = "关于加强科普工作的若干意见\n为深入贯彻党的精神，全面提升公民科学\n素质，推动科普事业高质量发展，现提出以\n下意见。\n　　一、总体要求\n　　坚持以人民为中心的发展思想，推动科学\n普及与科技创新同等重要的制度安排基本形\n成，全社会共同参与的大科普格局加快形\n成。\n　　（一）加强组织领导。各级党委和政府要\n把科普工作纳入重要议事日程，到2025年建成\n1.5万个科普站，形成合力。\n　　二、保障措施\n　　（一）加强督促检查。各地要结合实际抓\n好落实，重大情况及时报告。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 1.1 2 2.1");
    assert_eq!(clause(&policy, "1").body.len(), 1);
    assert!(clause(&policy, "1.1").own_text().ends_with("到2025年建成1.5万个科普站，形成合力。"));
}

#[test]
fn blank_lines_tabs_and_wide_spaces_change_nothing_but_the_bytes() {
    let loose = "　　关于阅读的意见  \r\n\r\n\r\n\t　一、 总体要求 \r\n \t \r\n坚持。　\r\n　　（ 一 ）目 标\r\n\r\n\r\n提升。\r\n― ２ ―\r\n";
    let tight = "关于阅读的意见\n一、总体要求\n坚持。\n（一）目标\n提升。\n";
    let (loose, tight) = (read(loose), read(tight));
    let shape = |p: &Policy| p.clauses().map(|c| (c.id.clone(), c.heading.clone())).collect::<Vec<_>>();
    assert_eq!(shape(&loose), shape(&tight));
    assert_eq!(loose.title, tight.title);
}

#[test]
fn a_table_of_contents_makes_no_clauses() {
    let text = "阅读规划\n\n目  录\n\n一、总体要求……………1\n（一）目标\t2\n二、组织实施...... 3\n\n一、总体要求\n坚持。\n（一）目标\n提升。\n二、组织实施\n落实。\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 1.1 2");
    assert_eq!(of_role(&policy.parts[0].prelude, Role::Contents).len(), 4);
}

const PAGE: &str = "热词搜索:

规范性文件

市人民政府办公室关于印发某市阅读行动实施方案(2011-2015年)的通知

索引号 : 11346509/2012-1563602 文       号 : 某政办发〔2012〕3号

  

某政办发〔2012〕3号

市人民政府办公室关于

印发某市阅读行动

实施方案(2011-2015年)的通知

各乡镇人民政府、办事处、场,市政府各部门:

  现将《某市阅读行动实施方案(2011-2015年)》印发给你们。

  

某市阅读行动实施方案(2011-2015年)

根据《省人民政府关于阅读的意见》(某发[2006]46号,以下简称《阅读纲要》)精神,制定本方案。

一、背景和意义

市委历来重视。

(一)目标

1、到2015年,达到5%。
";

#[test]
fn what_a_web_page_puts_around_a_title_is_not_the_title() {
    let policy = read(PAGE);
    assert_eq!(policy.title, "市人民政府办公室关于印发某市阅读行动实施方案(2011-2015年)的通知");
    assert_eq!(policy.number.as_deref(), Some("某政办发〔2012〕3号"));
    assert_eq!(policy.recipients.as_deref(), Some("各乡镇人民政府、办事处、场,市政府各部门"));
    assert_eq!(of_role(&policy.parts[0].prelude, Role::Note).len(), 3);
}

#[test]
fn a_title_that_stands_twice_begins_no_second_part() {
    let policy = read(PAGE);
    assert_eq!(of_role(&policy.parts[0].prelude, Role::Title), [policy.title.as_str(), policy.title.as_str()]);
    assert_eq!(policy.parts[1].title, "某市阅读行动实施方案(2011-2015年)");
    assert_eq!(ids(&policy), "1 1.1 1.1.1");
    assert_eq!(policy.names[0].full, "省人民政府关于阅读的意见");
}

#[test]
fn an_issuer_on_a_line_of_its_own_is_part_of_the_title_it_announces() {
    let policy = read(
        "某市科学技术协会\n\n关于印发《科普方案》的通知\n\n各科协：\n现印发给你们。\n附件：科普方案\n\n某市科学技术协会\n2024年5月1日\n\n附件\n\n科普方案\n\n一、目标\n提升。\n",
    );
    assert_eq!(policy.title, "某市科学技术协会关于印发《科普方案》的通知");
    assert_eq!(policy.parts[1].kind, PartKind::Plan);
    assert_eq!(policy.parts[1].title, "科普方案");
}

#[test]
fn decimals_may_follow_their_number_without_a_space_and_miss_one() {
    let text = "某镇应急预案(暂行)\n1总则\n1.1目的\n保障安全。\n1.3分级\n1.3.1为有效处置,分为4级。\n(1)一般。造成损失。\n上述各级相互关联。\n2组织体系\n(1)领导。\n3个小组参与工作。\n3运行机制\n3.1预测\n3.2 万元以上的设备应当登记。\n10附则\n10.1预案管理\n";
    let policy = read(text);
    assert_eq!(ids(&policy), "1 1.1 1.3 1.3.1 1.3.1.1 2 2.1 3 3.1 10 10.1");
    assert_eq!(closing(clause(&policy, "1")), ["上述各级相互关联。"]);
}

#[test]
fn points_of_a_markdown_list_belong_to_the_item_above_them() {
    let policy = read(
        "# 阅读计划\n\n## 一、任务\n\n1. **建设场馆**。完成改造。\n2. **更新图书**。\n   - 新增百册；\n   - 淘汰旧书。\n\n## 二、保障\n\n落实。\n",
    );
    assert_eq!(clause(&policy, "1.2").body.len(), 3);
    assert!(clause(&policy, "1").closing.is_empty());
}

#[test]
fn an_inner_title_may_have_two_brackets_behind_it() {
    let policy = read(
        "关于印发《某县阅读工作方案》的通知\n\n各单位：\n现印发给你们。\n\n某县文化局\n2026年1月5日\n\n某县阅读工作方案\n（2026—2028年）（试行）\n\n一、目标\n提升。\n",
    );
    assert_eq!(policy.parts[1].title, "某县阅读工作方案（2026—2028年）（试行）");
    assert_eq!(policy.parts[1].kind, PartKind::Plan);
    assert_eq!(ids(&policy), "1");
}

#[test]
fn an_order_is_called_by_what_it_publishes() {
    let policy = read(
        "某部令\n\n第7号\n\n《阅读规定》已经通过，现予公布。\n\n部长　张三\n2023年7月1日\n\n阅读规定\n\n第一条　为了推动阅读，制定本规定。\n第二条　本规定自发布之日起施行。\n",
    );
    assert_eq!((policy.title.as_str(), policy.issuer.as_deref()), ("阅读规定", Some("某部")));
}

#[test]
fn the_last_chapter_keeps_its_only_sentence_and_a_month_dates_a_signature() {
    let policy = read("阅读实施办法\n一、目标\n提升。\n二、附则\n本办法自发布之日起施行。\n\n某市文化局\n二〇二一年九月\n");
    assert_eq!(clause(&policy, "2").body.len(), 1);
    assert_eq!(policy.issuer.as_deref(), Some("某市文化局"));
}
