//! Reads what Vite built in `frontend/reader/dist` and writes a table of it for `src/assets.rs`.

use std::{env, fmt::Write, fs, path::Path};

/// The source that the manifest names, and the constant that holds its address. What scripts load by themselves has no
/// constant, only a file.
const ENTRIES: [(&str, &str); 5] = [
    ("src/styles/site.css", "STYLE"),
    ("src/styles/elder.css", "ELDER_STYLE"),
    ("src/scripts/site.ts", "SCRIPT"),
    ("src/scripts/aloud.ts", "ALOUD"),
    ("src/icons/favicon.svg", "ICON"),
];

fn main() {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../frontend/reader/dist");
    let manifest = dist.join(".vite/manifest.json");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", manifest.display());
    match table(&dist, &manifest) {
        Ok(rust) => {
            let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("assets.rs");
            fs::write(&out, rust).expect("the build folder can be written");
        }
        Err(fault) => println!("cargo::error={fault}: run ./dev setup, which builds frontend/reader"),
    }
}

fn table(dist: &Path, manifest: &Path) -> Result<String, String> {
    let text = fs::read_to_string(manifest)
        .map_err(|e| format!("the reader's built files are missing ({}: {e})", manifest.display()))?;
    let entries: serde_json::Value =
        serde_json::from_str(&text).map_err(|e| format!("{} cannot be read: {e}", manifest.display()))?;
    let mut rust = String::new();
    let mut files = String::new();
    for (source, constant) in ENTRIES {
        let name = entries[source]["file"].as_str().ok_or(format!("{} does not name {source}", manifest.display()))?;
        writeln!(rust, "/// Address of the built `{source}`.\npub const {constant}: &str = \"/assets/{name}\";").unwrap();
    }
    let built = entries.as_object().ok_or(format!("{} is no list of files", manifest.display()))?;
    for entry in built.values() {
        let file = entry["file"].as_str().ok_or(format!("{} names no file", manifest.display()))?;
        let path = dist.join(file).canonicalize().map_err(|e| format!("{file} is missing from the built files ({e})"))?;
        let name = path.file_name().and_then(|n| n.to_str()).ok_or(format!("{file} has no name"))?;
        let media_type = match path.extension().and_then(|x| x.to_str()) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => return Err(format!("{file} is of no type that a page loads")),
        };
        writeln!(files, "    Asset {{ name: {name:?}, media_type: {media_type:?}, bytes: include_bytes!({path:?}) }},").unwrap();
    }
    writeln!(rust, "/// All of them.\npub static FILES: &[Asset] = &[\n{files}];").unwrap();
    Ok(rust)
}
