//! Long images: joined, sliced, published with their words, found by them; and what an import refuses of them.

use super::films::work_until_empty;
use crate::{
    editorial::round_trip::{assert_equal, export, files},
    media::made,
    site::{Folder, Site, Work, on_both},
};
use domain::{Digest, PartList, Sliced};
use image::ImageFormat;

/// Two parts of 360 × 1900 and 360 × 1400 pixels.
fn parts() -> [Vec<u8>; 2] {
    [(360, 1900), (360, 1400)].map(|(width, height)| made::encoded(made::gradient(width, height), ImageFormat::Png))
}

const WORDS: &str = "  checked: true\n  panels:\n    - {top: 0, bottom: 1700, text: \"先看预警\\n再盖棚膜\"}\n    - {top: 1700, bottom: 3300, text: \"攒下的信任不会散\"}";

fn work(image: &str) -> String {
    let text = Work::new("long", "一图读懂").line(&format!("long_image:\n{image}")).text();
    text.replace("kind: article", "kind: long-image")
}

fn folder(image: &str) -> Folder {
    let folder = Folder::new();
    let [first, second] = parts();
    folder.file("pictures/1.png", first).file("pictures/2.png", second).file("long.md", work(image));
    folder
}

fn whole() -> Folder {
    folder(&format!("  files: [pictures/1.png, pictures/2.png]\n{WORDS}"))
}

