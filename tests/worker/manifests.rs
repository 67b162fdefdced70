//! What `media-pipeline` says is read as it is meant.

use crate::chance::rounds;
use domain::RenditionRole;
use proptest::prelude::*;
use storage::{AssetKey, Key};
use worker::Manifest;

const VIDEO: &str = r##"{"version":1,"width":1080,"height":1920,"duration_ms":12345,
 "input":{"format":"mov","bytes":1,"sha256":"00","duration_ms":12400,"video":{"codec":"h264"},"audio":null,"captions":[],"location":true},
 "renditions":[
  {"role":"playlist","file":"video-0123456789abcdef.m3u8","media_type":"application/vnd.apple.mpegurl","bytes":5,
   "sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
  {"role":"rung","file":"720-0123456789abcdef.mp4","media_type":"video/mp4","width":720,"height":1280,"bytes":9,"bit_rate":1000,
   "duration_ms":12345,"codec":"avc1.64001f","language":null,
   "sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}],
 "placeholder":"#102030","thumbhash":"AA==","loudness":null,"warnings":[]}"##;

#[test]
fn the_manifest_of_a_video_gives_sides_length_and_files_with_their_roles() {
    let manifest = Manifest::read(VIDEO).unwrap();
    assert_eq!((manifest.sides(), manifest.duration()), ((1080, 1920), Some(12345)));
    let roles: Vec<_> = manifest.renditions.iter().map(|file| (file.role, file.width, file.codec.as_deref())).collect();
    assert_eq!(roles, [(RenditionRole::Playlist, None, None), (RenditionRole::Rung, Some(720), Some("avc1.64001f"))]);
}

#[test]
fn a_manifest_that_names_no_hash_or_an_unknown_role_is_refused() {
    assert!(Manifest::read(&VIDEO.replace("\"rung\"", "\"ladder\"")).is_err());
    assert!(Manifest::read(&VIDEO.replace("ba7816bf", "zz7816bf")).is_err());
    assert!(Manifest::read("{}").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(300, 300_000) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    /// It comes from a program that read a stranger's file.
    #[test]
    fn any_manifest_is_read_or_refused(at in 0..VIDEO.len(), cut in 0..40usize, text in "[\\[\\]{}\":,0-9a-z\\\\e-]{0,12}") {
        let end = (at + cut).min(VIDEO.len());
        let changed = format!("{}{text}{}", &VIDEO[..at], &VIDEO[end..]);
        if let Ok(manifest) = Manifest::read(&changed) {
            let key: AssetKey = "0123456789abcdef0123456789abcdef".parse().unwrap();
            for file in &manifest.renditions {
                let name = &file.file;
                let plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
                prop_assert!(Key::rendition(&key, name).is_err() || plain, "{name} would lead elsewhere");
            }
        }
    }
}
