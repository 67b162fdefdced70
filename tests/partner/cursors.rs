//! Cursors as nobody gave them out: cut, altered, made up.

use super::inside::Inside;
use crate::{
    chance::{Dice, rounds},
    site::{Folder, Site, Work},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_that_was_altered_leads_nowhere_and_breaks_nothing() {
    let site = Site::new();
    Folder::new().work(&Work::new("one", "给大家看的")).import(&site);
    let inside = Inside::with_quota(&site, 100_000).await;
    let key = inside.partner("daily").await;
    let page: serde_json::Value = serde_json::from_str(&inside.ask(&key, "/changes", "").text()).unwrap();
    let cursor = page["cursor"].as_str().unwrap().to_owned();
    assert_eq!(inside.ask(&key, &format!("/changes?after={cursor}"), "").status, 200);
    let mut dice = Dice::new(20_261_207);
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.%+";
    for _ in 0..rounds(150, 50_000) {
        let mut other = cursor.clone().into_bytes();
        match dice.below(4) {
            0 => other.truncate(dice.below(other.len())),
            1 => other.extend_from_within(..dice.below(other.len())),
            2 => other = (0..1 + dice.below(90)).map(|_| *dice.one_of(LETTERS)).collect(),
            // The last character has bits to spare, which mean nothing.
            _ => {
                let at = dice.below(other.len() - 1);
                other[at] = *dice.one_of(LETTERS);
            }
        }
        let other = String::from_utf8(other).unwrap();
        if other == cursor || other.is_empty() {
            continue;
        }
        let answer = inside.ask(&key, &format!("/changes?after={other}"), "");
        assert_eq!(answer.status, 400, "{other}: {}", answer.text());
    }
}
