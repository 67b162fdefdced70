//! A backup that is not as it was written is refused in words that name what, and nothing was touched.

use super::*;
use std::{fs, path::Path};

const FILES: [&str; 5] = ["SHA256SUMS", "blobs.ndjson", "database.ndjson.zst", "keys.sealed", "manifest.json"];

fn refused(root: &Path) -> String {
    match backup::verify(root, None) {
        Ok(_) => panic!("it was taken"),
        Err(error) => format!("{error:#}"),
    }
}

/// At most so many places of a file, from its beginning to its end.
fn places(length: usize, most: usize) -> impl Iterator<Item = usize> {
    (0..length).step_by(length.div_ceil(most).max(1)).chain(length.checked_sub(1))
}

#[tokio::test]
async fn every_truncation_and_every_flipped_byte_is_refused() {
    let site = Site::new();
    filled::fill(&site).await;
    let made = save(&site, 1).await;
    let root = folder(&site);
    for name in FILES {
        let path = made.place.join(name);
        let bytes = fs::read(&path).unwrap();
        for at in places(bytes.len(), if name == "SHA256SUMS" { 1000 } else { 24 }) {
            fs::write(&path, &bytes[..at]).unwrap();
            let said = refused(&root);
            assert!(said.contains("is not as it was written") && (said.contains(name) || name == "SHA256SUMS"), "{said}");
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x20;
            fs::write(&path, &flipped).unwrap();
            assert!(refused(&root).contains("is not as it was written"));
        }
        fs::remove_file(&path).unwrap();
        assert!(refused(&root).contains(name));
        fs::write(&path, &bytes).unwrap();
    }
    let digest = storage::digest(b"a picture");
    let (folder, rest) = digest.as_str().split_at(2);
    let blob = root.join("blobs").join(folder).join(rest);
    for bytes in [&b""[..], b"a pictur", b"A picture", b"a picture "] {
        fs::write(&blob, bytes).unwrap();
        let said = refused(&root);
        assert!(said.contains("1 blob(s)") && said.contains(&format!("{digest} is damaged")), "{said}");
    }
    fs::remove_file(&blob).unwrap();
    assert!(refused(&root).contains(&format!("{digest} is missing")));
    fs::write(&blob, b"a picture").unwrap();
    backup::verify(&root, None).unwrap();
}

/// The rows of a site that must stay as they were.
async fn rows(site: &Site) -> Vec<String> {
    site.texts("SELECT epoch FROM change_head UNION ALL SELECT slug FROM topics ORDER BY 1").await
}

#[tokio::test]
async fn a_site_that_is_there_stays_whatever_goes_wrong() {
    let (from, to) = (Site::new(), Site::new());
    filled::fill(&from).await;
    save(&from, 1).await;
    filled::fill(&to).await;
    let before = rows(&to).await;
    let failed = |error: anyhow::Result<Restored>| format!("{:#}", error.err().expect("it is refused"));

    assert!(failed(restore(&from, &to, false).await).contains("--replace"));
    let other = Passphrase::new("a passphrase of somebody else").unwrap();
    let said = failed(restore_with(&from, &to, true, &other, |_| Ok(())).await);
    assert!(said.contains("the passphrase is not the one"), "{said}");
    let said = failed(restore_with(&from, &to, true, &passphrase(), |_| anyhow::bail!("no room for the key")).await);
    assert!(said.contains("no room for the key"), "{said}");
    assert_eq!(rows(&to).await, before);

    restore(&from, &to, true).await.unwrap();
    assert_ne!(rows(&to).await, before);
    assert!(failed(restore(&Site::new(), &to, true).await).contains("cannot read the folder"));
}

#[tokio::test]
async fn secrets_are_nowhere_in_the_clear() {
    let site = Site::new();
    filled::fill(&site).await;
    let db = site.db().await;
    let write = db.write(Timestamp(1)).await.unwrap();
    db::secrets::get_or_put(&write, "partner-cursor", "5ecret0f3v3ryb0dy").await.unwrap();
    write.commit().await.unwrap();
    db.close().await.unwrap();
    let made = save(&site, 1).await;
    for name in FILES {
        let mut bytes = fs::read(made.place.join(name)).unwrap();
        if name.ends_with(".zst") {
            bytes = zstd::decode_all(&bytes[..]).unwrap();
        }
        for words in [&b"5ecret0f3v3ryb0dy"[..], b"the words of a key"] {
            assert!(!bytes.windows(words.len()).any(|part| part == words), "{name} has a secret in it");
        }
    }
    assert!(Passphrase::new("too short").is_err());
}
