//! Many partners while eight write and the server is killed, again and again, and once put back from a backup: answers are lost on the
//! way, come twice and in disorder; in the end each holds what it may have, the whole of it and nothing else.

use super::{ALONE, API};
use crate::{
    chance::{Dice, rounds},
    site::{Folder, Site, Work, http, now, on_both},
};
use db::{Db, corrections::Notice};
use domain::{CorrectionKind, CorrectionScope, Genre, PartnerScope, Severity, Slug, Takedown};
use editorial::{Away, Error, NewPartnerKey};
use partner::PartnerKey;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::Duration,
};

const GENRES: [Genre; 3] = [Genre::Expert, Genre::Explainer, Genre::News];
const WRITERS: usize = 8;

/// One partner: what it keeps, and how it fares.
struct Holder {
    slug: Slug,
    key: String,
    cursor: Option<String>,
    /// Sequence and title by id; no title of what was taken away.
    works: BTreeMap<String, (i64, Option<String>)>,
    /// Changes that it was given, to be given once more.
    old: Vec<Value>,
    dice: Dice,
    begun_anew: usize,
}

impl Holder {
    /// `None`: nobody answered, or the answer broke off.
    fn ask(&self, address: SocketAddr, path: &str) -> Option<(u16, String)> {
        let bearer = format!("Bearer {}", self.key);
        let answer = thread::scope(|scope| {
            // A killed server may leave a chunk without its end.
            scope.spawn(|| http::ask(address, "GET", &format!("{API}{path}"), &[("Authorization", &bearer)])).join().ok()
        })??;
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        (length.is_none_or(|length: usize| length == answer.body.len())).then(|| (answer.status, answer.text()))
    }

    /// True where there is nothing more to be had just now.
    fn poll(&mut self, address: SocketAddr, calm: bool) -> bool {
        let Some(cursor) = self.cursor.clone() else { return self.begin_anew(address) };
        let limit = if calm { 500 } else { 1 + self.dice.below(6) };
        let Some((status, text)) = self.ask(address, &format!("/changes?limit={limit}&after={cursor}")) else { return false };
        if status == 409 {
            self.cursor = None;
            return false;
        }
        assert_eq!(status, 200, "{text}");
        let page: Value = serde_json::from_str(&text).unwrap();
        if !calm && self.dice.percent(15) {
            return false;
        }
        let mut changes = page["changes"].as_array().unwrap().clone();
        self.old.extend(changes.iter().cloned());
        if self.dice.percent(40) && !self.old.is_empty() {
            let again: Vec<Value> = (0..3).map(|_| self.dice.one_of(&self.old).clone()).collect();
            changes.extend(again);
            changes.reverse();
        }
        changes.iter().for_each(|change| self.apply(change));
        self.cursor = Some(page["cursor"].as_str().unwrap().to_owned());
        !page["more"].as_bool().unwrap()
    }

    fn apply(&mut self, change: &Value) {
        let (id, sequence) = (change["id"].as_str().unwrap(), change["sequence"].as_i64().unwrap());
        if self.works.get(id).is_none_or(|(known, _)| *known < sequence) {
            self.works.insert(id.to_owned(), (sequence, change["title"].as_str().map(str::to_owned)));
        }
    }

    fn begin_anew(&mut self, address: SocketAddr) -> bool {
        let Some((200, text)) = self.ask(address, "/snapshot") else { return false };
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (Some(begin), Some(end)) = (lines.first(), lines.last().filter(|last| last["type"] == "end")) else { return false };
        assert_eq!(end["works"], lines.len() - 2);
        // Numbers of another log say nothing of this one.
        self.works.clear();
        self.old.clear();
        lines[1..lines.len() - 1].iter().for_each(|work| self.apply(work));
        self.cursor = Some(begin["cursor"].as_str().unwrap().to_owned());
        self.begun_anew += 1;
        false
    }

