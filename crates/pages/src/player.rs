//! A short video as it stands in its page: the player, its captions as a transcript, its chapters.

use crate::{Blur, Tile, WorkCard, address, place};
use captions::passages;
use domain::{Chapter, Language, RenditionRole, Slug, Video};

/// A file made from the original, as the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoFile {
    pub role: RenditionRole,
    /// A path from the root, or a whole address.
    pub url: String,
    pub media_type: String,
    /// Pixels; 0 of what has none.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    /// As RFC 6381 writes it.
    pub codec: Option<String>,
}

/// The same pictures in a codec that says more with fewer bytes; made after publication, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Av1 {
    /// Its own multivariant playlist.
    pub playlist: VideoFile,
    /// Its largest rung, which says what a device has to be able to do.
    pub largest: VideoFile,
    /// Of the largest, in bits a second.
    pub bit_rate: u64,
}

/// What the pipeline measured of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// As shown: after rotation, with square pixels.
    pub width: u32,
    pub height: u32,
    pub duration_ms: u32,
    /// Average colour, `#rrggbb`.
    pub colour: Option<String>,
    /// A blurred version of the poster that the pipeline chose, in base64 (thumbhash).
    pub thumbhash: Option<String>,
}

/// Captions in one language, as running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    pub language: Language,
    /// Address of the WebVTT file.
    pub href: String,
    pub passages: Vec<Passage>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub start_ms: u32,
    pub text: String,
}

/// Everything between a short video's head and its text.
#[derive(Clone, Debug)]
pub struct Player {
    pub measures: Measures,
    /// Multivariant playlist of HLS.
    pub playlist: VideoFile,
    /// One MP4, for browsers without HLS and for downloading.
    pub file: VideoFile,
    pub av1: Option<Av1>,
    /// Narrowest first; at least one.
    pub posters: Vec<VideoFile>,
    /// What stands in the poster's place until it is loaded.
    pub blur: Option<Blur>,
    pub transcripts: Vec<Transcript>,
    /// The editor's statement, in place of captions.
    pub no_speech: Option<String>,
    pub chapters: Vec<Chapter>,
    /// Where the address asks to begin.
    pub start_ms: u32,
    /// The page itself.
    pub page: String,
    pub next: Vec<WorkCard>,
    /// The campaign that `next` comes from.
    pub campaign: Option<Tile>,
}

