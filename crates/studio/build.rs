//! Reads what Vite built in `frontend/studio/dist` and writes a table of it for `src/shell.rs`.

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn main() {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../frontend/studio/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.join(".vite/manifest.json").display());
    println!("cargo::rerun-if-changed={}", dist.join("index.html").display());
    match table(&dist) {
        Ok(rust) => {
            let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("shell.rs");
            fs::write(&out, rust).expect("the build folder can be written");
        }
        Err(fault) => println!("cargo::error={fault}: run ./dev setup, which builds frontend/studio"),
    }
}

fn table(dist: &Path) -> Result<String, String> {
    let page = dist.join("index.html");
    let page = page.canonicalize().map_err(|e| format!("the studio's built files are missing ({}: {e})", page.display()))?;
    let mut files = String::new();
    for path in below(&dist.join("assets"))? {
        let path = path.canonicalize().map_err(|e| format!("{} cannot be read: {e}", path.display()))?;
        let name = path.file_name().and_then(|n| n.to_str()).ok_or("a built file has no name")?;
        let media_type = match path.extension().and_then(|x| x.to_str()) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            Some("png") => "image/png",
            Some("webp") => "image/webp",
            Some("map") => continue,
            _ => return Err(format!("{name} is of no type that the studio loads")),
        };
        let name = format!("assets/{name}");
        writeln!(files, "    File {{ path: {name:?}, media_type: {media_type:?}, bytes: include_bytes!({path:?}) }},")
            .map_err(|e| e.to_string())?;
    }
    Ok(format!(
        "/// The page of the app.\nconst PAGE: &str = include_str!({page:?});\n/// What it loads.\nstatic FILES: &[File] = &[\n{files}];\n"
    ))
}

/// The files of a folder, by name.
fn below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    paths.sort();
    Ok(paths)
}
