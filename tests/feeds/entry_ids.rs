//! Ids that never move.

use domain::Day;
use feeds::tag_uri;
use proptest::prelude::*;
use std::collections::HashSet;

fn day() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

#[test]
fn a_tag_uri_has_the_form_of_rfc_4151() {
    assert_eq!(tag_uri("Liangyi.Example", day(), "42"), "tag:liangyi.example,2026-01-01:work/42");
}

#[test]
fn characters_outside_the_grammar_are_encoded() {
    assert_eq!(tag_uri("a.example", day(), "文 1#?%"), "tag:a.example,2026-01-01:work/%E6%96%87%201%23%3F%25");
}

#[test]
fn ids_that_differ_stay_different() {
    let ids = ["a b", "a%20b", "a+b", "ab", "a/b", "A b"];
    let uris: HashSet<_> = ids.iter().map(|id| tag_uri("a.example", day(), id)).collect();
    assert_eq!(uris.len(), ids.len());
}

proptest! {
    #[test]
    fn every_tag_uri_is_an_uri(id in "\\PC{1,30}") {
        let uri = tag_uri("a.example", day(), &id);
        let is_outside = |c: char| !c.is_ascii_graphic() || "<>\"{}|\\^`#?".contains(c);
        prop_assert!(!uri.contains(is_outside), "{}", uri);
    }
}
