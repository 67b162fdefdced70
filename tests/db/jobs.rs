//! Jobs are claimed by one worker at a time, for as long as its lease runs.

use crate::site::on_both;
use db::{
    Db, jobs,
    jobs::{Finished, Held, LONG, Lane},
};
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

/// A long job of an organisation, or of an import.
async fn ask_long(db: &Db, now: i64, key: &str, organisation: Option<i64>) {
    let write = db.write(Timestamp(now)).await.unwrap();
    jobs::ask_in_turn(&write, KIND, key, "{}", LONG, organisation).await.unwrap();
    write.commit().await.unwrap();
}

/// The keys of the jobs of a lane in the order in which they are claimed; each is done before the next.
async fn order(db: &Db, lane: Lane) -> Vec<String> {
    let mut keys = Vec::new();
    let mut now = 1000;
    while let Some(job) = jobs::claim(db, lane, Timestamp(now), Timestamp(now + 10)).await.unwrap() {
        finish(db, now + 1, job.id).await;
        keys.push(job.key);
        now += 2;
    }
    keys
}

on_both! {
    async fn organisations_take_turns_however_many_videos_one_hands_in(site: &Site) {
        let db = site.db().await;
        for n in 0..5 {
            ask_long(&db, 100 + n, &format!("many-{n}"), Some(1)).await;
        }
        ask_long(&db, 200, "few-0", Some(2)).await;
        ask_long(&db, 201, "few-1", Some(2)).await;
        ask_long(&db, 202, "import-0", None).await;
        let ahead = jobs::ahead(&db).await.unwrap();
        let of = async |key: &str| ahead[&jobs::with_keys(&db, &[key.to_owned()]).await.unwrap()[0].id];
        assert_eq!((of("many-0").await, of("few-0").await, of("few-1").await, of("many-4").await), (0, 1, 4, 7));
        let expected = ["many-0", "few-0", "import-0", "many-1", "few-1", "many-2", "many-3", "many-4"];
        assert_eq!(order(&db, Lane::Long).await, expected);
    }

    async fn a_picture_never_waits_behind_a_video(site: &Site) {
        let db = site.db().await;
        ask_long(&db, 100, "video", Some(1)).await;
        ask(&db, 101, "picture").await;
        let video = jobs::claim(&db, Lane::Long, Timestamp(110), Timestamp(120)).await.unwrap().unwrap();
        assert_eq!(video.key, "video");
        let picture = jobs::claim(&db, Lane::Short, Timestamp(110), Timestamp(120)).await.unwrap().unwrap();
        assert_eq!(picture.key, "picture");
        assert!(jobs::claim(&db, Lane::Any, Timestamp(110), Timestamp(120)).await.unwrap().is_none());
        assert_eq!(jobs::open_in(&db, Lane::Long).await.unwrap(), 1);
        finish(&db, 111, video.id).await;
        finish(&db, 111, picture.id).await;
        ask_long(&db, 112, "video", Some(1)).await;
        ask(&db, 113, "picture").await;
        assert_eq!(order(&db, Lane::Any).await, ["picture", "video"]);
    }

    async fn partners_are_told_before_subscribers_and_who_asks_again_gains_no_attempts(site: &Site) {
        let db = site.db().await;
        let write = db.write(Timestamp(100)).await.unwrap();
        for (key, priority) in [("subscriber", jobs::NETWORK), ("partner", jobs::PARTNERS)] {
            jobs::ask_in_turn(&write, KIND, key, "{}", priority, None).await.unwrap();
        }
        write.commit().await.unwrap();
        let first = jobs::claim(&db, Lane::Network, Timestamp(110), Timestamp(120)).await.unwrap().unwrap();
        assert_eq!(first.key, "partner");
        assert!(jobs::claim(&db, Lane::Partners, Timestamp(110), Timestamp(120)).await.unwrap().is_none(), "left to the others");
        let second = jobs::claim(&db, Lane::Network, Timestamp(110), Timestamp(120)).await.unwrap().unwrap();
        finish(&db, 111, first.id).await;
        let write = db.write(Timestamp(112)).await.unwrap();
        jobs::retry(&write, second.id, Timestamp(900), "no answer").await.unwrap();
        jobs::bring_forward(&write, "subscriber").await.unwrap();
        write.commit().await.unwrap();
        let again = claim(&db, 113).await.unwrap();
        assert_eq!((again.key.as_str(), again.attempts), ("subscriber", 2));
        finish(&db, 114, again.id).await;
    }

    async fn a_lease_that_is_prolonged_keeps_its_job_and_a_lost_one_counts_for_nothing(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "a").await;
        let first = claim(&db, 100).await.unwrap();
        let said = Some(r#"{"step":"encode"}"#);
        assert_eq!(jobs::renew(&db, &first, Timestamp(200), said).await.unwrap(), Held::Yes);
        assert!(claim(&db, 150).await.is_none(), "the lease was prolonged");
        assert_eq!(jobs::with_keys(&db, &["a".to_owned()]).await.unwrap()[0].progress.as_deref(), said);
        let second = claim(&db, 201).await.unwrap();
        assert_eq!(jobs::renew(&db, &first, Timestamp(900), None).await.unwrap(), Held::Lost);
        let write = db.write(Timestamp(202)).await.unwrap();
        assert_eq!(jobs::finish_as(&write, &first).await.unwrap(), Finished::Lost);
        assert_eq!(jobs::finish_as(&write, &second).await.unwrap(), Finished::Done);
        assert_eq!(jobs::finish_as(&write, &second).await.unwrap(), Finished::Lost, "done once");
        write.commit().await.unwrap();
    }

    async fn what_a_dead_worker_began_goes_before_what_waits(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "begun").await;
        assert_eq!(claim(&db, 100).await.unwrap().key, "begun");
        ask(&db, 90, "waiting").await;
        let next = claim(&db, 111).await.unwrap();
        assert_eq!((next.key.as_str(), next.attempts), ("begun", 2));
        let last = claim(&db, 112).await.unwrap();
        assert_eq!(last.key, "waiting");
        finish(&db, 113, next.id).await;
        finish(&db, 113, last.id).await;
    }

    async fn a_running_job_hears_that_it_is_cancelled_and_one_put_back_has_lost_no_attempt(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "a").await;
        let job = claim(&db, 100).await.unwrap();
        let write = db.write(Timestamp(101)).await.unwrap();
        assert_eq!(jobs::cancel(&write, job.id).await.unwrap().as_deref(), Some(jobs::RUNNING));
        write.commit().await.unwrap();
        assert_eq!(jobs::renew(&db, &job, Timestamp(120), None).await.unwrap(), Held::Cancelled);
        let write = db.write(Timestamp(102)).await.unwrap();
        jobs::put_back(&write, &job).await.unwrap();
        write.commit().await.unwrap();
        let again = claim(&db, 103).await.unwrap();
        assert_eq!((again.id, again.attempts), (job.id, 1));
        finish(&db, 104, again.id).await;
    }

    async fn a_job_asked_for_with_other_words_while_it_runs_is_run_again_with_them(site: &Site) {
        let db = site.db().await;
        ask(&db, 100, "a").await;
        let job = claim(&db, 100).await.unwrap();
        let write = db.write(Timestamp(101)).await.unwrap();
        jobs::ask(&write, KIND, "a", r#"{"ai":"generated"}"#).await.unwrap();
        assert_eq!(jobs::finish_as(&write, &job).await.unwrap(), Finished::Again);
        write.commit().await.unwrap();
        let again = claim(&db, 102).await.unwrap();
        assert_eq!((again.payload.as_str(), again.attempts), (r#"{"ai":"generated"}"#, 1));
        finish(&db, 103, again.id).await;
    }

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
