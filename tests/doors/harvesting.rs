//! OAI-PMH as harvesters speak it: nothing missed, nothing twice, nothing that is not public, and every fault by its code.

use crate::site::{Door, Folder, Site, Work, corpus::ITEMS, now, on_both, python::python};
use actix_web::test::TestRequest;
use domain::Timestamp;
use roxmltree::Document;

const OAI: &str = "http://www.openarchives.org/OAI/2.0/";

/// Texts of the elements of this name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let tree = Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let found = tree.descendants().filter(|n| n.has_tag_name((OAI, name)));
    found.map(|n| n.text().unwrap_or_default().to_owned()).collect()
}

fn code(xml: &str) -> Option<String> {
    let tree = Document::parse(xml).unwrap();
    let error = tree.descendants().find(|n| n.has_tag_name((OAI, "error")))?;
    error.attribute("code").map(str::to_owned)
}

async fn said(door: &Door, arguments: &str) -> String {
    door.page(&format!("/oai?{arguments}")).await
}

/// Every identifier of a list, walked to its end.
async fn walked(door: &Door, arguments: &str) -> Vec<String> {
    let verb = arguments.split('&').next().unwrap();
    let (mut identifiers, mut asked) = (Vec::new(), arguments.to_owned());
    loop {
        let answer = said(door, &asked).await;
        identifiers.extend(texts(&answer, "identifier"));
        match texts(&answer, "resumptionToken").pop().filter(|token| !token.is_empty()) {
            Some(token) => asked = format!("{verb}&resumptionToken={token}"),
            None => return identifiers,
        }
    }
}

fn many(works: usize) -> Folder {
    let folder = Folder::new();
    for n in 0..works {
        folder.work(&Work::new(&format!("work-{n:03}"), &format!("第{n}篇")).clause("plan#2.1"));
    }
    folder.work(&Work::new("secret", "还没有发布的一篇").clause("plan#2.1").draft());
    folder
}

on_both! {
    async fn a_harvest_meets_every_published_work_once_and_no_draft(site: &Site) {
        site.import_policy(&ITEMS);
        many(60).import(site);
        let mut tags = site.texts("SELECT tag FROM works WHERE state = 'published'").await;
        tags.sort();
        for list in ["verb=ListRecords&metadataPrefix=liangyi", "verb=ListIdentifiers&metadataPrefix=oai_dc"] {
            // Another door each time, as after a restart: a token needs nothing that is kept.
            let mut met = walked(&Door::open(site).await, list).await;
            met.sort();
            assert_eq!(met, tags, "{list}");
        }
        let door = Door::open(site).await;
        for set in ["kind.article", "genre.expert", "policy.plan"] {
            let met = walked(&door, &format!("verb=ListIdentifiers&metadataPrefix=oai_dc&set={set}")).await;
            assert_eq!(met.len(), 60, "{set}");
        }
        for set in ["kind.h5", "policy.absent", "audience.public", "a:b"] {
            let answer = said(&door, &format!("verb=ListIdentifiers&metadataPrefix=oai_dc&set={set}")).await;
            assert_eq!(code(&answer).as_deref(), Some("noRecordsMatch"), "{set}");
        }
    }

    async fn a_withdrawn_work_is_a_deleted_record_for_ever_and_says_no_more(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.work(&Work::new("amber", "琥珀里的时间").clause("plan#2.1").body("独一无二的琥珀句子。"));
        folder.work(&Work::new("back", "撤回又恢复的解读").body("又能读到的句子。")).import(site);
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'amber'").await.remove(0);
        site.run(&[&"withdraw", &"amber", &"--reason", &"依据不足。"]);
        site.run(&[&"withdraw", &"back", &"--reason", &"依据不足。"]);
        site.run(&[&"reinstate", &"back"]);
        let door = Door::open(site).await;
        let one = format!("verb=GetRecord&metadataPrefix=liangyi&identifier={tag}");
        for asked in [&one, "verb=ListRecords&metadataPrefix=liangyi", "verb=ListRecords&metadataPrefix=oai_dc&set=policy.plan"] {
            let answer = said(&door, asked).await;
            assert!(answer.contains("<header status=\"deleted\">") && texts(&answer, "identifier").contains(&tag), "{answer}");
            assert!(!answer.contains("琥珀"), "{answer}");
        }
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'back'").await.remove(0);
        let back = said(&door, &format!("verb=GetRecord&metadataPrefix=liangyi&identifier={tag}")).await;
        assert!(back.contains("又能读到的句子") && !back.contains("deleted"), "a withdrawal that was undone: {back}");
    }

    async fn a_harvester_that_comes_again_gets_what_changed_since(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.work(&Work::new("one", "第一篇").published("2025-01-01 09:00"));
        folder.work(&Work::new("two", "第二篇").published("2025-01-02 09:00")).import(site);
        // The protocol counts in seconds.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let last = now();
        // A work of long ago that is taken in now is news to the harvester.
        folder.work(&Work::new("three", "第三篇").published("2024-01-01 09:00")).import(site);
        site.run(&[&"correct", &"one", &"--reason", &"年份有误。"]);
        let door = Door::open(site).await;
        let since = |from: &str| format!("verb=ListIdentifiers&metadataPrefix=oai_dc&from={from}");
        assert_eq!(walked(&door, &since(&last.utc())).await.len(), 2);
        assert_eq!(walked(&door, &since(&last.utc()[..10])).await.len(), 3, "the whole day");
        let later = Timestamp(last.0 + 3_600_000).utc();
        assert_eq!(code(&said(&door, &since(&later)).await).as_deref(), Some("noRecordsMatch"));
        let until = format!("verb=ListIdentifiers&metadataPrefix=oai_dc&until={}", Timestamp(last.0 - 1000).utc());
        assert_eq!(walked(&door, &until).await.len(), 1, "two changed and one came later");
    }
}

