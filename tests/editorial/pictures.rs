//! Pictures of works: renditions without what a camera notes, a refusal in words, and a job that survives its worker.

use super::round_trip::png;
use crate::{
    media::made,
    site::{Folder, Site, Work, on_both},
};
use db::jobs;
use domain::Timestamp;
use image::ImageFormat;

fn with_picture(name: &str, bytes: &[u8]) -> Folder {
    let folder = Folder::new();
    folder.file(name, bytes);
    folder.work(
        &Work::new("shown", "有图的文章")
            .body(&format!("![图]({name} \"说明\"){{credit=\"图：甲\" licence=CC-BY-4.0}}\n\n图后的一段。")),
    );
    folder
}

/// The addresses of all renditions that a page names.
fn addresses(page: &str) -> Vec<String> {
    let mut found: Vec<String> =
        page.match_indices("/media/").map(|(at, _)| page[at..].split(['"', ' ', ',']).next().unwrap().to_owned()).collect();
    found.sort();
    found.dedup();
    found
}

on_both! {
    async fn an_import_makes_renditions_that_say_nothing_of_camera_or_place(site: &Site) {
        let jpeg = made::with_app1(&made::encoded(made::gradient(1400, 700), ImageFormat::Jpeg), &made::exif_app1(6));
        assert!(jpeg.windows(9).any(|w| w == b"SECRETCAM"), "the original says nothing either");
        let said = with_picture("pictures/photo.jpg", &jpeg).import(site);
        assert!(said.contains("pictures: 1 made ready, 0 not"), "{said}");
        let server = site.serve();
        let page = server.page("/works/shown");
        let addresses = addresses(&page);
        assert!(addresses.len() >= 3, "{addresses:?}");
        assert!(page.contains("width=\"700\"") || page.contains("height=\"1400\""), "the sides are not those of the upright picture: {page}");
        for address in addresses {
            let response = server.get(&address);
            assert_eq!(response.status, 200, "{address}");
            let kind = response.header("content-type").unwrap().to_owned();
            assert!(["image/webp", "image/jpeg"].contains(&kind.as_str()), "{kind}");
            let picture = image::load_from_memory(&response.body).unwrap();
            assert!(picture.height() > picture.width(), "{address} lies on its side");
            for secret in [&b"SECRETCAM"[..], b"Exif", b"GPS"] {
                assert!(!response.body.windows(secret.len()).any(|w| w == secret), "{address} holds {}", String::from_utf8_lossy(secret));
            }
        }
    }

    async fn a_broken_picture_is_given_up_in_words_and_the_page_stays_readable(site: &Site) {
        site.expects_given_up(1);
        let said = with_picture("pictures/broken.png", &png(10)[..60]).import(site);
        assert!(said.contains("pictures: 0 made ready, 1 not") && said.contains("picture job "), "{said}");
        let reason = site.texts("SELECT reason FROM jobs").await.remove(0);
        assert!(reason.ends_with('。') && said.contains(&reason), "{reason}");
        assert_eq!(site.texts("SELECT reason FROM assets WHERE state = 'failed'").await, [reason.as_str()]);
        let server = site.serve();
        let page = server.page("/works/shown");
        assert!(page.contains("图后的一段。") && addresses(&page).is_empty());
        let check = site.output(&[&"check"]);
        assert!(String::from_utf8(check.stdout).unwrap().contains("wrong  jobs: 1 given up"));
    }

    async fn a_picture_whose_worker_was_killed_is_made_ready_by_the_next_one(site: &Site) {
        killed_worker(site).await;
    }

    async fn a_picture_that_two_works_show_stays_public_until_both_are_withdrawn(site: &Site) {
        let folder = with_picture("pictures/a.png", &png(30));
        folder.work(&Work::new("again", "同一张图").body("![图](pictures/a.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}"));
        assert!(folder.import(site).contains("pictures: 1 made ready"));
        let server = site.serve();
        let address = addresses(&server.page("/works/shown")).remove(0);
        assert_eq!(addresses(&server.page("/works/again")).remove(0), address);
        site.run(&[&"withdraw", &"shown", &"--reason", &"有误。"]);
        server.within_a_second("gone", || server.get("/works/shown").status == 410);
        assert_eq!(server.get(&address).status, 200);
        site.run(&[&"withdraw", &"again", &"--reason", &"有误。"]);
        server.within_a_second("gone", || server.get(&address).status == 404);
        assert_eq!(server.get(&address.replace("/media/", "/media/0")).status, 404);
    }
}

/// The job is claimed as a worker does that is killed at once; its lease has run out long ago when the next one looks.
async fn killed_worker(site: &Site) {
    let import = site.path("import.toml");
    std::fs::write(&import, "media_pipeline = \"/bin/false\"\n").unwrap();
    site.expects("will be tried again");
    let folder = with_picture("pictures/a.png", &png(60));
    let said = site.output_of(site.command().args(["import", "works"]).arg(folder.path()).arg("--config").arg(import));
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let db = site.db().await;
    assert_eq!(jobs::open(&db).await.unwrap(), 1);
    let far = Timestamp(4_000_000_000_000);
    let claimed = jobs::claim(&db, jobs::Lane::Any, far, Timestamp(1)).await.unwrap().unwrap();
    assert_eq!(claimed.attempts, 2);
    let server = site.serve();
    server.wait("ready", || !addresses(&server.page("/works/shown")).is_empty());
    assert_eq!(jobs::open(&db).await.unwrap(), 0);
    assert_eq!(site.number("SELECT attempts FROM jobs").await, 3);
    db.close().await.unwrap();
}
