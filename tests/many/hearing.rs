//! That the change log moved is heard at once where the database can say it; and what is spent of a quota is spent for all.

use crate::{
    busy,
    site::{Database, Site, database, now, on_both},
};
use db::spent_quotas::{Spent, spend};
use domain::{Act, Entity};
use std::time::{Duration, Instant};

#[test]
fn another_process_hears_of_a_change_within_moments_on_postgresql() {
    let Some(database) = Database::postgres() else { return };
    database::on(database, async |site: &Site| {
        let (writing, hearing) = (site.db().await, site.db().await);
        let ear = hearing.ear();
        // Once when it listens: what happened before may not be known.
        tokio::time::timeout(Duration::from_secs(5), ear.moved()).await.unwrap();
        let silent = writing.write(now()).await.unwrap();
        silent.commit().await.unwrap();
        let moved = tokio::time::timeout(Duration::from_millis(200), ear.moved()).await;
        assert!(moved.is_err(), "an act that no door shows is no change");
        let mut write = writing.write(now()).await.unwrap();
        write.log(Entity::Work, 1, "one", Act::Updated);
        let begin = Instant::now();
        write.commit().await.unwrap();
        let most = Duration::from_secs(1).mul_f64(busy::crowding());
        tokio::time::timeout(most, ear.moved()).await.expect("it was not heard");
        assert!(begin.elapsed() < most);
        drop(ear);
        hearing.close().await.unwrap();
        writing.close().await.unwrap();
    });
}

on_both! {
    async fn a_quota_is_spent_once_and_comes_back_evenly(site: &Site) {
        let (one, two) = (site.db().await, site.db().await);
        let (now, minute) = (now().0 * 1000, 60_000_000);
        for n in 1..=3 {
            let spent = spend(if n % 2 == 0 { &one } else { &two }, "key", now, 3, minute).await.unwrap();
            assert_eq!(spent, Spent::Until(now + n * minute / 3));
        }
        assert_eq!(spend(&one, "key", now, 3, minute).await.unwrap(), Spent::Over(now + minute / 3));
        assert_eq!(spend(&two, "other", now, 3, minute).await.unwrap(), Spent::Until(now + minute / 3));
        let later = now + minute / 3;
        assert_eq!(spend(&one, "key", later, 3, minute).await.unwrap(), Spent::Until(now + 4 * minute / 3));
        assert!(matches!(spend(&two, "key", later, 3, minute).await.unwrap(), Spent::Over(_)));
        // Who was at rest has all of it, and no more.
        let rested = now + 100 * minute;
        assert_eq!(spend(&two, "key", rested, 3, minute).await.unwrap(), Spent::Until(rested + minute / 3));
        one.close().await.unwrap();
        two.close().await.unwrap();
    }
}
