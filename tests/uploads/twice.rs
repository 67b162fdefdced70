//! The same bytes are the same original, whoever brings them; and nobody learns what others have.

use super::*;
use crate::site::on_both;

struct Whole {
    asset: i64,
    known: bool,
}

/// Uploads all of it at once.
fn whole(client: &Client, organisation: &str, bytes: &[u8]) -> Whole {
    let metadata = metadata(organisation);
    let begun = client.begin_with(bytes.len(), &[("Upload-Metadata", &metadata), PIECE], bytes);
    assert_eq!(begun.status, 201, "{}", begun.text());
    Whole { asset: begun.header("liangyi-asset").unwrap().parse().unwrap(), known: begun.header("liangyi-known") == Some("true") }
}

on_both! {
    async fn the_same_bytes_are_one_original_in_the_library_of_both(site: &Site) {
        let accounts = Accounts::on(site).await;
        let serving = site.serve_with(ALONE, &[]);
        let (author, stranger) = (Client::new(&serving, &accounts.author), Client::new(&serving, &accounts.stranger));
        let bytes = video(30_000, 20);
        let first = whole(&author, "green-hill", &bytes);
        // At once: the clock has moved by milliseconds only.
        let second = whole(&author, "green-hill", &bytes);
        assert_eq!((first.known, second.known), (false, true));
        let asset = first.asset;
        assert_eq!(second.asset, asset);
        let at = format!("{API}/assets/{asset}");
        assert_eq!(stranger.ask("GET", &at, &[], &[]).status, 404);
        assert_eq!(stranger.get("/assets")["assets"], serde_json::json!([]));

        // They have the bytes as well, so it is theirs too.
        assert_eq!(whole(&stranger, "blue-lake", &bytes).asset, asset);
        assert_eq!(stranger.ask("GET", &at, &[], &[]).status, 200);
        assert_eq!(stranger.get("/assets")["assets"][0]["id"], asset);
        for (client, organisation) in [(&author, "green-hill"), (&stranger, "blue-lake")] {
            assert_eq!(client.get("/uploads")["quota"][organisation]["used"], 30_000, "{organisation} pays once");
        }
        drop(serving);
        forget_jobs(site).await;
    }
}

#[tokio::test]
async fn what_the_organisation_has_need_not_travel_and_what_others_have_is_not_told() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let (author, stranger) = (Client::new(&serving, &accounts.author), Client::new(&serving, &accounts.stranger));
    let bytes = video(30_000, 21);
    let asset = whole(&author, "green-hill", &bytes).asset.to_string();
    let said =
        |organisation: &str| format!("{},sha256 {}", metadata(organisation), base64(storage::digest(&bytes).as_str().as_bytes()));
    let ours = said("green-hill");
    let again = author.begin_with(bytes.len(), &[("Upload-Metadata", &ours)], b"");
    assert_eq!((again.status, again.header("liangyi-asset")), (201, Some(asset.as_str())));
    assert_eq!(again.header("upload-offset"), Some("30000"));
    assert_eq!(author.offset(again.header("location").unwrap()), 30_000);
    let of_other_length = author.begin_with(bytes.len() - 1, &[("Upload-Metadata", &ours)], b"");
    assert_eq!((of_other_length.header("liangyi-asset"), of_other_length.header("upload-offset")), (None, Some("0")));

    // Who knows the hash alone gets nothing for it.
    let theirs = said("blue-lake");
    let asked = stranger.begin_with(bytes.len(), &[("Upload-Metadata", &theirs)], b"");
    assert_eq!((asked.status, asked.header("liangyi-asset"), asked.header("upload-offset")), (201, None, Some("0")));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn a_picture_is_a_picture_whatever_its_name() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let asset = whole(&client, "green-hill", &[&b"\x89PNG\r\n\x1a\n"[..], &[7; 3000]].concat()).asset;
    let shown = client.get(&format!("/assets/{asset}"));
    assert_eq!((shown["kind"].as_str(), shown["name"].as_str()), (Some("picture"), Some("测试.mp4")));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn a_page_named_as_a_video_is_refused_with_its_first_bytes() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let path = client.begin(500_000_000);
    let page = [&b"<!doctype html><html><body>"[..], &[b'x'; 8000]].concat();
    let refused = client.patch(&path, 0, &page);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("网页"), "{}", refused.text());
    assert_eq!(files(&site), 0);

    // It stays in the list with its reason, takes no room, and is not to be gone on with.
    let listed = client.get("/uploads");
    assert!(listed["uploads"][0]["reason"].as_str().unwrap().contains("网页"));
    assert_eq!(listed["quota"]["green-hill"]["used"], 0);
    assert_eq!(client.ask("HEAD", &path, &[], &[]).status, 422);
    assert_eq!(client.patch(&path, 8000, b"more").status, 422);
    assert_eq!(client.ask("DELETE", &path, &[], &[]).status, 204);
    assert_eq!(client.get("/uploads")["uploads"], serde_json::json!([]));
}
