//! One file from top to bottom, a few rows at a time: 3 bytes a pixel, sRGB, over white.

use super::{
    MAX_BYTES, MAX_WHOLE_PIXELS, MAX_WIDTH, Refusal, frame,
    frame::{Reading, Seen},
    jpeg_rows::JpegRows,
    manifest::Part,
    png_rows::PngRows,
};
use crate::picture::{self, Caps, Kind, Pixels, Warning};
use anyhow::{Context, Result};
use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Seek},
    path::Path,
};

pub struct Rows {
    pub width: u32,
    pub height: u32,
    pub part: Part,
    pub warnings: Vec<Warning>,
    /// What the file says of AI content (GB 45438-2025), as it stands there.
    pub label: Option<String>,
    decoder: Decoder,
}

enum Decoder {
    Png(Box<PngRows>),
    Jpeg(Box<JpegRows>),
    /// And how many bytes of it have been handed out.
    Whole(Pixels, usize),
}

/// How many bytes of the beginning say what a file is.
const HEAD: u64 = 4096;

fn unreadable(error: io::Error) -> picture::Refusal {
    picture::Refusal::Broken(error.to_string())
}

impl Rows {
    /// # Errors
    /// The outer error is the machine's; the inner one is the file's.
    pub fn open(path: &Path) -> Result<Result<Self, Refusal>> {
        let cannot = || format!("cannot read {}", path.display());
        // Asked before it is opened: opening a pipe would wait for its writer for ever.
        let about = fs::metadata(path).with_context(cannot)?;
        if !about.is_file() {
            return Ok(Err(picture::Refusal::NotAFile.into()));
        }
        match about.len() {
            0 => return Ok(Err(picture::Refusal::Empty.into())),
            bytes if bytes > MAX_BYTES => return Ok(Err(Refusal::TooManyBytes)),
            _ => {}
        }
        let mut file = File::open(path).with_context(cannot)?;
        let sha256 = picture::sha256_of(&mut file).with_context(cannot)?;
        Ok(Self::decode(file).map(|mut rows| {
            (rows.part.bytes, rows.part.sha256) = (about.len(), sha256);
            rows
        }))
    }

    fn decode(mut file: File) -> Result<Self, Refusal> {
        let mut head = Vec::new();
        // The hash was taken of it.
        file.rewind().map_err(unreadable)?;
        file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        let kind = Kind::of(&head)?;
        file.rewind().map_err(unreadable)?;
        let mut buffered = BufReader::with_capacity(64 * 1024, file);
        let whole = |why| Err(why);
        let seen = match kind {
            Kind::Png => Ok(frame::png(&mut buffered)?),
            Kind::Jpeg => Ok(frame::jpeg(&mut buffered)?),
            Kind::WebP => whole("WebP 图片"),
            Kind::Gif => whole("GIF 图片"),
            Kind::Tiff => whole("TIFF 图片"),
            Kind::Heic => whole("HEIC 图片"),
            Kind::Avif => whole("AVIF 图片"),
        };
        buffered.rewind().map_err(unreadable)?;
        let Seen { carried, .. } = match seen {
            Err(why) | Ok(Seen { reading: Reading::Whole(why), .. }) => return Self::whole(kind, buffered, why),
            Ok(seen) => seen,
        };
        let (width, height, mut warnings, decoder) = if kind == Kind::Png {
            let png = PngRows::open(buffered)?;
            (png.width(), png.height(), png.warnings(), Decoder::Png(Box::new(png)))
        } else {
            let jpeg = JpegRows::open(buffered)?;
            (jpeg.width(), jpeg.height(), jpeg.warnings(), Decoder::Jpeg(Box::new(jpeg)))
        };
        warnings.extend(carried.warnings());
        Self::checked(kind, 1, (width, height), warnings, carried.label, decoder)
    }

    fn whole(kind: Kind, mut file: BufReader<File>, why: &'static str) -> Result<Self, Refusal> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        let caps = Caps { pixels: MAX_WHOLE_PIXELS, side: u32::MAX };
        let decoded = picture::decode(&bytes, &caps).map_err(|refusal| match refusal {
            picture::Refusal::TooManyPixels { width, height } => Refusal::TooManyAtOnce { width, height, why },
            other => other.into(),
        })?;
        let pixels = decoded.pixels.on_white();
        let size = (pixels.width, pixels.height);
        Self::checked(kind, decoded.orientation, size, decoded.warnings, decoded.label, Decoder::Whole(pixels, 0))
    }

    fn checked(
        kind: Kind,
        orientation: u8,
        (width, height): (u32, u32),
        warnings: Vec<Warning>,
        label: Option<String>,
        decoder: Decoder,
    ) -> Result<Self, Refusal> {
        if width > MAX_WIDTH {
            return Err(Refusal::TooWide { width });
        }
        let part = Part { format: kind.name(), width, height, orientation, bytes: 0, sha256: picture::sha256(b"") };
        Ok(Self { width, height, part, warnings, label, decoder })
    }

    /// Fills `row`, of `3 × width` bytes, with the next row. Not to be called more often than there are rows.
    pub fn read(&mut self, row: &mut [u8]) -> Result<(), Refusal> {
        match &mut self.decoder {
            Decoder::Png(png) => png.read(row)?,
            Decoder::Jpeg(jpeg) => jpeg.read(row)?,
            Decoder::Whole(pixels, at) => {
                row.copy_from_slice(&pixels.bytes[*at..*at + row.len()]);
                *at += row.len();
            }
        }
        Ok(())
    }

    /// After the last row: what the rest of the file says of it.
    pub fn finish(self) -> Result<(), Refusal> {
        match self.decoder {
            Decoder::Png(png) => Ok(png.finish()?),
            Decoder::Jpeg(jpeg) => Ok(jpeg.finish()?),
            Decoder::Whole(..) => Ok(()),
        }
    }
}
