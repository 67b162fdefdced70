//! kill -9 of the server while it takes works into its index: the index ends equal to the database, whenever that was.

use super::sample::{ask, open, works};
use crate::{
    chance::{Dice, rounds},
    site::{Folder, Work, on_both, whole},
};
use std::{process::Stdio, thread::sleep, time::Duration};

/// Words that stand in one edition of one work alone.
fn word(n: usize, edition: u64) -> String {
    storage::digest(format!("{n} {edition}").as_bytes()).as_str()[..12].to_owned()
}

on_both! {
    async fn whenever_it_is_killed_the_index_ends_equal_to_the_database(site: &Site) {
        let (mut dice, count) = (Dice::new(20_261_203), rounds(24, 200));
        let mut editions = vec![0; count];
        let folder = Folder::new();
        let put = |n: usize, edition: u64| {
            let body = format!("{}\n\n暗语是 {} 。", "讲一讲潮汐的成因。".repeat(40), word(n, edition));
            folder.work(&Work::new(&format!("work-{n}"), &format!("第{n}篇")).body(&body));
        };
        (0..count).for_each(|n| put(n, 0));
        folder.import(site);
        for _ in 0..rounds(3, 100) {
            let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
            for (n, edition) in editions.iter_mut().enumerate().filter(|_| dice.percent(60)) {
                *edition += 1;
                put(n, *edition);
            }
            let mut command = site.command();
            let mut import = command.args(["import", "works"]).arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            // It begins to index when the import is committed.
            if dice.percent(60) {
                import.wait().unwrap();
            }
            sleep(Duration::from_millis(dice.below(420) as u64));
            server.kill();
            assert!(import.wait().unwrap().success());
            // Behind, or equal; never something else.
            whole::holds(site);
        }
        whole::is_whole(site).await;
        let ids = site.texts("SELECT CAST(id AS TEXT) FROM works ORDER BY CAST(SUBSTR(slug, 6) AS INTEGER)").await;
        let index = open(&site.data().join("index"));
        assert_eq!(index.work_ids().unwrap().len(), count);
        for (n, (id, edition)) in ids.iter().zip(&editions).enumerate() {
            let id: i64 = id.parse().unwrap();
            assert_eq!(works(&ask(&index, &word(n, *edition))), [id], "the newest text of work {n} is found, and nothing else");
            for old in 0..*edition {
                assert!(!works(&ask(&index, &word(n, old))).contains(&id), "an old text of work {n} is found");
            }
        }
    }
}
