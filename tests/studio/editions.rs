//! Revisions of a work: listed with who and when, compared block by block, brought back without losing what was there.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

fn save(browser: &Browser<'_>, id: i64, title: &str, body: &str) -> Value {
    let mut work = browser.json("GET", &format!("/works/{id}"), None);
    work["content"]["title"] = title.into();
    let save = json!({"version": work["version"], "content": work["content"], "body": body});
    browser.json("PUT", &format!("/works/{id}"), Some(&save))
}

on_both! {
    async fn an_old_revision_is_compared_and_restored_and_the_present_copy_is_kept(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "editor")]);
        account(site, "zhou", &[("green-hill", "editor")]);
        let server = site.serve();
        let (lin, zhou) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "zhou"));
        let id = lin.write("green-hill", "潮汐");
        let at = |act: &str| format!("/works/{id}/{act}");
        save(&lin, id, "潮汐", "第一段讲潮汐。\n\n第二段讲月亮怎样吸引海水。\n");
        lin.json("POST", &at("submit"), None);
        assert_eq!(zhou.review(id, "first", "return", "再写细些。").status, 200);
        save(&lin, id, "潮汐的来历", "第一段讲潮汐。\n\n第二段讲月亮如何吸引海水。\n\n第三段是新的。\n");

        let list = zhou.json("GET", &at("revisions"), None);
        let first = list["revisions"][0]["name"].as_str().unwrap().to_owned();
        assert_eq!((list["revisions"][0]["number"].as_i64(), list["revisions"][0]["by"].as_str()), (Some(1), Some("lin")));
        assert_eq!((list["revisions"][0]["submission"].as_str(), list["copy"]["version"].is_i64()), (Some("returned"), true));
        let found = zhou.json("GET", &at(&format!("difference?from={first}&to=copy")), None);
        // A submission names the version of the policy in its links; the copy leaves it open.
        let fields: Vec<&str> = found["fields"].as_array().unwrap().iter().map(|f| f["field"].as_str().unwrap()).collect();
        assert_eq!((found["changes"].as_i64(), fields), (Some(4), vec!["clauses", "title"]));
        let steps: Vec<&str> = found["blocks"].as_array().unwrap().iter().map(|b| b["step"].as_str().unwrap()).collect();
        assert_eq!(steps, ["same", "changed", "new"]);
        let pieces = found["blocks"][1]["pieces"].as_array().unwrap();
        assert_eq!((&pieces[1]["text"], &pieces[1]["op"], &pieces[2]["text"]), (&json!("怎样"), &json!("delete"), &json!("如何")));
        assert_eq!(zhou.json("GET", &at("difference?from=copy&to=copy"), None)["changes"], 0);
        assert_eq!(zhou.send("GET", &at("difference?from=r999999&to=copy"), None).status, 404);

        let version = lin.json("GET", &format!("/works/{id}"), None)["version"].clone();
        let stale = json!({"from": first, "version": version.as_i64().unwrap() - 1});
        assert!(lin.refused(422, "POST", &at("restore"), Some(&stale)).contains("刚刚又有新的修改"));
        let restored = lin.json("POST", &at("restore"), Some(&json!({"from": first, "version": version})));
        assert_eq!(restored["content"]["title"], "潮汐");
        assert!(!restored["body"].as_str().unwrap().contains("第三段"));
        let kept = lin.json("GET", &at("revisions"), None)["kept"][0].clone();
        assert_eq!((kept["title"].as_str(), kept["by"].as_str()), (Some("潮汐的来历"), Some("lin")));
        let undone = lin.json("POST", &at("restore"), Some(&json!({"from": kept["name"], "version": restored["version"]})));
        assert!(undone["body"].as_str().unwrap().contains("第三段是新的。"));
        assert_eq!(lin.json("GET", &at("revisions"), None)["kept"].as_array().unwrap().len(), 2, "both are still there");

        // Of another work, nothing is a side.
        let other = lin.write("green-hill", "另一篇");
        assert_eq!(lin.send("GET", &format!("/works/{other}/difference?from={first}&to=copy"), None).status, 404);
        save(&lin, id, "潮汐", "<b>坏的\n");
        assert!(lin.refused(422, "GET", &at(&format!("difference?from={first}&to=copy")), None).contains("格式错误"));
    }
}
