//! What the protocol promises, extension by extension.

use super::*;
use crate::site::on_both;

on_both! {
    async fn a_file_in_pieces_becomes_an_original(site: &Site) {
        let accounts = Accounts::on(site).await;
        {
            let serving = site.serve_with(ALONE, &[]);
            let client = Client::new(&serving, &accounts.author);
            let bytes = video(100_000, 1);
            let path = client.begin(bytes.len());
            assert_eq!(client.offset(&path), 0);
            let first = client.patch(&path, 0, &bytes[..60_000]);
            assert_eq!((first.status, first.header("upload-offset"), first.header("liangyi-asset")), (204, Some("60000"), None));
            assert!(first.header("upload-expires").is_some_and(|value| value.ends_with(" GMT")));

            let listed = client.get("/uploads");
            assert_eq!(listed["uploads"][0]["received"], 60_000);
            assert_eq!(listed["uploads"][0]["name"], "测试.mp4");
            assert_eq!(listed["quota"]["green-hill"]["used"], 100_000);
            assert_eq!(listed["quota"]["blue-lake"], serde_json::Value::Null);

            let last = client.patch(&path, 60_000, &bytes[60_000..]);
            assert_eq!((last.status, last.header("upload-offset")), (204, Some("100000")));
            let asset: i64 = last.header("liangyi-asset").unwrap().parse().unwrap();
            assert_eq!(stored(site, &bytes), Some(bytes.clone()));
            assert_eq!(files(site), 0);

            let head = client.ask("HEAD", &path, &[], &[]);
            assert_eq!(head.header("liangyi-asset"), last.header("liangyi-asset"));
            assert_eq!(head.header("upload-offset"), head.header("upload-length"));
            assert_eq!(client.get("/uploads")["uploads"], serde_json::json!([]));
            let shown = client.get(&format!("/assets/{asset}"));
            assert_eq!((shown["kind"].as_str(), shown["state"].as_str()), (Some("video"), Some("pending")));
            assert_eq!(shown["digest"], storage::digest(&bytes).as_str());
            assert_eq!(shown["job"]["state"], "waiting");
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'video' AND organisation_id IS NOT NULL").await, 1);
        forget_jobs(site).await;
    }
}

#[tokio::test]
async fn what_the_server_speaks_is_said_and_what_it_does_not_is_refused() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let options = serving.ask("OPTIONS", &format!("{API}/uploads"), &[]);
    assert_eq!((options.status, options.header("tus-version")), (204, Some("1.0.0")));
    assert_eq!(options.header("tus-max-size"), Some("2147483648"));
    assert_eq!(options.header("tus-checksum-algorithm"), Some("sha1,sha256"));
    let extensions = "creation,creation-with-upload,expiration,checksum,termination,concatenation";
    assert_eq!(options.header("tus-extension"), Some(extensions));

    let path = client.begin(100);
    let old = client.head_of("HEAD", &path, &[]).replace("Tus-Resumable: 1.0.0", "Tus-Resumable: 0.2.2") + "\r\n";
    let old = http::exchange(serving.address, old.as_bytes()).unwrap();
    assert_eq!((old.status, old.header("tus-version")), (412, Some("1.0.0")));

    for (headers, status) in [
        (&[("Upload-Length", "ten")][..], 400),
        (&[("Upload-Metadata", "filename ***")], 400),
        (&[("Upload-Concat", "whole")], 400),
        (&[("Upload-Length", "0")], 422),
        (&[("Content-Type", "text/plain")], 415),
    ] {
        let body: &[u8] = if status == 415 { b"bytes" } else { b"" };
        assert_eq!(client.begin_with(100, headers, body).status, status, "{headers:?}");
    }
    assert_eq!(client.ask("PATCH", &path, &[("Upload-Offset", "0"), ("Content-Type", "text/plain")], b"a").status, 415);
    assert_eq!(client.ask("PATCH", &path, &[PIECE], b"a").status, 400);
    assert_eq!(client.patch(&path, 0, &[0; 101]).status, 413, "longer than was said");
    let wrong = client.patch(&path, 7, b"a");
    assert_eq!((wrong.status, wrong.header("upload-offset")), (409, Some("0")));
    assert!(wrong.text().contains("application/problem") || wrong.header("content-type") == Some("application/problem+json"));
    assert_eq!(client.offset(&path), 0, "nothing of all this counted");
}

#[tokio::test]
async fn a_body_without_a_length_that_is_too_long_counts_nothing() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let path = client.begin(100);
    let head = client.head_of("PATCH", &path, &[PIECE, ("Upload-Offset", "0"), ("Transfer-Encoding", "chunked")]);
    let request = [head.as_bytes(), b"\r\n", b"50\r\n", &video(80, 1), b"\r\n50\r\n", &video(80, 2), b"\r\n0\r\n\r\n"].concat();
    assert_eq!(http::exchange(serving.address, &request).unwrap().status, 413);
    assert_eq!(client.offset(&path), 0);
}

