//! Out of one database, into the same or the other, and out again: the same rows.

use super::*;
use crate::site::Database;
use db::{
    audit::Entry,
    dump::{Column, Kind, Row, Table},
};
use domain::{AuditAct, AuditSubject};

/// What a restore itself changes.
const CHANGED: [&str; 6] = ["audit_entries", "audit_head", "ceremonies", "change_head", "sessions", "sign_ins"];

async fn moved(from: Database, to: Database) {
    let (from, to) = (Site::on(from), Site::on(to));
    filled::fill(&from).await;
    let saved = save(&from, 1).await;
    assert_eq!((saved.manifest.seq, saved.manifest.blobs), (2, 5));
    assert_eq!(saved.manifest.missing, []);
    let restored = restore(&from, &to, false).await.unwrap();
    assert_eq!((restored.blobs, restored.position.epoch.as_str(), restored.position.seq), (5, EPOCH, 2));

    let again = save(&to, 2).await;
    assert_eq!(again.manifest.tables.len(), saved.manifest.tables.len());
    for (before, after) in saved.manifest.tables.iter().zip(&again.manifest.tables) {
        assert!(before.rows > 0, "{} is empty", before.table);
        if CHANGED.contains(&before.table.as_str()) {
            assert_ne!(before.digest, after.digest, "{}", before.table);
        } else {
            assert_eq!(before, after);
        }
    }
    assert_eq!((again.manifest.blobs, again.manifest.bytes), (saved.manifest.blobs, saved.manifest.bytes));
    assert_eq!(to.number("SELECT COUNT(*) FROM sessions").await, 0, "nobody stays signed in");
    assert_eq!(to.number("SELECT COUNT(*) FROM audit_entries WHERE act = 'site-restored' AND seq = 3").await, 1);
    guarded(&to).await;
}

/// Ids go on after the last one, the audit log refuses, foreign keys hold.
async fn guarded(site: &Site) {
    use sea_orm::ConnectionTrait;
    let raw = site.raw().await;
    raw.execute_unprepared("INSERT INTO topics (slug, name, about) VALUES ('new', 'new', '')").await.unwrap();
    assert!(raw.execute_unprepared("DELETE FROM audit_entries WHERE seq = 3").await.is_err());
    assert!(raw.execute_unprepared("UPDATE audit_entries SET actor = 'nobody'").await.is_err());
    raw.execute_unprepared("PRAGMA foreign_keys = ON").await.ok();
    assert!(raw.execute_unprepared("INSERT INTO work_heads (work_id, seq) VALUES (99, 1)").await.is_err());
    raw.close().await.unwrap();
    assert_eq!(site.number("SELECT id FROM topics WHERE slug = 'new'").await, 3);
}

#[tokio::test]
async fn a_site_comes_back_on_sqlite() {
    moved(Database::sqlite(), Database::sqlite()).await;
}

#[tokio::test]
async fn a_site_comes_back_on_postgresql() {
    let (Some(from), Some(to)) = (Database::postgres(), Database::postgres()) else { return };
    moved(from, to).await;
}

#[tokio::test]
async fn a_site_moves_from_sqlite_to_postgresql() {
    let Some(to) = Database::postgres() else { return };
    moved(Database::sqlite(), to).await;
}

#[tokio::test]
async fn a_site_moves_from_postgresql_to_sqlite() {
    let Some(from) = Database::postgres() else { return };
    moved(from, Database::sqlite()).await;
}

