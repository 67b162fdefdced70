//! The description of the API: the app's types come from it, and every operation says whom it serves.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn the_committed_description_is_the_one_that_the_routes_give() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/studio/openapi.json");
    let current = studio::openapi::document();
    if std::env::var_os("LIANGYI_WRITE_SNAPSHOT").is_some() {
        fs::write(&path, &current).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "frontend/studio/openapi.json is stale; LIANGYI_WRITE_SNAPSHOT=1 ./dev test committed_description"
    );
}

#[test]
fn every_operation_stands_in_the_table_of_needs_and_no_other() {
    let described: BTreeSet<String> = super::api::operations().into_iter().map(|o| o.id).collect();
    let named: BTreeSet<String> = studio::needs::NEEDS.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(described, named);
}
