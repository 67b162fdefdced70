//! Random acts by random people over all states of a work, held against the rules as a small model has them: what is refused, what
//! goes out, what readers see of it, what the change log tells; and what no order of acts may ever bring about.

mod acts;
mod flow;
mod model;
mod play;

use crate::{
    chance::{Dice, rounds},
    site::{Folder, Site, Work, on_both},
    studio::furnish,
};
use acts::{Act, Lane, PEOPLE};
use db::Db;
use domain::{CertificateFile, Certified, ED25519, Timestamp, revision_bytes};
use editorial::{CertificateError, CertificateKey, TagAuthority, check_text, read_certificate};
use model::{Model, Outcome, Public, Text, Words, values};
use play::{Player, shown};
use sea_orm::DatabaseConnection;
use std::collections::BTreeMap;

/// An empty draft, for other tests of the desk; its work.
pub async fn begin(db: &Db, now: Timestamp, authority: &TagAuthority, unique: &str, account: i64) -> i64 {
    play::begin(db, now, authority, unique, account, &[Words { value: 9, writer: 0 }; model::PLACES]).await.0
}

const BEGIN: i64 = 1_790_000_000_000;
const STORY: i64 = 10_000_000_000;

struct Stage<'a> {
    db: &'a Db,
    raw: &'a DatabaseConnection,
    accounts: [i64; PEOPLE],
    /// How often each kind of act ended how.
    met: BTreeMap<String, usize>,
}

impl Stage<'_> {
    /// One work from its first draft on; `next` gives an act for the model's state, or ends the story.
    async fn story(&mut self, number: usize, mut next: impl FnMut(&Model) -> Option<Act>) {
        let authority: TagAuthority = "tests.example".parse().unwrap();
        let mut now = BEGIN + number as i64 * STORY;
        let text: Text = [Words { value: 9, writer: 0 }; model::PLACES];
        let unique = format!("{:08x}", 0xa000_0000_u32 + number as u32);
        let (work, slug) = play::begin(self.db, Timestamp(now), &authority, &unique, self.accounts[0], &text).await;
        let mut model = Model::new(text);
        let (db, raw, accounts) = (self.db, self.raw, self.accounts);
        let unique = (number as u64 + 1) << 32;
        let mut player =
            Player { db, raw, authority, accounts, work, slug, correction: None, tokens: Default::default(), unique };
        let mut told = Vec::new();
        while let Some(act) = next(&model) {
            now += match act {
                Act::Wait { minutes } => minutes * 60_000,
                _ => 1000,
            };
            let newest = act.lane().filter(|lane| model.desk(*lane).is_some()).map(|lane| model.newest(lane).0);
            told.push(format!("{act:?}"));
            let (must, did) = (model.take(&act, now), player.take(&act, Timestamp(now), newest).await);
            assert_eq!(did, must, "the last of these acts:\n{}", told.join("\n"));
            if model.correction.is_none() {
                (player.correction, player.tokens[1]) = (None, Vec::new());
            }
            let name = told.last().and_then(|act| act.split(' ').next()).unwrap_or_default();
            *self.met.entry(format!("{name} {must:?}")).or_default() += 1;
            if let Some(wrong) = differs(&player, &model).await {
                panic!("{wrong}, after these acts:\n{}", told.join("\n"));
            }
        }
        let log = format!("SELECT act FROM changes WHERE entity = 'work' AND entity_id = {work} ORDER BY seq");
        assert_eq!(player.texts(&log).await, model.log, "the change log, after:\n{}", told.join("\n"));
        certificates(&player, &model, now + 1000).await;
    }
}

/// What the product has otherwise than the model.
async fn differs(player: &Player<'_>, model: &Model) -> Option<String> {
    let work = player.work;
    let submission = |id: &str| {
        format!("COALESCE((SELECT s.state FROM submissions s WHERE s.work_id = {id} ORDER BY s.id DESC LIMIT 1), '-')")
    };
    let correction = player.correction.map_or_else(|| "-1".to_owned(), |id| id.to_string());
    let sql = format!(
        "SELECT w.state || ' ' || {} || ' ' || {} || ' ' || (SELECT COUNT(*) FROM changes c WHERE c.entity = 'work' AND \
         c.entity_id IN (w.id, {correction})) || ' ' || (SELECT COUNT(*) FROM forced_publications f WHERE \
         f.revision_id = w.published_revision) || ' ' || COALESCE((SELECT n.way FROM corrections n WHERE n.work_id = w.id AND \
         n.lifted_at IS NULL AND n.way IS NOT NULL), '-') FROM works w WHERE w.id = {work}",
        submission("w.id"),
        submission(&correction),
    );
    let state = |lane| model.desk(lane).and_then(|desk| desk.submission.as_ref()).map_or("-", |one| one.state.code());
    let (public, way) = match model.public {
        Public::Never => ("draft", "-"),
        Public::Shown => ("published", "-"),
        Public::Withdrawn(way) => ("withdrawn", way.code()),
    };
    let (main, beside, changes) = (state(Lane::Main), state(Lane::Correction), model.log.len());
    let wanted = format!("{public} {main} {beside} {changes} {} {way}", u8::from(model.is_owed()));
    let found = player.texts(&sql).await.remove(0);
    if found != wanted {
        return Some(format!("the rows say “{found}”, the rules “{wanted}”"));
    }
    for lane in [Lane::Main, Lane::Correction] {
        let Some(id) = player.id(lane) else { continue };
        let newest = editorial::newest(player.db, id).await.unwrap().unwrap();
        let wanted = values(&model.newest(lane).0);
        if shown(&newest.body) != wanted {
            return Some(format!("the newest text of {lane:?} is {:?}, not {wanted:?}", shown(&newest.body)));
        }
    }
    let public = db::works::published(player.db, work).await.unwrap();
    let read = public.map(|public| shown(&document::text::write(&public.revision.body)));
    let wanted = (model.public == Public::Shown).then(|| values(&model.revisions.last().unwrap().text).to_vec());
    (read != wanted).then(|| format!("readers see {read:?}, not {wanted:?}"))
}

