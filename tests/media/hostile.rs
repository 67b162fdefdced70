//! Files made to do harm, each under a limit of memory and of the processor set from outside: read properly or refused in
//! words, and of what is refused nothing stays. A usual run takes every twelfth; `LIANGYI_SOAK=1` takes all of them.

use super::{harmful::all, program::long_image_within};
use crate::busy;
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

/// Address space: the program and its libraries have almost four hundred before they do anything.
const MEGABYTES: u32 = 1200;
/// Of the processor.
const SECONDS: u32 = 20;
const SAMPLE: usize = 12;

#[test]
fn three_hundred_harmful_pictures_end_in_pictures_or_in_words() {
    let all = all();
    let names: BTreeSet<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let contents: BTreeSet<&[u8]> = all.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    assert!(all.len() >= 300 && names.len() == all.len(), "{} files, {} names", all.len(), names.len());
    assert!(contents.len() >= 300, "{} different ones", contents.len());
    let step = if std::env::var_os("LIANGYI_SOAK").is_some() { 1 } else { SAMPLE };
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((name, bytes)) = all.get(next.fetch_add(1, Ordering::Relaxed) * step) {
                    run(name, bytes);
                }
            });
        }
    });
}

fn run(name: &str, bytes: &[u8]) {
    let started = Instant::now();
    let run = long_image_within(MEGABYTES, SECONDS, bytes);
    let seconds = started.elapsed().as_secs_f64();
    assert!(seconds < f64::from(SECONDS) * busy::crowding(), "{name}: {seconds} s");
    match run.code {
        Some(0) => {
            let manifest = run.manifest();
            let slices = manifest["slices"].as_array().unwrap();
            let height: u64 = slices.iter().map(|slice| slice["height"].as_u64().unwrap()).sum();
            assert_eq!(Some(height), manifest["height"].as_u64(), "{name}");
            for slice in slices {
                for rendition in slice["renditions"].as_array().unwrap() {
                    let file = run.out.join(rendition["file"].as_str().unwrap());
                    assert!(file.is_file(), "{name}: {}", file.display());
                }
            }
        }
        Some(3) => _ = run.refused(),
        code => panic!("{name}: ended with {code:?}: {}", run.stderr),
    }
    let written: Vec<_> = std::fs::read_dir(run.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(written.len() <= 2, "{name}: {written:?} beside the input and the folder");
}
