//! Tests of `storage`: the same promises for a local folder and for memory.

mod buckets;
mod ranges;
mod uploads;

use domain::Digest;
use futures::TryStreamExt;
use proptest::prelude::*;
use std::fs;
use storage::{AssetKey, Error, Key, Storage, digest};

/// Every store that a test must hold for; the folder lives as long as the guard.
fn stores() -> (tempfile::TempDir, [Storage; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let local = Storage::local(folder.path().join("blobs")).unwrap();
    (folder, [local, Storage::memory()])
}

fn key(s: &str) -> Key {
    s.parse().unwrap()
}

async fn keys(storage: &Storage, prefix: Option<&Key>) -> Vec<String> {
    let mut keys: Vec<_> = storage.list(prefix).map_ok(|row| row.key.to_string()).try_collect().await.unwrap();
    keys.sort();
    keys
}

#[test]
fn a_digest_is_the_sha_256_of_the_standard() {
    // FIPS 180-4, the example for "abc".
    assert_eq!(digest(b"abc").as_str(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn an_original_stands_under_its_hash_and_a_rendition_under_its_asset() {
    let original = Key::original(&digest(b"abc"));
    assert_eq!(original.as_str(), "originals/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let asset = AssetKey::from_entropy([0xAB; 16]);
    assert_eq!(asset.as_str(), "ab".repeat(16));
    assert_eq!(asset.as_str().parse(), Ok(asset.clone()));
    let rendition = Key::rendition(&asset, "720-ab.webp").unwrap();
    assert_eq!(rendition.as_str(), format!("renditions/{asset}/720-ab.webp"));
    assert!(Key::rendition(&asset, "a/b.webp").is_err());
    assert!("AB".repeat(16).parse::<AssetKey>().is_err());
}

#[test]
fn no_key_leaves_its_folder() {
    for bad in [
        "",
        "/etc/passwd",
        "..",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        "a/.b",
        "a\\b",
        "a b",
        "a%2fb",
        "A",
        "中",
        "a\0b",
        "a#1",
        "C:x",
    ] {
        let error = bad.parse::<Key>().unwrap_err();
        assert_eq!(error.given, bad);
    }
    assert!("a".repeat(Key::MAX).parse::<Key>().is_ok());
    assert!("a".repeat(Key::MAX + 1).parse::<Key>().is_err());
}

proptest! {
    #[test]
    fn any_text_that_is_a_key_is_a_plain_relative_path(text in "[a-zA-Z0-9./#\\\\%_ -]{0,40}") {
        if let Ok(key) = text.parse::<Key>() {
            let path = std::path::Path::new(key.as_str());
            prop_assert!(path.components().all(|part| matches!(part, std::path::Component::Normal(_))));
            prop_assert_eq!(key.as_str(), text);
        }
    }
}

#[tokio::test]
async fn what_is_put_is_got_whole_in_part_and_piece_by_piece() {
    let (_folder, stores) = stores();
    let bytes: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
    for storage in stores {
        let at = key("renditions/x/a.webp");
        let stored = storage.put(&at, bytes.clone()).await.unwrap();
        assert_eq!((stored.size, stored.digest), (200_000, digest(&bytes)));
        assert_eq!(storage.get(&at).await.unwrap(), bytes);
        assert_eq!(storage.head(&at).await.unwrap(), 200_000);
        assert!(storage.exists(&at).await.unwrap());
        assert_eq!(storage.get_range(&at, 10..20).await.unwrap(), bytes[10..20]);
        assert_eq!(storage.get_range(&at, 199_990..400_000).await.unwrap(), bytes[199_990..]);
        let blob = storage.stream(&at).await.unwrap();
        let pieces: Vec<_> = blob.pieces.try_collect().await.unwrap();
        assert_eq!((blob.size, pieces.concat()), (200_000, bytes.clone()));
    }
}

#[tokio::test]
async fn an_empty_blob_is_a_blob() {
    let (_folder, stores) = stores();
    for storage in stores {
        storage.put(&key("empty"), Vec::new()).await.unwrap();
        assert_eq!(storage.get(&key("empty")).await.unwrap(), b""[..]);
        assert_eq!(storage.head(&key("empty")).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn absence_is_told_apart_from_failure() {
    let (_folder, stores) = stores();
    for storage in stores {
        let at = key("nothing/here");
        assert!(matches!(storage.get(&at).await, Err(Error::NotFound(k)) if k == at));
        assert!(matches!(storage.get_range(&at, 0..1).await, Err(Error::NotFound(_))));
        assert!(matches!(storage.head(&at).await, Err(Error::NotFound(_))));
        assert!(matches!(storage.stream(&at).await, Err(Error::NotFound(_))));
        assert!(!storage.exists(&at).await.unwrap());
        storage.delete(&at).await.expect("what is not there is deleted already");
    }
}

#[tokio::test]
async fn a_range_behind_the_end_names_the_size() {
    let (_folder, stores) = stores();
    for storage in stores {
        let at = key("five");
        storage.put(&at, b"12345".to_vec()).await.unwrap();
        for range in [5..6, 9..12, 3..3] {
            assert!(matches!(storage.get_range(&at, range).await, Err(Error::Range { size: 5, .. })));
        }
    }
}

#[tokio::test]
async fn an_original_is_stored_once() {
    let (_folder, stores) = stores();
    for storage in stores {
        let first = storage.put_original(b"abc".to_vec()).await.unwrap();
        let again = storage.put_original(b"abc".to_vec()).await.unwrap();
        assert!(first.written && !again.written);
        assert_eq!(first.key, again.key);
        assert_eq!(keys(&storage, None).await, [first.key.to_string()]);
        storage.verify(&first.key, &first.digest).await.unwrap();
    }
}

#[tokio::test]
async fn damage_on_disk_is_found_and_a_cut_original_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::local(folder.path()).unwrap();
    let original = storage.put_original(b"the original".to_vec()).await.unwrap();
    let file = folder.path().join(original.key.as_str());

    fs::write(&file, b"the 0riginal").unwrap();
    let damaged = storage.verify(&original.key, &original.digest).await.unwrap_err();
    assert!(matches!(&damaged, Error::Damaged { found, .. } if *found == digest(b"the 0riginal")), "{damaged}");

    fs::write(&file, b"the").unwrap();
    assert!(storage.put_original(b"the original".to_vec()).await.unwrap().written);
    storage.verify(&original.key, &original.digest).await.unwrap();
}

#[tokio::test]
async fn a_put_replaces_and_a_delete_removes() {
    let (_folder, stores) = stores();
    for storage in stores {
        let at = key("a/b");
        storage.put(&at, b"old and long".to_vec()).await.unwrap();
        storage.put(&at, b"new".to_vec()).await.unwrap();
        assert_eq!(storage.get(&at).await.unwrap(), b"new"[..]);
        storage.delete(&at).await.unwrap();
        assert!(!storage.exists(&at).await.unwrap());
    }
}

#[tokio::test]
async fn a_listing_keeps_to_whole_segments() {
    let (_folder, stores) = stores();
    for storage in stores {
        for at in ["originals/ab/1", "originals/cd/2", "originals-old/3", "renditions/x/4"] {
            storage.put(&key(at), b"x".to_vec()).await.unwrap();
        }
        assert_eq!(keys(&storage, Some(&key("originals"))).await, ["originals/ab/1", "originals/cd/2"]);
        assert_eq!(keys(&storage, None).await.len(), 4);
        assert!(keys(&storage, Some(&key("none"))).await.is_empty());
    }
}

#[tokio::test]
async fn a_half_written_blob_is_never_seen() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::local(folder.path()).unwrap();
    storage.put(&key("originals/ab/whole"), b"whole".to_vec()).await.unwrap();
    // What a crash leaves behind: the staged file of a write that never came to its rename.
    fs::write(folder.path().join("originals/ab/half#1"), b"ha").unwrap();
    assert_eq!(keys(&storage, None).await, ["originals/ab/whole"]);
    assert!(!storage.exists(&key("originals/ab/half")).await.unwrap());
    storage.put(&key("originals/ab/half"), b"half".to_vec()).await.expect("a leftover stops no later write");
    assert_eq!(storage.get(&key("originals/ab/half")).await.unwrap(), b"half"[..]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_beside_writers_see_one_whole_blob_or_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::local(folder.path()).unwrap();
    let at = key("busy");
    let blobs = [vec![b'a'; 50_000], vec![b'b'; 70_000]];
    storage.put(&at, blobs[0].clone()).await.unwrap();
    let writer = tokio::spawn({
        let (storage, at, blobs) = (storage.clone(), at.clone(), blobs.clone());
        async move {
            for round in 0..20 {
                storage.put(&at, blobs[round % 2].clone()).await.unwrap();
            }
        }
    });
    while !writer.is_finished() {
        let seen = storage.get(&at).await.unwrap();
        assert!(blobs.iter().any(|blob| *blob == seen), "{} bytes, a mixture", seen.len());
    }
    writer.await.unwrap();
}

#[tokio::test]
async fn blobs_outlive_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let first = Storage::local(folder.path()).unwrap().put_original(b"stays".to_vec()).await.unwrap();
    let again = Storage::local(folder.path()).unwrap();
    assert_eq!(again.get(&first.key).await.unwrap(), b"stays"[..]);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("not-a-folder");
    fs::write(&file, "").unwrap();
    let error = Storage::local(&file).unwrap_err();
    assert!(error.to_string().contains("not-a-folder"), "{error}");
}

#[tokio::test]
async fn a_wrong_digest_says_which_was_expected() {
    let storage = Storage::memory();
    let at = key("x");
    storage.put(&at, b"x".to_vec()).await.unwrap();
    let expected: Digest = digest(b"y");
    let said = storage.verify(&at, &expected).await.unwrap_err().to_string();
    assert!(said.contains(expected.as_str()) && said.contains(digest(b"x").as_str()), "{said}");
}
