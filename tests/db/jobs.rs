//! Jobs are claimed by one worker at a time, for as long as its lease runs.

use crate::site::on_both;
use db::{Db, jobs};
use domain::Timestamp;
use std::collections::BTreeSet;

const KIND: &str = "test";

async fn ask(db: &Db, now: i64, key: &str) {
    let write = db.write(Timestamp(now)).await.unwrap();
    jobs::ask(&write, KIND, key, "{}").await.unwrap();
    write.commit().await.unwrap();
}

/// The key of the job claimed at `now`, for ten units of time.
async fn claim(db: &Db, now: i64) -> Option<jobs::JobRow> {
    jobs::claim(db, jobs::Lane::Any, Timestamp(now), Timestamp(now + 10)).await.unwrap()
}

async fn finish(db: &Db, now: i64, id: i64) {
    let write = db.write(Timestamp(now)).await.unwrap();
    jobs::finish(&write, id).await.unwrap();
    write.commit().await.unwrap();
}

on_both! {
    async fn the_job_of_a_killed_worker_is_claimed_again_when_its_lease_has_run_out(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "a").await;
        let first = claim(&db, 100).await.unwrap();
        assert_eq!((first.key.as_str(), first.attempts), ("a", 1));
        assert!(claim(&db, 101).await.is_none());
        assert!(claim(&db, 110).await.is_none(), "the lease lasts until its last moment");
        let second = claim(&db, 111).await.unwrap();
        assert_eq!((second.id, second.attempts), (first.id, 2));
        finish(&db, 112, second.id).await;
        assert!(claim(&db, 9999).await.is_none());
    }

    async fn a_job_waits_until_it_is_due_and_the_oldest_comes_first(site: &Site) {
        let db = site.db().await;
        ask(&db, 120, "later").await;
        ask(&db, 110, "sooner").await;
        assert!(claim(&db, 109).await.is_none());
        let first = claim(&db, 130).await.unwrap();
        assert_eq!(first.key, "sooner");
        let write = db.write(Timestamp(131)).await.unwrap();
        jobs::retry(&write, first.id, Timestamp(150), "not now").await.unwrap();
        write.commit().await.unwrap();
        let second = claim(&db, 131).await.unwrap();
        assert_eq!(second.key, "later");
        assert!(claim(&db, 140).await.is_none(), "one is running, the other is to be tried again later");
        finish(&db, 141, second.id).await;
        let again = claim(&db, 150).await.unwrap();
        assert_eq!((again.id, again.reason.as_deref()), (first.id, Some("not now")));
        finish(&db, 151, again.id).await;
    }

    async fn a_job_asked_for_twice_is_one_and_a_finished_one_is_run_again(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "a").await;
        ask(&db, 101, "a").await;
        let first = claim(&db, 110).await.unwrap();
        assert!(claim(&db, 111).await.is_none());
        finish(&db, 112, first.id).await;
        ask(&db, 113, "a").await;
        let again = claim(&db, 114).await.unwrap();
        assert_eq!((again.id, again.attempts), (first.id, 1));
        finish(&db, 115, again.id).await;
    }

    async fn workers_that_claim_at_the_same_time_never_get_the_same_job(site: &Site) {
        let pools = [site.db().await, site.db().await];
        for n in 0..40 {
            ask(&pools[0], 100, &format!("job-{n:02}")).await;
        }
        let workers = (0..8).map(|n| {
            let db = pools[n % 2].clone();
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                while let Some(job) = claim(&db, 105).await {
                    claimed.push(job.id);
                }
                claimed
            })
        });
        let claimed: Vec<i64> = futures::future::join_all(workers).await.into_iter().flat_map(Result::unwrap).collect();
        assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 40);
        assert_eq!(claimed.len(), 40, "a job was claimed twice");
        for id in claimed {
            finish(&pools[0], 106, id).await;
        }
    }
}
