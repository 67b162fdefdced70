//! Whatever is accepted stays inside its folder and its limits; whatever is handed in, nothing breaks.

use super::zips::{Entry, zip};
use h5::limits;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Steps of names, those that mean something among them.
fn name() -> impl Strategy<Value = String> {
    let step = prop_oneof![
        Just("..".to_owned()),
        Just(".".to_owned()),
        Just(String::new()),
        Just("a".to_owned()),
        Just("A".to_owned()),
        Just("index.html".to_owned()),
        Just("b.js".to_owned()),
        Just("图.svg".to_owned()),
        "[a-zA-Z0-9._ \\\\:é-]{0,6}",
    ];
    prop::collection::vec(step, 1..4).prop_map(|steps| steps.join("/"))
}

fn entry() -> impl Strategy<Value = Entry> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        "[<>a-z\"'=:/ (){}`$\\\\字\n]{0,60}".prop_map(String::into_bytes),
    ];
    let modes = prop_oneof![Just(0o100_644), Just(0o120_777), Just(0)];
    (name(), bytes, any::<bool>(), modes, prop_oneof![9 => Just(0x0800), 1 => any::<u16>()]).prop_map(
        |(name, bytes, deflated, mode, flags)| {
            let entry = Entry { mode, flags, ..Entry::new(&name, bytes) };
            if deflated { entry.deflated() } else { entry }
        },
    )
}

fn stays_inside(zip: &[u8]) -> Result<(), TestCaseError> {
    let Ok(package) = h5::read(zip) else { return Ok(()) };
    let mut names = BTreeSet::new();
    for file in &package.files {
        let steps: Vec<&str> = file.path.split('/').collect();
        prop_assert!(steps.iter().all(|step| !step.is_empty() && !step.starts_with('.')), "{}", file.path);
        prop_assert!(!file.path.contains(['\\', ':', '\0', '#', '?', '%']), "{}", file.path);
        prop_assert!(file.path.len() <= limits::NAME && steps.len() <= limits::DEPTH);
        prop_assert!(names.insert(file.path.to_lowercase()), "{} stands twice", file.path);
        prop_assert_eq!(h5::media_type(&file.path), Some(file.media_type));
    }
    prop_assert!(names.contains(h5::INDEX));
    prop_assert!(package.files.len() <= limits::FILES && package.size() <= limits::UNPACKED);
    Ok(())
}

proptest! {
    #[test]
    fn what_is_accepted_has_names_inside_its_folder_and_sizes_inside_the_limits(entries in prop::collection::vec(entry(), 0..6)) {
        let index = Entry::new("index.html", "<!doctype html>");
        stays_inside(&zip(&std::iter::once(index).chain(entries.clone()).collect::<Vec<_>>()))?;
        stays_inside(&zip(&entries))?;
    }

    #[test]
    fn a_zip_with_altered_bytes_is_refused_or_stays_inside(
        entries in prop::collection::vec(entry(), 0..4),
        altered in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let index = Entry::new("index.html", "<!doctype html>");
        let mut bytes = zip(&std::iter::once(index).chain(entries).collect::<Vec<_>>());
        for (at, byte) in altered {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        stays_inside(&bytes)?;
    }

    #[test]
    fn any_text_is_read_to_its_end(text in "[<>a-z\"'=:/ (){}`$\\\\&#;*字\n]{0,200}") {
        for name in ["a.html", "a.css", "a.js", "a.svg"] {
            stays_inside(&zip(&[Entry::new("index.html", ""), Entry::new(name, &text)]))?;
        }
    }
}
