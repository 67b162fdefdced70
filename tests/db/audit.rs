//! The audit log: whole under writers at the same time, kept by the database itself, and a change behind its back is found.

use crate::site::{now, on_both};
use db::{
    Db,
    audit::{self, Broken, Entry, Which},
};
use domain::{AuditAct, AuditSubject, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn entry(name: &str) -> Entry {
    Entry::new(AuditAct::WorkCreated, AuditSubject::Policy, Some(1), name).with("words", "“引号”与\n换行")
}

async fn append(db: &Db, at: i64, name: &str) {
    let mut write = db.write(Timestamp(at)).await.unwrap();
    write.audit(entry(name));
    write.commit().await.unwrap();
}

async fn broken(db: &Db) -> Broken {
    audit::verify(db).await.unwrap().unwrap_err()
}

/// Takes away what keeps the log, as only the owner of the database can.
async fn unguard(raw: &DatabaseConnection) {
    let triggers: &[&str] = if raw.get_database_backend() == DbBackend::Postgres {
        &["ALTER TABLE audit_entries DISABLE TRIGGER ALL", "ALTER TABLE audit_checkpoints DISABLE TRIGGER ALL"]
    } else {
        &["DROP TRIGGER audit_entries_update", "DROP TRIGGER audit_entries_delete", "DROP TRIGGER audit_checkpoints_insert"]
    };
    for sql in triggers {
        raw.execute_unprepared(sql).await.unwrap();
    }
}

on_both! {
    async fn the_chain_is_whole_under_writers_at_the_same_time(site: &Site) {
        let db = site.db().await;
        let writers = (0..6).map(|writer| {
            let db = db.clone();
            tokio::spawn(async move {
                for act in 0..20 {
                    let mut write = db.write(Timestamp(act)).await.unwrap();
                    for part in 0..1 + act % 3 {
                        write.audit(entry(&format!("{writer}-{act}-{part}")));
                    }
                    // What is given up leaves no trace.
                    if act % 5 != 4 {
                        write.commit().await.unwrap();
                    }
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let each: i64 = (0..20).filter(|act| act % 5 != 4).map(|act| 1 + act % 3).sum();
        let verified = audit::verify(&db).await.unwrap().unwrap();
        assert_eq!(verified.entries, 6 * each as u64);
        db.close().await.unwrap();
    }

    async fn the_database_lets_nobody_change_or_take_away_an_entry(site: &Site) {
        let db = site.db().await;
        append(&db, now().0, "one").await;
        append(&db, now().0, "two").await;
        let raw = site.raw().await;
        let mut attempts = vec![
            "UPDATE audit_entries SET actor = 'somebody else' WHERE seq = 1",
            "DELETE FROM audit_entries WHERE seq = 2",
            "DELETE FROM audit_entries",
            "INSERT INTO audit_checkpoints (seq, digest, at) SELECT seq, digest, 0 FROM audit_entries WHERE seq = 2",
            "INSERT INTO audit_checkpoints (seq, digest, at) VALUES (9, 'no hash', 0)",
        ];
        attempts.push(if raw.get_database_backend() == DbBackend::Postgres {
            "TRUNCATE audit_entries"
        } else {
            "REPLACE INTO audit_entries SELECT seq, at, account_id, 'x', network, act, subject, subject_id, name, \
             organisation_id, detail, previous, digest FROM audit_entries WHERE seq = 1"
        });
        for sql in attempts {
            let said = raw.execute_unprepared(sql).await.expect_err(sql).to_string();
            assert!(said.contains("the audit log is"), "{sql}: {said}");
        }
        assert_eq!(audit::verify(&db).await.unwrap().unwrap().entries, 2);
        raw.close().await.unwrap();
        db.close().await.unwrap();
    }

    async fn a_change_behind_its_back_is_found_at_the_first_entry_that_is_wrong(site: &Site) {
        let db = site.db().await;
        for name in ["one", "two", "three", "four"] {
            append(&db, now().0, name).await;
        }
        let raw = site.raw().await;
        unguard(&raw).await;
        let texts = site.texts("SELECT name FROM audit_entries ORDER BY seq").await;
        assert_eq!(texts, ["one", "two", "three", "four"]);
        raw.execute_unprepared("UPDATE audit_entries SET name = 'another' WHERE seq = 2").await.unwrap();
        assert_eq!(broken(&db).await, Broken { seq: 2, why: "what it says is not what was written" });
        raw.execute_unprepared("UPDATE audit_entries SET name = 'two' WHERE seq = 2").await.unwrap();
        assert!(audit::verify(&db).await.unwrap().is_ok());
        raw.execute_unprepared("DELETE FROM audit_entries WHERE seq = 4").await.unwrap();
        assert_eq!(broken(&db).await.seq, 4);
        raw.execute_unprepared("DELETE FROM audit_entries WHERE seq = 2").await.unwrap();
        assert_eq!(broken(&db).await, Broken { seq: 2, why: "it is missing" });
        let said = site.refused(&[&"check", &"audit"]);
        assert!(said.contains("the audit log is broken at number 2: it is missing"), "{said}");
        raw.close().await.unwrap();
        db.close().await.unwrap();
    }

    async fn what_is_older_than_it_has_to_be_kept_goes_and_the_chain_goes_on(site: &Site) {
        let db = site.db().await;
        for days in [400, 300, 185, 183, 0] {
            append(&db, now().0 - days * DAY, &days.to_string()).await;
        }
        assert_eq!(audit::prune(&db, Timestamp(now().0), 1095).await.unwrap(), 0);
        assert_eq!(audit::prune(&db, Timestamp(now().0), 200).await.unwrap(), 2);
        // Never less than six months, and the longest six have 184 days, whatever is asked.
        assert_eq!(audit::prune(&db, Timestamp(now().0), 1).await.unwrap(), 1);
        let verified = audit::verify(&db).await.unwrap().unwrap();
        assert_eq!((verified.entries, verified.after), (4, 3), "two that stay, two that tell of pruning");
        let left = audit::list(&db, &Which::default()).await.unwrap();
        assert_eq!(left[0].act, AuditAct::AuditPruned.code());
        assert_eq!(site.run(&[&"prune", &"audit"]), "0 entries older than 1095 days were taken away\n");
        // A checkpoint of which the log does not tell is none.
        let raw = site.raw().await;
        unguard(&raw).await;
        raw.execute_unprepared("INSERT INTO audit_checkpoints (seq, digest, at) SELECT seq, digest, 0 FROM audit_entries WHERE seq = 4").await.unwrap();
        raw.execute_unprepared("DELETE FROM audit_entries WHERE seq = 4").await.unwrap();
        assert_eq!(broken(&db).await, Broken { seq: 4, why: "the checkpoint is vouched for by no entry of the log" });
        raw.close().await.unwrap();
        db.close().await.unwrap();
    }
}