#[tokio::test]
async fn a_later_backup_writes_only_what_is_new() {
    let site = Site::new();
    filled::fill(&site).await;
    let first = save(&site, 1).await;
    assert_eq!(first.written, first.manifest.bytes);
    assert_eq!(save(&site, 2).await.written, 0);
    // Damage in the folder that a look can find is put right by the next backup.
    let blobs = std::fs::read_dir(folder(&site).join("blobs")).unwrap().map(|entry| entry.unwrap().path());
    let place = blobs.filter(|path| path.is_dir()).find_map(|path| Some(path.read_dir().ok()?.next()?.ok()?.path())).unwrap();
    let size = std::fs::metadata(&place).unwrap().len();
    std::fs::write(&place, vec![0; size as usize + 1]).unwrap();
    assert_eq!(save(&site, 3).await.written, size);
    backup::verify(&folder(&site), None).unwrap();
}

#[tokio::test]
async fn a_blob_that_the_site_has_lost_is_named_and_the_rest_is_saved() {
    let site = Site::new();
    filled::fill(&site).await;
    let lost = storage::digest(b"a picture");
    store(&site).put(&storage::Key::original(&lost), &b"another one"[..]).await.unwrap();
    let db = site.db().await;
    let mut told = Vec::new();
    assert_eq!(backup::damaged(&db, &store(&site), |words| told.push(words)).await.unwrap(), 5);
    assert!(told.len() == 1 && told[0].contains("is damaged") && told[0].contains(lost.as_str()), "{told:?}");
    db.close().await.unwrap();
    assert_eq!(save(&site, 1).await.manifest.missing, std::slice::from_ref(&lost));
    let other = Site::new();
    assert_eq!(restore(&site, &other, false).await.unwrap().blobs, 4);
}

#[tokio::test]
async fn a_blob_that_a_backup_has_is_put_back_without_touching_the_database() {
    let site = Site::new();
    filled::fill(&site).await;
    save(&site, 1).await;
    let (lost, storage) = (storage::digest(b"a picture"), store(&site));
    let key = storage::Key::original(&lost);
    storage.delete(&key).await.unwrap();
    let db = site.db().await;
    let mut told = Vec::new();
    assert_eq!(backup::heal(&db, &storage, &folder(&site), |words| told.push(words)).await.unwrap(), 1);
    storage.verify(&key, &lost).await.unwrap();
    storage.delete(&key).await.unwrap();
    assert_eq!(backup::heal(&db, &storage, &site.path("elsewhere"), |words| told.push(words)).await.unwrap(), 0);
    assert!(told.len() == 1 && told[0].contains("no whole copy"), "{told:?}");
    db.close().await.unwrap();
}

/// A backup of a version that knew fewer tables is brought up to date.
#[tokio::test]
async fn a_schema_of_before_is_made_and_then_brought_up_to_date() {
    let site = Site::new();
    std::fs::create_dir_all(site.data()).unwrap();
    let db = db::Db::open_for_reload(&site.url()).await.unwrap();
    let steps = ["m001_changes", "m002_vocabulary", "m003_policies"].map(str::to_owned);
    let reload = db.reload(&steps).await.unwrap();
    let column = |name: &str, kind| Column { name: name.to_owned(), kind };
    let columns = vec![column("applied_at", Kind::Integer), column("version", Kind::Text)];
    let taken = Table { name: "seaql_migrations".to_owned(), columns, key: vec![1], last_id: None };
    let rows: Vec<Row> = steps.iter().map(|step| vec![1.into(), step.as_str().into()]).collect();
    reload.insert(&taken, &rows).await.unwrap();
    let strange = Table { name: "tomorrow".to_owned(), ..taken.clone() };
    assert!(reload.insert(&strange, &rows).await.unwrap_err().to_string().contains("no table tomorrow"));
    let told = Entry::new(AuditAct::SiteRestored, AuditSubject::Site, None, "");
    let loaded = reload.finish(&[taken]).await.unwrap();
    let refused = loaded.commit(&db, Timestamp(1), EPOCH, told).await.unwrap_err();
    assert!(refused.to_string().contains("the backup is of no site"), "{refused}");
    assert_eq!(db::dump::Schema::unknown(&[steps[0].clone(), "m999_tomorrow".to_owned()]), ["m999_tomorrow"]);
}
