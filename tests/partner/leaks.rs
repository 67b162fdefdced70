//! Random partners, works and moments over every output: no text of what is not published, not published any more, or not for who asks.

use super::{ALONE, Copy, partner};
use crate::{
    busy,
    chance::{Dice, rounds},
    site::{Folder, Site, Work, on_both, serving::Serving},
};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

const GENRES: [&str; 3] = ["expert", "explainer", "news"];

/// What partners may have: all, or one genre.
const SCOPES: [Option<&str>; 4] = [None, Some("expert"), Some("news"), Some("explainer")];

/// How a page may lag behind; see `Serving::within_a_second`.
const LAG: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Draft,
    Published,
    Withdrawn,
}

struct Told {
    state: State,
    genre: &'static str,
    /// Counts what its text said so far: no older text may be shown either.
    edition: usize,
}

impl Told {
    fn file(&self, n: usize) -> String {
        let work = Work::new(&slug(n), &format!("第{n}件")).body(&format!("正文只有一段，里面写着{}。", secret(n, self.edition)));
        let work = if self.state == State::Draft { work.draft() } else { work };
        work.text().replace("genre: expert", &format!("genre: {}", self.genre))
    }
}

fn slug(n: usize) -> String {
    format!("work-{n}")
}

/// Words that stand in one edition of one work and nowhere else.
fn secret(n: usize, edition: usize) -> String {
    format!("暗号{n:04}第{edition:03}回")
}

struct World<'a> {
    site: &'a Site,
    works: Vec<Told>,
    checks: usize,
    shown: usize,
}

impl World<'_> {
    /// The words that this text has and should not.
    fn leaked(&mut self, text: &str, scope: Option<&str>) -> Vec<String> {
        let mut leaked = Vec::new();
        for (n, told) in self.works.iter().enumerate() {
            for edition in 0..=told.edition {
                self.checks += 1;
                if !text.contains(&secret(n, edition)) {
                    continue;
                }
                self.shown += 1;
                let may =
                    told.state == State::Published && edition == told.edition && scope.is_none_or(|only| only == told.genre);
                if !may {
                    leaked.push(secret(n, edition));
                }
            }
        }
        leaked
    }

    fn change(&mut self, dice: &mut Dice) {
        let n = dice.below(self.works.len());
        let site = self.site;
        let run = |words: &[&str]| {
            let words: Vec<&dyn AsRef<std::ffi::OsStr>> = words.iter().map(|word| word as &dyn AsRef<std::ffi::OsStr>).collect();
            site.run(&words);
        };
        match self.works[n].state {
            State::Published if dice.percent(50) => {
                let way = dice.one_of(&[["--way", "gone", "--kind", "retraction"], ["--way", "vanished", "--kind", "removal"]]);
                run(&[&["withdraw", &slug(n), "--reason", "演示。"][..], &way[..]].concat());
                self.works[n].state = State::Withdrawn;
            }
            State::Withdrawn => {
                run(&["reinstate", &slug(n)]);
                self.works[n].state = State::Published;
            }
            State::Draft | State::Published => {
                let told = &mut self.works[n];
                (told.state, told.genre, told.edition) = (State::Published, *dice.one_of(&GENRES), told.edition + 1);
                let folder = Folder::new();
                folder.file(&format!("{}.md", slug(n)), told.file(n)).import(self.site);
            }
        }
    }

    fn check(&mut self, server: &Serving<'_>, copies: &[(Option<&str>, Copy<'_>)], ids: &[String], dice: &mut Dice) {
        for (scope, copy) in copies {
            let mut pages = vec![("/snapshot".to_owned(), copy.ask("/snapshot").text())];
            pages.push(("/changes".to_owned(), copy.ask("/changes?limit=500").text()));
            for _ in 0..4 {
                let id = dice.one_of(ids);
                pages.extend(["", "?format=ninjs"].map(|form| (id.clone(), copy.ask(&format!("/items/{id}{form}")).text())));
            }
            for (page, text) in pages {
                let leaked = self.leaked(&text, *scope);
                assert!(leaked.is_empty(), "{page} tells {scope:?} of {leaked:?}");
            }
        }
        let (n, edition) = (dice.below(self.works.len()), dice.below(3));
        let asked: String = secret(n, edition).bytes().map(|byte| format!("%{byte:02X}")).collect();
        let pages = [
            "/feed.atom".to_owned(),
            "/feed.rss".to_owned(),
            "/feed.json".to_owned(),
            "/genres/news/feed.atom".to_owned(),
            "/oai?verb=ListRecords&metadataPrefix=liangyi".to_owned(),
            "/works".to_owned(),
            "/llms.txt".to_owned(),
            format!("/works/{}", slug(n)),
            format!("/en/works/{}", slug(n)),
            format!("/search?q={asked}"),
        ];
        // A page that repeats the question shows the words without telling anything.
        let of = |path: &str| {
            let text = server.get(path).text();
            if path.starts_with("/search") { text.replace(&secret(n, edition), "") } else { text }
        };
        let begin = Instant::now();
        for path in &pages {
            while let leaked = self.leaked(&of(path), None)
                && !leaked.is_empty()
            {
                assert!(begin.elapsed() < LAG.mul_f64(busy::crowding()), "{path} shows {leaked:?}");
                sleep(Duration::from_millis(50));
            }
        }
    }
}

on_both! {
    async fn no_output_shows_anybody_what_is_not_public_or_not_for_them(site: &Site) {
        let mut dice = Dice::new(20_261_202);
        let folder = Folder::new();
        let works: Vec<Told> = (0..rounds(16, 120)).map(|n| {
            let state = if n % 4 == 0 { State::Draft } else { State::Published };
            let told = Told { state, genre: GENRES[n % 3], edition: 0 };
            folder.file(&format!("{}.md", slug(n)), told.file(n));
            told
        }).collect();
        folder.import(site);
        let keys = SCOPES.map(|scope| match scope {
            None => (scope, partner(site, "everything", &[])),
            Some(genre) => (scope, partner(site, &format!("only-{genre}"), &["--genres", genre])),
        });
        let ids = site.texts("SELECT tag FROM works ORDER BY id").await;
        let server = site.serve_with(&[ALONE[0], ("LIANGYI_PARTNER_QUOTA", "100000")], &[]);
        let copies: Vec<_> = keys.iter().map(|(scope, key)| (*scope, Copy::new(&server, key))).collect();
        let mut world = World { site, works, checks: 0, shown: 0 };
        for _ in 0..rounds(8, 200) {
            world.check(&server, &copies, &ids, &mut dice);
            world.change(&mut dice);
        }
        println!("{} checks, {} times something was shown that may be", world.checks, world.shown);
        assert!(world.shown > world.works.len(), "the words are found where they may be");
    }
}
