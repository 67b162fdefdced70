//! Old backups go, and with them what no other backup needs; never anything else.

use super::*;
use std::fs;

fn blobs(site: &Site) -> usize {
    let folders = fs::read_dir(folder(site).join("blobs")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|folder| fs::read_dir(folder.path()).unwrap().count()).sum()
}

#[tokio::test]
async fn old_backups_go_with_the_blobs_that_nobody_else_needs() {
    let site = Site::new();
    filled::fill(&site).await;
    save(&site, 1).await;
    let whole = blobs(&site);
    // Half of it is taken away on the site, and is in the older backup alone.
    let raw = site.raw().await;
    sea_orm::ConnectionTrait::execute_unprepared(&raw, "DELETE FROM renditions").await.unwrap();
    raw.close().await.unwrap();
    for second in [2, 3] {
        save(&site, second).await;
    }
    let error = backup::prune(&folder(&site), 0).unwrap_err();
    assert!(error.to_string().contains("keep one at the least"), "{error}");
    assert_eq!(backup::prune(&folder(&site), 3).unwrap(), backup::Pruned::default());
    assert_eq!(blobs(&site), whole);

    let pruned = backup::prune(&folder(&site), 2).unwrap();
    assert_eq!(pruned.backups, 1);
    assert!(pruned.blobs > 0 && pruned.bytes > 0 && blobs(&site) == whole - pruned.blobs as usize, "{pruned:?}");
    for name in [Some("1970-01-01T080002"), None] {
        backup::verify(&folder(&site), name).unwrap();
    }
    assert!(backup::verify(&folder(&site), Some("1970-01-01T080001")).is_err());

    // A list that was cut short says too little: nothing is taken away on its word.
    let list = folder(&site).join("1970-01-01T080003/blobs.ndjson");
    fs::write(&list, "").unwrap();
    let before = blobs(&site);
    let error = backup::prune(&folder(&site), 1).unwrap_err();
    assert!(error.to_string().contains("nothing was taken away"), "{error}");
    assert_eq!(blobs(&site), before);
    assert!(folder(&site).join("1970-01-01T080002").exists());
}
