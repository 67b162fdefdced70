//! What comes with an address: tokens, dates, names, places, from whoever likes. Whatever it is, it is answered, and never with a fault of
//! ours. Bodies and files have their tests beside their rooms.

use crate::{
    chance::{Dice, rounds},
    site::{Folder, Site, Work, corpus::ITEMS, http},
};
use std::collections::BTreeSet;

const ADDRESSES: [&str; 26] = [
    "/oai?verb=ListRecords&resumptionToken=",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=",
    "/oai?verb=ListIdentifiers&metadataPrefix=liangyi&set=",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=",
    "/oai?verb=",
    "/works/",
    "/works?page=",
    "/works?after=",
    "/policies/plan/",
    "/policies/plan@",
    "/policies/plan/compare?from=",
    "/topics/",
    "/people/",
    "/organisations/",
    "/archive/",
    "/feed.atom?page=",
    "/topics/video/archive/",
    "/media/",
    "/sitemap-",
    "/elder/",
    "/en/works/",
    "/report?work=",
    "/report/",
    "/preview/",
    "/websub?hub.mode=",
    "/suggest?q=",
];

/// What such places hold, cut and put together anew, and whatever bytes there are.
fn nonsense(dice: &mut Dice) -> String {
    const PIECES: [&str; 22] = [
        "2026-10-01",
        "2026-13-40",
        "T00:00:00Z",
        "tag:",
        "liangyi.example,2026:",
        "video",
        "4.2.5",
        "@1",
        "@999999999999999999999",
        "-1",
        "9223372036854775808",
        "..",
        "/",
        "..%2f",
        "%00",
        "%ff%fe",
        "%e7%a7",
        "kind:article",
        "policy:plan",
        "&from=",
        "%0d%0aX:%20y",
        "0",
    ];
    (0..1 + dice.below(5))
        .map(|_| match dice.below(4) {
            0 => format!("%{:02X}", dice.below(256)),
            1 => dice.one_of(&PIECES).repeat(1 + dice.below(40)),
            _ => (*dice.one_of(&PIECES)).to_owned(),
        })
        .collect()
}

#[test]
fn whatever_stands_in_an_address_is_answered_without_a_fault() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    Folder::new().work(&Work::new("video", "读懂短视频").clause("plan#2.1")).import(&site);
    let (server, mut dice, mut met) = (site.serve(), Dice::new(20_261_205), BTreeSet::new());
    for n in 0..rounds(600, 100_000) {
        let address = format!("{}{}", ADDRESSES[n % ADDRESSES.len()], nonsense(&mut dice));
        let answer = server.get(&address);
        assert!(answer.status < 500, "{address}: {} {}", answer.status, answer.text());
        met.insert(answer.status);
    }
    assert!(met.contains(&200) && met.contains(&404), "{met:?}");
}

const FIELDS: [&str; 9] =
    ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds", "work", "words", "verb", "resumptionToken"];

#[test]
fn whatever_is_posted_to_readers_doors_is_answered_without_a_fault() {
    let site = Site::new();
    Folder::new().work(&Work::new("video", "读懂短视频")).import(&site);
    let (server, mut dice) = (site.serve(), Dice::new(20_261_206));
    for n in 0..rounds(300, 50_000) {
        let body: Vec<String> = (0..dice.below(6)).map(|_| [*dice.one_of(&FIELDS), &nonsense(&mut dice)].join("=")).collect();
        let body = body.join("&");
        let path = ["/websub", "/report", "/tally", "/oai", "/works/video/quiz"][n % 5];
        let kind = ["application/x-www-form-urlencoded", "text/plain", "application/json"][dice.below(3)];
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = http::exchange(server.address, request.as_bytes()).expect("an answer");
        assert!(answer.status < 500, "{path} {kind} {body:?}: {} {}", answer.status, answer.text());
    }
}
