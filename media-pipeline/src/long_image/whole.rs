//! A long image as one file to take along, written while the picture is read: a JPEG, or a PDF of a page for each slice where
//! the picture is taller than a JPEG can be.

use super::{jpeg_rows::JpegRows, manifest::Copied, pdf::Pdf, plan::Scale, render};
use crate::picture::{Average, Draft, Folder, JpegFile, Pixels};
use anyhow::{Context, Result, ensure};
use domain::Digest;
use std::{fs::File, io::BufReader};

/// libjpeg goes no higher, though the format would by 35 rows.
const TALLEST_JPEG: u32 = 65_500;
/// Of a channel's average, in what is read back of the JPEG.
const TOLERANCE: u8 = 8;

pub struct Whole<'a> {
    width: u32,
    height: u32,
    label: Option<&'a str>,
    averages: Vec<(Average, u32)>,
    made: Making,
}

enum Making {
    Jpeg(Box<JpegFile>),
    Pdf(Box<Pdf>),
}

impl<'a> Whole<'a> {
    /// `width` pixels wide, of a picture of `from` × `height`.
    pub fn begin(width: u32, from: u32, height: u32, label: Option<&'a str>, folder: &Folder) -> Result<Self> {
        let height = Scale::new(from, height, width).to;
        let draft = Draft::begin(folder, "whole")?;
        let made = if height <= TALLEST_JPEG {
            Making::Jpeg(Box::new(JpegFile::begin(draft, width, height, label)?))
        } else {
            Making::Pdf(Box::new(Pdf::begin(draft, label)?))
        };
        Ok(Self { width, height, label, averages: Vec::new(), made })
    }

    /// The next rows.
    pub fn add(&mut self, pixels: &Pixels) -> Result<()> {
        let average = pixels.average();
        self.averages.push((average, pixels.height));
        match &mut self.made {
            Making::Jpeg(file) => file.add(&pixels.bytes).context("writing the JPEG"),
            Making::Pdf(pdf) => pdf.page(&render::jpeg(pixels, average, self.label)?, pixels.width, pixels.height),
        }
    }

    pub fn finish(self) -> Result<Copied> {
        let Self { width, height, averages, made, .. } = self;
        let rows = averages.iter().map(|(_, rows)| *rows).sum::<u32>();
        ensure!(rows == height, "{rows} rows of {height} were written");
        let (named, media_type) = match made {
            Making::Jpeg(file) => {
                let mut draft = file.finish().context("writing the JPEG")?;
                prove(&mut draft, width, height, mean(&averages))?;
                (draft.keep("whole", "jpg")?, "image/jpeg")
            }
            // Each of its pictures was decoded again.
            Making::Pdf(pdf) => (pdf.finish()?.keep("whole", "pdf")?, "application/pdf"),
        };
        let (file, sha256, bytes): (String, Digest, u64) = named;
        Ok(Copied { role: "whole", file, media_type, width, height, bytes, sha256, path: None })
    }
}

fn mean(averages: &[(Average, u32)]) -> [u8; 3] {
    let all = averages.iter().map(|(_, rows)| u64::from(*rows)).sum::<u64>().max(1);
    [0, 1, 2].map(|i| {
        let sum = averages.iter().map(|(average, rows)| u64::from(average.rgb[i]) * u64::from(*rows)).sum::<u64>();
        (sum / all) as u8
    })
}

/// Reads the JPEG again, row by row: it has the size and about the colours of what was written.
fn prove(draft: &mut Draft, width: u32, height: u32, expected: [u8; 3]) -> Result<()> {
    let file = File::open(draft.so_far()?).context("the JPEG cannot be opened again")?;
    let again = || anyhow::anyhow!("the JPEG cannot be read again");
    let mut rows = JpegRows::open(BufReader::new(file)).map_err(|_| again())?;
    ensure!((rows.width(), rows.height()) == (width, height), "the JPEG came out in another size");
    let mut row = Pixels { width, height: 1, has_alpha: false, bytes: vec![0; width as usize * 3] };
    let mut averages = Vec::new();
    for _ in 0..height {
        rows.read(&mut row.bytes).map_err(|_| again())?;
        averages.push((row.average(), 1));
    }
    rows.finish().map_err(|_| again())?;
    let found = mean(&averages);
    let moved = found.iter().zip(expected).any(|(found, expected)| found.abs_diff(expected) > TOLERANCE);
    ensure!(!moved, "the JPEG came out {found:?} instead of {expected:?}");
    Ok(())
}
