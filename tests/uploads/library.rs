//! The media library's addresses, renditions behind the session, and captions read for the editor.

use super::*;
use serde_json::json;

/// A video of the author's organisation with one rendition of these bytes, as a worker would leave them.
async fn ready(site: &Site, client: &Client, rendition: &[u8]) -> (i64, String) {
    let begun = client.begin_with(9000, &[PIECE], &video(9000, 50));
    let asset: i64 = begun.header("liangyi-asset").unwrap().parse().unwrap();
    let key = site.texts(&format!("SELECT key FROM assets WHERE id = {asset}")).await.remove(0);
    let folder = site.data().join("blobs/renditions").join(&key);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("progressive-0.mp4"), rendition).unwrap();
    let (bytes, digest) = (rendition.len(), storage::digest(rendition));
    say(
        site,
        &format!(
            "INSERT INTO renditions (asset_id, file, media_type, width, height, bytes, digest, role) \
             VALUES ({asset}, 'progressive-0.mp4', 'video/mp4', 360, 640, {bytes}, '{digest}', 'progressive'); \
             UPDATE assets SET state = 'ready', width = 1080, height = 1920, duration_ms = 5000, \
                 manifest = '{{\"placeholder\":\"#102030\",\"warnings\":[{{\"code\":\"quiet\",\"message\":\"声音太小。\"}}]}}' \
             WHERE id = {asset}"
        ),
    )
    .await;
    (asset, format!("{API}/media/{key}/progressive-0.mp4"))
}

