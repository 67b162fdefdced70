//! Short titles of policies.

use domain::short_title;

#[test]
fn a_letter_that_passes_a_document_on_is_called_by_the_document() {
    assert_eq!(short_title("某县关于印发《三年行动方案（2026—2028年）》的通知"), "三年行动方案（2026—2028年）");
    assert_eq!(short_title("关于印发《学习贯彻〈意见〉工作方案》的通知（提要）"), "学习贯彻〈意见〉工作方案");
}

#[test]
fn any_other_title_is_itself() {
    for title in ["中华人民共和国科学技术普及法", "关于《方案》的说明", "印发《方案", ""] {
        assert_eq!(short_title(title), title);
    }
}
