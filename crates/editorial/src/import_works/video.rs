//! The video of a work as its file has it: names of files, times in seconds. Read and written here, both ways.

use super::{Picture, VideoFile, files::picture, front_matter::WorkFile};
use crate::Faults;
use domain::{CaptionTrack, Chapter, Language, Poster, Video};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{collections::BTreeMap, fmt};

/// Under the key `video` of the front matter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VideoFields {
    pub file: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<CaptionFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_speech: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<PosterField>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<ChapterField>,
}

/// The front matter with nothing but the video in it.
#[derive(Serialize, Deserialize)]
pub(crate) struct OnlyVideo {
    pub video: VideoFields,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaptionFile {
    pub language: Language,
    pub file: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChapterField {
    pub at: Seconds,
    pub title: String,
}

/// Written as seconds, with up to three decimals; held in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seconds(pub u32);

/// The time of a frame, or the name of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PosterField {
    At(Seconds),
    Picture(String),
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        milliseconds(seconds)
            .ok_or_else(|| de::Error::custom(format!("{seconds} is no time; write seconds from the beginning, such as 12.5")))
    }
}

fn milliseconds(seconds: f64) -> Option<Seconds> {
    let ms = (seconds * 1000.0).round();
    (0.0..=f64::from(u32::MAX)).contains(&ms).then_some(Seconds(ms as u32))
}

impl Serialize for PosterField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::At(at) => at.serialize(serializer),
            Self::Picture(name) => name.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for PosterField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl de::Visitor<'_> for Either {
            type Value = PosterField;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("seconds from the beginning, or the name of a picture")
            }

            fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<PosterField, E> {
                let at = milliseconds(seconds);
                at.map(PosterField::At).ok_or_else(|| E::custom(format!("{seconds} is no time; write seconds, such as 12.5")))
            }

            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<PosterField, E> {
                self.visit_f64(seconds as f64)
            }

            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<PosterField, E> {
                self.visit_f64(seconds as f64)
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<PosterField, E> {
                Ok(PosterField::Picture(name.to_owned()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// Fills in what the names mean: digests of files, cues of captions.
pub(super) fn resolve(
    work: &mut WorkFile,
    videos: &BTreeMap<String, VideoFile>,
    pictures: &BTreeMap<String, Picture>,
    faults: &mut Faults,
) {
    let Some(fields) = work.video.clone() else { return };
    let mut missing = Vec::new();
    let original = picture(videos, &work.file, &fields.file).map(|file| file.digest.clone());
    if original.is_none() {
        missing.push((fields.file.clone(), format!("there is no video {} in this folder", fields.file)));
    }
    let mut tracks = Vec::new();
    for CaptionFile { language, file } in fields.captions {
        let Some(found) = picture(pictures, &work.file, &file) else {
            missing.push((file.clone(), format!("there is no file {file} in this folder")));
            continue;
        };
        match captions::read(&found.bytes) {
            Ok(parsed) => tracks.push(CaptionTrack { language, cues: parsed.cues }),
            Err(error) => missing.push((file.clone(), format!("{file} cannot be read as captions: {error}"))),
        }
    }
    let poster = match fields.poster {
        None => None,
        Some(PosterField::At(at)) => Some(Poster::At(at.0)),
        Some(PosterField::Picture(name)) => match picture(pictures, &work.file, &name) {
            Some(found) => Some(Poster::Picture(found.digest.clone())),
            None => {
                missing.push((name.clone(), format!("there is no picture {name} in this folder")));
                None
            }
        },
    };
    let broken = !missing.is_empty();
    for (name, message) in missing {
        faults.add(&work.file, work.line_saying("video", &name), message);
    }
    if broken {
        // What would be said of the rest follows from this.
        work.broken.insert("video".to_owned());
    }
    let chapters = fields.chapters.into_iter().map(|c| Chapter { start: c.at.0, title: c.title }).collect();
    work.content.video =
        original.map(|original| Video { original, captions: tracks, no_speech: fields.no_speech, poster, chapters });
}
