//! A work that was withdrawn: for readers that know tombstones, and for those that do not.

use super::sample::{entry, feed, gone, published, withdrawal};
use feeds::atom;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

#[test]
fn the_stub_keeps_the_id_and_publication_and_loses_the_text() {
    let before = feed_rs::parser::parse(atom::write(&feed(vec![published(entry())])).as_bytes()).unwrap();
    let after = feed_rs::parser::parse(atom::write(&feed(vec![gone(withdrawal())])).as_bytes()).unwrap();
    let (before, after) = (&before.entries[0], &after.entries[0]);
    assert_eq!(before.id, after.id);
    assert_eq!(before.published, after.published);
    assert!(before.updated < after.updated, "readers fetch it anew");
    assert_eq!(after.content.as_ref().unwrap().body.as_deref(), Some("本文所引数据有误，已撤回。"));
    assert!(after.summary.is_none() && after.categories.is_empty());
}

#[test]
fn the_tombstone_names_the_entry_the_moment_the_party_and_the_reason() {
    let xml = atom::write(&feed(vec![gone(withdrawal())]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let tombstone = tree.descendants().find(|n| n.has_tag_name((TOMBSTONES, "deleted-entry"))).unwrap();
    assert!(tombstone.parent().unwrap().has_tag_name((ATOM, "feed")));
    assert_eq!(tombstone.attribute("ref"), Some("tag:liangyi.example,2026-01-01:work/42"));
    assert_eq!(tombstone.attribute("when"), Some("2026-10-09T08:00:00+08:00"));
    let text = |space, name| tombstone.descendants().find(|n| n.has_tag_name((space, name))).unwrap().text();
    assert_eq!(text(ATOM, "name"), Some("示例县科学技术协会（示例）"));
    assert_eq!(text(TOMBSTONES, "comment"), Some("本文所引数据有误，已撤回。"));
}

#[test]
fn the_stub_is_not_newer_than_the_tombstone_and_so_revives_nothing() {
    let xml = atom::write(&feed(vec![gone(withdrawal())]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let entry = tree.descendants().find(|n| n.has_tag_name((ATOM, "entry"))).unwrap();
    let updated = entry.children().find(|n| n.has_tag_name((ATOM, "updated"))).unwrap().text();
    let when = tree.descendants().find_map(|n| n.attribute("when"));
    assert_eq!(updated, when);
}

#[test]
fn nothing_of_a_withdrawn_work_may_be_reprinted() {
    let xml = atom::write(&feed(vec![gone(withdrawal())]));
    assert!(!xml.contains("ly:reprint>") && !xml.contains("rel=\"license\""));
    assert!(xml.contains("<ly:withdrawn kind=\"retraction\""));
}