/// Why a video cannot be shown; nothing like it can be published, so it is a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a short video has no {0} among its renditions")]
pub struct Incomplete(pub &'static str);

impl Player {
    /// `files` are those of the original, in any order; `poster` are those of the picture that the editor put in place of
    /// the pipeline's choice, or none.
    pub fn new(
        slug: &Slug,
        video: Video,
        measures: Measures,
        files: Vec<VideoFile>,
        poster: Vec<VideoFile>,
    ) -> Result<Self, Incomplete> {
        let role = |wanted: RenditionRole| files.iter().find(|f| f.role == wanted).cloned();
        // The hash is of the pipeline's own choice.
        let blur = measures.thumbhash.as_deref().filter(|_| poster.is_empty()).and_then(Blur::read);
        let mut posters: Vec<VideoFile> = match poster.is_empty() {
            true => files.iter().filter(|f| f.role == RenditionRole::Poster).cloned().collect(),
            false => poster,
        };
        posters.sort_by_key(|f| f.width);
        if posters.is_empty() {
            return Err(Incomplete("poster"));
        }
        let transcripts = video.captions.iter().map(|track| Transcript {
            language: track.language,
            href: address::captions(slug, track.language),
            passages: passages(&track.cues).into_iter().map(|(start_ms, text)| Passage { start_ms, text }).collect(),
        });
        Ok(Self {
            playlist: role(RenditionRole::Playlist).ok_or(Incomplete("playlist"))?,
            file: role(RenditionRole::Progressive).ok_or(Incomplete("progressive file"))?,
            av1: av1(&files, measures.duration_ms),
            posters,
            blur,
            transcripts: transcripts.collect(),
            no_speech: video.no_speech,
            chapters: video.chapters,
            start_ms: 0,
            page: address::work(slug),
            next: Vec::new(),
            campaign: None,
            measures: Measures { colour: measures.colour.filter(|c| is_colour(c)), ..measures },
        })
    }

    /// Takes the caption files from elsewhere than the public addresses.
    pub fn captions_at(mut self, href: impl Fn(Language) -> String) -> Self {
        for track in &mut self.transcripts {
            track.href = href(track.language);
        }
        self
    }

    /// A place past the end is the last second: a video that has ended before it begins plays nothing.
    pub fn starting_at(mut self, ms: Option<u32>) -> Self {
        self.start_ms = ms.unwrap_or(0).min(self.measures.duration_ms.saturating_sub(1000));
        self
    }

    pub fn followed_by(mut self, next: Vec<WorkCard>, campaign: Option<Tile>) -> Self {
        self.next = next;
        self.campaign = campaign;
        self
    }

    pub(crate) fn portrait(&self) -> bool {
        self.measures.height > self.measures.width
    }

    /// The smallest that is sharp enough on a phone: it is the largest thing a reader sees first.
    pub(crate) fn poster(&self) -> &VideoFile {
        let wide = self.posters.iter().filter(|f| f.media_type == "image/webp").find(|f| f.width >= 540);
        wide.or(self.posters.last()).expect("a player has a poster")
    }

    /// How large a square of the blurred version is, in pixels of the picture.
    pub(crate) fn square(&self, blur: &Blur) -> String {
        let side = |pixels: u32, of: usize| f64::from(pixels) / of as f64;
        format!("{:.1} {:.1}", side(self.measures.width, blur.columns), side(self.measures.height, blur.rows))
    }

    /// For programs that may know no WebP.
    pub(crate) fn large_poster(&self) -> &VideoFile {
        let plain = self.posters.iter().rfind(|f| f.media_type == "image/jpeg");
        plain.or(self.posters.last()).expect("a player has a poster")
    }

    /// The media fragment (W3C Media Fragments 1.0) that begins playing at the place, without any script.
    pub(crate) fn fragment(&self) -> String {
        if self.start_ms == 0 { String::new() } else { format!("#t={}", place::seconds(self.start_ms)) }
    }

    /// Of the whole, in seconds, for scripts.
    pub(crate) fn seconds(&self) -> String {
        place::seconds(self.measures.duration_ms)
    }

    /// The page at this place.
    pub(crate) fn at(&self, ms: &u32) -> String {
        format!("{}?t={}", self.page, place::seconds(*ms))
    }

    pub(crate) fn clock(&self, ms: &u32) -> String {
        place::clock(*ms)
    }

    pub(crate) fn length(&self) -> String {
        place::clock(self.measures.duration_ms.saturating_add(500).max(1000))
    }

    /// `3.2 MB`
    pub(crate) fn size(&self) -> String {
        let tenths = self.file.bytes.div_ceil(100_000).max(1);
        format!("{}.{}\u{A0}MB", tenths / 10, tenths % 10)
    }

    /// When each chapter ends, in milliseconds.
    pub(crate) fn chapter_ends(&self) -> impl Iterator<Item = u32> {
        let starts = self.chapters.iter().skip(1).map(|chapter| chapter.start);
        starts.chain([self.measures.duration_ms])
    }
}

fn av1(files: &[VideoFile], duration_ms: u32) -> Option<Av1> {
    // The pipeline tells the whole from its parts by name alone: both are playlists.
    let is_whole = |f: &&VideoFile| f.role == RenditionRole::MediaPlaylist && f.url.contains("/video-av1-");
    let is_rung = |f: &&VideoFile| f.role == RenditionRole::Rung && f.codec.as_ref().is_some_and(|c| c.starts_with("av01."));
    let playlist = files.iter().find(is_whole)?.clone();
    let largest = files.iter().filter(is_rung).max_by_key(|f| f.height)?.clone();
    Some(Av1 { playlist, bit_rate: largest.bytes * 8000 / u64::from(duration_ms.max(1)), largest })
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}
