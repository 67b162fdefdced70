//! What an answer says of a link, and what robots.txt lets us ask.

use db::link_checks::LinkState;
use outbound::Refusal;
use std::time::Duration;
use worker::{Robots, judge};

#[test]
fn only_who_says_so_is_dead_and_who_is_shut_to_programs_is_not() {
    for (answer, state) in [
        (Ok(200), LinkState::Alive),
        (Ok(304), LinkState::Alive),
        (Ok(404), LinkState::Dead),
        (Ok(410), LinkState::Dead),
        (Ok(401), LinkState::Closed),
        (Ok(403), LinkState::Closed),
        (Ok(429), LinkState::Closed),
        (Ok(503), LinkState::Silent),
        (Err(Refusal::NotPublic), LinkState::Dead),
        (Err(Refusal::Port(8080)), LinkState::Closed),
        (Err(Refusal::UnknownName), LinkState::Silent),
        (Err(Refusal::TooSlow(Duration::from_secs(20))), LinkState::Silent),
        (Err(Refusal::Redirect), LinkState::Silent),
    ] {
        assert_eq!(judge(&answer).state, state, "{answer:?}");
    }
}

#[test]
fn the_longest_rule_of_our_own_group_decides_what_is_asked() {
    let robots = Robots::read(
        "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Liangyi/1.0\nDisallow: /private # not for programs\nAllow: /private/open\nDisallow: /*.pdf$\n",
    );
    for (path, allowed) in [
        ("/", true),
        ("/private/a", false),
        ("/private/open/a", true),
        ("/a.pdf", false),
        ("/a.pdf?x", true),
        ("/robots.txt", true),
    ] {
        assert_eq!(robots.allows(path), allowed, "{path}");
    }
    assert!(!Robots::read("user-agent: *\ndisallow: /").allows("/a"), "where none is ours, that of everybody holds");
    assert!(Robots::read("User-agent: *\nDisallow:").allows("/a"), "an empty rule keeps nobody out");
    assert!(Robots::open().allows("/a") && !Robots::shut().allows("/a"));
}
