//! Reads what Vite built in `frontend/reader/dist` and writes a table of it for `src/assets.rs`; reads the names of the
//! messages and writes for `src/ui.rs` what templates know them by.

use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

/// The source that the manifest names, and the constant that holds its address. What scripts load by themselves has no
/// constant, only a file.
const ENTRIES: [(&str, &str); 5] = [
    ("src/styles/site.css", "STYLE"),
    ("src/styles/elder.css", "ELDER_STYLE"),
    ("src/scripts/site.ts", "SCRIPT"),
    ("src/scripts/aloud.ts", "ALOUD"),
    ("src/icons/favicon.svg", "ICON"),
];

/// The languages of the pages; the first says in which order a message takes its arguments.
const MESSAGES: [&str; 2] = ["messages/zh-Hans.ftl", "messages/en.ftl"];

fn main() {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).to_owned();
    let home = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).to_owned();
    match messages(&home) {
        Ok(rust) => fs::write(out.join("messages.rs"), rust).expect("the build folder can be written"),
        Err(fault) => println!("cargo::error={fault}"),
    }
    let dist = home.join("../../frontend/reader/dist");
    let manifest = dist.join(".vite/manifest.json");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", manifest.display());
    match table(&dist, &manifest) {
        Ok(rust) => fs::write(out.join("assets.rs"), rust).expect("the build folder can be written"),
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

/// A field for each message that says the same always, a function for each that takes something in.
fn messages(home: &Path) -> Result<String, String> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in MESSAGES {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(home.join(file)).map_err(|e| format!("{file} cannot be read: {e}"))?;
        let mut open = None;
        for line in text.lines() {
            let name = line
                .split_once('=')
                .map(|(name, _)| name.trim_end())
                .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()));
            open = name.map(str::to_owned).or(open.filter(|_| line.starts_with(' ')));
            let Some(name) = &open else { continue };
            let takes = names.entry(name.clone()).or_default();
            for variable in line.split('$').skip(1) {
                let end = variable.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(variable.len());
                if !takes.iter().any(|known| *known == variable[..end]) {
                    takes.push(variable[..end].to_owned());
                }
            }
        }
    }
    let (mut fields, mut values, mut functions) = (String::new(), String::new(), String::new());
    for (name, takes) in &names {
        let rust = name.replace('-', "_");
        if takes.is_empty() {
            writeln!(fields, "    pub {rust}: &'static str,").unwrap();
            writeln!(values, "            {rust}: words.plain({name:?}),").unwrap();
            continue;
        }
        let arguments: String = takes.iter().map(|one| format!(", {one}: impl Into<FluentValue<'a>>")).collect();
        let given: Vec<String> = takes.iter().map(|one| format!("({one:?}, {one}.into())")).collect();
        writeln!(functions, "    pub fn {rust}<'a>(&self{arguments}) -> String {{").unwrap();
        writeln!(functions, "        self.words.fill({name:?}, [{}])\n    }}", given.join(", ")).unwrap();
    }
    Ok(format!(
        "/// The words of the pages in one language, by the names of their messages.\n\
         #[derive(Debug)]\npub struct Ui {{\n    speech: Speech,\n    words: Words,\n{fields}}}\n\n\
         impl Ui {{\n    fn read(speech: Speech) -> Self {{\n        let words = Words::read(speech);\n        \
         Self {{\n            speech,\n{values}            words,\n        }}\n    }}\n\n{functions}}}\n"
    ))
}
