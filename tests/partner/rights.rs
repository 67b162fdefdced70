//! The rights in each picture of a work: told with it, and what may not be handed on is not.

use super::{
    inside::{Inside, now, pass},
    ninjs::faults,
};
use crate::{
    editorial::round_trip::png,
    site::{Folder, Work, on_both},
};
use db::{handed_on, handed_on::HandedOn, work_heads::Granted};
use domain::{Day, Licence};
use editorial::RightsOfAsset;
use serde_json::{Value, json};

const DAY_MS: i64 = 24 * 3600 * 1000;

on_both! {
    async fn rights_stand_beside_each_picture_and_what_may_not_be_handed_on_goes(site: &Site) {
        assert!(site.output_with(&[&"user", &"add", &"lin", &"--password-stdin"], "correct horse battery staple").status.success());
        let folder = Folder::new();
        folder.file("pictures/a.png", png(200)).file("pictures/b.png", png(90));
        let picture = |name: &str| format!("![图{name}](pictures/{name}.png \"说明\"){{credit=\"图：甲\" licence=CC-BY-4.0}}\n\n");
        folder.work(&Work::new("shown", "有图的文章").body(&(picture("a") + &picture("b"))));
        folder.work(&Work::new("plain", "没有图的文章"));
        folder.import(site);
        let inside = Inside::new(site).await;
        let key = inside.partner("daily").await;
        let account = site.number("SELECT id FROM accounts").await;
        let asset = site.number("SELECT id FROM assets WHERE name LIKE '%a.png'").await;
        let say = async |licence: Option<Licence>, expires_on: Option<Day>, withheld: bool| {
            let rights = RightsOfAsset { account, asset, alt: "", credit: "山海图片社", licence, expires_on, withheld, note: "内部的话" };
            editorial::set_asset_rights(&inside.db, now(), rights).await.unwrap();
        };
        let mut cursor = String::new();
        let mut poll = || {
            let page = inside.json(200, &key, "GET", &format!("/changes?after={cursor}"), None);
            cursor = page["cursor"].as_str().unwrap().to_owned();
            page["changes"].as_array().unwrap().clone()
        };
        let begin = poll();
        let work = begin.iter().find(|change| change["title"] == "有图的文章").unwrap();
        let id = work["id"].as_str().unwrap().to_owned();
        let assets = work["assets"].as_array().unwrap();
        assert_eq!((begin.len(), assets.len()), (2, 2));
        let first = &assets[0];
        assert_eq!((&first["kind"], &first["alt"], &first["credit"], &first["ai"]), (&json!("picture"), &json!("图a"), &json!("图：甲"), &json!("none")));
        assert_eq!((&first["licence"], &first["source"], &first["rights_until"]), (&json!("CC-BY-4.0"), &json!(null), &json!(null)));
        let shown = first["files"][0]["address"].as_str().unwrap().to_owned();
        assert!(work["html"].as_str().unwrap().contains(&format!("src=\"{shown}\"")), "the first file is the one in the text: {work}");
        let (asset_key, file) = shown.rsplit('/').next().unwrap().split_once('.').unwrap();
        let fetch = async || handed_on::look_up(&inside.db, &Granted::everything(), asset_key, file).await.unwrap();
        let HandedOn::Found(row) = fetch().await else { panic!("{shown}") };
        assert_eq!((first["files"][0]["sha256"].as_str().unwrap(), first["files"][0]["bytes"].as_i64().unwrap()), (row.digest.as_str(), row.bytes));

        // What the library comes to know is a change of what shows it, and of nothing else.
        let today = now().day();
        say(Some(Licence::Partners), Some(today), true).await;
        let told = poll();
        let first = &told[0]["assets"][0];
        assert_eq!((told.len(), &told[0]["id"]), (1, &json!(id)));
        assert_eq!((&first["source"], &first["rights_until"]), (&json!("山海图片社"), &json!(today.to_string())));
        assert!(!told[0].to_string().contains("内部的话"));
        let ninjs = inside.json(200, &key, "GET", &format!("/items/{id}?format=ninjs"), None);
        let beside = &ninjs["associations"][0];
        assert_eq!((&beside["rel"], &beside["copyrightNotice"], &beside["infoSources"][0]["name"]), (&json!("asset"), &json!("图：甲"), &json!("山海图片社")));
        // The text says CC BY, the library that partners alone may use it: what allows less is told.
        assert_eq!(told[0]["assets"][0]["licence"], "partners");
        assert!(!beside.to_string().contains("creativecommons") && beside["expires"].as_str().unwrap().starts_with(&today.to_string()), "{beside}");
        assert_eq!(beside["renditions"][0]["href"], shown.as_str());
        if let Some(faults) = faults(std::slice::from_ref(&ninjs)) {
            assert!(faults[0].is_empty(), "{faults:?} {ninjs}");
        }

        // Its last day is over.
        pass(DAY_MS);
        inside.work().await;
        let gone = |told: &[Value]| {
            assert_eq!((told.len(), &told[0]["id"], told[0]["assets"].as_array().unwrap().len()), (1, &json!(id), 1));
            assert!(!told[0].to_string().contains(asset_key), "{}", told[0]);
        };
        gone(&poll());
        assert_eq!(fetch().await, HandedOn::Gone);
        say(Some(Licence::Partners), None, false).await;
        assert_eq!((poll()[0]["assets"].as_array().unwrap().len(), matches!(fetch().await, HandedOn::Found(_))), (2, true));

        // It is licensed for this site alone.
        say(Some(Licence::Reserved), None, false).await;
        gone(&poll());
        assert_eq!(fetch().await, HandedOn::Gone);
        assert_eq!(poll().len(), 0);
    }
}
