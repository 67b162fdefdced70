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