#[tokio::test]
async fn bytes_with_a_checksum_count_when_it_holds() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let response = client.begin_with(22, &[("Upload-Concat", "partial")], b"");
    let path = response.header("location").unwrap();
    let with =
        |checksum: &str, offset: usize, body: &[u8]| client.patch_with(path, offset, &[("Upload-Checksum", checksum)], body);
    assert_eq!(with("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", 0, b"hello_world").status, 460);
    assert_eq!(with("sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", 0, b"hello_world").status, 460);
    assert_eq!(with("md5 XrY7u+Ae7tCTyyK7j1rNww==", 0, b"hello world").status, 400);
    assert_eq!(client.offset(path), 0);
    assert_eq!(with("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", 0, b"hello world").status, 204);
    assert_eq!(with("sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", 11, b"hello world").status, 204);
    assert_eq!(client.offset(path), 22);
}

#[tokio::test]
async fn what_does_not_hash_as_the_client_said_is_refused() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let said = format!("{},sha256 {}", metadata("green-hill"), base64(storage::digest(b"other").as_str().as_bytes()));
    let path = client.begin_with(50_000, &[("Upload-Metadata", &said)], b"").header("location").unwrap().to_owned();
    let refused = client.patch(&path, 0, &video(50_000, 1));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("校验值不一致"), "{}", refused.text());
    assert_eq!(files(&site), 0);
}

#[tokio::test]
async fn an_upload_may_begin_with_its_bytes() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let bytes = video(20_000, 3);
    let half = client.begin_with(bytes.len(), &[PIECE], &bytes[..9000]);
    assert_eq!((half.status, half.header("upload-offset")), (201, Some("9000")));
    let rest = client.patch(half.header("location").unwrap(), 9000, &bytes[9000..]);
    assert!(rest.header("liangyi-asset").is_some());
    let whole = client.begin_with(5000, &[PIECE], &video(5000, 4));
    assert!(whole.header("liangyi-asset").is_some());
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn pieces_are_joined_in_the_order_that_is_said() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let bytes = video(90_000, 5);
    let piece = |range: std::ops::Range<usize>| {
        let path = client.begin_with(range.len(), &[("Upload-Concat", "partial")], b"").header("location").unwrap().to_owned();
        assert_eq!(client.patch(&path, 0, &bytes[range]).status, 204);
        path
    };
    // Sent in another order than they are joined in; none of them alone is looked at.
    let (second, first) = (piece(40_000..90_000), piece(0..40_000));
    let unfinished = client.begin_with(10, &[("Upload-Concat", "partial")], b"").header("location").unwrap().to_owned();
    for wrong in [format!("final;{first} {unfinished}"), format!("final;{first} {first}"), format!("final;{}", "0".repeat(32))] {
        assert_eq!(client.begin_with(0, &[("Upload-Concat", &wrong)], b"").status, 400, "{wrong}");
    }
    let stranger = Client::new(&serving, &accounts.colleague);
    let joined = format!("final;{first} {second}");
    assert_eq!(stranger.begin_with(0, &[("Upload-Concat", &joined)], b"").status, 400, "pieces of somebody else");
    let answer = client.begin_with(0, &[("Upload-Concat", &joined)], b"");
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert!(answer.header("liangyi-asset").is_some());
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    let path = answer.header("location").unwrap();
    let head = client.ask("HEAD", path, &[], &[]);
    assert_eq!((head.header("upload-offset"), head.header("upload-concat")), (Some("90000"), Some(joined.as_str())));
    assert_eq!(client.patch(path, 90_000, b"").status, 403);
    assert_eq!(files(&site), 1, "only the piece that was not joined is left");
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn an_upload_that_is_ended_is_gone_with_its_bytes_even_while_it_is_written() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    // Many times: whoever writes gives back the upload and its file one after the other.
    for _ in 0..20 {
        let path = client.begin(1_000_000);
        let writing = client.open_patch(&path, 0, 1_000_000, &video(10_000, 6));
        serving.wait("some bytes counted", || client.offset(&path) > 0);
        assert_eq!(client.ask("DELETE", &path, &[], &[]).status, 204);
        assert_eq!(client.ask("HEAD", &path, &[], &[]).status, 404);
        assert_eq!(client.patch(&path, 0, b"").status, 404);
        assert_eq!(files(&site), 0);
        drop(writing);
    }

    let overridden = client.begin(100);
    let post = |method: &str| {
        client.ask("POST", &overridden, &[("X-HTTP-Method-Override", method), PIECE, ("Upload-Offset", "0")], b"\0")
    };
    assert_eq!((post("PATCH").status, post("PUT").status, post("DELETE").status), (204, 400, 204));
    assert_eq!(client.ask("HEAD", &overridden, &[], &[]).status, 404);
}

#[tokio::test]
async fn an_unfinished_upload_says_for_which_work_it_was_begun() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    for (work, told) in [("7", serde_json::json!(7)), ("", serde_json::Value::Null), ("none", serde_json::Value::Null)] {
        let metadata = format!("{},work {}", metadata("green-hill"), base64(work.as_bytes()));
        let begun = client.begin_with(9000, &[("Upload-Metadata", &metadata)], &[]);
        assert_eq!(begun.status, 201, "{}", begun.text());
        assert_eq!(client.get("/uploads")["uploads"][0]["work"], told, "{work}");
        let path = begun.header("location").unwrap();
        assert_eq!(client.ask("DELETE", path, &[], &[]).status, 204);
    }
}
