//! Files of works: whole, in part, or the word that they are known.

use crate::{
    editorial::round_trip::png,
    site::{Folder, Site, Work, serving::Serving},
};

/// A site with one picture, and the address of one of its files.
fn with_picture(site: &Site) -> (Serving<'_>, String) {
    let folder = Folder::new();
    folder.file("pictures/a.png", png(200));
    folder.work(&Work::new("shown", "有图的文章").body("![图](pictures/a.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}"));
    assert!(folder.import(site).contains("1 made ready"));
    let server = site.serve();
    let page = server.page("/works/shown");
    let at = page.find("/media/").expect("a picture");
    let address = page[at..].split(['"', ' ', ',']).next().unwrap().to_owned();
    (server, address)
}

#[test]
fn a_file_is_sent_whole_or_in_the_part_that_is_asked_for() {
    let site = Site::new();
    let (server, address) = with_picture(&site);
    let whole = server.get(&address);
    let size = whole.body.len();
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    for (range, part) in [("bytes=0-0", 0..1), ("bytes=2-9", 2..10), ("bytes=10-", 10..size), ("bytes=-7", size - 7..size)] {
        let answer = server.get_with(&address, &[("Range", range)]);
        assert_eq!(answer.status, 206, "{range}");
        assert_eq!(answer.body, whole.body[part.clone()], "{range}");
        let said = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        assert_eq!(answer.header("content-range"), Some(said.as_str()));
        assert_eq!(answer.header("content-type"), whole.header("content-type"));
    }
    for range in ["bytes=0-1,3-4", "lines=0-1", "bytes=9-2", "nonsense"] {
        let answer = server.get_with(&address, &[("Range", range)]);
        assert_eq!((answer.status, answer.body.len()), (200, size), "{range}");
    }
}

#[test]
fn a_part_behind_the_end_is_answered_with_the_size() {
    let site = Site::new();
    let (server, address) = with_picture(&site);
    let size = server.get(&address).body.len();
    for range in [format!("bytes={size}-"), "bytes=-0".to_owned(), "bytes=99999999999999999999-".to_owned()] {
        let answer = server.get_with(&address, &[("Range", &range)]);
        let said = format!("bytes */{size}");
        assert_eq!((answer.status, answer.header("content-range"), answer.body.len()), (416, Some(said.as_str()), 0), "{range}");
    }
}

#[test]
fn a_part_of_other_bytes_than_those_known_is_not_sent() {
    let site = Site::new();
    let (server, address) = with_picture(&site);
    let etag = server.get(&address).header("etag").unwrap().to_owned();
    let status = |known: &str| server.get_with(&address, &[("Range", "bytes=0-0"), ("If-Range", known)]).status;
    assert_eq!(status(&etag), 206);
    assert_eq!(status("\"other\""), 200);
    assert_eq!(status(&format!("W/{etag}")), 200);
    let known = server.get_with(&address, &[("Range", "bytes=0-0"), ("If-None-Match", &etag)]);
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[test]
fn head_of_a_file_has_its_length_and_no_body() {
    let site = Site::new();
    let (server, address) = with_picture(&site);
    let get = server.get(&address);
    let head = server.ask("HEAD", &address, &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.lasting_headers(), get.lasting_headers());
    let part = server.ask("HEAD", &address, &[("Range", "bytes=0-0")]);
    assert_eq!((part.status, part.header("content-length"), part.body.len()), (206, Some("1"), 0));
    assert_eq!(server.ask("POST", &address, &[]).status, 405);
}
