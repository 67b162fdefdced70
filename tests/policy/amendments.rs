//! Decisions that change other documents: what they quote is not theirs.

use super::*;

#[test]
fn new_articles_below_a_colon_are_text_of_the_decision() {
    let policy = read(
        "阅读法修正案（二）\n（2021年2月1日某会第九次会议通过）\n一、将阅读法第五条修改为：\n第五条　图书馆应当开放。\n开放时间不少于八小时。\n二、删去阅读法第九条。\n三、本修正案自2021年5月1日起施行。\n",
    );
    assert_eq!(ids(&policy), "1 2 3");
    assert_eq!(clause(&policy, "1").body.len(), 2);
    assert_eq!(policy.style, policy::Style::Plan);
}

#[test]
fn an_amendment_in_articles_keeps_to_its_own_count() {
    let policy = read(
        "阅读典修正案\n2018年3月1日某会通过\n第七条 阅读典第二条中的“书”修改为“书刊”。\n第八条 阅读典第三章增加一节，作为第四节；增加两条。内容如下：\n第四节 书屋\n第四十条 书屋由村设立。\n书屋应当开放。\n第四十一条 书屋应当登记。\n第四节相应改为第五节，第四十条改为第四十二条。\n第九条 阅读典第六条修改为：“略。”\n",
    );
    assert_eq!(ids(&policy), "7 8 9");
    assert_eq!(policy.article(8, 0).unwrap().body.len(), 6);
}

#[test]
fn items_within_one_pair_of_quotation_marks_are_quoted() {
    let policy = read(
        "关于修改《阅读条例》的决定\n一、将第六条修改为：“图书馆应当：\n（一）开放；\n（二）更新图书。”\n二、将第八条改为第十条，第一款修改为：\n“读者应当：\n（一）爱护图书；\n（二）按时归还。”\n三、对下列条款作出修改：\n（一）删去第十一条。\n（二）将第十二条中的“馆”修改为“书馆”。\n本决定自公布之日起施行。\n",
    );
    assert_eq!(ids(&policy), "1 2 3 3.1 3.2");
    assert_eq!(clause(&policy, "1").body.len(), 3);
    assert_eq!(policy.parts[0].closing[0].text, "本决定自公布之日起施行。");
}

#[test]
fn a_quotation_that_is_never_closed_swallows_nothing() {
    let policy = read("关于修改《阅读条例》的决定\n一、将第六条修改为：“图书馆应当开放。\n二、删去第七条。\n三、删去第八条。\n");
    assert_eq!(ids(&policy), "1 2 3");
}

#[test]
fn a_decision_with_its_own_announcement_and_the_text_published_anew_are_two_parts() {
    let policy = read(
        "某市人民政府关于修改《某市阅读办法》的决定\n\n某市人民政府令\n第30号\n\n《某市人民政府关于修改〈某市阅读办法〉的决定》已经通过，现予公布。\n\n市长　李四\n2019年8月1日\n\n某市人民政府决定对《某市阅读办法》作如下修改：\n一、将第二条修改为：“读者是指阅读的人。”\n二、删去第三条。\n《某市阅读办法》根据本决定重新公布。\n\n某市阅读办法\n（2001年1月1日某市人民政府令第10号公布　2019年8月1日修订）\n第一条　为了推动阅读，制定本办法。\n第二条　读者是指阅读的人。\n",
    );
    assert_eq!(ids(&policy), "1 2 p2.1 p2.2");
    assert_eq!((policy.number.as_deref(), policy.issuer.as_deref()), (Some("第30号"), Some("某市人民政府")));
    let text = of_role(&policy.parts[0].prelude, Role::Text);
    assert_eq!(text[1], "某市人民政府决定对《某市阅读办法》作如下修改：");
}

#[test]
fn meetings_and_days_of_force_stand_with_the_adoption() {
    let policy = read(
        "# 关于修改《阅读规则》的决定\n\n2018年7月30日 某会第17次会议\n\n2018年10月19日 某委员会第七次会议通过\n\n2018年12月1日 施行\n\n本决定自2018年12月1日起实行\n\n一、删去第三条。\n\n二、删去第四条。\n",
    );
    assert_eq!(policy.adoption.len(), 4);
    assert_eq!(policy.date.map(|d| d.to_string()).as_deref(), Some("2018-10-19"));
}
