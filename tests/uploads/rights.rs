//! Who may begin, see and end an upload: a random address alone opens nothing.

use super::*;

#[tokio::test]
async fn an_upload_is_its_uploaders_and_their_administrators_alone() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let path = author.begin(1000);
    for cookie in [&accounts.colleague, &accounts.publisher, &accounts.stranger] {
        let other = Client::new(&serving, cookie);
        assert_eq!(other.ask("HEAD", &path, &[], &[]).status, 404);
        assert_eq!(other.patch(&path, 0, b"bytes").status, 404);
        assert_eq!(other.ask("DELETE", &path, &[], &[]).status, 404);
        assert_eq!(other.get("/uploads")["uploads"], serde_json::json!([]));
    }
    let nobody = Client { address: serving.address, cookie: "liangyi_session=none".to_owned() };
    assert_eq!(nobody.ask("HEAD", &path, &[], &[]).status, 401);
    assert_eq!(nobody.patch(&path, 0, b"bytes").status, 401);
    assert_eq!(nobody.begin_with(1000, &[], b"").status, 401);
    assert_eq!(author.offset(&path), 0);

    let boss = Client::new(&serving, &accounts.boss);
    assert_eq!(boss.offset(&path), 0);
    assert_eq!(boss.ask("DELETE", &path, &[], &[]).status, 204);
    assert_eq!(author.ask("HEAD", &path, &[], &[]).status, 404);
}

#[tokio::test]
async fn only_who_may_write_in_an_organisation_uploads_into_it() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    for cookie in [&accounts.publisher, &accounts.stranger, &accounts.boss] {
        assert_eq!(Client::new(&serving, cookie).begin_with(1000, &[], b"").status, 403);
    }
    let author = Client::new(&serving, &accounts.author);
    assert_eq!(author.begin_with(1000, &[("Upload-Metadata", &metadata("blue-lake"))], b"").status, 403);
    assert_eq!(author.begin_with(1000, &[("Upload-Metadata", &metadata("nowhere"))], b"").status, 422);
    // With one place to write in, it need not be named.
    assert_eq!(author.begin_with(1000, &[("Upload-Metadata", "filename YQ==")], b"").status, 201);
    assert_eq!(site.number("SELECT COUNT(*) FROM uploads").await, 1);
}

#[tokio::test]
async fn a_page_of_another_site_changes_nothing() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let path = author.begin(1000);
    let own = format!("Origin: http://{}", serving.address);
    for (what, with) in [("X-Liangyi-Request: 1\r\n", ""), (own.as_str(), "Origin: https://evil.example")] {
        for (method, path) in [("PATCH", path.as_str()), ("DELETE", &path), ("POST", &format!("{API}/uploads"))] {
            let head =
                author.head_of(method, path, &[PIECE, ("Upload-Offset", "0"), ("Upload-Length", "9"), ("Content-Length", "1")]);
            let request = head.replace(what, with) + "\r\na";
            assert_eq!(http::exchange(serving.address, request.as_bytes()).unwrap().status, 403, "{method} without {what}");
        }
    }
    assert_eq!(author.offset(&path), 0);
    assert_eq!(site.number("SELECT COUNT(*) FROM uploads").await, 1);
}

#[tokio::test]
async fn who_lost_the_right_cannot_go_on() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let path = author.begin(1000);
    let db = site.db().await;
    let organisation = "green-hill".parse().unwrap();
    accounts::change_membership(&db, now(), "author", &organisation, Membership::Author, false).await.unwrap();
    db.close().await.unwrap();
    assert_eq!(author.patch(&path, 0, b"bytes").status, 404);
}
