//! The page for partner media.

use crate::site::{Door, Site};
use std::{fs, path::Path};

#[tokio::test]
async fn the_page_for_partner_media_gives_the_very_programs_that_the_tests_run() {
    let site = Site::new();
    let door = Door::open(&site).await;
    let page = door.page("/partners").await;
    for (file, media_type) in [("client.py", "text/x-python; charset=utf-8"), ("client.mjs", "text/javascript; charset=utf-8")] {
        let path = format!("/partners/{file}");
        let given = door.get(&path).await;
        assert_eq!((given.status, given.header("content-type")), (200, Some(media_type)), "{path}");
        let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/partners").join(file);
        assert_eq!(given.text(), fs::read_to_string(run).unwrap(), "{path}");
        assert!(page.contains(&format!("href=\"{path}\"")) && given.text().lines().count() <= 100, "{path}");
    }
    assert!(
        page.contains("https://liangyi.example/partners/client.py") && page.contains("href=\"/api/partner/v1/openapi.json\"")
    );
    for licence in domain::Licence::ALL {
        assert!(page.contains(licence.zh()), "{licence}");
    }
    assert_eq!(door.get("/partners/README.md").await.status, 404);
    assert!(door.page("/").await.contains("href=\"/partners\""), "no page leads there");
}
