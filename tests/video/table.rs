//! What comes out of every row of the table, by trait.

use super::{made::Row, outputs, program, rows, soak};

/// Makes and judges the rows, one after the other; every fault is named before the test fails.
fn judge(rows: &[Row]) {
    let only = std::env::var("LIANGYI_ROW").ok();
    let mut faults = Vec::new();
    for row in rows.iter().filter(|r| only.as_ref().map_or(soak() || r.sampled, |name| r.name == name)) {
        let folder = tempfile::tempdir().unwrap();
        let film = row.make(folder.path());
        let run = program::video(&film, &folder.path().join("out"));
        if let Err(fault) = std::panic::catch_unwind(|| outputs::judge(row, &film, &run)) {
            let words = fault.downcast_ref::<String>().cloned();
            faults.push(format!("{}: {}", row.name, words.unwrap_or_else(|| "see above".into())));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn films_come_out_upright_whatever_the_telephone_was_held_like() {
    judge(rows::TURNED);
}

#[test]
fn pictures_stay_in_time_at_every_rate() {
    judge(rows::RATES);
}

#[test]
fn every_kind_of_pixel_and_colour_becomes_bt709() {
    judge(rows::PIXELS);
}

#[test]
fn every_size_gets_its_ladder() {
    judge(rows::SIZES);
}

#[test]
fn every_codec_of_pictures_is_read() {
    judge(rows::PICTURES);
}

#[test]
fn every_codec_of_sound_is_read() {
    judge(rows::SOUNDS);
}

#[test]
fn every_container_is_read() {
    judge(rows::CONTAINERS);
}

#[test]
fn clocks_that_begin_or_end_oddly_are_put_right() {
    judge(rows::TIMES);
}

#[test]
fn further_tracks_covers_and_captions_do_no_harm() {
    judge(rows::TRACKS);
}

#[test]
fn the_table_has_at_least_sixty_rows_and_a_sample_of_fifteen() {
    let all: Vec<_> = rows::ALL.iter().flat_map(|rows| rows.iter()).collect();
    assert!(all.len() >= 60, "{}", all.len());
    let sampled = all.iter().filter(|r| r.sampled).count();
    assert!((12..=24).contains(&sampled), "{sampled}");
    let mut names: Vec<_> = all.iter().map(|r| r.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len(), "two rows have one name");
}
