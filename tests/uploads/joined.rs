//! Parts of a long image: kept as they came, joined in their order, in the library of who joined them.

use super::*;
use serde_json::{Value, json};

/// The beginning of a picture; nothing of it is decoded here.
fn picture(seed: u8) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n"[..], &[seed; 3000]].concat()
}

/// The digest of an uploaded part.
fn part(client: &Client, organisation: &str, bytes: &[u8]) -> String {
    let metadata = format!("{},purpose {}", metadata(organisation), base64(b"long-image"));
    let begun = client.begin_with(bytes.len(), &[("Upload-Metadata", &metadata), PIECE], bytes);
    assert_eq!(begun.status, 201, "{}", begun.text());
    let asset = client.get(&format!("/assets/{}", begun.header("liangyi-asset").unwrap()));
    asset["digest"].as_str().unwrap().to_owned()
}

fn join(client: &Client, organisation: &str, parts: &Value) -> Response {
    let body = json!({"organisation": organisation, "parts": parts}).to_string();
    client.ask("POST", &format!("{API}/assets/long-image"), &[("Content-Type", "application/json")], body.as_bytes())
}

#[tokio::test]
async fn parts_are_kept_as_they_are_and_joined_once() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let (a, b) = (part(&author, "green-hill", &picture(1)), part(&author, "green-hill", &picture(2)));
    assert_eq!(site.texts("SELECT state FROM assets").await, ["kept", "kept"]);
    assert_eq!(site.number("SELECT COUNT(*) FROM jobs").await, 0, "a part is scaled by itself");

    let joined = join(&author, "green-hill", &json!([a, b]));
    assert_eq!(joined.status, 201, "{}", joined.text());
    let joined: Value = serde_json::from_str(&joined.text()).unwrap();
    assert_eq!((&joined["kind"], &joined["state"]), (&json!("long-image"), &json!("pending")));
    assert_eq!(site.texts("SELECT kind FROM jobs").await, ["long-image"]);
    // The same again is the same; another order is another.
    let digest = |response: Response| serde_json::from_str::<Value>(&response.text()).unwrap()["digest"].clone();
    assert_eq!(digest(join(&author, "green-hill", &json!([a, b]))), joined["digest"]);
    assert_ne!(digest(join(&author, "green-hill", &json!([b, a]))), joined["digest"]);
    assert_eq!(site.number("SELECT COUNT(*) FROM assets WHERE kind = 'long-image'").await, 2);

    // A part that is brought as a picture of its own becomes one.
    let begun = author.begin_with(3008, &[PIECE], &picture(1));
    assert_eq!(begun.status, 201, "{}", begun.text());
    assert_eq!(site.texts("SELECT state FROM assets ORDER BY id LIMIT 1").await, ["pending"]);
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn nobody_joins_what_is_not_theirs_and_who_joins_the_same_has_it_too() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = |cookie: &str| Client::new(&serving, cookie);
    let (author, stranger, publisher) = (client(&accounts.author), client(&accounts.stranger), client(&accounts.publisher));
    let ours = part(&author, "green-hill", &picture(1));
    let joined: Value = serde_json::from_str(&join(&author, "green-hill", &json!([ours])).text()).unwrap();
    let at = format!("{API}/assets/{}", joined["id"]);

    assert_eq!(join(&stranger, "blue-lake", &json!([ours])).status, 404, "what others have is not told");
    assert_eq!(join(&stranger, "green-hill", &json!([ours])).status, 403);
    assert_eq!(join(&publisher, "green-hill", &json!([ours])).status, 403, "a publisher uploads nothing");
    assert_eq!(stranger.ask("GET", &at, &[], &[]).status, 404);

    let theirs = part(&stranger, "blue-lake", &picture(1));
    assert_eq!(theirs, ours);
    let again: Value = serde_json::from_str(&join(&stranger, "blue-lake", &json!([theirs])).text()).unwrap();
    assert_eq!(again["id"], joined["id"]);
    assert_eq!(stranger.ask("GET", &at, &[], &[]).status, 200);
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn what_cannot_be_joined_is_told_in_words() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let film = author.begin_with(3000, &[PIECE], &video(3000, 3));
    let film = author.get(&format!("/assets/{}", film.header("liangyi-asset").unwrap()));
    let a = part(&author, "green-hill", &picture(1));
    for (parts, status, words) in [
        (json!([]), 422, "1 到 20 张"),
        (json!(vec![&a; 21]), 422, "1 到 20 张"),
        (json!([a, film["digest"]]), 422, "不是图片"),
        (json!(["0".repeat(64)]), 404, ""),
        (json!(["' OR 1=1"]), 404, ""),
    ] {
        let refused = join(&author, "green-hill", &parts);
        assert_eq!(refused.status, status, "{parts}: {}", refused.text());
        assert!(refused.text().contains(words), "{parts}: {}", refused.text());
    }
    drop(serving);
    forget_jobs(&site).await;
}