    fn held(&self) -> Vec<String> {
        let held = self.works.iter().filter(|(_, (_, title))| title.is_some());
        held.map(|(id, (sequence, _))| format!("{id}\t{sequence}")).collect()
    }
}

fn scope(dice: &mut Dice) -> PartnerScope {
    let genres = match dice.below(4) {
        0 => Vec::new(),
        n => GENRES[..n].iter().copied().rev().take(1 + dice.below(n)).collect(),
    };
    PartnerScope { genres, ..PartnerScope::default() }
}

/// What the rows say that this scope is to hold, by a statement of its own.
async fn truth(site: &Site, scope: &PartnerScope) -> Vec<String> {
    let genres: Vec<String> = scope.genres.iter().map(|genre| format!("'{genre}'")).collect();
    let within = if genres.is_empty() { "1 = 1".to_owned() } else { format!("genre IN ({})", genres.join(", ")) };
    let last = "(SELECT MAX(seq) FROM changes c WHERE c.entity = 'work' AND c.entity_id = works.id)";
    let sql = format!("SELECT tag || '\t' || {last} FROM works WHERE state = 'published' AND {within}");
    let mut held = site.texts(&sql).await;
    held.sort();
    held
}

/// Withdrawn, brought back, corrected; terms are changed; what another writer was faster in is refused.
async fn write(db: Db, mut dice: Dice, works: usize, partners: Vec<Slug>) {
    for _ in 0..rounds(8, 300) {
        let slug = format!("work-{}", dice.below(works));
        let notice = |kind| Notice {
            kind,
            severity: Severity::Major,
            scope: CorrectionScope::Work,
            reason: "演示。".to_owned(),
            anchor: None,
        };
        let done = match dice.below(10) {
            0..3 => {
                let way = *dice.one_of(&[Takedown::Banner, Takedown::Gone]);
                let away = Away { way, other: None };
                editorial::withdraw(&db, now(), &slug, &notice(CorrectionKind::Retraction), &away).await.map(drop)
            }
            3..6 => editorial::reinstate(&db, now(), &slug).await.map(drop),
            6..9 => editorial::correct(&db, now(), &slug, &notice(CorrectionKind::Correction)).await.map(drop),
            _ => {
                let partner = dice.one_of(&partners).clone();
                editorial::set_partner_scope(&db, now(), &partner, &scope(&mut dice)).await.map(drop)
            }
        };
        match done {
            Ok(()) | Err(Error::Refused(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
        tokio::time::sleep(Duration::from_millis(dice.below(12) as u64)).await;
    }
    db.close().await.unwrap();
}

/// What is withdrawn just then is refused, and the whole folder with it.
fn import(site: &Site, dice: &mut Dice, works: usize, percent: usize) {
    let folder = Folder::new();
    for n in 0..works {
        if !dice.percent(percent) {
            continue;
        }
        let text = Work::new(&format!("work-{n}"), &format!("第{n}件")).body(&format!("改到第{}次。", dice.below(1000))).text();
        folder.file(&format!("work-{n}.md"), text.replace("genre: expert", &format!("genre: {}", dice.one_of(&GENRES))));
    }
    let done = site.output(&[&"import", &"works", &folder.path()]);
    assert!(done.status.success() || percent < 100, "{}", String::from_utf8_lossy(&done.stderr));
}

async fn holders(db: &Db, dice: &mut Dice) -> Vec<Holder> {
    let mut holders = Vec::new();
    for n in 0..rounds(12, 200) {
        let (slug, key): (Slug, _) = (format!("partner-{n}").parse().unwrap(), PartnerKey::new([n as u8 + 1; 32]));
        editorial::add_partner(db, now(), &slug, "示例日报", &scope(dice)).await.unwrap();
        let (digest, hint) = (key.digest(), key.hint().to_owned());
        let new = NewPartnerKey { digest: &digest, hint: &hint, expires: None };
        editorial::add_partner_key(db, now(), &slug, new).await.unwrap();
        let (cursor, dice) = (Some(String::new()), Dice::quiet(dice.number()));
        let key = key.words().to_owned();
        holders.push(Holder { slug, key, cursor, works: BTreeMap::new(), old: Vec::new(), dice, begun_anew: 0 });
    }
    holders
}

/// Everybody polls while everybody writes, until the server is killed at a moment nobody chose.
async fn storm(site: &Site, holders: &mut [Holder], dice: &mut Dice, works: usize) {
    let server = site.serve_with(&[ALONE[0], ("LIANGYI_PARTNER_QUOTA", "100000")], &[]);
    let (address, over) = (server.address, AtomicBool::new(false));
    let partners: Vec<Slug> = holders.iter().map(|holder| holder.slug.clone()).collect();
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        writers.push(tokio::spawn(write(site.db().await, Dice::quiet(dice.number()), works, partners.clone())));
    }
    let share = holders.len().div_ceil(4);
    thread::scope(|scope| {
        for some in holders.chunks_mut(share) {
            let over = &over;
            scope.spawn(move || {
                while !over.load(Relaxed) {
                    for holder in some.iter_mut() {
                        holder.poll(address, false);
                    }
                }
            });
        }
        import(site, &mut *dice, works, 20);
        thread::sleep(Duration::from_millis(dice.below(250) as u64));
        // Why it refused somebody, should it have.
        server.logged().lines().filter(|line| line.contains("ERROR")).for_each(|line| eprintln!("{line}"));
        server.kill();
        over.store(true, Relaxed);
    });
    for writer in writers {
        writer.await.unwrap();
    }
}

fn backup(site: &Site, restore: bool) {
    let (passphrase, folder) = (site.path("passphrase"), site.path("backups"));
    fs::write(&passphrase, "correct horse battery staple").unwrap();
    fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600)).unwrap();
    let file: [&dyn AsRef<std::ffi::OsStr>; 2] = [&"--backup-passphrase-file", &passphrase];
    match restore {
        false => site.run(&[&"backup", &folder, file[0], file[1]]),
        true => site.run(&[&"restore", &folder, file[0], file[1], &"--replace"]),
    };
}

