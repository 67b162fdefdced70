//! The change log is numbered in commit order: who has read up to a number will never miss what comes before it.

use crate::site::{self, Database, Folder, Site, Work, corpus::ITEMS, on_both};
use db::{Db, changes, corrections::Notice};
use domain::{Act, CorrectionKind, CorrectionScope, Entity, Severity, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use std::time::Duration;

const WRITERS: i64 = 8;

/// Acts of each writer.
fn acts() -> i64 {
    if std::env::var_os("LIANGYI_SOAK").is_some() { 2000 } else { 40 }
}

/// What is wrong with a batch that a reader was given after `last`: every number comes once, in order, none is left out.
fn fault(last: i64, batch: &[i64]) -> Option<String> {
    let wanted = last + 1..;
    let wrong = wanted.zip(batch).find(|(wanted, given)| wanted != *given);
    wrong.map(|(wanted, given)| format!("{given} came where {wanted} was to come"))
}

/// Commits acts of one to three changes each, and gives every fifth up at the last moment; the changes it logged.
async fn write(db: Db, writer: i64) -> i64 {
    let mut logged = 0;
    for act in 0..acts() {
        let mut write = db.write(Timestamp(act)).await.unwrap();
        let changes = 1 + (writer + act) % 3;
        for change in 0..changes {
            write.log(Entity::Work, writer, format!("{writer}-{act}-{change}"), Act::Updated);
        }
        // Transactions of uneven length overlap wherever the database lets them.
        tokio::time::sleep(Duration::from_micros(((writer * 7 + act * 13) % 11 * 150) as u64)).await;
        if act % 5 == 4 {
            continue;
        }
        write.commit().await.unwrap().unwrap();
        logged += changes;
    }
    logged
}

on_both! {
    async fn a_reader_of_the_log_never_sees_a_gap_that_is_filled_later(site: &Site) {
        // Two pools, as two processes have them.
        let pools = [site.db().await, site.db().await];
        let reader = site.db().await;
        let begin = changes::head(&reader).await.unwrap().seq;
        let writers = (0..WRITERS).map(|w| tokio::spawn(write(pools[w as usize % 2].clone(), w)));
        let writers = tokio::spawn(futures::future::join_all(writers));

        let (mut last, mut keys) = (begin, Vec::new());
        loop {
            // Asked before reading: what was committed until then is in what is read.
            let over = writers.is_finished();
            let batch = changes::after(&reader, last, 7).await.unwrap();
            let numbers: Vec<i64> = batch.iter().map(|c| c.seq).collect();
            assert_eq!(fault(last, &numbers), None);
            last = numbers.last().copied().unwrap_or(last);
            keys.extend(batch.into_iter().map(|c| c.key));
            if over && numbers.is_empty() {
                break;
            }
        }
        let logged: i64 = writers.await.unwrap().into_iter().map(Result::unwrap).sum();
        assert_eq!(last - begin, logged);
        assert_eq!(changes::head(&reader).await.unwrap().seq, last);
        let mut once = keys.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), keys.len(), "a change came twice");
        assert_eq!(keys.len() as i64, logged);
    }

    /// Publishing and withdrawing touch the counts of many lists at once.
    async fn acts_on_works_that_share_all_their_lists_do_not_block_each_other(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        let slugs: Vec<String> = (0..6).map(|n| format!("work-{n}")).collect();
        for slug in &slugs {
            folder.work(&Work::new(slug, "同一张名单").clause("plan#2.1"));
        }
        folder.import(site);
        let notice = Notice {
            kind: CorrectionKind::Retraction,
            severity: Severity::Major,
            scope: CorrectionScope::Work,
            reason: "试一试。".to_owned(),
            anchor: None,
        };
        let tasks = slugs.into_iter().map(|slug| {
            let (notice, opening) = (notice.clone(), site.db());
            async move {
                let db = opening.await;
                tokio::spawn(async move {
                    for round in 0..6 {
                        let now = Timestamp(1_800_000_000_000 + round);
                        editorial::withdraw(&db, now, &slug, &notice, &editorial::Away::default()).await.unwrap();
                        editorial::reinstate(&db, now, &slug).await.unwrap();
                    }
                })
                .await
                .unwrap();
            }
        });
        futures::future::join_all(tasks).await;
        assert_eq!(site.number("SELECT works FROM listing_counts WHERE list = 'all'").await, 6);
    }
}

#[test]
fn the_check_of_the_log_finds_gaps_repetitions_and_disorder() {
    assert_eq!(fault(4, &[5, 6, 7]), None);
    assert_eq!(fault(4, &[]), None);
    for wrong in [&[6][..], &[5, 7], &[5, 5], &[5, 4], &[4, 5]] {
        assert!(fault(4, wrong).is_some(), "{wrong:?}");
    }
}

/// What the head's row is for. SQLite has one writer at a time, so there a sequence could not go wrong.
#[test]
fn numbers_from_a_sequence_would_be_missed_on_postgres() {
    let Some(database) = Database::postgres() else { return };
    site::database::on(database, async |site: &Site| {
        let (early, late, reader) = (site.raw().await, site.raw().await, site.raw().await);
        say(&early, "CREATE TABLE plain (seq BIGSERIAL PRIMARY KEY)").await;
        let early = early.begin().await.unwrap();
        say(&early, "INSERT INTO plain DEFAULT VALUES").await;
        say(&late, "INSERT INTO plain DEFAULT VALUES").await;

        let first = numbers(&reader, 0).await;
        assert!(fault(0, &first).is_some(), "{first:?}: the check does not find a gap");
        early.commit().await.unwrap();
        assert_eq!(numbers(&reader, first[0]).await, Vec::<i64>::new(), "number 1 would never be read");
        assert_eq!(numbers(&reader, 0).await, [1, 2]);
    });
}

async fn say(connection: &impl ConnectionTrait, sql: &str) {
    connection.execute_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
}

async fn numbers(connection: &DatabaseConnection, after: i64) -> Vec<i64> {
    let sql = format!("SELECT seq FROM plain WHERE seq > {after} ORDER BY seq");
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
