//! The commands, as an administrator gives them.

use crate::site::{Folder, Site, Work, on_both};
use std::{fs, os::unix::fs::PermissionsExt};

/// Where the passphrase is, for a site.
fn passphrase(site: &Site) -> String {
    let path = site.path("passphrase");
    fs::write(&path, "correct horse battery staple\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path.display().to_string()
}

on_both! {
    async fn a_site_is_saved_while_it_serves_and_brought_back(site: &Site) {
        Folder::new().work(&Work::new("frost", "霜冻怎么防")).import(site);
        let (file, backups) = (passphrase(site), site.path("backups"));
        let flags: [&dyn AsRef<std::ffi::OsStr>; 2] = [&"--backup-passphrase-file", &file];
        let server = site.serve();
        let said = site.run(&[&"backup", &backups, flags[0], flags[1]]);
        assert!(said.contains("rows and 0 blobs"), "{said}");
        Folder::new().work(&Work::new("flood", "洪水来了怎么办")).import(site);
        server.wait("published", || server.get("/works/flood").status == 200);
        let restore = [&"restore" as &dyn AsRef<std::ffi::OsStr>, &backups, flags[0], flags[1], &"--replace"];
        assert!(site.refused(&restore).contains("a server is running"));
        drop(server);
        assert!(site.refused(&restore[..4]).contains("--replace"));
        let said = site.run(&restore);
        assert!(said.contains("the index holds 1 works") && said.contains("nobody is signed in"), "{said}");
        assert!(site.run(&[&"check", &"backup", &backups]).contains("is whole"));
        let server = site.serve();
        assert_eq!((server.get("/works/frost").status, server.get("/works/flood").status), (200, 404));
    }
}

#[test]
fn a_passphrase_that_others_may_read_is_refused() {
    let site = Site::new();
    site.run(&[&"migrate"]);
    let file = passphrase(&site);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let backups = site.path("backups");
    let said = site.refused(&[&"backup", &backups, &"--backup-passphrase-file", &file]);
    assert!(said.contains("others may read") && said.contains("chmod 600"), "{said}");
    assert!(site.refused(&[&"backup", &backups]).contains("LIANGYI_BACKUP_PASSPHRASE_FILE"));
}
