//! Writes every page where a browser can open it: `target/gallery`, checked by eye and by axe.

use super::sample;
use pages::{Script, TextSize, Variant};
use std::{fs, path::Path};

#[test]
fn the_gallery_holds_every_page_and_what_it_loads() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/gallery");
    let assets = gallery.join("assets");
    fs::create_dir_all(&assets).unwrap();
    for asset in pages::assets::FILES {
        fs::write(assets.join(asset.name), asset.bytes).unwrap();
    }
    for (name, html) in sample::pages() {
        for address in [pages::assets::STYLE, pages::assets::SCRIPT, pages::assets::ICON] {
            assert!(html.contains(address), "{name} does not load {address}");
            let file = address.strip_prefix(pages::assets::PREFIX).and_then(pages::assets::find);
            assert!(file.is_some_and(|asset| !asset.bytes.is_empty()), "{address} is not among the files");
        }
        fs::write(gallery.join(format!("{name}.html")), html).unwrap();
    }
    for (name, html) in sample::written() {
        for (view, text, script) in [("elder", TextSize::Large, Script::Simplified), ("tw", TextSize::Ordinary, Script::Taiwan)] {
            let page = pages::dress(&html, Variant::default().with_text(text).with_script(script), "/here", &sample::site());
            fs::write(gallery.join(format!("{name}-{view}.html")), page).unwrap();
        }
    }
}
