//! Answers of OAI-PMH against the schemas of the Open Archives Initiative.

use super::{
    sample::{address, at, entry, film},
    schemas::{faults, schema},
};
use feeds::{
    Entry,
    oai::{self, Answer, Fault, Header, Part, Prefix, Record, Repository, Set},
};
use roxmltree::Document;

fn repository() -> Repository {
    Repository {
        name: "两翼".into(),
        base: address("https://liangyi.example/oai"),
        schema: address("https://liangyi.example/oai/work.xsd"),
        admin: "editor@liangyi.example".into(),
        earliest: at("2026-01-01"),
        publisher: "示例科协".into(),
    }
}

fn header(deleted: bool) -> Header {
    Header {
        identifier: entry().id,
        datestamp: at("2026-10-03 10:30"),
        sets: vec!["kind.article".into(), "policy.work-plan-2022".into()],
        deleted,
    }
}

fn record() -> Record {
    Record { header: header(false), work: Some(Box::new(Entry { video: Some(film()), ..entry() })) }
}

fn said(arguments: &[(&str, &str)], answer: Result<Answer, Fault>) -> String {
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    oai::write(&repository(), at("2026-10-09 08:00:07"), &arguments, &answer)
}

/// One answer of each sort.
fn answers() -> Vec<String> {
    let gone = Record { header: header(true), work: None };
    let mut answers: Vec<Result<Answer, Fault>> = vec![
        Ok(Answer::Identify),
        Ok(Answer::MetadataFormats),
        Ok(Answer::Sets(vec![Set { spec: "genre.expert".into(), name: "专家解读".into() }])),
        Ok(Answer::Headers(Part { items: vec![header(false), header(true)], cursor: 0, token: Some("a,b".into()) })),
        Ok(Answer::Record(Prefix::DublinCore, Box::new(record()))),
    ];
    for prefix in Prefix::ALL {
        answers.push(Ok(Answer::Records(prefix, Part { items: vec![record(), gone.clone()], cursor: 50, token: None })));
    }
    let argument = Fault::Argument("from is missing".into());
    let faults = [Fault::Verb, argument, Fault::ResumptionToken, Fault::Format, Fault::Identifier, Fault::NoRecords];
    answers.extend(faults.map(Err));
    answers.into_iter().map(|answer| said(&[("verb", "ListRecords"), ("metadataPrefix", "oai_dc")], answer)).collect()
}

#[test]
fn every_answer_is_as_the_schema_has_it() {
    let Some(schema) = schema("OAI-PMH.xsd") else { return };
    for answer in answers() {
        assert_eq!(faults(&answer, &schema), "", "{answer}");
    }
}

#[test]
fn the_work_in_both_forms_is_as_its_schema_has_it() {
    let part = |prefix: Prefix, name: &str| {
        let answer = said(&[], Ok(Answer::Record(prefix, Box::new(record()))));
        let (from, to) = (answer.find(&format!("<{name} ")).unwrap(), answer.find(&format!("</{name}>")).unwrap());
        format!("{}</{name}>", &answer[from..to])
    };
    if let Some(schema) = schema("oai_dc.xsd") {
        assert_eq!(faults(&part(Prefix::DublinCore, "oai_dc:dc"), &schema), "");
    }
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("work.xsd");
    std::fs::write(&own, oai::SCHEMA).unwrap();
    let full = part(Prefix::Liangyi, "ly:work");
    assert_eq!(faults(&full, &own), "");
    let tree = Document::parse(&full).unwrap();
    let entry = tree.root_element().first_element_child().unwrap();
    assert!(entry.has_tag_name(("http://www.w3.org/2005/Atom", "entry")));
    assert!(entry.descendants().any(|n| n.has_tag_name(("https://liangyi.example/ns/feed/1", "editor"))));
}

#[test]
fn what_is_at_fault_is_not_repeated() {
    let request = |fault: Fault| {
        let answer = said(&[("verb", "nonsense")], Err(fault));
        let tree = Document::parse(&answer).unwrap();
        let request = tree.descendants().find(|n| n.tag_name().name() == "request").unwrap();
        (request.text().unwrap().to_owned(), request.attribute("verb").map(str::to_owned))
    };
    assert_eq!(request(Fault::Verb), ("https://liangyi.example/oai".to_owned(), None));
    assert_eq!(request(Fault::NoRecords).1.as_deref(), Some("nonsense"));
}

#[test]
fn a_deleted_record_is_a_header_and_nothing_of_the_work() {
    let gone = Record { header: header(true), work: None };
    let answer = said(&[], Ok(Answer::Record(Prefix::Liangyi, Box::new(gone))));
    assert!(answer.contains("<header status=\"deleted\">") && !answer.contains("<metadata"), "{answer}");
    assert!(answer.contains("<datestamp>2026-10-03T02:30:00Z</datestamp>"), "{answer}");
}
