//! A schema step that is cut off: the next start takes it up and ends with the same schema.

use crate::{
    chance::is_soak,
    site::{Site, on_both},
};
use db::Db;
use rustix::process::{Signal, getpid, kill_process};
use std::{
    os::unix::process::ExitStatusExt,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const DATABASE: &str = "LIANGYI_CUT_DATABASE";
const AT: &str = "LIANGYI_CUT_AT";
const CHILD: &str = "faults::migrating::the_migration_of_a_process_that_is_killed";

/// Not a test by itself: the one below starts it.
#[test]
#[ignore = "the test of the same file starts it as a process of its own"]
fn the_migration_of_a_process_that_is_killed() {
    let (Ok(url), Ok(at)) = (std::env::var(DATABASE), std::env::var(AT)) else { return };
    let (last, count): (usize, _) = (at.parse().unwrap(), Arc::new(AtomicUsize::new(0)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::open(&url).await.unwrap().watched(move |_, _| {
            if count.fetch_add(1, Ordering::SeqCst) + 1 == last {
                kill_process(getpid(), Signal::KILL).unwrap();
            }
        });
        db.migrate("an epoch of the tests").await.unwrap();
    });
}

/// Every table and index, as the database describes them.
async fn schema(site: &Site) -> Vec<String> {
    let sql = if site.postgres().is_some() {
        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns \
         WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    } else {
        "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master ORDER BY 1"
    };
    site.texts(sql).await
}

on_both! {
    async fn a_migration_killed_between_any_two_statements_is_taken_up_by_the_next_start(site: &Site) {
        std::fs::create_dir_all(site.data()).unwrap();
        site.empty().await;
        let mut at = 1;
        let mut killed = 0;
        // Each process goes on where the one before was killed.
        loop {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.args([CHILD, "--exact", "--ignored", "--nocapture"]);
            let ended = command.env(DATABASE, site.url()).env(AT, at.to_string()).output().unwrap();
            if ended.status.signal() != Some(Signal::KILL.as_raw()) {
                assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
                break;
            }
            killed += 1;
            // A few statements further each time: otherwise the first step would never be through.
            at += if is_soak() { 1 } else { 7 };
        }
        assert!(killed > 5, "{killed}");
        let other = Site::new();
        if site.postgres().is_none() {
            other.db().await.close().await.unwrap();
            assert_eq!(schema(site).await, schema(&other).await, "another schema than without being killed");
        }
        assert!(site.run(&[&"check"]).contains("ok     change log: 0 changes"));
    }
}