#[tokio::test]
async fn every_fault_has_its_code() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    many(1).import(&site);
    let door = Door::open(&site).await;
    for (asked, expected) in [
        ("", "badVerb"),
        ("verb=Steal", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=kind.article", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=tag:a&metadataPrefix=oai_dc&identifier=tag:b", "badArgument"),
        ("verb=GetRecord&identifier=%3Cscript%3E&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=tag:absent&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=tag:absent", "idDoesNotExist"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-01T09:00:00%2B08:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-02&until=2026-10-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-10-01&until=2026-10-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%2Cb", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=oai_dc,,,,-,0", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=oai_dc,,,,0,0&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
    ] {
        let answer = said(&door, asked).await;
        assert_eq!(code(&answer).as_deref(), Some(expected), "{asked}: {answer}");
    }
    for asked in ["verb=Identify", "verb=ListSets", "verb=ListMetadataFormats", "verb=ListRecords&metadataPrefix=oai_dc"] {
        let form = TestRequest::post().uri("/oai").insert_header(("content-type", "application/x-www-form-urlencoded"));
        let posted = door.ask(form.set_payload(asked)).await;
        assert_eq!((posted.status, code(&posted.text())), (200, None), "{asked}");
    }
    assert_eq!(door.ask(TestRequest::put().uri("/oai")).await.status, 405);
    assert!(door.page("/oai/work.xsd").await.contains("targetNamespace=\"https://liangyi.example/ns/feed/1\""));
}

#[tokio::test]
async fn sickle_harvests_everything_and_learns_of_a_withdrawal() {
    const HARVEST: &str = "import sys
from sickle import Sickle
repository = Sickle(sys.argv[1])
print(repository.Identify().deletedRecord)
for record in repository.ListRecords(metadataPrefix='oai_dc'):
    title = '' if record.header.deleted else record.metadata['title'][0]
    print(record.header.identifier, record.header.deleted, title)
";
    let site = Site::new();
    site.import_policy(&ITEMS);
    many(60).import(&site);
    site.run(&[&"withdraw", &"work-007", &"--reason", &"依据不足。"]);
    let (address, server) = Door::open(&site).await.serve();
    let harvest = tokio::task::spawn_blocking(move || python("sickle", HARVEST, &[&format!("{address}/oai")]));
    let harvested = harvest.await.unwrap();
    server.stop(false).await;
    let Some(harvested) = harvested else { return };
    let lines: Vec<&str> = harvested.lines().collect();
    assert_eq!((lines.len(), lines[0]), (61, "persistent"), "{harvested}");
    assert_eq!(lines.iter().filter(|line| line.trim_end().ends_with(" True")).count(), 1, "{harvested}");
    assert!(lines.iter().any(|line| line.ends_with(" False 第59篇")), "{harvested}");
}
