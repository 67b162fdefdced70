//! The weights that DESIGN.md allows, measured as a browser receives them.

use super::sample;
use brotli::CompressorWriter;
use std::io::Write;

fn brotli_len(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    CompressorWriter::new(&mut out, 4096, 11, 22).write_all(bytes).expect("memory takes everything");
    out.len()
}

fn built(address: &str) -> &'static [u8] {
    pages::assets::find(address.strip_prefix(pages::assets::PREFIX).unwrap()).unwrap().bytes
}

#[test]
fn the_style_sheet_weighs_at_most_12_kb_and_the_script_8() {
    let style = brotli_len(built(pages::assets::STYLE));
    let script = brotli_len(built(pages::assets::SCRIPT));
    assert!((1_000..=12_000).contains(&style), "style sheet: {style} bytes");
    assert!((100..=8_000).contains(&script), "script: {script} bytes");
}

#[test]
fn the_elderly_view_stays_within_the_same_weights_with_what_it_adds() {
    let both = |a, b| brotli_len(built(a)) + brotli_len(built(b));
    let (style, script) =
        (both(pages::assets::STYLE, pages::assets::ELDER_STYLE), both(pages::assets::SCRIPT, pages::assets::ALOUD));
    assert!(style <= 12_000, "style sheets: {style} bytes");
    assert!(script <= 8_000, "scripts: {script} bytes");
}

#[test]
fn the_menu_of_views_costs_an_ordinary_page_next_to_nothing() {
    for (name, html) in sample::written().into_iter().filter(|(name, _)| ["home", "work", "error"].contains(name)) {
        let (with, without) = (brotli_len(sample::ordinary(&html).as_bytes()), brotli_len(html.as_bytes()));
        assert!(with <= without + 250, "{name}: {} bytes more", with - without);
    }
}

#[test]
fn no_page_weighs_more_than_30_kb() {
    for (name, html) in sample::pages() {
        let size = brotli_len(html.as_bytes());
        assert!(size <= 30_000, "{name}: {size} bytes");
    }
}

#[test]
fn a_law_of_sixty_articles_with_two_interpretations_each_stays_within_the_budget() {
    let html = sample::law_of(60);
    let size = brotli_len(html.as_bytes());
    assert!(html.matches("class=\"note\"").count() >= 120 && size <= 30_000, "{size} bytes");
}