#[tokio::test]
async fn an_original_is_shown_with_what_was_made_of_it() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let (asset, address) = ready(&site, &author, b"0123456789").await;
    let shown = author.get(&format!("/assets/{asset}"));
    assert_eq!(shown["progressive"], json!(address));
    assert_eq!(
        (&shown["playable"], &shown["placeholder"], &shown["duration_ms"]),
        (&json!(true), &json!("#102030"), &json!(5000))
    );
    assert_eq!(shown["warnings"], json!([{"code": "quiet", "message": "声音太小。"}]));
    assert_eq!(author.get("/assets?kind=picture")["assets"], json!([]));
    let listed = author.get("/assets?organisation=green-hill&q=%E6%B5%8B&limit=1");
    assert_eq!((&listed["assets"][0]["id"], &listed["next"]), (&json!(asset), &json!(asset)));
    assert_eq!(author.get(&format!("/assets?after={asset}"))["assets"], json!([]));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn a_rendition_is_sent_in_parts_and_only_to_those_who_have_it() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let (asset, address) = ready(&site, &author, b"0123456789").await;
    let ask = |headers: &[(&str, &str)]| author.ask("GET", &address, headers, &[]);
    let whole = ask(&[]);
    assert_eq!((whole.status, whole.text().as_str(), whole.header("accept-ranges")), (200, "0123456789", Some("bytes")));
    assert_eq!((whole.header("content-type"), whole.header("cache-control")), (Some("video/mp4"), Some("no-store")));
    let part = ask(&[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.text().as_str(), part.header("content-range")), (206, "234", Some("bytes 2-4/10")));
    assert_eq!(ask(&[("Range", "bytes=2-4"), ("If-Range", "\"other\"")]).status, 200);
    assert_eq!(ask(&[("Range", "bytes=10-")]).status, 416);
    let head = author.ask("HEAD", &address, &[], &[]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("10"), 0));

    let colleague = Client::new(&serving, &accounts.publisher);
    assert_eq!(colleague.ask("GET", &address, &[], &[]).status, 200, "who may see the library may watch");
    let stranger = Client::new(&serving, &accounts.stranger);
    assert_eq!(stranger.ask("GET", &address, &[], &[]).status, 404);
    assert_eq!(serving.get(&address).status, 401);
    assert_eq!(serving.get(&address.replace(API, "")).status, 404, "not public");
    for act in ["retry", "cancel"] {
        let at = format!("{API}/assets/{asset}/{act}");
        assert_eq!(stranger.ask("POST", &at, &[], &[]).status, 404, "{act}");
        assert_eq!(colleague.ask("POST", &at, &[], &[]).status, 403, "{act}");
    }
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn processing_is_stopped_and_asked_for_again() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let begun = author.begin_with(9000, &[PIECE], &video(9000, 51));
    let asset = begun.header("liangyi-asset").unwrap().to_owned();
    let act = |act: &str| {
        let answer = author.ask("POST", &format!("{API}/assets/{asset}/{act}"), &[], &[]);
        (answer.status, serde_json::from_str::<serde_json::Value>(&answer.text()).unwrap())
    };
    let (status, stopped) = act("cancel");
    assert_eq!((status, &stopped["state"], &stopped["job"]["state"]), (200, &json!("failed"), &json!("given-up")));
    assert!(stopped["reason"].as_str().unwrap().contains("重新处理"));
    assert_eq!(act("cancel").0, 422);
    let (status, again) = act("retry");
    assert_eq!((status, &again["state"], &again["job"]["state"]), (200, &json!("pending"), &json!("waiting")));
    let frame =
        author.ask("POST", &format!("{API}/assets/{asset}/frame"), &[("Content-Type", "application/json")], b"{\"at\":100}");
    assert_eq!(frame.status, 422, "not before it is ready");
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn captions_are_read_and_checked_for_who_is_signed_in() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let at = format!("{API}/captions");
    // 你好 in GB 18030.
    let file = [&b"1\r\n00:00:01,000 --> 00:00:02,500\r\n"[..], b"\xc4\xe3\xba\xc3\r\n"].concat();
    let read = author.ask("POST", &at, &[], &file);
    let read: serde_json::Value = serde_json::from_str(&read.text()).unwrap();
    assert_eq!(read["cues"], json!([{"start": 1000, "end": 2500, "text": "你好"}]));
    assert_eq!((&read["encoding"], &read["format"]), (&json!("GB18030"), &json!("srt")));
    let wrong = author.ask("POST", &at, &[], b"\0\x01 no captions");
    assert_eq!((wrong.status, wrong.header("content-type")), (422, Some("application/problem+json")));
    assert_eq!(author.ask("POST", &at, &[], &vec![b'a'; (2 << 20) + 1]).status, 422);
    let checked = author.ask(
        "POST",
        &format!("{at}/check"),
        &[("Content-Type", "application/json")],
        json!({"language": "zh-Hans", "duration_ms": 5000, "cues": [{"start": 0, "end": 100, "text": "太快了，谁也读不完这么多字。"}]})
            .to_string()
            .as_bytes(),
    );
    assert_eq!(checked.status, 200, "{}", checked.text());
    assert!(checked.text().contains("too-fast"), "{}", checked.text());
    let nobody = Client { address: serving.address, cookie: String::new() };
    assert_eq!(nobody.ask("POST", &at, &[], &file).status, 401);
}

#[tokio::test]
async fn a_job_whose_worker_fell_silent_says_that_it_waits() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let begun = author.begin_with(9000, &[PIECE], &video(9000, 51));
    let asset: i64 = begun.header("liangyi-asset").unwrap().parse().unwrap();
    let job = || author.get(&format!("/assets/{asset}"))["job"].clone();
    assert_eq!((&job()["state"], &job()["stalled"]), (&json!("waiting"), &json!(false)));
    for (left, stalled) in [(30_000, false), (5_000, true), (-5_000, true)] {
        let until = now().0 + left;
        say(&site, &format!("UPDATE jobs SET state = 'running', attempts = 1, leased_until = {until}")).await;
        assert_eq!((&job()["state"], &job()["stalled"]), (&json!("running"), &json!(stalled)), "{left}");
    }
    drop(serving);
    forget_jobs(&site).await;
}