/// All are through, and each holds what the rows say, what the digest says, and nothing that is withdrawn or not for it.
async fn all_are_equal(site: &Site, holders: &mut [Holder]) {
    let db = site.db().await;
    let server = site.serve_with(&[ALONE[0], ("LIANGYI_PARTNER_QUOTA", "100000")], &[]);
    for holder in holders {
        for _ in 0..1000 {
            if holder.poll(server.address, true) {
                break;
            }
        }
        let scope = db::partners::by_slug(&db, holder.slug.as_str()).await.unwrap().unwrap().scope().unwrap();
        assert_eq!(holder.held(), truth(site, &scope).await, "{} with {scope:?}", holder.slug);
        let (_, text) = holder.ask(server.address, "/digest").unwrap();
        let said: Value = serde_json::from_str(&text).unwrap();
        let lines: String = holder.held().iter().map(|line| format!("{line}\n")).collect();
        assert_eq!(said["sha256"], storage::digest(lines.as_bytes()).as_str(), "{}", holder.slug);
    }
    db.close().await.unwrap();
}

on_both! {
    async fn many_copies_end_equal_whatever_is_killed_lost_doubled_and_put_back(site: &Site) {
        let (mut dice, works) = (Dice::new(20_261_201), rounds(24, 2000));
        import(site, &mut dice, works, 100);
        let db = site.db().await;
        let mut holders = holders(&db, &mut dice).await;
        db.close().await.unwrap();
        let storms = rounds(2, 12);
        for round in 0..storms {
            storm(site, &mut holders, &mut dice, works).await;
            if round == storms / 2 - 1 {
                all_are_equal(site, &mut holders).await;
                backup(site, false);
            }
        }
        all_are_equal(site, &mut holders).await;
        backup(site, true);
        all_are_equal(site, &mut holders).await;
        assert!(holders.iter().all(|holder| holder.begun_anew > 0), "a new log makes everybody begin anew");
    }
}
