//! A clock that is set back by an hour while the site lives.

use crate::site::{Folder, Site, Work, now, on_both};
use db::{
    corrections::Notice,
    jobs::{self, Lane},
};
use domain::{CorrectionKind, CorrectionScope, Severity, Timestamp};
use editorial::Away;

const HOUR: i64 = 3_600_000;

fn updated(site: &Site) -> impl Future<Output = i64> {
    site.number("SELECT updated_at FROM works WHERE slug = 'one'")
}

on_both! {
    async fn work_that_was_asked_for_before_the_clock_was_set_back_is_done_now(site: &Site) {
        let db = site.db().await;
        let write = db.write(now()).await.unwrap();
        jobs::ask(&write, "trial", "first", "{}").await.unwrap();
        jobs::ask(&write, "trial", "second", "{}").await.unwrap();
        write.commit().await.unwrap();
        let earlier = Timestamp(now().0 - HOUR);
        let later = |at: Timestamp| Timestamp(at.0 + 30_000);
        let claimed = jobs::claim(&db, Lane::Any, earlier, later(earlier)).await.unwrap().expect("an hour early, and still due");
        let write = db.write(earlier).await.unwrap();
        jobs::retry(&write, claimed.id, Timestamp(earlier.0 + HOUR), "busy").await.unwrap();
        write.commit().await.unwrap();
        let other = jobs::claim(&db, Lane::Any, earlier, later(earlier)).await.unwrap().unwrap();
        assert_ne!(other.id, claimed.id, "what failed waits for its time");
        assert!(jobs::claim(&db, Lane::Any, earlier, later(earlier)).await.unwrap().is_none());
        let write = db.write(now()).await.unwrap();
        for id in [claimed.id, other.id] {
            jobs::finish(&write, id).await.unwrap();
        }
        write.commit().await.unwrap();
        db.close().await.unwrap();
    }

    async fn what_readers_are_told_as_updated_only_moves_on(site: &Site) {
        Folder::new().work(&Work::new("one", "读懂短视频")).import(site);
        let notice = |kind| Notice { kind, severity: Severity::Major, scope: CorrectionScope::Work, reason: "有误。".to_owned(), anchor: None };
        let (db, begin) = (site.db().await, now());
        let mut before = updated(site).await;
        // Each an hour earlier than the one before.
        for (step, act) in ["correct", "withdraw", "reinstate", "correct"].into_iter().enumerate() {
            let at = Timestamp(begin.0 - step as i64 * HOUR);
            match act {
                "correct" => drop(editorial::correct(&db, at, "one", &notice(CorrectionKind::Correction)).await.unwrap()),
                "withdraw" => drop(editorial::withdraw(&db, at, "one", &notice(CorrectionKind::Retraction), &Away::default()).await.unwrap()),
                _ => drop(editorial::reinstate(&db, at, "one").await.unwrap()),
            }
            let after = updated(site).await;
            assert!(after > before, "{act}: {after} after {before}");
            before = after;
        }
        db.close().await.unwrap();
        let server = site.serve();
        let feed = server.page("/feed.atom");
        assert!(feed.contains("有误。"), "{feed}");
        drop(server);
        crate::site::whole::holds(site);
    }
}
