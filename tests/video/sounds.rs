//! Sound that is hard to bring to its loudness, and sound that changes in the middle.

use super::{made::row, outputs, program, program::of_role, program::text, seen};

#[test]
fn clicks_over_a_whisper_keep_the_peak_and_say_that_the_loudness_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let clicks = "aevalsrc='0.99*lt(mod(t,0.5),0.0003)*(1-2*gt(mod(t,1),0.5))+0.0015*sin(2*PI*440*t)':s=48000:d=4";
    let script = format!("$F $V -f lavfi -i \"{clicks}\" -c:v libx264 -preset ultrafast -c:a flac \"$OUT\"").leak();
    let film = row("clicks", "mkv", script).seconds(4.0).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let warned = manifest["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "loudness");
    assert!(warned, "{} {}", manifest["loudness"], manifest["warnings"]);
    outputs::loudness(&run, &manifest);
}

#[test]
fn noise_at_full_scale_is_turned_down_until_its_peak_holds() {
    let folder = tempfile::tempdir().unwrap();
    // Bursts over near silence: what the coder adds to a peak is largest there.
    let noise = "anoisesrc=c=white:a=1:r=48000:d=6:seed=7,volume='if(lt(mod(t,1),0.05),1,0.02)':eval=frame";
    let script = format!("$F $V -f lavfi -i \"{noise}\" -c:v libx264 -preset ultrafast -c:a flac \"$OUT\"").leak();
    let film = row("noise", "mkv", script).seconds(6.0).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    outputs::loudness(&run, &run.manifest());
}

#[test]
fn sound_that_turns_from_stereo_to_surround_is_heard_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V $A $X -ac 2 a.ts; $F $V $A -af 'pan=5.1|FC=c0|FL=0.5*c0|FR=0.5*c0' $X b.ts; cat a.ts b.ts > \"$OUT\"";
    let film = row("turns", "ts", script).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let [picture, sound] = ["rung", "audio"].map(|role| run.out.join(text(of_role(&manifest, role)[0], "file")));
    let (flashes, beeps) = (seen::flashes(&picture, true), seen::beeps(&seen::sound(&sound, true)));
    let apart = seen::offsets(&flashes, &beeps, "joined");
    assert_eq!(beeps.len(), 4, "{beeps:?}");
    assert!(apart.iter().all(|s| s.abs() <= 0.06), "flashes {flashes:?}, beeps {beeps:?}");
    for (beep, at) in beeps.iter().zip([0.5, 1.5, 2.5, 3.5]) {
        assert!((beep - at).abs() <= 0.15, "{beeps:?}");
    }
}

/// What is joined as it is has one clock for pictures and sound, and they do not end at one moment.
#[test]
fn sound_stays_with_its_pictures_over_every_join() {
    for (name, cut) in [
        ("sound ends first", "-af atrim=end=2.65 $X"),
        ("pictures end first", "-vf trim=end=2.65,setpts=PTS $X"),
        ("pictures shown out of order", "-af atrim=end=2.65 -c:v libx264 -preset veryfast -bf 3 -c:a aac"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let script = format!("$F $V $A {cut} a.ts; cat a.ts a.ts a.ts > \"$OUT\"").leak();
        let film = row("joined", "ts", script).size(160, 90).seconds(3.0).make(folder.path());
        let run = program::video(&film, &folder.path().join("out"));
        let manifest = run.manifest();
        let [picture, sound] = ["rung", "audio"].map(|role| run.out.join(text(of_role(&manifest, role)[0], "file")));
        let (flashes, beeps) = (seen::flashes(&picture, true), seen::beeps(&seen::sound(&sound, true)));
        let apart = seen::offsets(&flashes, &beeps, name);
        assert!(beeps.len() >= 3 && apart.iter().all(|s| s.abs() <= 0.05), "{name}: flashes {flashes:?}, beeps {beeps:?}");
    }
}

#[test]
fn sound_that_begins_after_hundreds_of_pictures_is_heard_at_its_moment() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V $A -filter_complex '[1:a]atrim=start=80[a]' -map 0:v -map '[a]' $X -copyts \"$OUT\"";
    let film = row("late", "mp4", script).size(160, 90).rate(10.0).seconds(84.0).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let [picture, sound] = ["rung", "audio"].map(|role| run.out.join(text(of_role(&manifest, role)[0], "file")));
    let (flashes, beeps) = (seen::flashes(&picture, true), seen::beeps(&seen::sound(&sound, true)));
    assert_eq!((flashes.len(), beeps.len()), (2, 1), "flashes {flashes:?}, beeps {beeps:?}");
    assert!((flashes[1] - beeps[0]).abs() <= 0.02, "flashes {flashes:?}, beeps {beeps:?}");
}

/// R128 measures nothing that is shorter than 400 ms.
#[test]
fn a_clip_that_is_too_short_to_be_measured_is_no_silence_unless_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (name, source, silent) in [("tone", "sine=d=0.3", false), ("nothing", "anullsrc=d=0.3", true)] {
        let script = format!("$F $V -f lavfi -i {source} -t 0.3 $X \"$OUT\"").leak();
        let film = row(name, "mp4", script).size(160, 90).make(folder.path());
        let manifest = program::video(&film, &folder.path().join(name)).manifest();
        let warned = manifest["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "silence");
        assert_eq!(warned, silent, "{name}: {} {}", manifest["loudness"], manifest["warnings"]);
    }
}
