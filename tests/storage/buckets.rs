//! A bucket of object storage keeps what the other stores promise, and says so when it cannot.

use super::*;
use crate::site::{
    Bucket,
    bucket::Way,
    http::{self, Response},
};
use storage::{ByteRange, Place, UploadId, Uploads};

fn noise(length: u32) -> Vec<u8> {
    (0..length).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

/// What anybody gets who has the address.
fn fetched(address: &url::Url, headers: &[(&str, &str)]) -> Response {
    let server = address.socket_addrs(|| None).unwrap()[0];
    http::ask(server, "GET", &address[url::Position::BeforePath..], headers).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_keeps_the_promises_of_a_folder() {
    let Some(bucket) = Bucket::start() else { return };
    let storage = bucket.storage();
    assert!(storage.is_bucket() && storage.place().starts_with("s3://liangyi/site at http://127.0.0.1:"));
    let (at, bytes) = (key("renditions/x/a.webp"), noise(3_000_000));
    let stored = storage.put(&at, bytes.clone()).await.unwrap();
    assert_eq!((stored.size, stored.digest.clone()), (3_000_000, digest(&bytes)));
    assert_eq!(storage.get(&at).await.unwrap(), bytes);
    assert_eq!(storage.get_range(&at, 10..20).await.unwrap(), bytes[10..20]);
    assert!(matches!(storage.get_range(&at, 3_000_000..3_000_001).await, Err(Error::Range { size: 3_000_000, .. })));
    let range = ByteRange { start: 5, end: 2_999_999 };
    let pieces: Vec<_> = storage.pieces(&at, range).try_collect().await.unwrap();
    assert!(pieces.iter().all(|piece| piece.len() <= 1 << 20), "a reader of a large file costs little memory");
    assert_eq!(pieces.concat(), bytes[5..2_999_999]);

    let absent = key("nothing/here");
    assert!(matches!(storage.get(&absent).await, Err(Error::NotFound(k)) if k == absent));
    assert!(!storage.exists(&absent).await.unwrap());
    storage.delete(&absent).await.unwrap();
    storage.put(&key("renditions-old/b"), Vec::new()).await.unwrap();
    assert_eq!(keys(&storage, Some(&key("renditions"))).await, ["renditions/x/a.webp"]);
    assert_eq!(keys(&storage, None).await, ["renditions-old/b", "renditions/x/a.webp"]);

    // In parts, from a file, and nothing of one that has other bytes than were announced.
    let folder = tempfile::tempdir().unwrap();
    let (file, film) = (folder.path().join("film"), noise(20_000_000));
    fs::write(&file, &film).unwrap();
    let known = digest(&film);
    assert!(matches!(storage.put_file(&key("film"), &file, &digest(b"other")).await, Err(Error::Damaged { .. })));
    assert!(!storage.exists(&key("film")).await.unwrap());
    assert_eq!(storage.put_file(&key("film"), &file, &known).await.unwrap(), 20_000_000);
    storage.verify(&key("film"), &known).await.unwrap();
    let (copy, local) = (folder.path().join("copy"), Storage::local(folder.path().join("blobs")).unwrap());
    assert_eq!(storage.to_file(&key("film"), &copy).await.unwrap(), 20_000_000);
    assert_eq!(fs::read(&copy).unwrap(), film);
    // Out of the bucket into a folder, once.
    assert!(storage.copy_to(&local, &key("film"), &known).await.unwrap());
    assert!(!storage.copy_to(&local, &key("film"), &known).await.unwrap());
    local.verify(&key("film"), &known).await.unwrap();

    // Whoever has the address needs nothing else; nobody gets one of a folder.
    let address = storage.signed_address(&at, std::time::Duration::from_secs(60)).await.unwrap();
    let got = fetched(&address, &[("Range", "bytes=1-3")]);
    assert_eq!((got.status, got.body.as_slice(), got.header("content-type")), (206, &bytes[1..4], Some("image/webp")));
    assert!(address.query().unwrap().contains("X-Amz-Expires=60"));
    assert_eq!(local.signed_address(&at, std::time::Duration::from_secs(60)).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_that_fails_is_told_from_one_that_lacks_something() {
    let Some(bucket) = Bucket::start() else { return };
    let storage = bucket.storage();
    let at = key("a");
    storage.put(&at, &b"there"[..]).await.unwrap();
    bucket.goes(Way::Failing);
    for failed in [storage.get(&at).await.map(drop), storage.put(&at, &b"other"[..]).await.map(drop)] {
        let error = failed.unwrap_err();
        assert!(error.passes() && error.to_string().contains("does not answer as it should at a;"), "{error}");
    }
    assert!((4..20).contains(&bucket.failed()), "it was asked again, and not for ever: {}", bucket.failed());
    bucket.goes(Way::Slowly);
    assert_eq!(storage.get(&at).await.unwrap(), b"there"[..]);
    bucket.goes(Way::Through);
    let Ok(Place::Bucket(mut absent)) = bucket.address().parse() else { panic!() };
    absent.name = "absent".to_owned();
    let keys = storage::Keys { id: "a".to_owned(), secret: "b".to_owned(), token: None };
    let error = Storage::bucket(&absent, keys).unwrap().put(&at, &b"x"[..]).await.unwrap_err();
    assert!(matches!(error, Error::NoBucket { .. }), "{error}");
}

#[tokio::test]
async fn an_upload_goes_on_on_another_machine_from_what_counts() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Storage::memory());
    let machine = |name: &str| Uploads::handed_on(folder.path().join(name), &store).unwrap();
    let (first, second) = (machine("first"), machine("second"));
    let (id, bytes) = (UploadId::from_entropy([7; 16]), noise(20_000_000));
    first.begin(&id).await.unwrap();
    assert_eq!(second.length(&id).await.unwrap(), None, "nothing of it counts yet");
    let mut held = first.hold(&id).await.unwrap().unwrap();
    held.write(&bytes[..9_000_000]).await.unwrap();
    held.keep().await.unwrap();
    // What was not kept is nowhere else.
    held.write(b"lost with the machine").await.unwrap();
    drop(held);
    assert_eq!((first.length(&id).await.unwrap(), second.length(&id).await.unwrap()), (Some(9_000_000), Some(9_000_000)));

    let mut held = second.hold(&id).await.unwrap().unwrap();
    // The count is behind: a process ended between keeping and counting.
    assert_eq!(held.go_to(8_000_000).await.unwrap(), 8_000_000);
    held.write(&bytes[8_000_000..12_000_000]).await.unwrap();
    held.keep().await.unwrap();
    drop(held);

    let mut held = first.hold(&id).await.unwrap().unwrap();
    assert_eq!(held.go_to(12_000_000).await.unwrap(), 12_000_000);
    held.write(&bytes[12_000_000..]).await.unwrap();
    held.keep().await.unwrap();
    assert_eq!(held.digest().await.unwrap(), digest(&bytes));
    drop(held);
    // A third one that never saw a byte of it reads the same.
    let third = machine("third");
    assert_eq!(third.ids().await.unwrap(), std::slice::from_ref(&id));
    let held = third.hold(&id).await.unwrap().unwrap();
    assert_eq!(held.digest().await.unwrap(), digest(&bytes));
    let known = digest(&bytes);
    let original = store.put_arrived(&held, &known, bytes.len() as u64).await.unwrap();
    drop(held);
    third.remove(&id).await.unwrap();
    assert_eq!(keys(&store, None).await, [original.key.to_string()], "nothing is left of its way here");
    assert_eq!(second.length(&id).await.unwrap(), Some(0), "what this machine had of it waits to be swept");
}

#[test]
fn a_place_for_blobs_is_read_or_refused_with_the_reason() {
    let bucket = |text: &str| match text.parse() {
        Ok(Place::Bucket(bucket)) => bucket,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!("data/blobs".parse(), Ok(Place::Folder("data/blobs".into())));
    let amazon = bucket("s3://county-blobs");
    assert_eq!((amazon.prefix.as_str(), amazon.region.as_str(), amazon.in_path), ("", "us-east-1", false));
    let own = bucket("s3://blobs/one/site/?endpoint=https://objects.internal:9000/&region=cn-north-1");
    assert_eq!((own.prefix.as_str(), own.in_path), ("one/site", true));
    assert_eq!(own.endpoint.as_deref(), Some("https://objects.internal:9000"));
    assert!(!bucket("s3://blobs?endpoint=https://oss.example&style=host").in_path);
    for (wrong, reason) in [
        ("", "it is empty"),
        ("gs://blobs", "only s3:// is known"),
        ("s3://ab", "3 to 63"),
        ("s3://key:secret@blobs", "keys and ports do not stand there"),
        ("s3://blobs/../other/UP", "the prefix is no key"),
        ("s3://blobs?endpoint=objects.internal", "an endpoint is http://"),
        ("s3://blobs?endpoint=https://objects.internal/path", "an endpoint is http://"),
        ("s3://blobs?storage=cold", "endpoint, region and style"),
    ] {
        let error = wrong.parse::<Place>().unwrap_err();
        assert!(error.to_string().contains(reason), "{wrong}: {error}");
    }
}
