//! Connections that say nothing, or too slowly: readers get their pages all the same.

use crate::{
    busy,
    chance::rounds,
    site::{Folder, Site, Work},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    io::Write,
    net::TcpStream,
    time::{Duration, Instant},
};

/// What a shell usually gives a program.
const USUAL: u64 = 512;

#[test]
fn a_thousand_silent_and_slow_connections_keep_no_reader_from_a_page() {
    let held = getrlimit(Resource::Nofile);
    let wanted = rounds(1000, 10_000);
    if held.maximum.is_some_and(|most| most < wanted as u64 + 300) {
        eprintln!("skipped: no more than {:?} open files are allowed here", held.maximum);
        return;
    }
    let site = Site::new();
    Folder::new().work(&Work::new("one", "一直能读的一篇")).import(&site);
    // The program begins with as few as a shell gives it.
    setrlimit(Resource::Nofile, Rlimit { current: Some(USUAL), ..held }).unwrap();
    let server = site.serve();
    setrlimit(Resource::Nofile, Rlimit { current: held.maximum, ..held }).unwrap();
    let mut open = Vec::new();
    for n in 0..wanted {
        let mut stream = TcpStream::connect(server.address).unwrap();
        if n % 4 == 0 {
            // Its headers never end.
            stream.write_all(b"GET /works/one HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
        }
        open.push(stream);
    }
    for round in 0..20 {
        for stream in open.iter_mut().step_by(4) {
            // Whoever was shown the door may not notice.
            let _ = stream.write_all(b"a");
        }
        for page in ["/works/one", "/works", "/search?q=%E4%B8%80"] {
            let begin = Instant::now();
            assert!(server.page(page).contains("直能读的"), "{page}");
            let took = begin.elapsed();
            // As crowded as it is by now: the average of a minute comes after what it tells of.
            let most = Duration::from_millis(500).mul_f64(busy::crowding());
            assert!(took < most, "{page} took {took:?} in round {round}");
        }
    }
    assert!(!server.logged().contains("Too many open files"), "{}", server.logged());
}
