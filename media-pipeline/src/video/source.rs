//! The film as it came: its tracks, its first picture, where its time begins.
//!
//! What stands in headers is a claim. Sizes, colours and times are taken from the first picture and the first piece of
//! sound that can be decoded.

use super::{
    MAX_BYTES, MAX_PIXELS, MAX_SECONDS,
    clock::{TICKS, TICKS_PER_SECOND},
    plan,
    refusal::Refusal,
};
use crate::libav::{Decoder, Frame, Input, NO_TIME, Packet, Rotation, Stream, StreamKind, rescale};
use anyhow::{Context, Result};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

/// Packets of tracks that have not begun in which their beginnings are looked for: those of a film whose sound sets in
/// after minutes are all the picture's, and do not count.
const PATIENCE: usize = 4000;

pub struct Source {
    pub path: PathBuf,
    pub bytes: u64,
    pub format: String,
    pub tracks: usize,
    pub metadata: Vec<(String, String)>,
    pub picture: PictureTrack,
    pub sound: Option<SoundTrack>,
    pub captions: Vec<CaptionTrack>,
    /// Where the film begins on its own clock, in ticks: the earlier one of picture and sound.
    pub origin: i64,
    /// In seconds; `None` where the file does not say.
    pub duration: Option<f64>,
    /// The file's clock may jump, as that of a broadcast does.
    pub jumps: bool,
}

impl Source {
    /// Up to where a track may stand still, in ticks from the film's beginning: a clock that never jumps is believed as far
    /// as the film says that it goes. Zero where it may jump.
    pub fn steady(&self) -> i64 {
        let seconds = self.duration.map_or(MAX_SECONDS as f64, |duration| (duration + 1.0).min(MAX_SECONDS as f64));
        if self.jumps { 0 } else { (seconds * TICKS_PER_SECOND as f64) as i64 }
    }
}

pub struct PictureTrack {
    pub index: usize,
    pub codec: String,
    pub profile: Option<String>,
    pub coded: (u32, u32),
    /// Pixels' width to height.
    pub aspect: (i32, i32),
    pub rotation: Rotation,
    /// As seen: square pixels, upright.
    pub size: (u32, u32),
    /// Pictures a second, on average.
    pub rate: f64,
    pub variable_rate: bool,
    pub first: Frame,
    pub extradata_avc: bool,
}

pub struct SoundTrack {
    pub index: usize,
    pub codec: String,
    pub channels: u32,
    pub sample_rate: u32,
}

pub struct CaptionTrack {
    pub index: usize,
    pub codec: String,
    pub language: Option<String>,
}

