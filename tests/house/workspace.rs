//! The dependency graph as Cargo resolves it, read once from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Packages and the edges between them, by name; two versions of one package share a name and are one node here.
pub struct Workspace {
    /// Names of our own crates.
    pub rooms: BTreeSet<String>,
    /// `(importer, imported)`, of every kind: normal, build and test.
    pub imports: BTreeSet<(String, String)>,
    /// `(package with version, SPDX expression)` of everything linked into or building `liangyi`.
    pub licences: Vec<(String, String)>,
}

/// Asks Cargo, offline: what is being tested was fetched before. Packages for other platforms were not, so they are left out.
pub fn workspace() -> Workspace {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--filter-platform=host-tuple", "--offline", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    read(&serde_json::from_slice(&output.stdout).expect("cargo metadata answers JSON"))
}

fn read(metadata: &Value) -> Workspace {
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).iter().map(|package| (text(&package["id"]), package)).collect();
    let name = |id: &str| text(&packages[id]["name"]).to_owned();
    let nodes: BTreeMap<&str, &[Value]> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| (text(&node["id"]), list(&node["deps"]))).collect();

    let rooms = list(&metadata["workspace_members"]).iter().map(|id| name(text(id))).collect();
    let imports = nodes.iter().flat_map(|(id, deps)| deps.iter().map(|dep| (name(id), name(text(&dep["pkg"]))))).collect();
    let server = nodes.keys().find(|id| name(id) == "server").expect("the workspace has a server");
    let licences = linked(&nodes, server)
        .into_iter()
        .map(|id| {
            let package = packages[id];
            let label = format!("{} {}", text(&package["name"]), text(&package["version"]));
            (label, package["license"].as_str().unwrap_or_default().to_owned())
        })
        .collect();
    Workspace { rooms, imports, licences }
}

/// Everything reachable from `root` without passing through a test dependency.
fn linked<'a>(nodes: &BTreeMap<&'a str, &'a [Value]>, root: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(nodes[id].iter().filter(|dep| !only_for_tests(dep)).map(|dep| text(&dep["pkg"])));
        }
    }
    seen
}

fn only_for_tests(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).iter().all(|kind| kind["kind"] == "dev")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("cargo metadata has a list here")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo metadata has a text here")
}
