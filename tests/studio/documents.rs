//! Bodies read for the structured editor.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::json;

on_both! {
    async fn a_body_is_read_with_lines_also_where_it_is_not_yet_right(site: &Site) {
        furnish(site);
        account(site, "lin", &[]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let read = |body: &str| lin.json("POST", "/documents/read", Some(&json!({"body": body})));
        let right = read("甲\n\n## 题\n\n乙[^1]\n\n[^1]: 注\n");
        assert_eq!((&right["whole"], &right["lines"], &right["footnote_lines"]), (&json!(true), &json!([1, 3, 5]), &json!([7])));
        assert_eq!(right["document"]["blocks"][1], json!({"type": "heading", "level": 2, "anchor": "s1", "inlines": [{"type": "text", "text": "题"}]}));
        assert_eq!(right["faults"], json!([]));
        let wrong = read("甲<b>乙\n\n丙");
        assert_eq!((&wrong["whole"], &wrong["faults"][0]["field"]), (&json!(false), &json!("body:1")));
        assert_eq!(wrong["document"]["blocks"][1]["inlines"][0]["text"], "丙");
        assert_eq!(read("甲\u{1}")["document"], json!(null));
        lin.refused(422, "POST", "/documents/read", Some(&json!({"body": "甲", "more": 1})));
        Browser::new(&server).refused(401, "POST", "/documents/read", Some(&json!({"body": "甲"})));
    }
}