/// Everything that went out with its reviews gets a certificate, nothing else does; each proves its very text and no other.
async fn certificates(player: &Player<'_>, model: &Model, now: i64) {
    let key = CertificateKey::from_seed(&[7; 32]);
    while editorial::sign_certificates(player.db, Timestamp(now), &key).await.unwrap() > 0 {}
    let sql = format!(
        "SELECT CAST(id AS TEXT) FROM work_revisions WHERE work_id = {} AND published_at IS NOT NULL ORDER BY work_revisions.id",
        player.work
    );
    let published = player.texts(&sql).await;
    assert_eq!(published.len(), model.revisions.len());
    for (id, wanted) in published.iter().zip(&model.revisions) {
        let id: i64 = id.parse().unwrap();
        let revision = db::revisions::by_id(player.db, id).await.unwrap();
        let found = db::certificates::of_revision(player.db, id).await.unwrap();
        assert_eq!((found.is_some(), revision.content.reviews.len()), (!wanted.forced, wanted.reviewers.len()), "{id}");
        assert_eq!(shown(&document::text::write(&revision.body)), values(&wanted.text));
        let Some(row) = found else { continue };
        let file = CertificateFile {
            statement: row.statement,
            algorithm: ED25519.to_owned(),
            key: row.key_id,
            public_key: key.public(),
            signature: row.signature,
        };
        let text = revision_bytes(&revision.content, &revision.body.to_json()).unwrap();
        let (_, certified) = read_certificate(&serde_json::to_string(&file).unwrap()).unwrap();
        check_text(&certified, &text).unwrap();
        altered(&file, &certified, &text);
    }
}

/// One byte of the text, one character of the statement.
fn altered(file: &CertificateFile, certified: &Certified, text: &[u8]) {
    let mut dice = Dice::quiet(text.len() as u64);
    for _ in 0..4 {
        let mut other = text.to_owned();
        other[dice.below(text.len())] ^= 1 << dice.below(8);
        assert!(matches!(check_text(certified, &other), Err(CertificateError::Text { .. })));
        let mut statement: Vec<char> = file.statement.chars().collect();
        let at = dice.below(statement.len());
        statement[at] = if statement[at] == '0' { '1' } else { '0' };
        let forged = CertificateFile { statement: statement.into_iter().collect(), ..file.clone() };
        assert!(read_certificate(&serde_json::to_string(&forged).unwrap()).is_err());
    }
}

async fn people(db: &Db) -> [i64; PEOPLE] {
    let mut accounts = [0; PEOPLE];
    let write = db.write(Timestamp(BEGIN)).await.unwrap();
    for (at, account) in accounts.iter_mut().enumerate() {
        let name = format!("person-{at}");
        *account = db::accounts::add(&write, &name, &name, "no password", false).await.unwrap().id;
    }
    let place = db::organisations::id_of(&write, "green-hill").await.unwrap().unwrap();
    db::organisation_rules::put_force(&write, place, true).await.unwrap();
    write.commit().await.unwrap();
    accounts
}

on_both! {
    async fn whatever_people_try_in_whatever_order_the_desk_keeps_the_rules(site: &Site) {
        furnish(site);
        // Where readers are led by a redirect.
        Folder::new().work(&Work::new("other", "留着的一篇")).import(site);
        let (db, raw) = (site.db().await, site.raw().await);
        let accounts = people(&db).await;
        let mut stage = Stage { db: &db, raw: &raw, accounts, met: BTreeMap::new() };
        let told = acts::told();
        for (number, story) in told.iter().enumerate() {
            let mut acts = story.iter().cloned();
            stage.story(number, |_| acts.next()).await;
        }
        let mut dice = Dice::new(20_261_130);
        for number in told.len()..told.len() + rounds(14, 600) {
            let mut left = 20 + dice.below(60);
            stage.story(number, |model| {
                left = left.checked_sub(1)?;
                Some(acts::random(&mut dice, model))
            }).await;
        }
        println!("{:?}", stage.met);
        for met in ["Publish Out", "Publish Merged", "Publish GivenBack", "Publish Refused", "Force Done", "Begin Refused", "Withdraw Done"] {
            assert!(stage.met.contains_key(met), "{met} was never met");
        }
        raw.close().await.unwrap();
        three_people(site).await;
        crate::site::whole::is_whole(site).await;
        db.close().await.unwrap();
    }
}

/// Of everything that went out and is not flagged: three people passed it, and none of them is named as an author.
async fn three_people(site: &Site) {
    let sql = "SELECT COUNT(*) FROM submissions s WHERE s.state = 'published' AND (SELECT COUNT(DISTINCT v.account_id) \
         FROM submission_reviews v WHERE v.submission_id = s.id AND v.verdict = 'pass' AND v.stage <> 'scientific' AND NOT EXISTS \
         (SELECT 1 FROM submission_authors a WHERE a.submission_id = s.id AND a.account_id = v.account_id)) <> 3";
    assert_eq!(site.number(sql).await, 0);
}

#[test]
fn the_model_itself_notices_a_reviewer_who_wrote() {
    let mut model = Model::new([Words { value: 9, writer: 3 }; model::PLACES]);
    let acts = acts::told().remove(0);
    // The author is forgotten: the rule still sees whose words they are.
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        model.forget_authors();
        acts.iter().for_each(|act| assert_ne!(model.take(act, BEGIN), Outcome::Nothing));
    }));
    assert!(ended.is_err());
}
