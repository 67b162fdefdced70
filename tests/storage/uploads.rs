//! Files that arrive in pieces: held by one hand, cut to what counts, and moved into any store.

use super::stores;
use futures::TryStreamExt;
use std::fs;
use storage::{Key, UploadId, Uploads, digest};

fn id(n: u8) -> UploadId {
    UploadId::from_entropy([n; 16])
}

#[tokio::test]
async fn an_upload_is_held_by_one_hand_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let uploads = Uploads::local(folder.path()).unwrap();
    assert!(uploads.hold(&id(1)).await.is_err(), "there is none yet");
    uploads.begin(&id(1)).await.unwrap();
    assert!(uploads.begin(&id(1)).await.is_err(), "it is there already");
    let held = uploads.hold(&id(1)).await.unwrap().unwrap();
    assert!(uploads.hold(&id(1)).await.unwrap().is_none());
    // Another process has another handle to the folder.
    assert!(Uploads::local(folder.path()).unwrap().hold(&id(1)).await.unwrap().is_none());
    drop(held);
    assert!(uploads.hold(&id(1)).await.unwrap().is_some());
    uploads.remove(&id(1)).await.unwrap();
    uploads.remove(&id(1)).await.unwrap();
    assert_eq!((uploads.length(&id(1)).await.unwrap(), uploads.ids().await.unwrap()), (None, vec![]));
}

#[tokio::test]
async fn what_stands_behind_the_count_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let uploads = Uploads::local(folder.path()).unwrap();
    uploads.begin(&id(2)).await.unwrap();
    let mut held = uploads.hold(&id(2)).await.unwrap().unwrap();
    held.write(b"counted and not").await.unwrap();
    held.keep().await.unwrap();
    assert_eq!(held.go_to(7).await.unwrap(), 7);
    held.write(b"!").await.unwrap();
    held.keep().await.unwrap();
    assert_eq!(held.bytes(0, 100).await.unwrap(), b"counted!");
    assert_eq!(held.go_to(100).await.unwrap(), 8, "a file never grows by going behind its end");
    assert_eq!(held.digest().await.unwrap(), digest(b"counted!"));
}

#[tokio::test]
async fn a_whole_upload_becomes_an_original_in_any_store() {
    let (folder, stores) = stores();
    let uploads = Uploads::local(folder.path().join("uploads")).unwrap();
    // More than two parts of a copy.
    let bytes: Vec<u8> = (0..20_000_000u32).map(|n| (n % 251) as u8).collect();
    uploads.begin(&id(3)).await.unwrap();
    let mut held = uploads.hold(&id(3)).await.unwrap().unwrap();
    held.write(&bytes).await.unwrap();
    held.keep().await.unwrap();
    let known = held.digest().await.unwrap();
    for storage in stores {
        let first = storage.put_arrived(&held, &known, bytes.len() as u64).await.unwrap();
        assert_eq!((first.key.clone(), first.written), (Key::original(&known), true));
        storage.verify(&first.key, &known).await.unwrap();
        let again = storage.put_arrived(&held, &known, bytes.len() as u64).await.unwrap();
        assert!(!again.written);
        let all: Vec<_> = storage.list(None).try_collect().await.unwrap();
        assert_eq!(all.len(), 1);
        // A blob that a failing disk cut short is written anew.
        storage.put(&first.key, &b"short"[..]).await.unwrap();
        assert!(storage.put_arrived(&held, &known, bytes.len() as u64).await.unwrap().written);
        storage.verify(&first.key, &known).await.unwrap();
    }
    let originals = folder.path().join("blobs/originals").join(&known.as_str()[..2]);
    assert_eq!(fs::read_dir(originals).unwrap().count(), 1, "nothing is left beside the blob");
    uploads.remove(&id(3)).await.unwrap();
}
