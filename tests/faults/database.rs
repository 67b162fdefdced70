//! The database goes away for a while and comes back.

use crate::{
    busy,
    chance::rounds,
    site::{self, Database, Folder, Site, Work},
};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

#[test]
fn readers_keep_their_pages_while_postgresql_is_away_and_acts_go_on_when_it_is_back() {
    let Some(database) = Database::own_postgres() else { return };
    site::database::on(database, async |site: &Site| {
        let folder = Folder::new();
        folder.work(&Work::new("one", "一直能读的一篇")).work(&Work::new("two", "后来撤下的一篇")).import(site);
        let server = site.serve();
        for page in ["/", "/works/one", "/feed.atom"] {
            server.page(page);
        }
        // Whatever it logs of that, it has reason to.
        site.expects("");
        let postgres = site.postgres().unwrap();
        postgres.pauses();
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(rounds(2, 30) as u64) {
            for page in ["/", "/works/one", "/feed.atom"] {
                let asked = Instant::now();
                assert!(server.page(page).contains("一直能读的一篇"), "{page}");
                let took = asked.elapsed();
                assert!(took < Duration::from_secs(2).mul_f64(busy::crowding()), "{page} took {took:?}");
            }
            sleep(Duration::from_millis(100));
        }
        let refused = site.output(&[&"withdraw", &"two", &"--reason", &"演示。"]);
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("liangyi: "), "in words");
        postgres.goes_on();
        server.wait("well again", || server.get("/works/two").status == 200);
        site.run(&[&"withdraw", &"two", &"--reason", &"演示。"]);
        server.wait("withdrawn", || server.get("/works/two").status == 410);
        server.wait("out of search", || !server.page("/search?q=%E5%90%8E%E6%9D%A5%E6%92%A4%E4%B8%8B").contains("/works/two"));
        drop(server);
        site::whole::holds(site);
    });
}
