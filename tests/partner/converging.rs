//! Random acts, and partners that poll at random, lose answers and begin anew: all end equal to the digest, and never hold
//! what they may not.

use super::*;
use crate::site::{Folder, Work};

const WORKS: usize = 12;

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

fn import(site: &Site, dice: &mut Dice, first: bool) {
    let folder = Folder::new();
    for i in 0..WORKS {
        if first || dice.below(4) == 0 {
            let text =
                Work::new(&format!("work-{i}"), &format!("第{i}件")).body(&format!("改到第{}次。", dice.below(1000))).text();
            let genre = ["expert", "explainer", "news"][dice.below(3)];
            folder.file(&format!("work-{i}.md"), text.replace("genre: expert", &format!("genre: {genre}")));
        }
    }
    folder.import(site);
}

#[tokio::test]
async fn every_copy_ends_equal() {
    let site = Site::new();
    let mut dice = Dice(20_261_129);
    import(&site, &mut dice, true);
    let keys = [
        partner(&site, "all", &[]),
        partner(&site, "some", &["--genres", "expert"]),
        partner(&site, "late", &["--genres", "news,expert"]),
    ];
    let server = site.serve_with(ALONE, &[]);
    let mut copies: Vec<Copy> = keys.iter().map(|key| Copy::new(&server, key)).collect();
    for _ in 0..60 {
        let slug = format!("work-{}", dice.below(WORKS));
        match dice.below(8) {
            0 => import(&site, &mut dice, false),
            // What is withdrawn already is refused, and that is as good.
            1 | 2 => drop(site.output(&[&"withdraw", &slug, &"--reason", &"演示"])),
            3 => drop(site.output(&[&"reinstate", &slug])),
            4 => drop(site.run(&[
                &"partner",
                &"scope",
                &"some",
                &"--genres",
                &["expert", "news", "expert,explainer"][dice.below(3)],
            ])),
            _ => {}
        }
        let copy = &mut copies[dice.below(3)];
        if dice.below(12) == 0 {
            begin_anew(copy);
        } else {
            copy.poll(1 + dice.below(5), dice.below(4) == 0);
        }
    }
    for copy in &mut copies {
        copy.catch_up();
        let said = copy.json("/digest");
        assert_eq!(
            (said["sha256"].as_str().unwrap(), said["works"].as_u64().unwrap()),
            (copy.digest().as_str(), copy.titles().len() as u64)
        );
        let items = said["items"].as_array().unwrap();
        assert!(items.iter().all(|item| copy.works[item["id"].as_str().unwrap()].0 == item["sequence"].as_i64().unwrap()));
    }
}

/// From the snapshot, as after a loss of everything.
fn begin_anew(copy: &mut Copy) {
    let text = copy.ask("/snapshot").text();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (begin, end) = (lines.first().unwrap(), lines.last().unwrap());
    assert_eq!((&begin["type"], &end["type"]), (&"begin".into(), &"end".into()));
    assert_eq!(end["works"], lines.len() - 2);
    copy.works.clear();
    lines[1..lines.len() - 1].iter().for_each(|work| copy.apply(work));
    copy.cursor = begin["cursor"].as_str().unwrap().to_owned();
}

/// A thousand works, one of which is missing here: three questions find it.
#[tokio::test]
async fn the_digest_narrows_down_to_what_differs() {
    let site = Site::new();
    let folder = Folder::new();
    for i in 0..150 {
        folder.work(&Work::new(&format!("work-{i}"), &format!("第{i}件")));
    }
    folder.import(&site);
    let key = partner(&site, "daily", &[]);
    let server = site.serve_with(ALONE, &[]);
    let mut copy = Copy::new(&server, &key);
    copy.catch_up();
    assert_eq!(copy.json("/digest")["sha256"], copy.digest());
    let lost = copy.works.keys().nth(70).unwrap().clone();
    copy.works.remove(&lost);
    assert_ne!(copy.json("/digest")["sha256"], copy.digest());
    let place = |id: &str| storage::digest(id.as_bytes()).to_string();
    let mut prefix = String::new();
    let items = loop {
        let said = copy.json(&format!("/digest?prefix={prefix}"));
        if let Some(items) = said["items"].as_array() {
            break items.clone();
        }
        let differing = said["buckets"].as_array().unwrap().iter().find(|bucket| {
            let own = copy.works.iter().filter(|(id, _)| place(id).starts_with(bucket["prefix"].as_str().unwrap()));
            let lines: String = own.map(|(id, (sequence, _))| format!("{id}\t{sequence}\n")).collect();
            storage::digest(lines.as_bytes()).as_str() != bucket["sha256"].as_str().unwrap()
        });
        prefix = differing.expect("a bucket that differs")["prefix"].as_str().unwrap().to_owned();
    };
    let missing: Vec<&Value> = items.iter().filter(|item| !copy.works.contains_key(item["id"].as_str().unwrap())).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0]["id"], lost);
    assert_eq!(copy.ask("/digest?prefix=xyz").status, 400);
}
