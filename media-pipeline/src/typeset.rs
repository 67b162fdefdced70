//! An article set in type: a long image, a print (PDF) and a card for shared links, by Typst as a library.
//!
//! The words arrive as data and can never become markup: the templates read them from a JSON file and pass each through
//! `text()`. Templates are files; an association may lay its own beside ours. The same sheet gives the same bytes: no clock,
//! no chance. Typst knows no limits of time or memory; those of [`crate::limits`] hold.

mod desk;
mod draw;
mod fonts;
mod manifest;
mod panels;
mod qr;
mod refusal;
mod strip;
mod templates;

use crate::{
    picture::{Folder, Rendition, sha256},
    report::Report,
};
use anyhow::{Context, Result};
use desk::Desk;
use document::sheet::Sheet;
use manifest::{LongImage, Manifest, Print};
pub use refusal::Refusal;
use std::path::Path;
pub use templates::Templates;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Of the sheet, in bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// Of the long image, in rows: about 200,000 characters.
pub const MAX_ROWS: f64 = 1_000_000.0;
/// Pixels to a point: of the long image (360 pt are 1,080 pixels), of the card (600 pt are 1,200).
const LONG_IMAGE_SCALE: f64 = 3.0;
const CARD_SCALE: f64 = 2.0;

/// What the typesetter needs and must not look for once the walls are up.
pub struct Ready {
    fonts: fonts::Fonts,
    templates: Templates,
}

/// Fonts and templates, read before the process is locked in.
///
/// # Errors
/// There is no Chinese font, or a template of the operator's own cannot be read.
pub fn prepare(templates: Option<&Path>) -> Result<Ready> {
    Ok(Ready { fonts: fonts::load()?, templates: Templates::load(templates)? })
}

/// The folder of the sheet at `path`, where its pictures lie.
pub fn beside(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Reads the sheet at `path` and writes what it becomes, then `manifest.json`, to `out_dir`.
///
/// # Errors
/// The outer error is ours or the machine's; the inner one is the sheet's or a template's, and then the folder is empty.
pub fn run(path: &Path, out_dir: &Path, ready: Ready, report: &Report) -> Result<Result<(), Refusal>> {
    let folder = Folder::open(out_dir)?;
    let sheet = match read(path)? {
        Ok(sheet) => sheet,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let made = make(&sheet, beside(path), &folder, ready, report)?;
    if made.is_err() {
        folder.clear()?;
    }
    Ok(made)
}

fn make(sheet: &Sheet, beside: &Path, folder: &Folder, ready: Ready, report: &Report) -> Result<Result<(), Refusal>> {
    let groups = panels::groups(&sheet.body);
    let mut desk = match Desk::lay(sheet, &groups, beside, ready)? {
        Ok(desk) => desk,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut warnings = Vec::new();
    let long = match desk.set("long-image.typ", &mut warnings) {
        Ok(document) => document,
        Err(refusal) => return Ok(Err(refusal)),
    };
    report.progress("long image", 1, 3);
    let drawn = match draw::draw(&long.pages()[0], LONG_IMAGE_SCALE)? {
        Ok(drawn) => drawn,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let panels = panels::place(&long, LONG_IMAGE_SCALE, drawn.height, &panels::texts(sheet, &groups));
    drop(long);
    let long_image = LongImage { picture: put(folder, "long", &drawn)?, panels };
    typst::comemo::evict(0);

    let print = match desk.set("print.typ", &mut warnings) {
        Ok(document) => document,
        Err(refusal) => return Ok(Err(refusal)),
    };
    report.progress("print", 2, 3);
    let pages = print.pages().len();
    let (bytes, standard) = match pdf(&print, &mut warnings) {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let digest = sha256(&bytes);
    let file = format!("print-{}.pdf", &digest.as_str()[..32]);
    folder.put(&file, &bytes)?;
    let print = Print { file, media_type: "application/pdf", pages, standard, bytes: bytes.len() as u64, sha256: digest };

    let card = match desk.set("card.typ", &mut warnings) {
        Ok(document) => document,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let drawn = match draw::draw(&card.pages()[0], CARD_SCALE)? {
        Ok(drawn) => drawn,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let card = put(folder, "card", &drawn)?;
    report.progress("card", 3, 3);
    folder.put_manifest(&Manifest { version: manifest::VERSION, long_image, print, card, warnings })?;
    Ok(Ok(()))
}

fn read(path: &Path) -> Result<Result<Sheet, Refusal>> {
    let about = || format!("cannot read {}", path.display());
    let found = std::fs::metadata(path).with_context(about)?;
    if !found.is_file() {
        return Ok(Err(Refusal::NotAFile));
    }
    if found.len() > MAX_BYTES {
        return Ok(Err(Refusal::TooManyBytes));
    }
    let bytes = std::fs::read(path).with_context(about)?;
    let Ok(json) = String::from_utf8(bytes) else { return Ok(Err(Refusal::Sheet("not UTF-8".to_owned()))) };
    Ok(Sheet::from_json(&json).map_err(Refusal::Sheet))
}

/// A name of a file beside the sheet, and no way to another folder.
fn one_step(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

/// PDF/UA where the text allows it, which also finds characters that no font has; a tagged PDF otherwise, and a warning.
fn pdf(document: &typst_layout::PagedDocument, warnings: &mut Vec<String>) -> Result<(Vec<u8>, Option<&'static str>), Refusal> {
    let options = |standards| PdfOptions {
        standards,
        creator: typst::foundations::Smart::Custom(Some("Liangyi".into())),
        ..PdfOptions::default()
    };
    let said = |errors: &[typst::diag::SourceDiagnostic]| errors.iter().map(|e| e.message.to_string()).collect::<Vec<_>>();
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 alone contradicts nothing");
    match typst_pdf::pdf(document, &options(accessible)) {
        Ok(bytes) => Ok((bytes, Some("PDF/UA-1"))),
        Err(errors) => {
            warnings.extend(said(&errors).into_iter().map(|why| format!("not PDF/UA-1: {why}")));
            let bytes = typst_pdf::pdf(document, &options(PdfStandards::default()))
                .map_err(|e| Refusal::Template(said(&e).join("; ")))?;
            Ok((bytes, None))
        }
    }
}

fn put(folder: &Folder, name: &str, drawn: &draw::Drawn) -> Result<Rendition> {
    let digest = sha256(&drawn.png);
    let file = format!("{name}-{}.png", &digest.as_str()[..32]);
    folder.put(&file, &drawn.png)?;
    Ok(Rendition {
        file,
        media_type: "image/png",
        width: drawn.width,
        height: drawn.height,
        bytes: drawn.png.len() as u64,
        sha256: digest,
    })
}
