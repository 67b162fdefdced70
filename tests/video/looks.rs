//! How films look that are more than their tags: HDR, interlaced, mirrored, joined from clips; and the poster chosen.

use super::{
    made::{Row, row},
    program::{self, Run, of_role, text},
    seen,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn top(run: &Run) -> PathBuf {
    run.out.join(text(of_role(&run.manifest(), "rung")[0], "file"))
}

fn made(row: &Row, folder: &Path) -> (PathBuf, PathBuf) {
    let film = row.make(folder);
    let run = program::video(&film, &folder.join("out"));
    (top(&run), film)
}

#[test]
fn hdr_looks_as_ffmpeg_maps_its_tones() {
    let chain = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.5:peak=4.926:desat=0,\
                 zscale=t=bt709:m=bt709:p=bt709:r=tv,format=yuv420p";
    for transfer in ["smpte2084", "arib-std-b67"] {
        let folder = tempfile::tempdir().unwrap();
        // Darker than the test picture, whose full colours stay full whatever is done to them.
        let script = format!(
            "$F $V $A -vf 'format=yuv420p10le,lutyuv=y=(val-64)*0.6+64' -c:v libx265 -preset ultrafast -tag:v hvc1 \
             -color_primaries bt2020 -color_trc {transfer} -colorspace bt2020nc -x265-params \
             log-level=none:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc -c:a aac \"$OUT\""
        );
        let (is, film) = made(&row("hdr", "mp4", script.leak()), folder.path());
        let far = seen::apart(&seen::sketch_of(&film, "1.0", &["-vf", chain]), &seen::sketch(&is));
        assert!(far <= 4.0, "{transfer}: {far:.1} apart");
    }
}

#[test]
fn interlaced_films_are_put_together_as_bwdif_does() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V -vf tinterlace=interleave_top,setfield=tff -r 15 -flags +ildct+ilme -c:v mpeg2video -b:v 4M \"$OUT\"";
    let (is, film) = made(&row("interlaced", "mpg", script), folder.path());
    let is = seen::picture(&is, "1.0");
    // Whichever of three neighbours the clock of the container takes for that moment.
    let nearest = |filter: &str| {
        // MPEG-2 that says nothing of its colours is BT.601; grey is the brightness that the colours' matrix gives.
        let filter = format!("{filter},scale=in_color_matrix=bt601:out_color_matrix=bt709");
        let at = ["0.93", "1.0", "1.07"].map(|at| seen::apart(&seen::picture_of(&film, at, &["-vf", &filter]), &is));
        at.into_iter().fold(f64::INFINITY, f64::min)
    };
    let (deinterlaced, woven) = (nearest("bwdif=mode=send_frame:parity=auto:deint=interlaced"), nearest("null"));
    assert!(deinterlaced <= 5.0 && deinterlaced < woven, "{deinterlaced:.2} from bwdif, {woven:.2} from the woven picture");
}

/// Sets the display matrix of the first track (ISO/IEC 14496-12, 8.3.2).
fn patched(film: &Path, matrix: [i32; 4]) {
    let mut bytes = fs::read(film).unwrap();
    let at = bytes.windows(4).position(|w| w == b"tkhd").unwrap() + 44;
    for (place, value) in [0, 4, 12, 16].into_iter().zip(matrix) {
        bytes[at + place..at + place + 4].copy_from_slice(&(value << 16).to_be_bytes());
    }
    fs::write(film, bytes).unwrap();
}

#[test]
fn mirrored_films_come_out_as_a_player_shows_them() {
    let plain = row("mirrored", "mp4", "$F $V $A $X \"$OUT\"");
    for (matrix, filter, size) in [
        ([-1, 0, 0, 1], "hflip", (320, 180)),
        ([1, 0, 0, -1], "vflip", (320, 180)),
        ([0, 1, 1, 0], "transpose=cclock_flip", (180, 320)),
        ([0, -1, -1, 0], "transpose=clock_flip", (180, 320)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let film = plain.make(folder.path());
        let expected = seen::sketch_of(&film, "1.0", &["-vf", filter]);
        patched(&film, matrix);
        let run = program::video(&film, &folder.path().join("out"));
        let manifest = run.manifest();
        assert_eq!(manifest["input"]["video"]["mirrored"], true, "{filter}");
        assert_eq!((program::number(&manifest, "width"), program::number(&manifest, "height")), size, "{filter}");
        let far = seen::apart(&expected, &seen::sketch(&top(&run)));
        assert!(far <= 8.0, "{filter}: {far:.1} apart");
    }
}

#[test]
fn joined_clips_keep_their_colours_though_their_matrices_differ() {
    let folder = tempfile::tempdir().unwrap();
    let clip = |matrix: &str, tag: &str, name: &str| {
        format!(
            "$F -f lavfi -i rgbtestsrc=s=320x180:r=30:d=2 -vf scale=out_color_matrix={matrix}:out_range=limited,format=yuv420p \
             -colorspace {tag} -color_primaries {tag} -color_trc {tag} -color_range tv -c:v libx264 -preset ultrafast {name}"
        )
    };
    let (first, second) = (clip("bt709", "bt709", "a.ts"), clip("bt601", "smpte170m", "b.ts"));
    let script = format!("{first}; {second}; cat a.ts b.ts > \"$OUT\"").leak();
    let (is, _) = made(&row("joined", "ts", script), folder.path());
    let far = seen::apart(&seen::sketch_of(&is, "1.0", &[]), &seen::sketch_of(&is, "3.0", &[]));
    assert!(far <= 4.0, "the second clip's colours are {far:.1} from the first one's");
}

#[test]
fn the_poster_is_the_sharp_scene_and_neither_black_nor_fading_nor_blurred() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F -f lavfi -i testsrc2=s=640x360 -frames:v 1 still.png; $F -f lavfi -i smptebars=s=640x360 -frames:v 1 bars.png; \
                  P='-loop 1 -framerate 30 -t 2 -i'; \
                  $F -f lavfi -i color=black:s=640x360:r=30:d=2 $P bars.png $P still.png $P still.png -filter_complex \
                  '[0]format=yuv420p,setsar=1[a];[1]format=yuv420p,setsar=1,fade=in:0:60[b];[2]format=yuv420p,setsar=1,boxblur=14[c];\
                  [3]format=yuv420p,setsar=1[d];[a][b][c][d]concat=n=4' -c:v libx264 -preset ultrafast \"$OUT\"";
    let film = row("scenes", "mp4", script).size(640, 360).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    let posters = of_role(&manifest, "poster");
    let widest = posters.iter().max_by_key(|p| program::number(p, "width")).unwrap();
    let poster = image::open(run.out.join(text(widest, "file"))).unwrap().to_luma8();
    let still = image::open(folder.path().join("still.png")).unwrap().to_luma8();
    let blurred = image::imageops::blur(&still, 8.0);
    let (sharp, blur) = (seen::apart(&poster, &still), seen::apart(&poster, &blurred));
    assert!(sharp <= 8.0 && sharp < blur, "{sharp:.1} from the sharp scene, {blur:.1} from the blurred one");
}