on_both! {
    async fn parts_become_one_image_that_is_read_and_found(site: &Site) {
        let folder = whole();
        let said = folder.import(site);
        assert!(!said.contains("will be published"), "its slices are made at once: {said}");
        assert_eq!(site.texts("SELECT kind || ' ' || state FROM assets ORDER BY id").await, ["picture kept", "picture kept", "long-image ready"]);
        assert!(folder.import(site).contains("1 as they were"));

        let server = site.serve();
        let page = server.page("/works/long");
        // Every slice has its size, so that nothing moves while it comes, and the first one does not wait.
        let slices: Vec<&str> = page.split("<div class=\"slice\">").skip(1).map(|s| s.split("</div>").next().unwrap()).collect();
        assert!(slices.len() > 1, "one slice of 3,300 rows");
        let number = |slice: &str, name: &str| -> u32 {
            slice.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        assert_eq!(slices.iter().map(|s| number(s, "height")).sum::<u32>(), 3300);
        assert!(slices.iter().all(|s| number(s, "width") == 360));
        assert!(!slices[0].contains("loading=\"lazy\"") && slices[1..].iter().all(|s| s.contains("loading=\"lazy\"")));
        // The words are the alternative text and the text version.
        assert!(slices[0].contains("alt=\"先看预警再盖棚膜"), "{}", slices[0]);
        assert!(page.contains("<p>先看预警再盖棚膜</p>") && page.contains("<p>攒下的信任不会散</p>"));
        assert!(page.contains("og:image\" content=\"http"), "no picture for sharing");

        // A feed has the pictures under whole addresses, and the words.
        let feed = server.page("/feed.atom");
        assert!(feed.contains("/media/") && feed.contains("攒下的信任不会散"), "{feed}");
        assert!(!feed.contains("src=&quot;/media/"), "an address that is not whole");

        // What is named can be had, and only while the work is public.
        let addresses: Vec<&str> = page.match_indices("/media/").map(|(at, _)| page[at..].split(['"', ' ', ',']).next().unwrap()).collect();
        for address in &addresses {
            assert_eq!(server.get(address).status, 200, "{address}");
        }
        let found = server.page("/search?q=%E6%94%92%E4%B8%8B%E7%9A%84%E4%BF%A1%E4%BB%BB");
        assert!(found.contains("/works/long#panel-2"), "the place of the words is not linked");
        assert!(page.contains("id=\"panel-2\""));

        site.run(&[&"withdraw", &"long", &"--reason", &"演示撤回"]);
        server.within_a_second("the slices are gone", || server.get(addresses[0]).status == 404);
        let search = "/search?q=%E6%94%92%E4%B8%8B%E7%9A%84%E4%BF%A1%E4%BB%BB";
        server.within_a_second("search forgets it", || !server.page(search).contains("/works/long"));
    }

    async fn it_leaves_as_it_came(site: &Site) {
        whole().import(site);
        let first = export(site);
        assert_eq!(first[std::path::Path::new("pictures/1.png")], parts()[0]);
        let second = Site::new();
        second.run(&[&"import", &"works", &site.path("out")]);
        assert_equal(&first, &export(&second));
        assert_eq!(first.len(), files(&site.path("out")).len());
        assert!(second.run(&[&"import", &"works", &site.path("out")]).contains("1 as they were"));
    }
}

#[test]
fn what_may_not_be_published_is_not_imported_and_every_fault_names_its_line() {
    let files = "  files: [pictures/1.png, pictures/2.png]";
    for (image, fault) in [
        ("  files: [pictures/3.png]\n  checked: true".to_owned(), "there is no picture pictures/3.png in this folder"),
        ("  files: []".to_owned(), "a long image is made of 1 to 20 pictures, here are 0"),
        (files.to_owned(), "a long image needs panels with the words that are written in it"),
        (format!("{files}\n  panels:\n    - {{top: 0, bottom: 9, text: ' '}}"), "a long image needs panels with the words"),
        (format!("{files}\n  panels:\n    - {{top: 0, bottom: 9, text: 甲}}"), "say so with checked: true"),
        (
            format!(
                "{files}\n  checked: true\n  panels:\n    - {{top: 9, bottom: 12, text: 甲}}\n    - {{top: 0, bottom: 5, text: 乙丙}}"
            ),
            "the panel “乙丙” begins above the one before it",
        ),
        (format!("{files}\n  checked: true\n  panels:\n    - {{top: 9, bottom: 9, text: 甲}}"), "the panel “甲” begins above"),
        (format!("{files}\n  panel: 1"), "long_image: unknown field `panel`"),
    ] {
        let site = Site::new();
        let said = site.refused(&[&"import", &"works", &folder(&image).path()]);
        assert!(said.contains(fault), "{image}\n{said}");
        assert!(said.contains("long.md:"), "no line: {said}");
        assert!(!site.data().join("blobs").join("originals").exists(), "something was stored");
    }
}

#[tokio::test]
async fn a_panel_that_turns_out_to_lie_below_the_picture_keeps_the_work_back() {
    let site = Site::new();
    let image = "  files: [pictures/1.png]\n  checked: true\n  panels:\n    - {top: 0, bottom: 5000, text: 甲}";
    let said = folder(image).import(&site);
    assert!(said.contains("long: not published: 文字版中“甲”一段超出了图片"), "{said}");
    assert_eq!(site.texts("SELECT state FROM works").await, ["draft"]);
    // Known now, so the next import says it at once.
    let again = site.refused(&[&"import", &"works", &folder(&format!("{image}\n    - {{top: 1, bottom: 2, text: 乙}}")).path()]);
    assert!(again.contains("the panel “甲” reaches below the end of the picture"), "{again}");
}

#[tokio::test]
async fn a_label_of_ai_content_in_a_part_is_known_of_the_whole() {
    let site = Site::new();
    let [first, second] = parts();
    let label = made::chunk(b"tEXt", b"AIGC\0{\"Label\":\"1\"}");
    let folder = whole();
    folder.file("pictures/1.png", first).file("pictures/2.png", made::with_chunks(&second, &label));
    folder.import(&site);
    assert_eq!(site.texts("SELECT ai FROM assets WHERE kind = 'long-image'").await, ["generated"]);
}

#[tokio::test]
async fn a_part_that_is_no_picture_ends_in_words_and_publishes_nothing() {
    let site = Site::new();
    let folder = folder(&format!("  files: [pictures/1.png, pictures/2.png]\n{WORDS}"));
    folder.file("pictures/2.png", b"no picture at all");
    let said = folder.import(&site);
    assert!(said.contains("pictures: 0 made ready, 1 not"), "{said}");
    assert!(said.contains("long: not published: "), "{said}");
    work_until_empty(&site);
    assert_eq!(site.texts("SELECT state FROM works").await, ["draft"]);
    site.expects_given_up(1);
}

#[test]
fn the_list_of_parts_is_read_as_it_was_written_and_nothing_else_is() {
    let digest = |n: u8| Digest::from_bytes(&[n; 32]);
    let list = PartList { parts: vec![digest(1), digest(2)] };
    assert_eq!(PartList::read(&list.bytes()), Some(list.clone()));
    let text = String::from_utf8(list.bytes()).unwrap();
    for other in ["", "liangyi long image\n", "other\n", &text[..text.len() - 1], &text.replace("0101", "01"), &text.repeat(11)] {
        assert_eq!(PartList::read(other.as_bytes()), None, "{other:?}");
    }
    assert_eq!(PartList::read(&PartList { parts: vec![digest(1); 21] }.bytes()), None);
}

/// What the pages read is what the program writes.
#[test]
fn the_manifest_says_where_each_slice_is() {
    let [first, second] = parts();
    let run = crate::media::program::long_image(&[&first, &second]);
    let sliced: Sliced = serde_json::from_value(run.manifest()).unwrap();
    assert_eq!((sliced.width, sliced.height), (360, 3300));
    let mut below = 0;
    for slice in &sliced.slices {
        assert_eq!(slice.top, below);
        below += slice.height;
        assert!(!slice.renditions.is_empty());
    }
    assert_eq!(below, 3300);
}