/// Looks at the file.
///
/// # Errors
/// The outer error is the machine's; the inner one is the file's.
pub fn look(path: &Path) -> Result<Result<Source, Refusal>> {
    let facts = fs::metadata(path).with_context(|| format!("cannot look at {}", path.display()))?;
    if !facts.is_file() {
        return Ok(Err(Refusal::NotAFile));
    }
    match facts.len() {
        0 => return Ok(Err(Refusal::Empty)),
        n if n > MAX_BYTES => return Ok(Err(Refusal::TooManyBytes)),
        _ => {}
    }
    let mut input = match open(path)? {
        Ok(input) => input,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let picture = match choose_picture(&input) {
        Ok(index) => index,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let sound = choose_sound(&input);
    let mut begun = begin(&mut input, picture, sound)?;
    if let (Err(Refusal::Broken(_)), Some(_)) = (&begun, sound) {
        // A piece of sound that cannot be read ends the file for whoever reads both.
        input = match open(path)? {
            Ok(input) => input,
            Err(refusal) => return Ok(Err(refusal)),
        };
        begun = begin(&mut input, picture, None)?;
    }
    let begun = match begun {
        Ok(begun) => begun,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let duration = input.duration();
    if duration.is_some_and(|d| d > MAX_SECONDS as f64) {
        return Ok(Err(Refusal::TooLong));
    }
    Ok(describe(path, facts.len(), &input, picture, sound.filter(|_| begun.sound.is_some()), begun, duration))
}

fn open(path: &Path) -> Result<Result<Input, Refusal>> {
    match Input::open(path, MAX_PIXELS) {
        Ok(input) => Ok(Ok(input)),
        Err(error) if error.is_machine() => Err(error.into()),
        Err(error) => Ok(Err(Refusal::Unknown(error.to_string()))),
    }
}

/// The largest film that can be decoded; the one marked as default among equals.
fn choose_picture(input: &Input) -> Result<usize, Refusal> {
    let films: Vec<Stream<'_>> = input.streams().filter(|s| s.kind() == StreamKind::Video && !s.is_cover()).collect();
    let best = films.iter().filter(|s| s.is_decodable()).max_by_key(|s| {
        let (width, height) = s.size();
        (u64::from(width) * u64::from(height), s.is_default(), std::cmp::Reverse(s.index()))
    });
    match (best, films.first()) {
        (Some(best), _) => Ok(best.index()),
        (None, Some(film)) => Err(Refusal::Codec(film.codec())),
        (None, None) => Err(Refusal::NoPicture),
    }
}

/// The first sound marked as default, or the first, that can be decoded: phones add tracks that only they understand.
fn choose_sound(input: &Input) -> Option<usize> {
    let sounds = || input.streams().filter(|s| s.kind() == StreamKind::Sound && s.is_decodable() && s.sample_rate() > 0);
    sounds().find(|s| s.is_default()).or_else(|| sounds().next()).map(|s| s.index())
}

struct Begun {
    picture: Frame,
    /// In ticks on the file's own clock.
    picture_at: i64,
    sound: Option<i64>,
}

/// Decodes until both tracks have begun. One that has is not read any more, so that the other's beginning is found wherever
/// it stands.
fn begin(input: &mut Input, picture: usize, sound: Option<usize>) -> Result<Result<Begun, Refusal>> {
    let wanted: Vec<usize> = sound.into_iter().chain([picture]).collect();
    input.keep(&wanted);
    let mut decoders = Vec::new();
    for index in &wanted {
        let stream = input.stream(*index).context("a track that was there is gone")?;
        match Decoder::open(&stream, 1, MAX_PIXELS) {
            Ok(decoder) => decoders.push((*index, decoder, stream.time_base(), None::<(Frame, i64)>)),
            Err(error) if error.is_machine() => return Err(error.into()),
            Err(_) if *index == picture => {
                return Ok(Err(too_large(stream.size()).unwrap_or_else(|| Refusal::Codec(stream.codec()))));
            }
            Err(_) => {}
        }
    }
    let (mut packet, mut last_error, mut left) = (Packet::new()?, String::new(), PATIENCE);
    while left > 0 && decoders.iter().any(|d| d.3.is_none()) {
        let more = input.read(&mut packet)?;
        for (index, decoder, unit, found) in &mut decoders {
            if found.is_some() || (more && packet.stream() != *index) {
                continue;
            }
            left = left.saturating_sub(1);
            if let Err(error) = decoder.send(more.then_some(&packet)) {
                last_error = error.to_string();
            }
            let mut frame = Frame::new()?;
            match decoder.receive(&mut frame) {
                Ok(true) => {
                    let time = if frame.best_time() == NO_TIME { frame.pts() } else { frame.best_time() };
                    let at = if time == NO_TIME { 0 } else { rescale(time, *unit, TICKS) };
                    *found = Some((frame, at));
                }
                Ok(false) => {}
                Err(error) => last_error = error.to_string(),
            }
        }
        if !more {
            break;
        }
        let missing: Vec<usize> = decoders.iter().filter(|d| d.3.is_none()).map(|d| d.0).collect();
        if missing.len() < decoders.len() {
            input.keep(&missing);
        }
    }
    let mut begun = (None, None);
    for (index, _, _, found) in decoders {
        match found {
            Some((frame, at)) if index == picture => begun.0 = Some((frame, at)),
            Some((_, at)) => begun.1 = Some(at),
            None => {}
        }
    }
    Ok(match begun.0 {
        Some((frame, at)) => Ok(Begun { picture: frame, picture_at: at, sound: begun.1 }),
        None if last_error.is_empty() => Err(Refusal::Broken("it holds no picture".to_owned())),
        None => Err(Refusal::Broken(last_error)),
    })
}

/// What a decoder that is given our limit answers with an error of its own.
fn too_large((width, height): (u32, u32)) -> Option<Refusal> {
    (u64::from(width) * u64::from(height) > MAX_PIXELS).then_some(Refusal::TooManyPixels { width, height })
}

fn describe(
    path: &Path,
    bytes: u64,
    input: &Input,
    picture: usize,
    sound: Option<usize>,
    begun: Begun,
    duration: Option<f64>,
) -> Result<Source, Refusal> {
    let broken = || Refusal::Broken("a track that was there is gone".to_owned());
    let film = input.stream(picture).ok_or_else(broken)?;
    let coded = (begun.picture.width(), begun.picture.height());
    if let Some(refusal) = too_large(coded) {
        return Err(refusal);
    }
    if coded.0 == 0 || coded.1 == 0 {
        return Err(Refusal::Broken("a picture without a size".to_owned()));
    }
    let own = begun.picture.pixel_aspect();
    let container = film.pixel_aspect();
    // The container's word goes before the stream's, where it says anything.
    let aspect = if container != (1, 1) || own.0 <= 0 { container } else { own };
    let (rate, real) = (input.guess_frame_rate(picture).value(), film.real_frame_rate().value());
    let average = film.frame_rate().value();
    let average = if average > 0.0 { average } else { rate };
    let rotation = film.rotation();
    let track = PictureTrack {
        index: picture,
        codec: film.codec(),
        profile: film.profile(),
        coded,
        aspect,
        rotation,
        size: plan::display_size(coded, aspect, rotation),
        rate: if (1.0..=240.0).contains(&average) { average } else { 25.0 },
        variable_rate: real > 0.0 && (real - average).abs() / real > 0.01,
        first: begun.picture,
        extradata_avc: film.extradata().first() == Some(&1),
    };
    let sound = sound.and_then(|i| input.stream(i)).map(|s| SoundTrack {
        index: s.index(),
        codec: s.codec(),
        channels: s.channels(),
        sample_rate: s.sample_rate(),
    });
    let captions = input
        .streams()
        .filter(|s| s.kind() == StreamKind::Subtitle)
        .map(|s| CaptionTrack { index: s.index(), codec: s.codec(), language: s.language() })
        .collect();
    let mut metadata = input.metadata();
    metadata.extend(input.streams().flat_map(|s| s.metadata()));
    Ok(Source {
        path: path.to_owned(),
        bytes,
        format: input.format(),
        tracks: input.streams().count(),
        metadata,
        origin: begun.sound.map_or(begun.picture_at, |sound| sound.min(begun.picture_at)),
        picture: track,
        sound,
        captions,
        duration,
        jumps: !input.is_continuous(),
    })
}

/// SHA-256 of the file as it came, in pieces.
pub fn digest(path: &Path) -> Result<domain::Digest> {
    use sha2::{Digest as _, Sha256};
    let mut file = File::open(path)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(domain::Digest::from_bytes(&hash.finalize().into())),
            n => hash.update(&piece[..n]),
        }
    }
}
