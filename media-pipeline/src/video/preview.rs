//! Something that plays, before the ladder is there: a copy of the picture where every browser takes it as it is, with a
//! copy of the sound or the sound encoded anew; otherwise one quick, small encoding.

use super::{
    MAX_PIXELS, Options, Refusal,
    clock::TICKS,
    copying::{Copying, Next},
    manifest::Rendition,
    mark::Declared,
    plan,
    progress::Meter,
    progressive,
    rung::{Codec, Effort},
    sample, single, soundtrack,
    source::Source,
};
use crate::libav::{Input, Muxer, Packet, Rational, rescale};
use anyhow::{Context, Result};
use ffmpeg_next::ffi::AVPixelFormat::{AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

/// Containers whose H.264 has its parameters in front and lengths before its units, as MP4 wants it, by libav's names.
const CONTAINERS: [&str; 3] = ["mov,mp4", "matroska", "flv"];

/// Writes `preview-….mp4` into `folder`.
pub fn write(
    source: &Source,
    folder: &Path,
    options: &Options,
    label: Option<&str>,
    meter: &Meter,
) -> Result<Result<Rendition, Refusal>> {
    if options.ai == Declared::None && plays_as_it_is(source) {
        // A copy that fails is no fault of the film's: the quick encoding follows.
        match copy(source, folder, label, meter) {
            Ok(rendition) => return Ok(Ok(rendition)),
            Err(error) => eprintln!("the picture cannot be copied, so the preview is encoded: {error:#}"),
        }
    }
    quick(source, folder, options, label, meter)
}

/// H.264 of 8 bits and 4:2:0, upright, square, of a usual size.
fn plays_as_it_is(source: &Source) -> bool {
    let p = &source.picture;
    let (width, height) = p.coded;
    let first = &p.first;
    CONTAINERS.iter().any(|name| source.format.starts_with(name))
        && p.codec == "h264"
        && p.extradata_avc
        && p.rotation.is_none()
        && (Rational::new(p.aspect.0, p.aspect.1).value() - 1.0).abs() < 0.01
        && !first.is_interlaced()
        && [AV_PIX_FMT_YUV420P as i32, AV_PIX_FMT_YUVJ420P as i32].contains(&first.format())
        && width.min(height) <= 1080
        && width.max(height) <= 1920
}

fn copy(source: &Source, folder: &Path, label: Option<&str>, meter: &Meter) -> Result<Rendition> {
    let hidden = folder.join(".preview.part");
    match &source.sound {
        Some(sound) if sound.codec != "aac" || sound.channels > 2 => {
            let scratch = scratch(folder)?;
            let picture = scratch.join("picture.mp4");
            copy_tracks(source, &[source.picture.index], &picture, None, meter)?;
            let sound = soundtrack::rough(source, sound, &scratch, label)?;
            let rendition = progressive::write(folder, &[&picture, &scratch.join(sound.file)], "preview", label)?;
            fs::remove_dir_all(&scratch).context("cannot remove a folder")?;
            proven(folder, rendition)
        }
        sound => {
            let wanted: Vec<usize> = [source.picture.index].into_iter().chain(sound.as_ref().map(|s| s.index)).collect();
            copy_tracks(source, &wanted, &hidden, label, meter)?;
            proven(folder, progressive::named(folder, &hidden, "preview")?)
        }
    }
}

/// Hands the file on if it plays, and takes it away if it does not.
fn proven(folder: &Path, rendition: Rendition) -> Result<Rendition> {
    let path = folder.join(&rendition.file);
    match sample::plays(&path) {
        Ok(()) => Ok(rendition),
        Err(error) => {
            fs::remove_file(&path).context("cannot remove what does not play")?;
            Err(error)
        }
    }
}

fn scratch(folder: &Path) -> Result<PathBuf> {
    let scratch = folder.join(".preview");
    fs::create_dir_all(&scratch).context("cannot make a folder")?;
    Ok(scratch)
}

/// Into one file, with the film beginning at zero; the first of `wanted` is the picture.
fn copy_tracks(source: &Source, wanted: &[usize], path: &Path, label: Option<&str>, meter: &Meter) -> Result<()> {
    let mut input = Input::open(&source.path, MAX_PIXELS)?;
    input.keep(wanted);
    let tags: Vec<(&str, &str)> = label.iter().map(|value| ("AIGC", *value)).collect();
    let (mut muxer, units) = {
        let tracks =
            wanted.iter().map(|i| input.stream(*i).context("a track that was there is gone")).collect::<Result<Vec<_>>>()?;
        let units: Vec<Rational> = tracks.iter().map(|t| t.time_base()).collect();
        (Muxer::create(path, &tracks, &tags)?, units)
    };
    let origins: Vec<i64> = units.iter().map(|unit| rescale(source.origin, TICKS, *unit)).collect();
    let mut copies: Vec<Copying> =
        units.iter().enumerate().map(|(i, unit)| Copying::new(i == 0, *unit, source.picture.rate)).collect();
    let mut packet = Packet::new()?;
    while input.read(&mut packet)? {
        let Some(track) = wanted.iter().position(|i| *i == packet.stream()) else { continue };
        for Next { packet, dts } in copies[track].take(&packet)? {
            put(&mut muxer, packet, dts, track, units[track], origins[track], meter)?;
        }
    }
    for (track, copying) in copies.iter_mut().enumerate() {
        for Next { packet, dts } in copying.finish() {
            put(&mut muxer, packet, dts, track, units[track], origins[track], meter)?;
        }
    }
    Ok(muxer.finish()?)
}

fn put(muxer: &mut Muxer, mut packet: Packet, dts: i64, track: usize, unit: Rational, origin: i64, meter: &Meter) -> Result<()> {
    let pts = packet.pts() - origin;
    packet.place(pts, dts - origin, packet.duration());
    meter.reached(rescale(pts, unit, TICKS));
    muxer.write(packet, track, unit)
}

fn quick(
    source: &Source,
    folder: &Path,
    options: &Options,
    label: Option<&str>,
    meter: &Meter,
) -> Result<Result<Rendition, Refusal>> {
    let scratch = scratch(folder)?;
    let rung = plan::preview(source.picture.size);
    let effort = Effort { encoder: Codec::H264, preset: "ultrafast", crf: "26" };
    let made = thread::scope(|scope| -> Result<_> {
        let sound = source.sound.as_ref().map(|track| scope.spawn(|| soundtrack::rough(source, track, &scratch, label)));
        let picture = single::encode(source, (rung, effort), &scratch, options, label, 0, |at| meter.reached(at));
        let sound = sound.map(|s| s.join().map_err(|_| anyhow::anyhow!("the sound encoder broke down"))).transpose()?;
        match picture? {
            Err(refusal) => Ok(Err(refusal)),
            Ok((track, _)) => Ok(Ok((track, sound.transpose()?))),
        }
    })?;
    let (track, sound) = match made {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let files: Vec<_> = [&track].into_iter().chain(&sound).map(|t| scratch.join(&t.file)).collect();
    let files: Vec<&Path> = files.iter().map(|f| f.as_path()).collect();
    let mut rendition = progressive::write(folder, &files, "preview", label)?;
    (rendition.width, rendition.height) = (rung.width, rung.height);
    fs::remove_dir_all(&scratch).context("cannot remove a folder")?;
    sample::plays(&folder.join(&rendition.file)).context("the preview that was encoded does not play")?;
    Ok(Ok(rendition))
}
