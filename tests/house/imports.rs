//! Who imports whom, and one foreign library in one room.

use super::rules::{Ban, rules};
use super::workspace::{Workspace, workspace};

/// Every edge of `workspace` that the rules do not allow, in words.
fn faults(workspace: &Workspace, bans: &[Ban]) -> Vec<String> {
    let allowed = |importer: &String, imported: &String| match bans.iter().find(|ban| ban.name == *imported) {
        Some(ban) => ban.wrappers.contains(importer),
        None => imported == "domain" || !workspace.rooms.contains(imported),
    };
    workspace
        .imports
        .iter()
        .filter(|(importer, imported)| !allowed(importer, imported))
        .map(|(importer, imported)| format!("`{importer}` imports `{imported}`, which deny.toml does not allow"))
        .collect()
}

#[test]
fn every_import_is_one_the_house_allows() {
    let faults = faults(&workspace(), &rules().bans.deny);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn an_import_outside_the_rules_is_named() {
    let bans = [Ban { name: "editorial".into(), wrappers: vec!["studio".into()] }];
    let faults_of = |importer: &str, imported: &str| {
        let rooms = ["domain", "editorial", "server"].map(str::to_owned).into();
        let imports = [(importer.to_owned(), imported.to_owned())].into();
        faults(&Workspace { rooms, imports, licences: Vec::new() }, &bans)
    };
    assert_eq!(faults_of("studio", "editorial"), Vec::<String>::new());
    assert_eq!(faults_of("reader", "domain"), Vec::<String>::new());
    assert_eq!(faults_of("reader", "serde"), Vec::<String>::new());
    assert_eq!(faults_of("reader", "editorial"), ["`reader` imports `editorial`, which deny.toml does not allow"]);
    assert_eq!(faults_of("reader", "server"), ["`reader` imports `server`, which deny.toml does not allow"]);
}

#[test]
fn domain_imports_nothing_of_ours() {
    let workspace = workspace();
    let ours: Vec<_> = workspace
        .imports
        .iter()
        .filter(|(importer, imported)| importer == "domain" && workspace.rooms.contains(imported))
        .collect();
    assert!(ours.is_empty(), "{ours:?}");
}
