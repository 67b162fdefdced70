//! Items as ninjs, judged by IPTC's own schema.

use super::inside::Inside;
use crate::site::Site;
use serde_json::Value;
use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// The faults that the schema finds in each; `None` where schema or Python are not there.
pub(super) fn faults(items: &[Value]) -> Option<Vec<Vec<String>>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = tests.join("../../shared/data/schemas/ninjs-schema_3.1.json");
    let python = tests.join("../target/python/bin/python");
    if !schema.exists() || !python.exists() {
        eprintln!("skipped: {} or {} is missing", schema.display(), python.display());
        return None;
    }
    let mut command = Command::new(&python);
    command.arg(tests.join("partner/validate.py")).arg(&schema).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(serde_json::to_string(items).unwrap().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_valid_ninjs_published_or_withdrawn() {
    let site = Site::new();
    let inside = Inside::new(&site).await;
    let key = inside.partner("daily").await;
    inside.publish(&["frost", "wind"]).await;
    inside.withdraw("wind").await;
    let ids = inside.json(200, &key, "GET", "/changes", None)["changes"].as_array().unwrap().clone();
    let of = |kind: &str| {
        let id = ids.iter().find(|change| change["type"] == kind).unwrap()["id"].as_str().unwrap();
        inside.json(200, &key, "GET", &format!("/items/{id}?format=ninjs"), None)
    };
    let (work, gone) = (of("work"), of("tombstone"));
    assert_eq!((&work["pubStatus"], &work["title"], &work["type"]), (&"usable".into(), &"作品frost".into(), &"text".into()));
    assert!(work["bodies"][0]["value"].as_str().unwrap().contains("正文只有一段"));
    assert!(work["genres"][0]["uri"].as_str().unwrap().ends_with("/genres/expert") && work["people"][0]["name"] == "lin（示例）");
    assert_eq!((&gone["pubStatus"], &gone["edNote"]), (&"canceled".into(), &"依据不足。".into()));
    assert!(gone.get("bodies").is_none() && gone.get("title").is_none());
    let plain = ids[0]["id"].as_str().unwrap();
    assert_eq!(inside.send(&key, "GET", &format!("/items/{plain}?format=newsml"), None).status, 400);

    let mut bent = work.clone();
    bent["pubStatus"] = "published".into();
    let Some(faults) = faults(&[work, gone, bent]) else { return };
    assert!(faults[0].is_empty() && faults[1].is_empty(), "{faults:?}");
    assert_eq!(faults[2].len(), 1, "the schema is asked at all");
}
