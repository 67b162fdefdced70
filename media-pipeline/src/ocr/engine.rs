//! tesseract, as this program uses it: grey rows in, lines of words with their places out.

use super::grey::Band;
use anyhow::{Context, Result, bail};
use std::{ffi::CString, os::unix::process::CommandExt, process::Command};
use tesseract_plumbing::{TessBaseApi, tesseract_sys};

/// Which characters are looked for. Latin letters and digits are, in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Script {
    #[default]
    ZhHans,
    ZhHant,
    En,
}

impl Script {
    /// Debian's packages are called after these.
    fn data(self) -> &'static str {
        match self {
            Self::ZhHans => "chi_sim",
            Self::ZhHant => "chi_tra",
            Self::En => "eng",
        }
    }
}

/// Words that stand beside each other, in rows and columns of the whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub left: u32,
    pub right: u32,
    pub top: u32,
    pub bottom: u32,
    pub text: String,
    /// 0 to 100, of the engine's own, over all letters.
    pub confidence: f32,
}

pub struct Engine(TessBaseApi);

/// Pixels that a picture is read at: three to a point of a phone would be twice the size of print that the engine reads best.
const USUAL_WIDTH: u32 = 648;
/// Lines of fewer rows, as they are read, are read again at [`BEST`] rows each.
const SMALL: f64 = 18.0;
const BEST: f64 = 28.0;
/// What is drawn smaller than that holds no more than it shows.
const MOST_SCALE: f64 = 2.0;

const THREADS: &str = "OMP_THREAD_LIMIT";

/// Begins this program anew where tesseract would use several threads: they wait for each other in loops, which costs six
/// times the processor's time. Its library reads the setting only when it is loaded.
///
/// # Errors
/// The program cannot be started again.
pub fn one_thread() -> Result<()> {
    if std::env::var_os(THREADS).is_some() {
        return Ok(());
    }
    let program = std::env::current_exe().context("where this program lies")?;
    let error = Command::new(program).args(std::env::args_os().skip(1)).env(THREADS, "1").exec();
    Err(error).context("cannot begin anew with one thread")
}

impl Engine {
    /// Loads what it knows of a script. To be done before the walls are up: it reads files.
    ///
    /// # Errors
    /// The script's data is not installed.
    pub fn load(script: Script) -> Result<Self> {
        let mut engine = TessBaseApi::create();
        let language = CString::new(script.data())?;
        let package = script.data().replace('_', "-");
        engine
            .init_4(None, Some(&language), tesseract_sys::TessOcrEngineMode_OEM_LSTM_ONLY)
            .with_context(|| format!("tesseract cannot read {}: install the package tesseract-ocr-{package}", script.data()))?;
        engine.set_page_seg_mode(tesseract_sys::TessPageSegMode_PSM_SINGLE_BLOCK);
        // Chinese has no spaces to keep; without this, those between Latin words would be doubled.
        for (name, value) in [("preserve_interword_spaces", "0"), ("debug_file", "/dev/null")] {
            engine.set_variable(&CString::new(name)?, &CString::new(value)?).context("a setting of tesseract")?;
        }
        Ok(Self(engine))
    }

    pub fn name(&self) -> String {
        format!("tesseract {}", tesseract_plumbing::version().to_string_lossy())
    }

    /// The lines of `band`; its rows are counted from `first`, the first row of its strip in the whole picture.
    ///
    /// # Errors
    /// tesseract fails, which it does not do because of a picture.
    pub fn read(&mut self, band: &Band, first: u32) -> Result<Vec<Line>> {
        let usual = (f64::from(USUAL_WIDTH) / f64::from(band.width)).min(1.0);
        let lines = self.read_at(band, usual)?;
        // Print that is small on the whole is read once more, at the size that the engine was trained on.
        let lines = match median_height(&lines) {
            Some(height) if f64::from(height) * usual < SMALL => {
                let larger = (BEST / f64::from(height)).min(MOST_SCALE);
                let again = self.read_at(band, larger)?;
                if certainty(&again) > certainty(&lines) { again } else { lines }
            }
            _ => lines,
        };
        let above = first + band.top;
        Ok(lines.into_iter().map(|line| Line { top: above + line.top, bottom: above + line.bottom, ..line }).collect())
    }

    /// In pixels of `band`, which is read `scale` times as large.
    fn read_at(&mut self, band: &Band, scale: f64) -> Result<Vec<Line>> {
        let scaled = band.scaled(scale)?;
        let back = |at: u32, most: u32| ((f64::from(at) / scale).round() as u32).min(most);
        let lines = self.lines_of(&scaled)?;
        let of = |line: Line| Line {
            left: back(line.left, band.width),
            right: back(line.right, band.width),
            top: back(line.top, band.height),
            bottom: back(line.bottom, band.height),
            ..line
        };
        Ok(lines.into_iter().map(of).collect())
    }

    fn lines_of(&mut self, band: &Band) -> Result<Vec<Line>> {
        let (width, height) = (i32::try_from(band.width)?, i32::try_from(band.height)?);
        self.0.set_image(&band.bytes, width, height, 1, width).context("a strip for tesseract")?;
        // What it would guess from the size of the print anyway; a missing value is warned of for each strip.
        self.0.set_source_resolution(150);
        self.0.recognize().context("tesseract")?;
        let table = self.0.get_tsv_text(0).context("the words of tesseract")?;
        lines(table.as_ref().to_str().context("the words of tesseract")?)
    }
}

/// Of the table that tesseract writes: one row to a word, `level page block paragraph line word left top width height
/// confidence text`.
fn lines(table: &str) -> Result<Vec<Line>> {
    let mut lines: Vec<(&str, Line)> = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let &["5", _, _, _, _, _, left, top, width, height, confidence, text] = &cells[..] else { continue };
        if text.trim().is_empty() {
            continue;
        }
        // Everything up to the number of the line.
        let length: usize = cells[..5].iter().map(|cell| cell.len() + 1).sum();
        let key = &row[..length];
        let (left, top): (u32, u32) = (left.parse()?, top.parse()?);
        let word = Line {
            left,
            right: left + width.parse::<u32>()?,
            top,
            bottom: top + height.parse::<u32>()?,
            text: text.to_owned(),
            confidence: confidence.parse()?,
        };
        match lines.last_mut() {
            Some((of, line)) if *of == key => line.add(&word),
            _ => lines.push((key, word)),
        }
    }
    if lines.iter().any(|(_, line)| line.right < line.left) {
        bail!("tesseract names a place outside of the strip");
    }
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Of lines as the picture has them.
fn median_height(lines: &[Line]) -> Option<u32> {
    let mut heights: Vec<u32> = lines.iter().map(Line::height).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied()
}

/// How much was read, each character counted by how sure the engine is of it.
fn certainty(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.text.chars().count() as f64 * f64::from(line.confidence) / 100.0).sum()
}

impl Line {
    /// Spaces stand between Latin words only: tesseract parts Chinese where it guesses words.
    fn add(&mut self, word: &Line) {
        let letters = |line: &Line| line.text.chars().count() as f32;
        let (own, its) = (letters(self), letters(word));
        self.confidence = (self.confidence * own + word.confidence * its) / (own + its).max(1.0);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(self.text.chars().next_back()) && latin(word.text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(&word.text);
        self.left = self.left.min(word.left);
        self.right = self.right.max(word.right);
        self.top = self.top.min(word.top);
        self.bottom = self.bottom.max(word.bottom);
    }

    pub fn height(&self) -> u32 {
        self.bottom - self.top
    }
}
