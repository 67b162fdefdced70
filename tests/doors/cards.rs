//! What stands on the cards of lists: the picture of a work, where it has one.

use crate::site::{Folder, Site, Work, corpus::ITEMS, serving::Serving};
use image::{ImageFormat, RgbImage};
use std::io::Cursor;

fn png(width: u32, colour: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = RgbImage::from_pixel(width, width / 2, image::Rgb([colour, 0, 0]));
    pixels.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn figure(path: &str) -> String {
    format!("![图]({path} \"说明\"){{credit=\"图：甲\" licence=CC-BY-4.0}}")
}

/// The pictures on the card of a work in a page.
fn pictures<'a>(page: &'a str, slug: &str) -> Vec<&'a str> {
    let cards = page.split("<article class=\"card").skip(1);
    let card = cards.map(|card| card.split("</article>").next().unwrap()).find(|card| card.contains(&format!("/works/{slug}\"")));
    let card = card.unwrap_or_else(|| panic!("no card of {slug}: {page}"));
    card.match_indices("<img ").map(|(at, _)| card[at..].split('>').next().unwrap()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split(&format!(" {name}=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {tag}")).split('"').next().unwrap()
}

fn fill(site: &Site) -> Serving<'_> {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    // Taken in under another name before it, the second picture is the older original.
    folder
        .file("pictures/first.png", png(500, 10))
        .file("pictures/second.png", png(600, 200))
        .file("pictures/seal.png", png(60, 90));
    folder.work(&Work::new("a-second", "一图").clause("plan#2.1").body(&figure("pictures/second.png")));
    let both = format!("{}\n\n{}", figure("pictures/first.png"), figure("pictures/second.png"));
    folder.work(&Work::new("both", "两图").clause("plan#2.1").body(&both));
    folder.work(&Work::new("sealed", "一方小印").clause("plan#2.1").body(&figure("pictures/seal.png")));
    folder.work(&Work::new("plain", "没有图").clause("plan#2.1"));
    assert!(folder.import(site).contains("3 made ready"));
    site.serve()
}

#[test]
fn a_card_shows_the_first_picture_of_a_text_in_a_size_for_lists() {
    let site = Site::new();
    let server = fill(&site);
    let work = server.page("/works/both");
    // Its text alone: the related works below it have cards too.
    let other = server.page("/works/a-second").split("class=\"band\"").next().unwrap().to_owned();
    for list in ["/works", "/policies/plan/2.1", "/topics/video", "/search?topic=video"] {
        let page = server.page(list);
        let shown = pictures(&page, "both");
        assert_eq!(shown.len(), 1, "{list}: {shown:?}");
        let src = attribute(shown[0], "src");
        assert_eq!((attribute(shown[0], "width"), attribute(shown[0], "height")), ("360", "180"), "{list}");
        assert_eq!((attribute(shown[0], "alt"), attribute(shown[0], "loading")), ("", "lazy"), "{list}");
        assert!(work.contains(src) && !other.contains(src), "{list} shows the second picture: {src}");
        assert_eq!(server.get(src).header("content-type"), Some("image/webp"), "{src}");
    }
}

#[test]
fn a_card_without_a_picture_worth_showing_stays_as_it_was() {
    let site = Site::new();
    let server = fill(&site);
    let page = server.page("/works");
    assert!(pictures(&page, "plain").is_empty() && pictures(&page, "sealed").is_empty(), "{page}");
    assert_eq!(page.matches("<article class=\"card\">").count(), 2, "{page}");
}
