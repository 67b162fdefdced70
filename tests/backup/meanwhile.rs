//! A backup is of one moment, whoever writes meanwhile.

use super::*;
use crate::site::Database;
use domain::{Act, Entity};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

const BACKUPS: i64 = 4;

/// Commits acts of three changes each until it is told to stop; how many.
async fn write(db: Db, stop: Arc<AtomicBool>) -> i64 {
    let mut acts = 0;
    while !stop.load(Ordering::Relaxed) {
        let mut write = db.write(Timestamp(acts)).await.unwrap();
        for change in 0..3 {
            write.log(Entity::Person, acts, format!("{acts}-{change}"), Act::Updated);
        }
        write.commit().await.unwrap();
        acts += 1;
        tokio::task::yield_now().await;
    }
    acts
}

async fn one_moment(database: Database) {
    let site = Site::on(database);
    let db = site.db().await;
    let stop = Arc::new(AtomicBool::new(false));
    let writers = [0, 1].map(|_| tokio::spawn(write(db.clone(), stop.clone())));
    let mut ends = Vec::new();
    for second in 1..=BACKUPS {
        let manifest = save(&site, second).await.manifest;
        let changes = manifest.tables.iter().find(|counted| counted.table == "changes").unwrap();
        assert_eq!(changes.rows as i64, manifest.seq, "the rows are not those of the moment of the head");
        assert_eq!(manifest.seq % 3, 0, "half an act");
        ends.push(manifest.seq);
    }
    stop.store(true, Ordering::Relaxed);
    let mut acts = 0;
    for writer in writers {
        acts += writer.await.unwrap();
    }
    assert!(ends.is_sorted() && ends[0] < ends[BACKUPS as usize - 1], "nobody wrote meanwhile: {ends:?}");
    assert_eq!(site.number("SELECT seq FROM change_head").await, acts * 3);
    db.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_of_one_moment_on_sqlite() {
    one_moment(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_of_one_moment_on_postgresql() {
    if let Some(database) = Database::postgres() {
        one_moment(database).await;
    }
}
